import { elsewhereOf } from '../../../knowledge/node-elsewhere.js';
import { withoutComments } from '../../../project/comments.js';
import { type Evidence, place } from '../../../project/evidence.js';
import { reachedFrom } from '../../../project/node-imports.js';
import { below, relativeTo, within } from '../../../project/paths.js';
import { buildScript } from '../read/build-script.js';
import { dependenciesOf, keyAt } from '../read/manifest.js';
import { isServerPackage } from '../read/server-packages.js';
import { compiledFrom, compiledStart } from './compiled.js';
import type { Start, StartContext } from './start.js';
import { resolveText } from './start-command.js';

/** Files that are programs by their name, when no script says what starts. */
const PROGRAMS = [
  'server',
  'app',
  'index',
  'main',
  'src/server',
  'src/index',
  'src/app',
  'src/main',
  'bin/www',
  'bot',
  'src/bot',
  'server/index',
  'server/server',
];

const EXTENSIONS = ['.js', '.mjs', '.cjs', '.ts', '.tsx'];

/** Files of the root that listen, but for developers. */
const HELPER =
  /(^|[.\-_])(dev|test|tests|spec|bench|benchmark|mock|mocks|example|webpack|gulpfile|config|setup)([.\-_]|$)/i;

interface ProgramFile {
  file: string;
  from: Evidence;
}

/**
 * What starts when no script says it: the first file that listens among `main`, files with a telling
 * name, `bin` and the other files of the package's directory; for a package that serves, `main` or a
 * telling name even where the listening happens elsewhere.
 */
export function programStart(context: StartContext): Extract<Start, { kind: 'node' | 'shell' }> | undefined {
  const named = [...moduleFile(context), ...mainFiles(context), ...namedFiles(context)];
  const all = [...named, ...binFiles(context), ...otherFiles(context)];
  const serves =
    isServerPackage(context.manifest) && elsewhereOf(dependenciesOf(context.manifest)) === undefined;
  const found =
    all.find(({ file }) => looksLikeServer(context, file)) ??
    named.find(({ file }) => TYPED.test(file) && runs(context, file) && reachesServer(context, file)) ??
    (serves ? named.find(({ file }) => !TYPED.test(file) && runs(context, file)) : undefined);
  if (found === undefined) return undefined;
  const made = named.includes(found) ? builtProgram(context, found) : undefined;
  const run = made ?? { from: found.from, text: runnerOf(context, found.file) };
  const start = resolveText(context, run.text, { from: run.from, seen: [] });
  if (start?.kind === 'shell') return start.bun === undefined ? undefined : start;
  return start?.kind === 'node' ? start : undefined;
}

/** A file that only hands on what others export: what a library is imported by. */
const HANDS_ON = /\bexport\s(?:type\s)?\s*(?:\*(?:\s+as\s+\w+)?|\{[^{}]*\})\s*from\s*['"][^'"\n]*['"]\s*;?/g;

/** False for the index of a library, which starts nothing. */
function runs({ project, manifest }: StartContext, file: string): boolean {
  if (manifest.json.types === undefined && manifest.json.typings === undefined) return true;
  const code = withoutComments(project.read(below(manifest.dir, file)) ?? '').trim();
  return code === '' || code.replace(HANDS_ON, '').trim() !== '';
}

const TYPED = /\.[cm]?tsx?$/;

/** What the build makes of the sources that were found to listen: where it is known to write them, else `main`. */
function builtProgram(
  context: StartContext,
  { file, from }: ProgramFile,
): { from: Evidence; text: string } | undefined {
  const { project, manifest } = context;
  if (!TYPED.test(file) && !file.startsWith('src/')) return undefined;
  const built = buildScript(manifest) !== undefined;
  const runner = runnerOf(context, file) !== '';
  const compiled = built || !runner ? compiledStart(context, file, runner) : undefined;
  if (compiled !== undefined) return { from, text: `node ${compiled}` };
  const main = within('.', manifest.json.main ?? '.') ?? '.';
  const there = main === '.' || project.has(below(manifest.dir, main));
  if (there || !/\.[cm]?js$/.test(main) || !built) return undefined;
  return { from: keyAt(manifest, 'main'), text: `node ${main}` };
}

