import type { Catalog } from '../../../catalog/catalog.js';
import { UserError } from '../../../errors.js';
import { elsewhereOf } from '../../../knowledge/node-elsewhere.js';
import { rowOf } from '../../../plan/bases.js';
import { type Detection, STANDING } from '../../../plan/ecosystem.js';
import type { Wishes } from '../../../plan/wishes.js';
import { type Evidence, place } from '../../../project/evidence.js';
import type { Project } from '../../../project/project.js';
import { type App, appOf } from '../app/app.js';
import { findLoneFile } from '../app/lone-file.js';
import { findPages } from '../app/pages.js';
import { inPackage, startedPackage } from '../app/started-package.js';
import { dependenciesOf, type Manifest, readManifest, scriptOf } from '../read/manifest.js';
import { nestManifests } from '../read/nest-apps.js';
import { nxManifests } from '../read/nx.js';
import { manifestDirs } from '../read/workspace.js';
import { refuse } from '../sentences.js';
import {
  type Foundation,
  type FoundationRequest,
  foundationOf,
  startContextOf,
} from '../version/foundation.js';
import type { NpmFacts } from './facts.js';
import { placeOf, standingOf } from './standing.js';
import { ranked } from './started-app.js';

const DETECT_DEPTH = 3;

type Found = Detection<NpmFacts>;

/**
 * The apps of npm in a repository. Throws a UserError when there are packages and nothing in them runs.
 */
export function detect(project: Project, wishes: Wishes, catalog: Catalog): Found[] {
  const root = readManifest(project, '.');
  const dirs = [...(root === undefined ? [] : ['.']), ...manifestDirs(project, '.', DETECT_DEPTH)];
  if (dirs.length === 0) return loneFile(project) ?? pagesOf(project);
  const request = { project, wishes, catalog };
  const apps: Found[] = [];
  let refusal: UserError | undefined;
  const built = [...nxManifests(project), ...nestManifests(project)];
  const apart = new Map(built.map((manifest) => [placeOf(manifest), manifest]));
  const ownRoot = apart.size === 0 || !startsBuilt(root, built);
  for (const dir of new Set([...apart.keys(), ...dirs])) {
    if (dir === '.' && !ownRoot) continue;
    try {
      const manifest = apart.get(dir) ?? readManifest(project, dir);
      if (manifest !== undefined && !isExtension(manifest)) apps.push(...packageAt(manifest, request));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      refusal ??= error;
    }
  }
  // A start that is given makes a program of a package in which nothing else starts.
  const started =
    wishes.startCommand === undefined ? [] : dirs.filter((dir) => !apps.some(({ app }) => app === dir));
  const all = [...apps, ...started.flatMap((dir) => startedByWish(dir, apps.length === 0, request))];
  if (all.length > 0) return ranked(eachOnce(all), root, request);
  const pages = refusal === undefined && !isLibrary(root) ? pagesOf(project) : [];
  if (pages.length > 0) return pages;
  throw refusal ?? elsewhere(root) ?? nothingRuns(dirs);
}

