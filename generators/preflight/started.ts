import { shellParts } from '../project/shell-parts.js';
import type { Built } from './built.js';
import { resolve } from './tree.js';

/** The words that an image starts, entry point and command together. */
export function startWords({ entrypoint, cmd }: Built): string[] {
  return entrypoint?.exec === false
    ? entrypoint.words
    : [...(entrypoint?.words ?? []), ...(cmd?.words ?? [])];
}

/** The commands that a start comes down to: itself, or those of the text that it hands to a shell. */
export function commandsOf(words: string[]): string[][] {
  const program = words[0] ?? '';
  if (WRAPPERS.test(baseName(program)) && words.length > 1) {
    const inner = words.slice(1);
    while (inner.length > 1 && inner[0]?.startsWith('-')) inner.shift();
    return commandsOf(inner);
  }
  if (!SHELL.test(baseName(program)) || words[1] !== '-c') return [words];
  const commands: string[][] = [[]];
  for (const part of shellParts(words[2] ?? '') ?? []) {
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

/** Where the program that a start names lies in an image; undefined where it is none of its files. */
export function programPath({ tree, workdir, environment }: Built, word: string): string | undefined {
  if (word === '' || word.includes('$')) return undefined;
  if (word.includes('/')) return resolve(workdir, word);
  const paths = (environment.get('PATH') ?? PATH).split(':').map((path) => `${path}/${word}`);
  return paths.find((path) => tree.look(path) === 'file');
}

/** The PATH of images that set none. */
export const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

export const SHELL = /^(sh|bash|ash)$/;

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

/** The last part of a path. */
export function baseName(program: string): string {
  return program.slice(program.lastIndexOf('/') + 1);
}

/** The file that an interpreter is given; undefined where it is given none. */
export function fileOf(program: string, args: string[]): string | undefined {
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
