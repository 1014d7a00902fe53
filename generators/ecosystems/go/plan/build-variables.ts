import { type Decision, decide, type Json } from '../../../plan/decision.js';
import type { Wishes } from '../../../plan/wishes.js';
import { place } from '../../../project/evidence.js';
import { baseName } from '../app/program-name.js';
import type { Build } from '../build/build-command.js';
import { cgoReason } from '../build/cgo.js';
import { mountsOf } from '../build/mounts.js';
import type { PrivateModules } from '../build/private-modules.js';
import type { Stamp } from '../build/stamps.js';
import type { Scope } from '../read/scope.js';
import type { Facts } from './facts.js';
import type { Images } from './images.js';

interface BuildParts {
  images: Images;
  build: Build;
  wish: Wishes['buildCommand'];
}

/** The variables of the build stage. */
export function buildVariables(facts: Facts, { images, build, wish }: BuildParts) {
  const { layout, program, main } = facts;
  const { version, reason } = images.go;
  const modules = place(program.scope.module.file);
  const mounts = mountsOf(layout, facts.private);
  return {
    name: decide(facts.name, main.from),
    buildImage: decide(images.choice.build.name, version.from, version.because),
    goVersion: version,
    goReason: decide(reason, version.from),
    ...cgoVariables(facts, images),
    privateModule: decide(facts.private?.module ?? null, facts.private?.from ?? 'default'),
    sshHosts: decide(facts.private?.ssh ?? [], facts.private?.from ?? 'default'),
    workdir: decide(layout.workdir, modules),
    buildEnvironment: decide(environmentOf(facts), modules),
    manifests: decide(layout.manifests, modules),
    downloadMounts: decide(mounts.download, modules),
    sources: decide(layout.sources, modules),
    makeModule: decide(madeModule(program.scope, mounts.compile), modules),
    generate: generateVariable(facts, mounts.compile),
    mounts: decide(mounts.compile, modules),
    buildArguments: stampArguments(facts.stamps),
    build: decide(build.command, wish?.from ?? main.from),
    output: decide(build.output, 'default'),
  };
}

/** The commands that write code which is not committed. */
function generateVariable({ generated }: Facts, mounts: string[]): Decision<Json> {
  const [first] = generated;
  if (first === undefined) return decide<Json>(null, 'default');
  const tools = generated.map(({ tool }) => tool).join(' and ');
  return decide<Json>({ tools, mounts, commands: generated.map(({ command }) => command) }, first.from);
}

/** What C needs around it. */
function cgoVariables(facts: Facts, { musl }: Images) {
  const { cgo } = facts;
  const from = cgo?.cause.from ?? 'default';
  const reason = cgo === undefined ? 'nothing the program imports is known to need C' : cgoReason(cgo.cause);
  const own = cgo !== undefined && !('package' in cgo.cause);
  return {
    crossCompiles: decide(cgo === undefined, from, reason),
    cgoFor: decide(own ? 'its own C code' : baseName(cgo?.cause.path ?? ''), from),
    alpinePackages: decide(musl ? alpineCompiler(facts.private) : [], from),
    buildPackages: decide(musl ? [] : (cgo?.build ?? []), from, reason),
    runtimePackages: decide(cgo?.runtime ?? [], from, reason),
  };
}

/** What golang:*-alpine lacks to compile C, and to fetch private modules. */
function alpineCompiler(hidden: PrivateModules | undefined): string[] {
  const fetchers = hidden === undefined ? [] : ['git', ...(hidden.ssh.length > 0 ? ['openssh-client'] : [])];
  return ['gcc', 'musl-dev', ...fetchers].sort();
}

/** The environment of the go command. */
function environmentOf({ layout, program, private: hidden }: Facts): { name: string; value: string }[] {
  return [
    ...(program.scope.ignoresWork ? [{ name: 'GOWORK', value: 'off' }] : []),
    ...(layout.unlocked ? [{ name: 'GOFLAGS', value: '-mod=mod' }] : []),
    ...(hidden === undefined ? [] : [{ name: 'GOPRIVATE', value: hidden.patterns }]),
  ];
}

/** A program without a go.mod gets one in the build: what it imports is downloaded in its newest versions. */
function madeModule({ module: { bare, mod } }: Scope, mounts: string[]): Json {
  if (bare === undefined) return null;
  return { path: mod.module, tidy: bare.external, mounts: bare.external ? mounts : [] };
}

/** The build arguments that the linker puts into the program, each once. */
function stampArguments(stamps: readonly Stamp[]): Decision<Json> {
  const values = new Map(stamps.toReversed().map(({ argument, value }) => [argument, value]));
  const list = [...values].toReversed().map(([name, value]) => ({ name, value }));
  return decide(list, stamps[0]?.from ?? 'default');
}
