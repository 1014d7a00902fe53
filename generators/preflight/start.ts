import { parse } from 'shell-quote';
import type { BuildContext } from './context.js';
import { type Finding, finding, type Place } from './finding.js';
import { resolve } from './tree.js';
import type { Built } from './walk.js';

/** What an image starts, and what is wrong with it. */
export interface StartCheck {
  findings: Finding[];
  /** What could not be judged, in words. */
  unknown: string[];
}

/** Checks the entry point and the command of the last stage against what is in it. */
export function checkStart(built: Built, context: BuildContext): StartCheck {
  const { entrypoint, cmd, contents, image } = built;
  const place = placeOf(built);
  const words =
    entrypoint?.exec === false ? entrypoint.words : [...(entrypoint?.words ?? []), ...(cmd?.words ?? [])];
  const findings: Finding[] = [];
  if (
    [entrypoint, cmd].some((start) => start?.exec === false) &&
    contents !== undefined &&
    contents.shell === undefined
  ) {
    return { findings: [finding('shell-missing', { image }, place)], unknown: [] };
  }
  if (words.length === 0) return { findings, unknown: ['nothing says what the image starts'] };
  for (const command of commandsOf(words)) findings.push(...checkCommand(built, command, context, place));
  return { findings, unknown: contents === undefined ? [`what ${image} holds`] : [] };
}

function placeOf({ cmd, entrypoint, stage }: Built): Place {
  return cmd?.instruction ?? entrypoint?.instruction ?? stage;
}

/** The commands that a start comes down to: itself, or those of the text that it hands to a shell. */
function commandsOf(words: string[]): string[][] {
  const program = words[0] ?? '';
  if (WRAPPERS.test(baseName(program)) && words.length > 1) {
    const inner = words.slice(1);
    while (inner.length > 1 && inner[0]?.startsWith('-')) inner.shift();
    return commandsOf(inner);
  }
  if (!SHELL.test(baseName(program)) || words[1] !== '-c') return [words];
  const commands: string[][] = [[]];
  for (const part of parse(words[2] ?? '', (name) => `$${name}`)) {
    if (typeof part === 'string') commands.at(-1)?.push(part);
    else if ('op' in part && ['&&', '||', ';', '|', '&'].includes(part.op)) commands.push([]);
  }
  const plain = commands
    .map((command) =>
      command.slice(command.findIndex((word) => !/^[A-Za-z_]\w*=/.test(word) && word !== 'exec')),
    )
    .filter((command) => command.length > 0 && !BUILT_IN.has(command[0] ?? ''));
  return [[program], ...plain];
}

const SHELL = /^(sh|bash|ash)$/;

/** Programs that become what stands behind them: an init, and the entry point of official images. */
const WRAPPERS = /^(docker-entrypoint\.sh|tini|dumb-init|catatonit)$/;

const BUILT_IN = new Set([
  'cd',
  'echo',
  'exec',
  'exit',
  'export',
  'if',
  'set',
  'test',
  'then',
  'trap',
  'true',
  'wait',
  '[',
  'while',
  'for',
  'do',
  'done',
  'fi',
  'until',
  'kill',
  'touch',
  'sleep',
  'grep',
  'find',
  'mkdir',
  'cp',
  'mv',
  'rm',
  'cat',
  'sed',
  'source',
  '.',
  'else',
  'case',
  'esac',
  'read',
  'eval',
  'printf',
  'ls',
  'chmod',
  'chown',
  'ulimit',
  'umask',
  'unset',
  'shift',
  'ln',
]);

function checkCommand(built: Built, words: string[], context: BuildContext, place: Place): Finding[] {
  const [program = '', ...args] = words;
  if (program.includes('$')) return [];
  const developed = DEVELOPS.find(
    ({ program: name, args: also }) =>
      name.test(baseName(program)) && (also === undefined || args.some((arg) => also.test(arg))),
  );
  if (developed !== undefined)
    return [finding('start-develops', { program: [baseName(program), ...args].join(' ') }, place)];
  return [
    ...checkProgram(built, program, context, place),
    ...checkEntry(built, baseName(program), args, place),
  ];
}

/** Programs that serve while somebody develops, with what follows them then. */
const DEVELOPS: { program: RegExp; args?: RegExp }[] = [
  { program: /^(nodemon|ts-node-dev|tsnd|webpack-dev-server|air|concurrently|npm-watch)$/ },
  { program: /^node$/, args: /^--watch(-path.*)?$/ },
  { program: /^(tsx|tsc|esbuild|webpack|rollup|vite-node)$/, args: /^(watch|--watch|-w|serve)$/ },
  { program: /^(next|nuxt|nuxi|astro|remix|vinxi|strapi)$/, args: /^(dev|develop)$/ },
];

