import type { Plan } from '../../plan/plan.js';
import type { Made } from '../../project/generated.js';
import { sh } from '../../project/shell.js';

export interface PipelineRequest {
  /** Every app that is built: one, or those of docker-bake.hcl. */
  plans: readonly Plan[];
  /** True when docker-bake.hcl builds them. */
  bake: boolean;
  made: Made;
}

/** A secret that the build is lent, as the pipeline gets it. */
export interface LentSecret {
  /** The name of the secret in the settings of the repository, and of the variable that holds it: `NPMRC`. */
  name: string;
  /** The file that the build takes it from, in words of a shell; absent where it takes the variable. */
  file?: string;
}

/** What a pipeline does, as commands for a shell; each system says when, where and with which rights. */
export interface Pipeline {
  /** Checks the Dockerfile without building. */
  lint: string;
  /** Compares the files with what would be generated today. */
  drift: string;
  /** Runs the tests; undefined where no app has a test stage. */
  test?: string;
  /** Builds for the machine of the pipeline, and pushes nothing. */
  build: string;
  /**
   * Builds for every platform, pushes, and keeps what was built for the next run. `$SHA` is the commit, `$SOURCE` the address
   * of the repository.
   */
  publish: string;
  secrets: LentSecret[];
  /** True when the build is lent the keys of an ssh agent. */
  ssh: boolean;
}

/** What the first lines of every pipeline say of it. */
export function aboutOf({ test, secrets, ssh }: Pipeline, request: string): string {
  const lent = [...secrets.map(({ name }) => name), ...(ssh ? ['SSH_PRIVATE_KEY'] : [])];
  return [
    `# Every ${request}, and every push to the default branch: the Dockerfile is linted and compared with what would be`,
    `# generated today, ${test === undefined ? '' : 'the tests run, '}the image is built. From the default branch it is then pushed, for two platforms.`,
    ...(lent.length === 0
      ? []
      : [
          '#',
          `# The build is lent secrets, which are set in the settings of the repository: ${lent.join(', ')}`,
        ]),
  ].join('\n');
}

const PLATFORMS = 'linux/amd64,linux/arm64';

/** What tells where an image comes from: https://specs.opencontainers.org/image-spec/annotations/#pre-defined-annotation-keys */
const LABELS = [
  ['org.opencontainers.image.source', '$SOURCE'],
  ['org.opencontainers.image.revision', '$SHA'],
] as const;

/**
 * The commands of a pipeline. `$IMAGE` is the repository of the image in a registry; what every stage made is kept there too, so
 * that a machine which begins with nothing builds only what has changed.
 */
export function pipelineOf({ plans, bake, made }: PipelineRequest): Pipeline {
  const tested = plans.some(({ variables }) => (variables.test?.value ?? null) !== null);
  const flags = [...new Set(plans.flatMap(({ buildFlags }) => buildFlags.map(({ value }) => value)))];
  const common = {
    drift: sh`npx --yes ${`create-dockerfile@${made.version}`} --check`,
    secrets: flags.flatMap(lentSecret),
    ssh: flags.some((flag) => flag.startsWith('--ssh ')),
  };
  return bake ? { ...common, ...bakes(tested) } : { ...common, ...builds(tested, flags) };
}

/** `docker-bake.hcl` takes REGISTRY and CACHE from the environment: images and caches lie below `$IMAGE`. */
function bakes(tested: boolean) {
  const bake = (...words: string[]) =>
    lines(['REGISTRY="$IMAGE/" CACHE="$IMAGE/cache" docker buildx bake', ...words]);
  const kept = "--set '*.cache-to='";
  return {
    lint: 'docker buildx bake --check',
    ...(tested && { test: bake(`test ${kept}`) }),
    build: bake(kept),
    publish: lines([
      `PLATFORMS=${PLATFORMS} TAG="latest,$SHA"`,
      bake(
        ...LABELS.map(([name, value]) => `--set "*.labels.${name}=${value}"`),
        '--provenance=mode=max --sbom=true --push',
      ),
    ]),
  };
}

function builds(tested: boolean, flags: readonly string[]) {
  const cached = '--cache-from "type=registry,ref=$IMAGE:buildcache"';
  const build = (...more: string[]) => lines(['docker buildx build', cached, ...flags, ...more, '.']);
  return {
    lint: 'docker buildx build --check .',
    ...(tested && { test: build('--target test') }),
    build: build(),
    publish: build(
      `--platform ${PLATFORMS}`,
      '--provenance=mode=max --sbom=true',
      '--cache-to "type=registry,ref=$IMAGE:buildcache,mode=max"',
      ...LABELS.map(([name, value]) => `--label "${name}=${value}"`),
      '--tag "$IMAGE:latest" --tag "$IMAGE:$SHA"',
      '--push',
    ),
  };
}

function lines(parts: readonly string[]): string {
  return parts.join(' \\\n  ');
}

/** The commands that write a secret into the file that the build takes it from; none where it takes the variable. */
export function fileCommands({ name, file }: LentSecret): string[] {
  if (file === undefined) return [];
  return ['umask 077', `mkdir -p "$(dirname "${file}")"`, `printf '%s\\n' "$${name}" > "${file}"`];
}

/** Commands of several lines as a block of YAML holds them. */
export function indented(text: string, blanks: number): string {
  return text
    .split('\n')
    .map((line) => `${' '.repeat(blanks)}${line}`)
    .join('\n');
}

/** What `--secret id=npmrc,src=$HOME/.npmrc` and `--secret id=TOKEN,env=TOKEN` ask for; a file of the repository is there already. */
function lentSecret(flag: string): LentSecret[] {
  const [, id = '', kind = '', where = ''] = /^--secret id=([^,]+),(src|env)=(.+)$/.exec(flag) ?? [];
  if (kind === 'env') return /^\w+$/.test(where) ? [{ name: where }] : [];
  return /^\$HOME\/[\w./-]+$/.test(where) ? [{ name: asVariable(id), file: where }] : [];
}

/** Secrets have the names of variables: https://docs.github.com/en/actions/reference/security/secrets#naming-your-secrets */
function asVariable(id: string): string {
  return id.toUpperCase().replace(/[^A-Z0-9]+/g, '_');
}
