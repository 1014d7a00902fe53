import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ciFile } from '../../../generators/delivery/ci/ci.js';
import { pipelineOf } from '../../../generators/delivery/ci/pipeline.js';
import { decide } from '../../../generators/plan/decision.js';
import type { Plan } from '../../../generators/plan/plan.js';
import { mapProject } from '../../../generators/project/map.js';
import type { CiSystem } from '../../../generators/vocabulary.js';

interface Step {
  uses?: string;
  name?: string;
  run?: string;
  env?: Record<string, string>;
}

interface Workflow {
  on: Record<string, unknown>;
  permissions: Record<string, string>;
  jobs: Record<
    'check' | 'publish',
    { permissions: Record<string, string>; if?: string; needs?: string; steps: Step[] }
  >;
}

function plan({ flags = [], tested = true }: { flags?: string[]; tested?: boolean } = {}): Plan {
  return {
    variables: { test: decide(tested ? { stage: 'build' } : null, 'default') },
    buildFlags: flags.map((flag) => decide(flag, 'default')),
  } as unknown as Plan;
}

const made = { version: '1.2.3', command: 'npx create-dockerfile@1.2.3 --yes --ci github' };

function file(system: CiSystem, plans: Plan[], files: Record<string, string> = {}) {
  return ciFile(system, { plans, bake: plans.length > 1, made, project: mapProject(files, 'shop') });
}

const workflow = (...plans: Plan[]) => parse(file('github', plans).contents) as Workflow;

const textOf = (steps: Step[]) => steps.map(({ run = '' }) => run).join('\n');

describe('the workflow for GitHub', () => {
  it('writes to the registry in one job alone, which runs on the default branch behind the checks', () => {
    const { permissions, jobs } = workflow(plan());
    expect(permissions).toEqual({ contents: 'read' });
    expect(jobs.check.permissions).toEqual({ contents: 'read', packages: 'read' });
    expect(jobs.publish).toMatchObject({
      permissions: { contents: 'read', packages: 'write' },
      needs: 'check',
      if: "github.event_name == 'push' && github.ref_name == github.event.repository.default_branch",
    });
    expect(textOf(jobs.check.steps)).not.toMatch(/--push|cache-to/);
  });

  it('names every action by a commit, with the release behind it', () => {
    const lines = file('github', [plan()]).contents.match(/^.*uses:.*$/gm) ?? [];
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) expect(line).toMatch(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('lints, looks for drift, tests and builds, then builds for two platforms with provenance, contents and a cache', () => {
    const { jobs } = workflow(plan());
    expect(jobs.check.steps.map(({ name }) => name).filter(Boolean)).toEqual([
      'Name the image after the repository, in small letters',
      'Lint',
      'Compare with what would be generated today',
      'Test',
      'Build',
    ]);
    const published = textOf(jobs.publish.steps);
    for (const part of [
      '--platform linux/amd64,linux/arm64',
      '--provenance=mode=max --sbom=true',
      '--cache-to "type=registry,ref=$IMAGE:buildcache,mode=max"',
      '--tag "$IMAGE:latest" --tag "$IMAGE:$SHA"',
      '--label "org.opencontainers.image.revision=$SHA"',
    ])
      expect(published).toContain(part);
  });

  it('has no test step where there are no tests', () => {
    const { jobs } = workflow(plan({ tested: false }));
    expect(textOf(jobs.check.steps)).not.toContain('--target test');
  });

  it('lends the build its secrets: a file by a step before it, a variable in the steps that build', () => {
    const flags = [
      '--secret id=npmrc,src=$HOME/.npmrc',
      '--secret id=NPM_TOKEN,env=NPM_TOKEN',
      '--ssh default',
    ];
    const { jobs } = workflow(plan({ flags }));
    for (const { steps } of Object.values(jobs)) {
      const lent = steps.find(({ env }) => env?.NPMRC !== undefined);
      expect(lent?.run).toBe(
        'umask 077\nmkdir -p "$(dirname "$HOME/.npmrc")"\nprintf \'%s\\n\' "$NPMRC" > "$HOME/.npmrc"\n',
      );
      expect(textOf(steps)).toContain('ssh-add - <<< "$SSH_PRIVATE_KEY"');
      const builds = steps.filter(({ run = '' }) => run.includes('docker buildx build \\'));
      expect(builds.length).toBeGreaterThan(0);
      for (const { run, env } of builds) {
        expect(env).toMatchObject({ NPM_TOKEN: '${{ secrets.NPM_TOKEN }}' });
        for (const flag of flags) expect(run).toContain(flag);
      }
    }
    expect(file('github', [plan({ flags })]).contents).toContain('NPMRC, NPM_TOKEN, SSH_PRIVATE_KEY');
  });

  it('builds several apps with docker-bake.hcl, and keeps nothing of a request to merge', () => {
    const { jobs } = workflow(plan(), plan());
    expect(textOf(jobs.check.steps)).toMatch(/docker buildx bake \\\n {2}test --set '\*\.cache-to='/);
    expect(textOf(jobs.publish.steps)).toContain('PLATFORMS=linux/amd64,linux/arm64 TAG="latest,$SHA"');
  });
});

describe('the pipeline for GitLab', () => {
  it('pushes on the default branch alone', () => {
    const jobs = parse(file('gitlab', [plan()]).contents) as Record<
      string,
      { rules: { if: string }[]; script: string[] }
    >;
    expect(jobs['image:publish']?.rules).toEqual([{ if: '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH' }]);
    expect(jobs['image:publish']?.script.join('\n')).toContain('--push');
    expect(jobs['image:check']?.script.join('\n')).not.toMatch(/--push|cache-to/);
    expect(jobs['image:check']?.script).toHaveLength(3);
  });

  it('stands beside a pipeline that is there, and says how it is included', () => {
    const users = 'stages: [build]\n';
    expect(file('gitlab', [plan()]).path).toBe('.gitlab-ci.yml');
    const beside = file('gitlab', [plan()], { '.gitlab-ci.yml': users });
    expect(beside.path).toBe('.gitlab/ci/image.yml');
    expect(beside.contents).toContain('#     - local: .gitlab/ci/image.yml');
    const own = file('gitlab', [plan()]).contents;
    expect(file('gitlab', [plan()], { '.gitlab-ci.yml': own }).path).toBe('.gitlab-ci.yml');
  });
});

describe('what a build is lent', () => {
  it.each([
    ['--secret id=netrc,src=$HOME/.netrc', [{ name: 'NETRC', file: '$HOME/.netrc' }]],
    [
      '--secret id=maven-settings,src=$HOME/.m2/settings.xml',
      [{ name: 'MAVEN_SETTINGS', file: '$HOME/.m2/settings.xml' }],
    ],
    ['--secret id=TOKEN,env=TOKEN', [{ name: 'TOKEN' }]],
    ['--secret id=s,src=settings.xml', []],
    ["--secret id=s,src='$HOME/$(touch x)'", []],
    ['--build-arg A=b', []],
  ])('%s', (flag, secrets) => {
    expect(pipelineOf({ plans: [plan({ flags: [flag] })], bake: false, made }).secrets).toEqual(secrets);
  });
});