function baseName(program: string): string {
  return program.slice(program.lastIndexOf('/') + 1);
}

/** The program itself: is it in the image, and can the image run it? */
function checkProgram(built: Built, program: string, context: BuildContext, place: Place): Finding[] {
  const { tree, workdir, contents, image } = built;
  if (!program.includes('/')) {
    if (contents === undefined || contents.commands.includes(program)) return [];
    const paths = (built.environment.get('PATH') ?? PATH).split(':');
    const there = paths.some((path) =>
      ['file', ...(DEFAULT_PATHS.has(path) ? [] : ['unknown'])].includes(tree.look(`${path}/${program}`)),
    );
    // What a RUN installs lies among what the image has.
    return there || built.stage.instructions.some(({ keyword }) => keyword === 'RUN')
      ? []
      : [finding('command-missing', { command: program, image }, place)];
  }
  const path = resolve(workdir, program);
  const presence = tree.look(path);
  if (presence === 'absent' || presence === 'directory')
    return [finding('start-missing', { path: program }, place)];
  return presence === 'file' ? checkScript(built, path, context, place) : [];
}

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const DEFAULT_PATHS = new Set(PATH.split(':'));

/** A script of the repository needs the interpreter that its first line names. */
function checkScript(built: Built, path: string, context: BuildContext, place: Place): Finding[] {
  const origin = built.sources.findLast(
    ({ target }) => path === target || path.startsWith(`${target === '/' ? '' : target}/`),
  );
  if (origin === undefined) return [];
  const inner = path.slice(origin.target.length).replace(/^\//, '');
  const file = inner === '' ? origin.path : origin.path === '.' ? inner : `${origin.path}/${inner}`;
  const [first = ''] = (context.read(file) ?? '').split('\n', 1);
  if (!first.startsWith('#!')) return [];
  if (first.endsWith('\r')) return [finding('line-ends', { file }, place)];
  const words = first.slice(2).trim().split(/\s+/);
  const interpreter =
    baseName(words[0] ?? '') === 'env'
      ? (words.find((word, i) => i > 0 && !word.startsWith('-')) ?? '')
      : (words[0] ?? '');
  const { contents, image } = built;
  if (contents === undefined || contents.commands.includes(baseName(interpreter))) return [];
  return [finding('interpreter-missing', { file, interpreter: baseName(interpreter), image }, place)];
}

/** The file that an interpreter is given. */
function checkEntry(built: Built, program: string, args: string[], place: Place): Finding[] {
  const file = fileOf(program, args);
  if (file === undefined || file.includes('$') || file.includes('*')) return [];
  const path = resolve(built.workdir, file);
  const found = candidates(program, path).some(
    (candidate) => !['absent', 'directory'].includes(built.tree.look(candidate)),
  );
  return found ? [] : [finding('start-missing', { path: file }, place)];
}

function fileOf(program: string, args: string[]): string | undefined {
  if (program === 'java') {
    const jar = args.indexOf('-jar');
    return jar === -1 ? undefined : args.slice(jar + 1).find((arg) => !arg.startsWith('-'));
  }
  if (program !== 'node' && !SHELL.test(program)) return undefined;
  for (let i = 0; i < args.length; i++) {
    const word = args[i] ?? '';
    if (WITH_VALUE.has(word)) i++;
    else if (/^-(e|p|c|-eval|-print)$/.test(word)) return undefined;
    else if (!word.startsWith('-')) return word;
  }
  return undefined;
}

/** Options of node whose value is the next word. */
const WITH_VALUE = new Set([
  '-r',
  '--require',
  '--import',
  '--loader',
  '--experimental-loader',
  '--env-file',
  '--env-file-if-exists',
  '-C',
  '--conditions',
  '--title',
  '--inspect-port',
  '--max-old-space-size',
]);

/** What node makes of a path: the file, the file with an ending, the index of a directory. */
function candidates(program: string, path: string): string[] {
  if (program === 'java' || SHELL.test(program)) return [path];
  return [
    path,
    ...['.js', '.json', '.node', '.cjs', '.mjs'].map((end) => path + end),
    `${path}/index.js`,
    `${path}/package.json`,
  ];
}
