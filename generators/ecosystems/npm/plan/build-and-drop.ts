import { type Decision, decide, type Json } from '../../../plan/decision.js';
import { below } from '../../../project/paths.js';
import { sh } from '../../../project/shell.js';
import { needsDev } from '../app/app.js';
import { clientDirectory } from '../build/client-folder.js';
import { type Install, productionDependencies } from '../build/install/install.js';
import { mounts } from '../build/install/install-steps.js';
import { runtimeContents } from '../run/contents/contents.js';
import { modulesApart, wholePackages } from '../run/contents/modules-apart.js';
import { leftOutOf } from '../run/contents/shipped-sources.js';
import type { Parts } from '../run/parts.js';

/**
 * Build and prune as one chain: what the build alone needed never reaches a layer of its own. Tests need
 * it as well, so with them the pruning is left to a stage behind.
 */
export function buildVariables(parts: Parts, tested: boolean) {
  const { install, build } = parts;
  const prune = pruneOf(parts);
  const drop = dropped(parts);
  const cache = (reads: boolean) => (reads ? [mounts(install)] : []);
  const built = build.installs === true;
  const pruned = prune !== undefined && install.commands.pruneNeedsCache;
  const run = (mount: string[], chain: string[]): Decision<Json> =>
    decide(chain.length === 0 ? null : [...mount, chain.join(' \\\n && ')].join(' \\\n    '), build.from);
  return tested
    ? { build: run(cache(built), build.commands), production: run(cache(pruned), drop) }
    : {
        build: run(cache(built || pruned), [...build.commands, ...drop]),
        production: decide<Json>(null, build.from),
      };
}

function dropped(parts: Parts): string[] {
  const prune = pruneOf(parts);
  const unread = unreadSources(parts);
  const removed = [...clientModules(parts.install), ...unread];
  return [...(removed.length === 0 ? [] : [sh`rm -rf ${removed}`]), ...(prune === undefined ? [] : [prune])];
}

/** What no running app reads, of one that ships as a whole, and modules that come from a stage of their own. */
function unreadSources(parts: Parts): string[] {
  const { situation, install, files } = parts;
  const { app, inner } = install;
  const copied = runtimeContents(parts).map(({ from }) => from);
  const whole = copied.includes('/app/') || copied.includes(`/app/${inner}`);
  const left = whole ? leftOutOf(situation.project, app.dir, files) : [];
  const tests = left.filter(
    (name) =>
      situation.project.hasDirectory(below(app.dir, name)) && !/^(node_modules|coverage|\..*)$/.test(name),
  );
  return [
    ...tests.map((name) => below(inner, name)),
    ...wholePackages(parts).map((dir) => `${dir}/node_modules`),
  ];
}

/** How what only the build needed is dropped; undefined where all of the modules stay, or none. */
function pruneOf(parts: Parts): string | undefined {
  const { install, app } = parts;
  const selfContained =
    app.kind === 'framework' && (app.output.selfContained || app.output.allModules === true);
  const keepsAll = selfContained || needsDev(app) !== undefined || !productionDependencies(install);
  return keepsAll || modulesApart(parts) ? undefined : install.commands.prune;
}

/** A front end in a folder of its own installs there: its modules are of no use once it is built. */
function clientModules(install: Install): string[] {
  const dir = clientDirectory(install);
  return dir === undefined ? [] : [`${dir}/node_modules`];
}
