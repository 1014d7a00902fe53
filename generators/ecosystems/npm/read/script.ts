import { programOfFile } from '../../../knowledge/node-programs.js';
import { shellWord } from '../../../project/shell.js';
import { shellParts } from '../../../project/shell-parts.js';

/** One command of a script: the assignments before it and its words. */
export interface Command {
  env: Record<string, string>;
  words: string[];
  /** The command as it was written, for a shell. */
  text: string;
}

/** A script as a chain of commands, or what in it only a shell can do. */
export type Script = { commands: Command[] } | { shell: string };

/** A script that is longer is no command line that anybody wrote. */
const LONGEST = 20_000;

/** Wrappers that set the environment or find an executable and then run the rest. */
const WRAPPERS = new Set(['cross-env', 'cross-env-shell', 'npx', 'exec', 'env', 'bunx', 'time', 'corepack']);

/**
 * Splits the text of a script into its `&&` chain. Anything exec form cannot express (a variable, a
 * pipe, a redirection, a glob) is named instead.
 */
export function parseScript(text: string): Script {
  if (text.length > LONGEST) return { shell: 'its length' };
  const commands: Command[] = [];
  let words: string[] = [];
  const close = () => {
    if (words.length > 0) commands.push(commandOf(words));
    words = [];
  };
  const parts = shellParts(text);
  if (parts === undefined) return { shell: '"${"' };
  for (const entry of parts) {
    if (typeof entry === 'string') words.push(entry);
    else if ('comment' in entry) break;
    else if (entry.op === 'glob' && 'pattern' in entry) words.push(entry.pattern);
    else if (entry.op === '&&' || entry.op === ';') close();
    else return { shell: `"${entry.op}"` };
  }
  close();
  const last = commands.at(-1);
  const special =
    last?.words.find((word) => /\$|`|[*?]/.test(word)) ??
    Object.values(last?.env ?? {}).find((v) => /\$/.test(v));
  return special === undefined ? { commands } : { shell: `"${special}"` };
}

function commandOf(all: string[]): Command {
  const env: Record<string, string> = {};
  let words = all;
  for (;;) {
    const [first = '', ...rest] = words;
    const assignment = /^([A-Za-z_]\w*)=(.*)$/s.exec(first);
    if (assignment?.[1] !== undefined) {
      env[assignment[1]] = assignment[2] ?? '';
      words = rest;
    } else if (WRAPPERS.has(first) && rest.length > 0) {
      words = dropFlags(rest);
    } else if ((first === 'dotenv' || first === 'env-cmd' || first === 'dotenv-flow') && rest.length > 0) {
      words = afterFiles(rest);
    } else if (SETTINGS_OF.test(first) && rest[0] === 'run' && rest.length > 1) {
      words = afterFiles(rest.slice(1));
    } else if (/^(pnpm|yarn|npm)$/.test(first) && rest[0] === 'exec') {
      words = dropFlags(rest.slice(1));
    } else break;
  }
  words = byName(words);
  return { env, words, text: all.map(shellWord).join(' ') };
}

/** `node --max-old-space-size=4096 node_modules/webpack/bin/webpack.js` is webpack, with more memory. */
function byName(words: string[]): string[] {
  const at = words.findIndex((word, i) => i > 0 && !word.startsWith('-'));
  const file = words[0] === 'node' ? /^(?:\.\/)?node_modules\/(.+)$/.exec(words[at] ?? '')?.[1] : undefined;
  const program = file === undefined ? undefined : programOfFile(file);
  return program === undefined ? words : [program, ...words.slice(at + 1)];
}

/** Programs that fetch settings and run a command with them: a container gets them from whoever starts it. */
const SETTINGS_OF = /^(doppler|dotenvx|infisical|op|varlock)$/;

/** `-y`, `--yes`, `--`: flags of a wrapper, before the command it runs. */
function dropFlags(words: string[]): string[] {
  const start = words.findIndex((word) => !word.startsWith('-'));
  return start === -1 ? [] : words.slice(start);
}

/** The command behind `dotenv -e .env --` and `env-cmd -f .env`: the files are not in an image. */
function afterFiles(words: string[]): string[] {
  const separator = words.indexOf('--');
  if (separator !== -1) return words.slice(separator + 1);
  let i = 0;
  while (i < words.length && words[i]?.startsWith('-')) i += /=/.test(words[i] ?? '') ? 1 : 2;
  return words.slice(i);
}