/** True where the start script of the root is about one of the applications that its tool builds. */
function startsBuilt(root: Manifest | undefined, built: Manifest[]): boolean {
  const start = root?.json.scripts?.start ?? '';
  const nest = built.some(({ toolApp }) => toolApp?.tool === 'Nest');
  return /^$|\bnx\b/.test(start) || (nest && /\bnest\b|\bnode (\.\/)?dist\//.test(start));
}

/** An extension of an editor: it runs in there. */
function isExtension({ json }: Manifest): boolean {
  return json.engines?.vscode !== undefined;
}

/** A package, when something in it runs. A version that cannot be had is told of when it is planned. */
function packageAt(manifest: Manifest, request: FoundationRequest): Found[] {
  const { project, catalog } = request;
  const foundation = foundationOrRefusal(manifest, request);
  const refused = foundation instanceof UserError;
  const context = refused
    ? { project, manifest, lock: undefined, line: Number(rowOf(catalog, 'node-slim').default) }
    : startContextOf(foundation);
  const app = appOf(context);
  if (app === undefined) return [];
  if (app.kind === 'program') {
    const other = startedPackage(context, app);
    const started = other && startedIn(other, inPackage(app, manifest, other), request);
    if (started !== undefined)
      return started.map((one) => (manifest.dir === '.' ? { ...one, standing: STANDING.root } : one));
  }
  const facts: NpmFacts = refused
    ? { kind: 'refused', manifest, error: foundation }
    : { kind: 'package', foundation, app };
  return [found(project, manifest, app, facts)];
}

/** A package with the program of it that another one starts, unless it has a start script of its own. */
function startedIn(manifest: Manifest, program: App, request: FoundationRequest): Found[] {
  const foundation = foundationOrRefusal(manifest, request);
  if (scriptOf(manifest, 'start') !== undefined || foundation instanceof UserError)
    return packageAt(manifest, request);
  return [found(request.project, manifest, program, { kind: 'package', foundation, app: program })];
}

function eachOnce(apps: Found[]): Found[] {
  return apps.filter(({ app }, i) => apps.findIndex((other) => other.app === app) === i);
}

function foundationOrRefusal(manifest: Manifest, request: FoundationRequest): Foundation | UserError {
  try {
    return foundationOf(manifest, request);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

function startedByWish(dir: string, alone: boolean, request: FoundationRequest): Found[] {
  const manifest = readManifest(request.project, dir);
  if (manifest === undefined) return [];
  return [
    {
      ecosystem: 'npm',
      app: dir,
      title: `Node program ${manifest.json.name ?? (dir === '.' ? request.project.name : dir)}`,
      evidence: [place(manifest.path)],
      standing: alone && dir === '.' ? STANDING.root : STANDING.side,
      facts: { kind: 'package', foundation: foundationOf(manifest, request), app: undefined },
    },
  ];
}

/** The one app of a repository that only holds pages. */
function pagesOf(project: Project): Found[] {
  const pages = findPages(project);
  if (pages === undefined) return [];
  return [
    {
      ecosystem: 'npm',
      app: pages.dir,
      title: `HTML pages of ${pages.dir === '.' ? project.name : pages.dir}`,
      evidence: [place(pages.index)],
      // Pages in a folder are those of something else, where there is a program.
      standing: pages.dir === '.' ? STANDING.root : STANDING.side,
      facts: { kind: 'pages', pages },
    },
  ];
}

/** The one app of a repository without any package.json: a file that Node runs as it is. */
function loneFile(project: Project): Found[] | undefined {
  const file = findLoneFile(project);
  if (file === undefined) return undefined;
  return [
    {
      ecosystem: 'npm',
      app: '.',
      title: `Node program ${file}`,
      evidence: [place(file)],
      standing: STANDING.root,
      facts: { kind: 'file', file },
    },
  ];
}

function elsewhere(root: Manifest | undefined): UserError | undefined {
  const found = root && elsewhereOf(dependenciesOf(root));
  return (
    found && refuse('app-elsewhere', { what: found.what, package: found.name }, { file: 'package.json' })
  );
}

/** The refusal of packages in which nothing runs. */
export function nothingRuns(dirs: string[]): UserError {
  return refuse('nothing-starts', { manifests: dirs.length, root: dirs[0] === '.' });
}

function found(project: Project, manifest: Manifest, app: App, facts: NpmFacts): Found {
  return {
    ecosystem: 'npm',
    app: placeOf(manifest),
    title: `${describe(app)} ${manifest.json.name ?? (manifest.dir === '.' ? project.name : manifest.dir)}`,
    evidence: [evidenceOf(manifest, app)],
    standing: standingOf(project, manifest, app),
    facts,
  };
}

function describe(app: App): string {
  if (app.kind === 'static') return `${app.output.framework} site`;
  return app.kind === 'framework' ? `${app.output.framework} server` : 'Node program';
}

function evidenceOf(manifest: Manifest, app: App): Evidence {
  if (app.kind === 'static' || app.kind === 'framework') return app.output.from;
  return app.start.from === 'default' ? place(manifest.path) : app.start.from;
}

/** What others import: its pages show it, they are not it. */
function isLibrary(root: Manifest | undefined): boolean {
  return root !== undefined && (root.json.main ?? root.json.exports ?? root.json.bin) !== undefined;
}
