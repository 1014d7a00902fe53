import { programOfFile } from '../knowledge/node-programs.js';
import { type Built, startPlace } from './built.js';
import type { BuildContext } from './context.js';
import { type Finding, finding, type Place } from './finding.js';
import { contextFile } from './origin.js';
import { baseName, commandsOf, fileOf, PATH, SHELL, startWords } from './started.js';
import { resolve } from './tree.js';

/** What an image starts, and what is wrong with it. */
export interface StartCheck {
  findings: Finding[];
  /** What could not be judged, in words. */
  unknown: string[];
}

/** Checks the entry point and the command of the last stage against what is in it. */
export function checkStart(built: Built, context: BuildContext): StartCheck {
  const { entrypoint, cmd, contents, image } = built;
  const place = startPlace(built);
  const words = startWords(built);
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

function checkCommand(built: Built, words: string[], context: BuildContext, place: Place): Finding[] {
  const [program = '', ...args] = words;
  if (program.includes('$')) return [];
  const developer = [words, calledByName(words)].find(develops);
  if (developer !== undefined)
    return [
      finding(
        'start-develops',
        { program: [baseName(developer[0] ?? ''), ...developer.slice(1)].join(' ') },
        place,
      ),
    ];
  return [
    ...checkProgram(built, program, context, place),
    ...checkEntry(built, baseName(program), args, place),
  ];
}

/** `node node_modules/webpack/bin/webpack.js -w` as the program that it is. */
function calledByName([program = '', ...args]: string[]): string[] {
  const file = fileOf(baseName(program), args);
  const inside = file === undefined ? undefined : /(?:^|\/)node_modules\/(.+)$/s.exec(file)?.[1];
  const name = inside === undefined ? undefined : programOfFile(inside);
  return name === undefined ? [] : [name, ...args.slice(args.indexOf(file ?? '') + 1)];
}

function develops([program = '', ...args]: string[]): boolean {
  return DEVELOPS.some(
    ({ program: name, args: also }) =>
      name.test(baseName(program)) && (also === undefined || args.some((arg) => also.test(arg))),
  );
}

/** Programs that serve while somebody develops, with what follows them then. */
const DEVELOPS: { program: RegExp; args?: RegExp }[] = [
  { program: /^(nodemon|ts-node-dev|tsnd|webpack-dev-server|air|concurrently|npm-watch)$/ },
  { program: /^node$/, args: /^--watch(-path.*)?$/ },
  { program: /^(tsx|tsc|esbuild|webpack|rollup|vite-node)$/, args: /^(watch|--watch|-w|serve)$/ },
  { program: /^(next|nuxt|nuxi|astro|remix|vinxi|strapi)$/, args: /^(dev|develop)$/ },
];

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

const DEFAULT_PATHS = new Set(PATH.split(':'));

/** True for a command that makes line feeds of a file's Windows line ends. */
function turnsLineEnds(command: string, file: string): boolean {
  return /\bsed\b.{0,500}\\r|\bdos2unix\b/.test(command) && command.includes(baseName(file));
}

/** A script of the repository needs the interpreter that its first line names. */
function checkScript(built: Built, path: string, context: BuildContext, place: Place): Finding[] {
  const file = contextFile(built, path);
  if (file === undefined) return [];
  const [first = ''] = (context.read(file) ?? '').split('\n', 1);
  if (!first.startsWith('#!')) return [];
  if (first.endsWith('\r') && !built.commands.some((command) => turnsLineEnds(command, file)))
    return [finding('line-ends', { file }, place)];
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
