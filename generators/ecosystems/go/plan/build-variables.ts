import type { BaseChoice } from '../../../plan/bases.js';
import { type Decision, decide, type Json } from '../../../plan/decision.js';
import type { Situation } from '../../../plan/ecosystem.js';
import { wrap } from '../../../plan/wrap.js';
import { at, cite } from '../../../project/evidence.js';
import { packagePath } from '../app/program-name.js';
import type { Build } from '../build/build-command.js';
import { credentialMounts } from '../build/credentials.js';
import type { PrivateModules } from '../build/private-modules.js';
import type { Stamp } from '../build/stamps.js';
import type { Module } from '../read/modules.js';
import type { Facts } from './facts.js';

interface BuildParts {
  version: Decision<string>;
  choice: BaseChoice;
  build: Build;
  situation: Situation;
}

/** The variables of the build stage. */
export function buildVariables(facts: Facts, { version, choice, build, situation }: BuildParts) {
  const { layout, cgo, program, name } = facts;
  const { scope } = program;
  const modules = at(scope.module.file);
  const environment: { name: string; value: string }[] = [];
  if (scope.ignoresWork) environment.push({ name: 'GOWORK', value: 'off' });
  if (layout.unlocked) environment.push({ name: 'GOFLAGS', value: '-mod=mod' });
  const wish = situation.wishes.buildCommand;
  const variables: Record<string, Decision<Json>> = {
    name: decide(name, at(program.dir)),
    buildImage: decide(choice.build.name, version.from, version.because),
    ...privateVariables(facts.private),
    buildArguments: stampArguments(facts.stamps),
    goVersion: version,
    goReason: decide(version.because ?? `asked for with ${cite(version.from)}`, version.from),
    workdir: decide(layout.workdir, modules),
    buildEnvironment: decide(environment, modules),
    manifests: decide(layout.manifests, modules),
    sources: decide(layout.sources, modules),
    makeModule: decide(moduleCommand(scope.module, cacheMounts(facts)), modules),
    mounts: decide(cachesOf(facts), modules),
    build:
      wish === undefined ? decide(build.command, packagePath(program)) : decide(build.command, wish.from),
    output: decide(build.output, 'default'),
  };
  if (cgo.needed.value) {
    const musl = choice.build.libc === 'musl';
    variables.buildPackages = decide(musl ? '' : cgo.build.join(' '), cgo.needed.from, cgo.reason);
    variables.compiler = decide(musl ? muslCompiler(facts.private) : '', cgo.needed.from);
    variables.linked = decide(musl ? ON_MUSL : ON_GLIBC, choice.base.from);
    variables.runtimePackages = decide(cgo.runtime.join(' '), cgo.needed.from, cgo.reason);
    variables.cgoReason = decide(wrap(cgo.comment ?? ''), cgo.needed.from);
  }
  return variables;
}

/** A program without a go.mod gets one in the build: what it imports is downloaded in its newest versions. */
function moduleCommand({ bare, mod }: Module, flags: readonly string[]): string | null {
  if (bare === undefined) return null;
  const mounts = flags.map((flag) => `${flag} \\\n    `).join('');
  return bare.external
    ? `${mounts}go mod init ${mod.module} \\\n && go mod tidy`
    : `go mod init ${mod.module}`;
}

/** The build arguments that the linker puts into the program, each once. */
function stampArguments(stamps: readonly Stamp[]): Decision<Json> {
  const values = new Map(stamps.toReversed().map(({ argument, value }) => [argument, value]));
  const from = stamps.map((stamp) => `${cite(stamp.from)} ${stamp.variable}`).join(', ');
  return decide(
    [...values].toReversed().map(([name, value]) => ({ name, value })),
    from || 'the code',
  );
}

const ON_GLIBC = 'Its glibc is the one the program was linked to.';
const ON_MUSL = 'musl is linked into the program, which needs no C library here.';

/** What golang:*-alpine lacks to compile C, and to fetch private modules. */
function muslCompiler(hidden: PrivateModules | undefined): string {
  const fetchers = hidden === undefined ? [] : ['git', ...(hidden.ssh.length > 0 ? ['openssh-client'] : [])];
  return ['gcc', 'musl-dev', ...fetchers].sort().join(' ');
}

/** The directories the go command caches in. */
function cachesOf({ layout }: Facts): string[] {
  return [...(layout.downloads ? ['/go/pkg/mod'] : []), '/root/.cache/go-build'];
}

/** Mounts of those directories. */
export function cacheMounts(facts: Facts): string[] {
  return cachesOf(facts).map((path) => `--mount=type=cache,target=${path}`);
}

/** How the go command gets at private modules: mounts for single steps, so that no layer has a credential (R15). */
function privateVariables(found: PrivateModules | undefined) {
  const { patterns = '', ssh = [], module = '', from = 'imports' } = found ?? {};
  const means =
    ssh.length > 0
      ? 'git fetches it by ssh, with the keys of the agent that the build is lent.'
      : 'git fetches it with the password of a netrc that is mounted for these steps alone.';
  const hosts = ssh.map((host) => `git config --global url."ssh://git@${host}/".insteadOf https://${host}/`);
  const known = `mkdir -p -m 0700 /root/.ssh && ssh-keyscan ${ssh.join(' ')} >> /root/.ssh/known_hosts`;
  return {
    privateModules: decide(patterns, from),
    privateReason: decide(
      found === undefined ? [] : wrap(`No proxy has ${module} (${cite(from)}): ${means}`),
      from,
    ),
    sshSetup: decide(ssh.length > 0 ? [known, ...hosts].join(' \\\n && ') : '', from),
    credentials: decide(credentialMounts(found), from),
  };
}