/** What `bun init` names, in a repository that Bun installs. */
function moduleFile({ project, manifest, lock }: StartContext): ProgramFile[] {
  const file = typeof manifest.json.module === 'string' ? within('.', manifest.json.module) : undefined;
  if (file === undefined || lock?.manager !== 'bun' || !project.has(below(manifest.dir, file))) return [];
  return [{ file, from: keyAt(manifest, 'module') }];
}

/**
 * The command that a package installs, where nothing in it serves: the image runs it. Only of the root:
 * the tools of a workspace serve the others in it.
 */
export function commandStart(context: StartContext): Extract<Start, { kind: 'node' }> | undefined {
  const { project, manifest } = context;
  if (manifest.dir !== '.') return undefined;
  const { bin, name } = manifest.json;
  const named =
    typeof bin === 'string'
      ? bin
      : (bin?.[(name ?? '').replace(/^@[^/]+\//, '')] ?? Object.values(bin ?? {})[0]);
  const file = typeof named === 'string' ? within('.', named) : undefined;
  if (file === undefined || !/\.[cm]?js$/.test(file)) return undefined;
  if (!project.has(file) && buildScript(manifest) === undefined) return undefined;
  const start = resolveText(context, `node ${file}`, { from: keyAt(manifest, 'bin'), seen: [] });
  return start?.kind === 'node'
    ? { ...start, command: true, because: 'nothing in it stays running' }
    : undefined;
}

/** The command line that runs a file, as its extension and the lock file call for. */
function runnerOf({ manifest, lock }: StartContext, file: string): string {
  if (!/\.tsx?$/.test(file)) return `node ${file}`;
  const names = dependenciesOf(manifest);
  if (lock?.file.startsWith('bun.lock')) return `bun ${file}`;
  const runner = ['tsx', 'ts-node'].find((name) => name in names);
  return runner === undefined ? '' : `${runner} ${file}`;
}

function mainFiles(context: StartContext): ProgramFile[] {
  const { project, manifest } = context;
  const { main } = manifest.json;
  const named = typeof main === 'string' ? within('.', main) : undefined;
  if (named === undefined) return [];
  const file =
    [named, `${named}.js`, `${named}/index.js`].find((path) => project.has(below(manifest.dir, path))) ??
    compiledFrom(context, named);
  return file !== undefined && /\.[cm]?[jt]sx?$/.test(file) ? [{ file, from: keyAt(manifest, 'main') }] : [];
}

function namedFiles({ project, manifest }: StartContext): ProgramFile[] {
  return PROGRAMS.flatMap((name) => {
    const files = [...EXTENSIONS.map((end) => `${name}${end}`), ...(name === 'bin/www' ? [name] : [])];
    const file = files.find((path) => project.has(below(manifest.dir, path)));
    return file === undefined ? [] : [{ file, from: place(below(manifest.dir, file)) }];
  });
}

function binFiles({ project, manifest }: StartContext): ProgramFile[] {
  const { bin } = manifest.json;
  const paths = typeof bin === 'string' ? [bin] : Object.values(bin ?? {});
  return paths.flatMap((path) => {
    const file = typeof path === 'string' ? within('.', path) : undefined;
    if (file === undefined || !project.has(below(manifest.dir, file))) return [];
    return [{ file, from: keyAt(manifest, 'bin') }];
  });
}

function otherFiles({ project, manifest }: StartContext): ProgramFile[] {
  return project
    .entries(manifest.dir)
    .filter(({ name, kind }) => kind === 'file' && /\.[cm]?js$/.test(name) && !HELPER.test(name))
    .map(({ name }) => ({ file: name, from: place(below(manifest.dir, name)) }));
}

/** True when a file, or one that it imports, listens. */
export function reachesServer(context: StartContext, file: string): boolean {
  const { project, manifest } = context;
  const { files } = reachedFrom(project, [below(manifest.dir, file)]);
  return files.some((path) => looksLikeServer(context, relativeTo(manifest.dir, path)));
}

function looksLikeServer({ project, manifest, lock }: StartContext, file: string): boolean {
  const text = project.read(below(manifest.dir, file)) ?? '';
  // Bun serves what a program exports as its default.
  if (
    lock?.manager === 'bun' &&
    /^export default\b/m.test(text) &&
    /\bfetch\b|\bnew (Hono|Elysia)\b/.test(text)
  )
    return true;
  return /\.listen\(|createServer\(|Bun\.serve|\.login\(|\.launch\(/.test(text);
}
