import { type Decision, decide, type Json } from '../../../plan/decision.js';
import type { IgnoreGroup } from '../../../plan/ignore.js';
import { place } from '../../../project/evidence.js';
import { below } from '../../../project/paths.js';
import { clientDirectory } from '../build/client-folder.js';
import { productionDependencies } from '../build/install/install.js';
import { sourcesVariable } from '../build/install/install-stage.js';
import { installCommand, whyNode } from '../build/install/install-steps.js';
import { ENGINE } from '../build/prisma.js';
import { type Baked, bakedVariables } from '../front-ends/baked-variables.js';
import { bakedVariablesOf } from '../front-ends/build-arguments.js';
import type { Copied } from '../run/contents/beside-output.js';
import { runtimeContents } from '../run/contents/contents.js';
import { memberModules } from '../run/contents/member-modules.js';
import { modulesApart } from '../run/contents/modules-apart.js';
import { shippedSources } from '../run/contents/shipped-sources.js';
import { ownership } from '../run/ownership.js';
import type { Parts } from '../run/parts.js';
import { developmentVariables, firstStage, targetVariables } from '../targets/targets.js';
import { buildVariables } from './build-and-drop.js';

/** What a front end reads while it is built, if something is. */
export function bakedBy({ situation, install, build }: Parts): Baked[] {
  if (build.commands.length === 0) return [];
  return bakedVariables(situation.project, install, clientDirectory(install));
}

export interface Decided {
  user: string;
  environment: Decision<Json>;
  ports: Decision<Json>;
  /** True when Prisma's engine has a place of its own. */
  engine: boolean;
  /** What the front ends leave for the server. */
  served: { stage: string; owner: string; from: string; to: string }[];
  ignore: IgnoreGroup[];
}

export function plainVariables(
  parts: Parts,
  { user, environment, ports, engine, served, ignore }: Decided,
): Record<string, Decision<Json>> {
  const { situation, install } = parts;
  const owner = ownership(parts, user);
  const { ships, ...targets } = targetVariables({
    situation,
    install,
    environment,
    ports,
    stage: 'dependencies',
    gated: 'package.json',
  });
  const gated = ships.value === 'test' ? [{ stage: 'test', from: '/app/package.json', to: './' }] : [];
  const modules = productionDependencies(install)
    ? [{ stage: 'dependencies', from: '/app/node_modules', to: './node_modules' }]
    : [];
  const members = (memberModules(parts) ?? []).map((dir) => fromDependencies(`${dir}/node_modules`));
  const made = [...(engine ? ['prisma-engine'] : []), ...(parts.envFile === undefined ? [] : ['.env'])];
  const sources = sourceCopies(parts, ignore, gated.length > 0);
  return {
    ...targets,
    ...developmentVariables(install),
    why: whyNode(install),
    sources: sourcesVariable(install),
    copies: decide(
      [
        ...[...modules, ...members, ...sources, ...gated, ...made.map((name) => fromDependencies(name))].map(
          (copy) => ({
            ...copy,
            owner: owner.value,
          }),
        ),
        ...served,
      ],
      place(install.app.path),
      owner.because,
    ),
    writes: decide(owner.value !== '', owner.from),
    workdir: decide('/app', place(install.app.path)),
  };
}

function fromDependencies(name: string) {
  return { stage: 'dependencies', from: `/app/${name}`, to: `./${name}` };
}

/** The sources as they lie in the repository, without those that nothing reads while the app runs. */
function sourceCopies({ situation, install, files }: Parts, ignore: IgnoreGroup[], gated: boolean) {
  const { dir } = install.root;
  const shipped = shippedSources(situation.project, dir, files, ignore);
  if (shipped === undefined) return [{ stage: null, from: dir, to: './' }];
  const names = shipped.files.filter((name) => !gated || name !== 'package.json');
  return [
    ...(names.length === 0 ? [] : [{ stage: null, from: names.map((name) => below(dir, name)), to: './' }]),
    ...shipped.directories.map((name) => ({ stage: null, from: below(dir, name), to: `./${name}` })),
  ];
}

export function builtVariables(
  parts: Parts,
  { user, environment, ports, engine, served }: Decided,
): Record<string, Decision<Json>> {
  const { situation, install, build } = parts;
  const all = runtimeContents(parts);
  const contents = engine ? withEngine(all) : all;
  const gated = gatedCopy(contents);
  const { ships, ...targets } = targetVariables({
    situation,
    install,
    environment,
    ports,
    stage: 'build',
    gated: gated.from.replace('/app/', ''),
  });
  const owner = ownership(parts, user);
  const apart = modulesApart(parts);
  const made = buildVariables(parts, targets.test.value !== null);
  const stage = made.production.value === null ? 'build' : 'production';
  const gate = ships.value === 'test';
  const stageOf = (copy: Copied) => (apart && copy.modules ? 'modules' : stage);
  const copies = contents
    .filter(({ from }) => !gate || from !== gated.from)
    .map((copy) => ({ stage: stageOf(copy), owner: owner.value, from: copy.from, to: copy.to }));
  const closing = gate ? [{ stage: 'test', owner: owner.value, ...gated }] : [];
  return {
    ...targets,
    ...made,
    ...firstStage(install, targets),
    builds: decide(build.commands.length > 0 && targets.dev.value === null, build.from),
    modules: decide(
      apart ? installCommand(install, install.commands.installApart) : null,
      place(install.root.path),
      apart ? 'dropping the rest would install again at each change' : undefined,
    ),
    ...bakedVariablesOf(situation.project, install, bakedBy(parts)),
    sources: sourcesVariable(install),
    copies: decide(
      [...copies, ...closing, ...served.filter(({ from }) => !isCovered(contents, from))],
      build.from,
      owner.because,
    ),
    writes: decide(owner.value !== '', owner.from),
    workdir: decide(install.inner === '.' ? '/app' : `/app/${install.inner}`, place(install.app.path)),
  };
}

/** True for a path of the build that is copied with a directory above it. */
function isCovered(contents: readonly Copied[], path: string): boolean {
  return contents.some(({ from }) => `${path}/`.startsWith(`${from.replace(/\/$/, '')}/`));
}

/** Prisma's engine comes along, unless everything does. */
function withEngine(contents: Copied[]): Copied[] {
  if (contents.some(({ from }) => from === '/app/')) return contents;
  const { directory } = ENGINE;
  return [...contents, { from: directory, to: directory }];
}

/**
 * What the image takes from the test stage behind a gate: package.json, since tests leave things behind
 * in other places; without it what a framework built.
 */
function gatedCopy(copies: Copied[]): { from: string; to: string } {
  const manifest = copies.find(({ from }) => from === '/app/package.json');
  const all = copies.find(({ from }) => from === '/app/');
  return manifest ?? (all && { from: '/app/package.json', to: all.to }) ?? copies.at(-1) ?? gateless();
}

function gateless(): never {
  throw new Error('an image without contents');
}
