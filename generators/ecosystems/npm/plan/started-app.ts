import { rowOf } from '../../../plan/bases.js';
import { type Detection, STANDING } from '../../../plan/ecosystem.js';
import { entryFile } from '../app/entry.js';
import type { StartContext } from '../app/start.js';
import { startOf } from '../app/start-script.js';
import { packageOfStart } from '../app/started-package.js';
import { type Manifest, scriptOf } from '../read/manifest.js';
import { nested } from '../read/nested-scripts.js';
import type { FoundationRequest } from '../version/foundation.js';
import type { NpmFacts } from './facts.js';

type Found = Detection<NpmFacts>;

/** The apps of a repository, where the start script of its root says which are meant: one, or all that have one. */
export function ranked(apps: Found[], root: Manifest | undefined, request: FoundationRequest): Found[] {
  if (root === undefined || apps.length < 2) return apps;
  const { project, catalog } = request;
  const line = Number(rowOf(catalog, 'node-slim').default);
  const context = { project, manifest: root, lock: undefined, line };
  const started = packageOfStart(context) ?? toolAppStarted(context, apps);
  if (STARTS_ALL.test(scriptOf(root, 'start') ?? '') && apps.some(hasStart)) {
    const able = apps.map((one) =>
      hasStart(one) ? one : { ...one, standing: Math.min(one.standing, STANDING.side) },
    );
    return raised(able, developed(root, able));
  }
  return started === undefined ? raised(apps, developed(root, apps)) : raised(apps, started, STANDING.root);
}

function raised(apps: Found[], app: string | undefined, standing: number = STANDING.clear): Found[] {
  return apps.map((one) => (one.app === app ? { ...one, standing } : one));
}

/** How a command names a package of the workspace: `--filter=@shop/web`, `--workspace web`, `yarn workspace web`. */
const NAMED = /(?:\s(?:--filter|-F|--workspace|-w)[=\s]|\bworkspace\s)\s*['"]?(?:\.\/)?([@\w][@\w./-]*)/g;

/**
 * The one app among several alike that a script of the root is about, where one is: what it starts, else what it
 * is developed by.
 */
function developed(root: Manifest, apps: Found[]): string | undefined {
  if (apps.some(({ standing }) => standing >= STANDING.clear)) return undefined;
  for (const script of ['start', 'dev']) {
    const commands = nested(root, scriptOf(root, script) ?? '').join('\n');
    const names = new Set([...commands.matchAll(NAMED)].map(([, name = '']) => name.replace(/\.{3}$/, '')));
    const meant = apps.filter(
      ({ app, facts, standing }) =>
        standing > STANDING.side &&
        (names.has(app) || (facts.kind === 'package' && names.has(facts.foundation.app.json.name ?? ''))),
    );
    if (names.size === 1 && meant.length === 1) return meant[0]?.app;
  }
  return undefined;
}

/** A script that runs the start script of every package that has one. */
const STARTS_ALL =
  /\b(turbo|lerna|workspaces|foreach|run-many)\b.{0,300}\bstart\b|\s(-ws|-r|--recursive)\b.{0,300}\bstart\b|\bstart\b.{0,300}\s(-ws|--workspaces)\b/;

function hasStart({ facts }: Found): boolean {
  return facts.kind === 'package' && scriptOf(facts.foundation.app, 'start') !== undefined;
}

/** The application of a tool whose output a start script of the root runs, else the one that the tool means itself. */
function toolAppStarted(context: StartContext, apps: Found[]): string | undefined {
  const start = startOf(context);
  const entry = start?.kind === 'node' ? entryFile(context, start.args) : undefined;
  const plain = (file: string) => file.replace(/\.js$/, '');
  const built = apps.flatMap(({ app, facts }) => {
    const tool = facts.kind === 'package' ? facts.foundation.app.toolApp : undefined;
    return tool === undefined ? [] : [{ app, tool }];
  });
  const started = built.find(({ tool }) => plain(tool.main ?? '-') === plain(entry ?? ''));
  return (started ?? built.find(({ tool }) => tool.usual))?.app;
}
