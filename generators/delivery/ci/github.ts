import { ciAction } from '../../knowledge/ci-actions.js';
import { generatedLine } from '../../project/generated.js';
import type { OutputFile } from '../../render/render.js';
import {
  aboutOf,
  fileCommands,
  indented,
  type LentSecret,
  type Pipeline,
  type PipelineRequest,
} from './pipeline.js';

/** Where GitHub looks for workflows: https://docs.github.com/en/actions/concepts/workflows-and-actions/workflows */
const WORKFLOW = '.github/workflows/image.yml';

/**
 * A workflow of GitHub Actions. A pull request gets the checks, and a token that reads; the job that pushes runs on the default
 * branch alone. Actions are named by commit: https://docs.github.com/en/actions/reference/security/secure-use
 */
export function githubWorkflow(pipeline: Pipeline, { made }: Pick<PipelineRequest, 'made'>): OutputFile {
  const { lint, drift, test, build, publish } = pipeline;
  const contents = `${generatedLine(made)}
#
${aboutOf(pipeline, 'pull request')}
name: Image

on:
  pull_request:
  push:
    branches: [main, master]

concurrency:
  group: \${{ github.workflow }}-\${{ github.ref }}
  cancel-in-progress: \${{ github.event_name == 'pull_request' }}

permissions:
  contents: read

jobs:
  check:
    runs-on: ubuntu-latest
    timeout-minutes: 60
    permissions:
      contents: read
      packages: read
    steps:
${prepare(pipeline, [])}
      - name: Lint
        ${command(lint)}
      - name: Compare with what would be generated today
        ${command(drift)}
${test === undefined ? '' : `${builds('Test', test, pipeline)}\n`}${builds('Build', build, pipeline)}

  publish:
    needs: check
    if: github.event_name == 'push' && github.ref_name == github.event.repository.default_branch
    runs-on: ubuntu-latest
    timeout-minutes: 60
    permissions:
      contents: read
      packages: write
    steps:
${prepare(pipeline, ['emulation'])}
${builds('Build and push', publish, pipeline, [
  'SHA: ${{ github.sha }}',
  'SOURCE: ${{ github.server_url }}/${{ github.repository }}',
])}
`;
  return { path: WORKFLOW, contents };
}

/** What comes before the first build of a job: the sources, a builder, the registry, what the build is lent. */
function prepare({ secrets, ssh }: Pipeline, more: readonly string[]): string {
  const steps = [
    `      - ${uses('checkout')}
        with:
          persist-credentials: false`,
    ...more.map((id) => `      - ${uses(id)}`),
    `      - ${uses('builder')}`,
    `      - ${uses('login')}
        with:
          registry: ghcr.io
          username: \${{ github.actor }}
          password: \${{ github.token }}`,
    `      - name: Name the image after the repository, in small letters
        run: echo "IMAGE=ghcr.io/\${GITHUB_REPOSITORY,,}" >> "$GITHUB_ENV"`,
    ...secrets.flatMap((secret) => lend(secret)),
    ...(ssh ? [SSH_AGENT] : []),
  ];
  return steps.join('\n');
}

const SSH_AGENT = `      - name: Lend the build an ssh key
        env:
          SSH_PRIVATE_KEY: \${{ secrets.SSH_PRIVATE_KEY }}
        run: |
          eval "$(ssh-agent)" > /dev/null
          ssh-add - <<< "$SSH_PRIVATE_KEY"
          echo "SSH_AUTH_SOCK=$SSH_AUTH_SOCK" >> "$GITHUB_ENV"`;

/** The file that a build takes a secret from. */
function lend(secret: LentSecret): string[] {
  const { name, file } = secret;
  if (file === undefined) return [];
  return [
    `      - name: ${JSON.stringify(`Lend the build ${file}`)}
        env:
          ${name}: \${{ secrets.${name} }}
        ${command(fileCommands(secret).join('\n'))}`,
  ];
}

/** A step that builds, with the variables that the build is lent. */
function builds(name: string, run: string, { secrets }: Pipeline, more: readonly string[] = []): string {
  const lent = secrets.flatMap((one) =>
    one.file === undefined ? [`${one.name}: \${{ secrets.${one.name} }}`] : [],
  );
  const env = [...more, ...lent];
  const given = env.length === 0 ? '' : `        env:\n${indented(env.join('\n'), 10)}\n`;
  return `      - name: ${name}\n${given}        ${command(run)}`;
}

function command(run: string): string {
  return run.includes('\n') ? `run: |\n${indented(run, 10)}` : `run: ${run}`;
}

function uses(id: string): string {
  const { use, version } = ciAction(id);
  return `uses: ${use} # ${version}`;
}
