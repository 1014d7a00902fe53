import { below, directoryOf, relativeTo, within } from '../../../../project/paths.js';
import type { Project } from '../../../../project/project.js';
import { buildScript } from '../../read/build-script.js';
import { dependenciesOf, type Manifest, scriptOf } from '../../read/manifest.js';
import type { Workspace } from '../../read/workspace.js';
import type { ManagerChoice } from '../../version/package-manager.js';
import { prismaSchema } from '../prisma.js';
import { type Credentials, credentialsOf } from './credentials.js';
import { lifecycleScripts } from './manager-commands.js';

/** What has to be in the image before the install runs. */
export interface InstallInputs {
  /** Files of the install root that are copied into its directory together. */
  files: string[];
  /** Directories and files that keep their own place, relative to the install root. */
  places: string[];
  /** Those of them that are directories. */
  directories: ReadonlySet<string>;
  /** Directories that the modules only link to, so that they have to be there at run time as well. */
  linked: string[];
  /** The first lifecycle script that needs the sources, as `postinstall: node scripts/setup.js`. */
  needsSources: string | undefined;
  /** Lifecycle scripts of no use while installing: for developers, as those for git hooks, or the build itself. */
  needless: { name: string; builds: boolean }[];
  /** True when lifecycle scripts remain that may call development dependencies. */
  runsScripts: boolean;
  /** True when one of them runs a command of Prisma. */
  runsPrisma: boolean;
  credentials: Credentials;
}

/** Read from the root of the install by one package manager or another, where they exist. */
const ROOT_FILES = [
  '.npmrc',
  '.yarnrc',
  '.yarnrc.yml',
  'pnpm-workspace.yaml',
  '.pnpmfile.cjs',
  'bunfig.toml',
];

const ROOT_PLACES = ['.yarn/releases', '.yarn/plugins', '.yarn/patches', 'patches'];

const GIT_HOOKS =
  /^(husky(\s+install)?(\s+\S+)?|npx husky.*|is-ci|((npx|pnpm exec|pnpx|yarn|bunx) )?simple-git-hooks|(npx )?lefthook install.*|yorkie|node \S{0,100}(git-?hooks?|husky)\S{0,100}|git config .*|true|echo .*|exit 0|:)$/;

const HARMLESS =
  /^(npx |pnpm exec |yarn )?(-y |--yes )?(only-allow .*|patch-package.*|prisma generate.*|husky.*|opencollective.*|is-ci|ngcc.*|nuxt prepare|nuxi prepare|svelte-kit sync.*|electron-builder install-app-deps|echo .*|true|exit 0|:)$/;

/** Of the harmless ones, those that still read the app's configuration: they write types for the editor. */
const PREPARES = /^(npx |pnpm exec |yarn )?((nuxt|nuxi) prepare|svelte-kit sync)\b/;

/** True when the build begins with what those scripts do, so that installing can do without. */
function buildPrepares(root: Manifest): boolean {
  const build = segments(root, scriptOf(root, 'build') ?? '')[0] ?? '';
  return /^([\w-]+=\S+ |cross-env )*(npx )?((nuxt|nuxi) (build|generate)|vite build)\b/.test(build);
}

/** True for a script that is what builds the package: `postinstall: npm run build`. */
function isBuild(root: Manifest, text: string): boolean {
  const build = scriptOf(root, buildScript(root) ?? '');
  return build !== undefined && segments(root, text).join('\n') === segments(root, build).join('\n');
}

interface InputsRequest {
  project: Project;
  /** The package whose lock file counts. */
  root: Manifest;
  choice: ManagerChoice;
  workspace: Workspace | undefined;
  /** True where the build of the root follows the installation. */
  builds: boolean;
}

/** What has to be in the image before the install runs, and which of the root's own scripts run in it. */
export function installInputs(request: InputsRequest): InstallInputs {
  const { project, root, choice, workspace } = request;
  const scripts = lifecycleScripts(root, choice.manager.value);
  const developers = (part: string) => GIT_HOOKS.test(part) || (buildPrepares(root) && PREPARES.test(part));
  const needless = scripts.flatMap(({ name, text }) => {
    if (segments(root, text).every(developers)) return [{ name, builds: false }];
    return request.builds && isBuild(root, text) ? [{ name, builds: true }] : [];
  });
  const rest = scripts.filter(({ name }) => !needless.some((script) => script.name === name));
  const blocker = rest.find(({ text }) =>
    segments(root, text).some((part) => !HARMLESS.test(part) || PREPARES.test(part)),
  );
  const credentials = credentialsOf(project, root);
  const files = ['package.json', ...(choice.lock ? [choice.lock.file] : []), ...ROOT_FILES].filter(
    (file) => project.has(below(root.dir, file)) && !(file === '.npmrc' && credentials.npmrc !== undefined),
  );
  const places = placesOf(project, root, workspace);
  return {
    files,
    places,
    directories: new Set(places.filter((path) => project.hasDirectory(below(root.dir, path)))),
    linked: linkedPlaces(project, root, choice, workspace),
    needsSources: blocker === undefined ? undefined : `${blocker.name}: ${blocker.text}`,
    needless,
    runsScripts: rest.some(({ text }) => !/^(npx )?(-y )?only-allow \w+$/.test(text)),
    runsPrisma: rest.some(({ text }) => segments(root, text).some((part) => /\bprisma\b/.test(part))),
    credentials,
  };
}

