import { type Decision, decide, type Json } from '../../../plan/decision.js';
import { wrap } from '../../../plan/wrap.js';
import { place } from '../../../project/evidence.js';
import { needsDev } from '../app/app.js';
import { clientDirectory } from '../build/client-folder.js';
import { type Install, mounts, whyNode } from '../build/install.js';
import { sourcesVariable } from '../build/install-stage.js';
import { ENGINE } from '../build/prisma.js';
import { type Baked, bakedVariables, bakedVariablesOf } from '../front-ends/front-end-env.js';
import {
  type Contents,
  ownership,
  type Parts,
  productionDependencies,
  runtimeContents,
} from '../run/contents.js';
import { developmentVariables, firstStage, gateOf, targetVariables } from '../targets/targets.js';

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
}

export function plainVariables(
  parts: Parts,
  { user, environment, ports }: Decided,
): Record<string, Decision<Json>> {
  const { situation, install } = parts;
  const { flag, title } = ownership(parts, user);
  const why = whyNode(install);
  const gated = { from: '/app/package.json', to: './' };
  const target = { situation, install, environment, ports, stage: 'dependencies', gated: 'package.json' };
  const targets = targetVariables(target);
  return {
    ...gateOf(targets, { ...gated, owner: flag.value }),
    ...developmentVariables(install),
    about: decide(
      wrap(
        `dependencies installs what the app needs to run, and nothing it was developed with (${why.value}).`,
      ),
      why.from,
      why.because,
    ),
    hasModules: decide(productionDependencies(install), place(install.root.path)),
    context: decide(install.root.dir, place(install.app.path)),
    owner: flag,
    owners: decide(title, flag.from),
  };
}

export function builtVariables(
  parts: Parts,
  { user, environment, ports, engine }: Decided,
): Record<string, Decision<Json>> {
  const { situation, install, build } = parts;
  const all = runtimeContents(parts);
  const contents = engine ? withEngine(all) : all;
  const gated = gatedCopy(contents.copies);
  const title = gated.from.replace('/app/', '');
  const targets = targetVariables({ situation, install, environment, ports, stage: 'build', gated: title });
  const { flag, title: owners } = ownership(parts, user);
  const made = buildVariables(parts, targets.test.value !== null);
  const does = { builds: build.commands.length > 0, drops: dropped(parts).length > 0 };
  const stage = made.production.value === null ? 'build' : 'production';
  const gate = targets.ships.value === 'test';
  return {
    ...gateOf(targets, { ...gated, owner: flag.value }),
    ...made,
    ...firstStage(install, targets, does),
    ...bakedVariablesOf(situation.project, install, bakedBy(parts)),
    sources: sourcesVariable(install),
    copies: decide(
      contents.copies
        .filter(({ from }) => !gate || from !== gated.from)
        .map((copy) => ({ ...copy, stage, owner: flag.value })),
      build.from,
      flag.because,
    ),
    contents: decide(contents.title, build.from),
    owners: decide(owners, flag.from),
    workdir: decide(install.inner === '.' ? '/app' : `/app/${install.inner}`, place(install.app.path)),
  };
}

/** Prisma's engine comes along, unless everything does. */
function withEngine(contents: Contents): Contents {
  if (contents.copies.some(({ from }) => from === '/app/')) return contents;
  const { directory } = ENGINE;
  return { ...contents, copies: [...contents.copies, { from: directory, to: directory }] };
}

/**
 * What the image takes from the test stage behind a gate: package.json, since tests leave things behind
 * in other places; without it what a framework built.
 */
function gatedCopy(copies: { from: string; to: string }[]): { from: string; to: string } {
  const manifest = copies.find(({ from }) => from === '/app/package.json');
  const all = copies.find(({ from }) => from === '/app/');
  return manifest ?? (all && { from: '/app/package.json', to: all.to }) ?? copies.at(-1) ?? gateless();
}

function gateless(): never {
  throw new Error('an image without contents');
}

/**
 * Build and prune as one chain: what the build alone needed never reaches a layer of its own. Tests need
 * it as well, so with them the pruning is left to a stage behind.
 */
function buildVariables(parts: Parts, tested: boolean) {
  const { install, build } = parts;
  const { commands } = install;
  const prune = pruneOf(parts);
  const drop = dropped(parts);
  const cached = prune !== undefined && commands.pruneNeedsCache ? [mounts(install)] : [];
  const run = (mount: string[], chain: string[]): Decision<Json> =>
    decide(chain.length === 0 ? null : [...mount, chain.join(' \\\n && ')].join(' \\\n    '), build.from);
  return tested
    ? { build: run([], build.commands), production: run(cached, drop) }
    : { build: run(cached, [...build.commands, ...drop]), production: decide<Json>(null, build.from) };
}

function dropped(parts: Parts): string[] {
  const prune = pruneOf(parts);
  return [...clientModules(parts.install), ...(prune === undefined ? [] : [prune])];
}

/** How what only the build needed is dropped; undefined where all of the modules stay, or none. */
function pruneOf({ install, app }: Parts): string | undefined {
  const selfContained =
    app.kind === 'framework' && (app.output.selfContained || app.output.allModules === true);
  const keepsAll = selfContained || needsDev(app) !== undefined || !productionDependencies(install);
  return keepsAll ? undefined : install.commands.prune;
}

/** A front end in a folder of its own installs there: its modules are of no use once it is built. */
function clientModules(install: Install): string[] {
  const dir = clientDirectory(install);
  return dir === undefined ? [] : [`rm -rf ${dir}/node_modules`];
}
