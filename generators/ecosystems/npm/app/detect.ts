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