/** The commands of a lifecycle script, with `npm run x` replaced by what x does. */
function segments(root: Manifest, text: string, depth = 0): string[] {
  return text
    .split(/&&|\|\||;/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .flatMap((part) => {
      const name = /^(?:npm|pnpm|yarn|bun)(?: run)? ([\w:-]+)$/.exec(part)?.[1];
      const inner = name === undefined ? undefined : scriptOf(root, name);
      return inner === undefined || depth > 4 ? [part] : segments(root, inner, depth + 1);
    });
}

function placesOf(project: Project, root: Manifest, workspace: Workspace | undefined): string[] {
  const found = new Set<string>();
  const add = (path: string | undefined) => {
    if (
      path !== undefined &&
      path !== '.' &&
      (project.has(below(root.dir, path)) || project.hasDirectory(below(root.dir, path)))
    ) {
      found.add(path);
    }
  };
  for (const place of [...ROOT_PLACES, ...patchFiles(project, root)]) add(place);
  for (const manifest of [root, ...(workspace?.members ?? [])]) {
    const dir = relativeTo(root.dir, manifest.dir);
    if (manifest !== root) add(below(dir, 'package.json'));
    for (const target of localTargets(manifest)) add(within(dir, target));
    for (const patch of patchRanges(dir, manifest)) add(patch);
    const schema = prismaSchema(project, manifest);
    if (schema !== undefined) add(below(dir, schema));
    if (project.has(below(manifest.dir, 'prisma.config.ts')) && schema !== undefined)
      add(below(dir, 'prisma.config.ts'));
  }
  return [...found].filter((path) => !isBelowOne(path, found));
}

/** Patches that pnpm and bun are told of: in package.json, or below one key of pnpm's settings. */
function patchFiles(project: Project, { dir, json }: Manifest): string[] {
  const settings = project.read(below(dir, 'pnpm-workspace.yaml')) ?? '';
  const block = /^patchedDependencies:[^\n]*\n((?:[ \t][^\n]*\n)*)/m.exec(`${settings}\n`)?.[1] ?? '';
  const listed = [...block.matchAll(/:[ \t]*['"]?([^\s'":]+)['"]?[ \t]*$/gm)].map(([, path = '']) => path);
  const named = Object.values({ ...json.patchedDependencies, ...json.pnpm?.patchedDependencies });
  return [...listed, ...named].flatMap((path) => within('.', path) ?? []);
}

/** Patches of yarn 2+, relative to the root that `~` stands for: `patch:ms@npm%3A2.1.3#~/fixes/ms.patch`. */
function patchRanges(dir: string, manifest: Manifest): string[] {
  return rangesOf(manifest).flatMap((range) => {
    const path = /^patch:[^#]*#([^&#]+)/.exec(range)?.[1];
    if (path === undefined) return [];
    return within(path.startsWith('~/') ? '.' : dir, path.replace(/^~\//, '')) ?? [];
  });
}

/** `file:` and `link:` dependencies: directories or tarballs of the repository. */
function localTargets(manifest: Manifest): string[] {
  return rangesOf(manifest).flatMap((range) => /^(?:file|link|portal):(.+)$/.exec(range)?.[1] ?? []);
}

/** npm links what `file:` names; the others copy it, and link what is called a link. */
function linkedPlaces(
  project: Project,
  root: Manifest,
  { manager }: ManagerChoice,
  workspace: Workspace | undefined,
): string[] {
  const links = manager.value === 'npm' ? /^(?:file|link):(.+)$/ : /^(?:link|portal):(.+)$/;
  const found = [root, ...(workspace?.members ?? [])].flatMap((manifest) => {
    const dir = relativeTo(root.dir, manifest.dir);
    const targets = rangesOf(manifest).flatMap((range) => links.exec(range)?.[1] ?? []);
    return targets.flatMap((target) => within(dir, target) ?? []);
  });
  return [...new Set(found)].filter((path) => path !== '.' && project.hasDirectory(below(root.dir, path)));
}

/** Where dependencies come from, with those that the root overrules. */
function rangesOf(manifest: Manifest): string[] {
  const { resolutions, overrides, pnpm } = manifest.json;
  const all = { ...overrides, ...pnpm?.overrides, ...resolutions };
  const ranges: unknown[] = [...Object.values(dependenciesOf(manifest)), ...Object.values(all)];
  return ranges.filter((range) => typeof range === 'string');
}

function isBelowOne(path: string, places: ReadonlySet<string>): boolean {
  const above = directoryOf(path);
  return above !== '.' && (places.has(above) || isBelowOne(above, places));
}
