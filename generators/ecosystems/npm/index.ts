import { UserError } from '../../errors.js';
import { type Detection, type Ecosystem, type Situation, STANDING } from '../../plan/ecosystem.js';
import type { Plan } from '../../plan/plan.js';
import type { Wishes } from '../../plan/wishes.js';
import { cite } from '../../project/evidence.js';
import { directoryOf } from '../../project/paths.js';
import type { Project } from '../../project/project.js';
import { type App, appOf, LOOKED_FOR } from './app/app.js';
import { entryFile } from './app/entry.js';
import { frameworkOutput } from './app/frameworks/index.js';
import { isLoneFile, loneFile, planLoneFile } from './app/lone-file.js';
import { chooseManager } from './app/package-manager.js';
import { detectPages, pagesIn } from './app/pages.js';
import { resolveText, type StartContext } from './app/start-command.js';
import { type Install, readInstall } from './build/install.js';
import { frontEnds } from './front-ends/front-end.js';
import { planPages } from './plan/plan-pages.js';
import { planServer } from './plan/plan-server.js';
import { planStatic } from './plan/plan-static.js';
import { dependenciesOf, type Manifest, readManifest } from './read/manifest.js';
import { nxManifests } from './read/nx.js';
import { isServerPackage } from './read/server-packages.js';
import { manifestDirs, readWorkspace } from './read/workspace.js';

/** npm, pnpm, yarn 1, yarn 2+ and bun: whatever installs what a package.json lists. */
export const npm: Ecosystem = { id: 'npm', title: 'npm', manifest: 'package.json', detect, plan, frontEnds };

const DEPTH = 3;
/** Folders that hold examples, tools and tests rather than the app. */
const SIDE =
  /(^|\/)(examples?|demos?|samples?|fixtures|e2e|test|tests|([\w-]+-)?docs?|website|playground|benchmarks?|tools?|scripts|tooling|config|packages\/config[\w-]*|storybook|sandbox|templates?)(\/|$)/;

function detect(project: Project, wishes?: Wishes): Detection[] {
  const root = readManifest(project, '.');
  const dirs = [...(root === undefined ? [] : ['.']), ...manifestDirs(project, '.', DEPTH)];
  if (dirs.length === 0) return loneFile(project) ?? detectPages(project);
  const found: Detection[] = [];
  let refusal: UserError | undefined;
  const nx = new Map(nxManifests(project).map((manifest) => [placeOf(manifest), manifest]));
  const ownRoot = nx.size === 0 || !/^$|\bnx\b/.test(root?.json.scripts?.start ?? '');
  for (const dir of new Set([...nx.keys(), ...dirs])) {
    if (dir === '.' && !ownRoot) continue;
    try {
      const manifest = nx.get(dir) ?? readManifest(project, dir);
      const app =
        manifest === undefined || isExtension(manifest) ? undefined : appOf(contextOf(project, manifest));
      if (manifest !== undefined && app !== undefined) found.push(detection(project, manifest, app));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      refusal ??= error;
    }
  }
  // A start that is given makes a program of a package in which nothing else starts.
  const started =
    wishes?.startCommand === undefined ? [] : dirs.filter((dir) => !found.some(({ app }) => app === dir));
  const all = [...found, ...started.flatMap((dir) => given(project, dir, found.length === 0))];
  if (all.length > 0) return all;
  const pages = refusal === undefined && !isLibrary(root) ? detectPages(project) : [];
  if (pages.length > 0) return pages;
  throw refusal ?? elsewhere(root) ?? nothingRuns(dirs);
}

/** An extension of an editor: it runs in there. */
function isExtension({ json }: Manifest): boolean {
  return json.engines?.vscode !== undefined;
}

function given(project: Project, dir: string, alone: boolean): Detection[] {
  const manifest = readManifest(project, dir);
  if (manifest === undefined) return [];
  const title = `Node program ${manifest.json.name ?? (dir === '.' ? project.name : dir)}`;
  const standing = alone && dir === '.' ? STANDING.root : STANDING.side;
  return [{ ecosystem: 'npm', app: dir, title, evidence: [manifest.path], standing }];
}

/** What runs, but not in a container: by a package that nothing else is made with. */
const ELSEWHERE: [packages: string[], what: string][] = [
  [['expo', 'react-native'], 'an app for phones'],
  [['electron', '@tauri-apps/cli', '@tauri-apps/api', 'nw'], 'a desktop app'],
  [['wrangler', '@cloudflare/workers-types'], 'a worker that Cloudflare runs'],
  [['serverless', 'serverless-offline'], 'functions that a cloud provider runs'],
];

function elsewhere(root: Manifest | undefined): UserError | undefined {
  const names = root === undefined ? {} : dependenciesOf(root);
  for (const [packages, what] of ELSEWHERE) {
    const name = packages.find((one) => one in names);
    if (name === undefined) continue;
    return new UserError(`this is ${what} (package.json has ${name}): nothing in it is a server or a site`, {
      hint: 'For a server that is part of it, pass --app with its directory or --start-command "node …".',
    });
  }
  return undefined;
}

