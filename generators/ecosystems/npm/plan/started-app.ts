import { rowOf } from '../../../plan/bases.js';
import { type Detection, STANDING } from '../../../plan/ecosystem.js';
import { entryFile } from '../app/entry.js';
import type { StartContext } from '../app/start.js';
import { startOf } from '../app/start-script.js';
import { packageOfStart } from '../app/started-package.js';
import { type Manifest, scriptOf } from '../read/manifest.js';
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
  if (STARTS_ALL.test(scriptOf(root, 'start') ?? '') && apps.some(hasStart))
    return apps.map((one) =>
      hasStart(one) ? one : { ...one, standing: Math.min(one.standing, STANDING.side) },
    );
  return apps.map((one) => (one.app === started ? { ...one, standing: STANDING.root } : one));
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
