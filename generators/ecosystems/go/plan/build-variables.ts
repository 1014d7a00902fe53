import type { BaseChoice } from '../../../plan/bases.js';
import { secretMount } from '../../../plan/build-secret.js';
import { type Decision, decide, type Json } from '../../../plan/decision.js';
import type { Wishes } from '../../../plan/wishes.js';
import { wrap } from '../../../plan/wrap.js';
import { cite, place } from '../../../project/evidence.js';
import type { Build } from '../build/build-command.js';
import { type CgoCause, cgoReason } from '../build/cgo.js';
import { credentialsFor } from '../build/credentials.js';
import type { PrivateModules } from '../build/private-modules.js';
import type { Stamp } from '../build/stamps.js';
import type { Module } from '../read/modules.js';
import type { Facts } from './facts.js';

interface BuildParts {
  version: Decision<string>;
  choice: BaseChoice;
  build: Build;
  wish: Wishes['buildCommand'];
}

/** The variables of the build stage. */
export function buildVariables(facts: Facts, { version, choice, build, wish }: BuildParts) {
  const { layout, cgo, program, name } = facts;
  const { scope } = program;
  const modules = place(scope.module.file);
  const environment: { name: string; value: string }[] = [];
  if (scope.ignoresWork) environment.push({ name: 'GOWORK', value: 'off' });
  if (layout.unlocked) environment.push({ name: 'GOFLAGS', value: '-mod=mod' });
  const variables: Record<string, Decision<Json>> = {
    name: decide(name, facts.main.from),
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
    build: decide(build.command, wish?.from ?? facts.main.from),
    output: decide(build.output, 'default'),
  };
  if (cgo !== undefined) {
    const musl = choice.build.libc === 'musl';
    const { from } = cgo.cause;
    const reason = cgoReason(cgo.cause);
    variables.buildPackages = decide(musl ? '' : cgo.build.join(' '), from, reason);
    variables.compiler = decide(musl ? muslCompiler(facts.private) : '', from);
    variables.linked = decide(musl ? ON_MUSL : ON_GLIBC, choice.base.from);
    variables.runtimePackages = decide(cgo.runtime.join(' '), from, reason);
    variables.cgoReason = decide(wrap(cgoComment(cgo.cause)), from);
  }
  return variables;
}

function cgoComment(cause: CgoCause): string {
  if (!('package' in cause)) return `It needs C: ${cgoReason(cause)}.`;
  return `It needs C for ${cause.path} (${cite(cause.from)}): ${cause.package.because}.`;
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
  return decide(
    [...values].toReversed().map(([name, value]) => ({ name, value })),
    stamps[0]?.from ?? 'default',
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

/** How the go command gets at private modules: mounts for single steps, so that no layer has a credential. */
function privateVariables(found: PrivateModules | undefined) {
  const { patterns = '', ssh = [], module = '', from = 'default' } = found ?? {};
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
    credentials: decide(credentialsFor(found).map(secretMount), from),
  };
}