function nothingRuns(dirs: string[]): UserError {
  const where = dirs.length === 1 && dirs[0] === '.' ? 'package.json' : `${dirs.length} package.json files`;
  return new UserError(`nothing in ${where} starts or can be served; looked for ${LOOKED_FOR}`, {
    hint: 'A library needs no image. For a program, add a "start" script or pass --start-command "node …".',
  });
}

function detection(project: Project, manifest: Manifest, app: App): Detection {
  return {
    ecosystem: 'npm',
    app: placeOf(manifest),
    title: `${describe(app)} ${manifest.json.name ?? (manifest.dir === '.' ? project.name : manifest.dir)}`,
    evidence: [evidenceOf(manifest, app)],
    standing: standingOf(project, manifest, app),
  };
}

function describe(app: App): string {
  if (app.kind === 'static') return `${app.output.framework} site`;
  return app.kind === 'framework' ? `${app.output.framework} server` : 'Node program';
}

function evidenceOf(manifest: Manifest, app: App): string {
  if (app.kind === 'static' || app.kind === 'framework') return app.output.from;
  return app.start.from === '' ? manifest.path : app.start.from;
}

function placeOf({ dir, nx }: Manifest): string {
  return nx?.dir ?? dir;
}

/** Sites about what else is in the repository. */
const ABOUT = /^(Storybook|VitePress|VuePress)$/;

function standingOf(project: Project, manifest: Manifest, app: App): number {
  const place = placeOf(manifest);
  const aside =
    app.kind === 'static' ? ABOUT.test(app.output.framework) : app.kind === 'program' && app.start.command;
  if (aside) return SIDE.test(place) ? STANDING.side : STANDING.side + 5;
  // A site that the Java build beside it takes in is a part of that program.
  const packed = app.kind === 'static' && project.read('pom.xml')?.includes('frontend-maven-plugin') === true;
  if (place === '.') return packed ? STANDING.clear : STANDING.root;
  if (SIDE.test(place)) return STANDING.side;
  return app.kind !== 'static' && (app.kind === 'framework' || manifest.nx || isServerPackage(manifest))
    ? STANDING.candidate + 10
    : STANDING.candidate;
}

function contextOf(project: Project, manifest: Manifest): StartContext {
  const lock = chooseManager(project, manifest).lock ?? parentLock(project, manifest);
  return { project, manifest, lock, line: 24 };
}

/** In a workspace the lock file lies at the root. */
function parentLock(project: Project, manifest: Manifest): StartContext['lock'] {
  if (manifest.dir === '.') return undefined;
  for (let dir = directoryOf(manifest.dir); ; dir = directoryOf(dir)) {
    const root = readWorkspace(project, dir)?.root;
    if (root !== undefined) return chooseManager(project, root).lock;
    if (dir === '.') return undefined;
  }
}

/** What others import: its pages show it, they are not it. */
function isLibrary(root: Manifest | undefined): boolean {
  return root !== undefined && (root.json.main ?? root.json.exports ?? root.json.bin) !== undefined;
}

function plan(situation: Situation): Plan {
  if (isLoneFile(situation)) return planLoneFile(situation);
  const { project, detection } = situation;
  const manifest = readManifest(project, detection.app);
  const pages = pagesIn(project, detection.app);
  if (manifest === undefined && pages !== undefined) return planPages(situation, pages);
  const install = readInstall(situation);
  const app = wishedApp(situation, install) ?? appOf(startContext(situation, install));
  if (app === undefined && pages !== undefined) return planPages(situation, pages);
  if (app === undefined) throw nothingRuns([detection.app]);
  return app.kind === 'static'
    ? planStatic(situation, install, app.output)
    : planServer(situation, install, app);
}

function startContext({ project }: Situation, install: Install): StartContext {
  return { project, manifest: install.app, lock: install.choice.lock, line: Number(install.node.line.value) };
}

/** The app that `--start-command` asks for. */
function wishedApp(situation: Situation, install: Install): App | undefined {
  const wish = situation.wishes.startCommand;
  if (wish === undefined) return undefined;
  const context = startContext(situation, install);
  const start = resolveText(context, wish.value, { from: cite(wish.from), seen: [] });
  if (start?.kind === 'shell') return { kind: 'shell', start };
  if (start?.kind !== 'node') {
    throw new UserError(`${cite(wish.from)} "${wish.value}" starts nothing that stays running`, {
      hint: 'Give a command such as "node dist/server.js".',
    });
  }
  const entry = entryFile(context, start.args);
  if (entry === undefined) throw new UserError(`${cite(wish.from)} "${wish.value}" names no file for node`);
  const output = frameworkOutput(context);
  return { kind: 'program', start, entry, ...(output === undefined ? {} : { output }) };
}
