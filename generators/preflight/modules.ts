import { exactOptional, string } from 'valibot';
import { citeLine } from '../project/evidence.js';
import { jsonAs } from '../project/json.js';
import { reachedFrom } from '../project/node-imports.js';
import { npmLock } from '../project/npm-lock.js';
import { below, directoryOf } from '../project/paths.js';
import type { Project } from '../project/project.js';
import { object, recordOf } from '../project/shape.js';
import { type Built, startPlace } from './built.js';
import { type Finding, finding } from './finding.js';
import { contextFile } from './origin.js';
import { runsOf } from './stages.js';
import { baseName, commandsOf, fileOf, startWords } from './started.js';
import { resolve } from './tree.js';

const names = exactOptional(recordOf(string()));

const MANIFEST = object({
  dependencies: names,
  devDependencies: names,
  optionalDependencies: names,
  peerDependencies: names,
});

/**
 * Packages that a program of Node.js loads as soon as it starts and that its image does not have: none are there, or
 * only those of production, and the lock file of npm says that nothing but developing brings this one.
 *
 * What a build made is not judged, for nobody knows what it imports.
 */
export function checkModules(stages: readonly Built[], built: Built, project: Project): Finding[] {
  const entry = entryOf(built);
  const manifestPath = entry && nearestManifest(project, entry);
  if (entry === undefined || manifestPath === undefined) return [];
  const manifest = jsonAs(project, manifestPath, MANIFEST);
  const missing = missingFrom(stages, built, project, manifestPath);
  if (manifest === undefined || missing === undefined) return [];
  const runs = { ...manifest.optionalDependencies, ...manifest.peerDependencies, ...manifest.dependencies };
  const first = reachedFrom(project, [entry])
    .packages.filter(
      ({ name }) => Object.hasOwn(runs, name) || Object.hasOwn(manifest.devDependencies ?? {}, name),
    )
    .find(({ name }) => missing(name, Object.hasOwn(runs, name)));
  return first === undefined
    ? []
    : [finding('module-missing', { file: citeLine(first.from), module: first.name }, startPlace(built))];
}

/** The file of the repository that node is given; undefined where it starts something else. */
function entryOf(built: Built): string | undefined {
  const [program = '', ...args] = commandsOf(startWords(built)).at(-1) ?? [];
  const file = baseName(program) === 'node' ? fileOf('node', args) : undefined;
  return file === undefined ? undefined : contextPath(built, resolve(built.workdir, file));
}

type Missing = (name: string, runs: boolean) => boolean;

/** Which packages the image lacks; undefined where that is not known. */
function missingFrom(
  stages: readonly Built[],
  built: Built,
  project: Project,
  manifestPath: string,
): Missing | undefined {
  const places = [built.workdir, '/'].map((directory) => resolve(directory, 'node_modules'));
  const there = places.map((path) => built.tree.look(path));
  if (there.every((presence) => presence === 'absent')) return () => true;
  const source = modulesFrom(stages, built);
  const commands = source === undefined ? [] : runsOf(stages, source);
  if (!commands.some((command) => PRODUCTION.test(command))) return undefined;
  const lock = npmLock(project, below(directoryOf(manifestPath), 'package-lock.json'))?.packages;
  if (lock === undefined) return undefined;
  return (name, runs) => {
    const locked = lock[`node_modules/${name}`];
    return !runs && (locked === undefined || locked.dev === true);
  };
}

/** What installs without development dependencies, or takes them away. */
const PRODUCTION = /\bnpm\b.{0,500}(--omit[= ]dev|--production|--only[= ]prod)/;

/** The stage that the modules of an image come from: itself, or the one that it copies them from. */
export function modulesFrom(stages: readonly Built[], built: Built): Built | undefined {
  const copies = built.stage.instructions.filter(
    ({ keyword, flags, words }) =>
      keyword === 'COPY' &&
      flags.has('from') &&
      words.slice(0, -1).some((word) => /node_modules\/?$/.test(word)),
  );
  const from = copies.at(-1)?.flags.get('from');
  return from === undefined ? built : stages.find(({ stage }) => stage.name === from);
}

/** The file of the build context that node finds at a path of the image. */
function contextPath(built: Built, path: string): string | undefined {
  const candidates = [path, ...['.js', '.cjs', '.mjs'].map((end) => path + end)];
  const file = candidates.find((candidate) => built.tree.look(candidate) === 'file');
  return file === undefined ? undefined : contextFile(built, file);
}

/** The nearest package.json above a file. */
function nearestManifest(project: Project, file: string): string | undefined {
  for (let directory = directoryOf(file); ; directory = directoryOf(directory)) {
    const path = below(directory, 'package.json');
    if (project.has(path)) return path;
    if (directory === '.') return undefined;
  }
}
