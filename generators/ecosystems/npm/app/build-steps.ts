import { nodeProgram } from '../../../knowledge/node-programs.js';
import { shellWord } from '../../../project/shell.js';
import { scriptOf } from '../read/manifest.js';
import { type Command, parseScript } from '../read/script.js';
import type { StartContext } from './start.js';

/** True for a chain of such commands alone. */
export function buildsOnly(context: StartContext, text: string, depth = 0): boolean {
  const script = parseScript(text);
  return 'commands' in script && script.commands.every((command) => isBuild(context, command, depth));
}

/** Names of scripts that only make room for a build: `"clean": "node -e …"`. */
const CLEANS = /^(pre)?clean\b|:clean$/;

/** True for a command that makes files and ends: it belongs to the build, not to the start. */
export function isBuild(context: StartContext, { words }: Command, depth = 0): boolean {
  const [program = '', first = '', second = ''] = words;
  if (/^(npm|yarn|pnpm|bun)$/.test(program)) {
    const name = first === 'run' ? second : first;
    const text = scriptOf(context.manifest, name);
    if (text === undefined) return /^(build|compile|clean|generate)/.test(name);
    return (CLEANS.test(name) && /^node /.test(text)) || (depth < 5 && buildsOnly(context, text, depth + 1));
  }
  return (
    nodeProgram(program).builds === true &&
    !/^(start|serve|dev|preview|studio)$/.test(first) &&
    !words.some((word) => /^(migrate|push|seed|--watch|-w)$/.test(word))
  );
}

const WATCHING = /^(-w|--watch|--watch=(true|always))$/;

/** True for a compiler that watches: it makes files, and never ends. */
export function isWatchedBuild(words: string[]): boolean {
  return nodeProgram(words[0] ?? '').builds === true && words.some((word) => WATCHING.test(word));
}

/** What a compiler that watches would make once: `webpack -w` is `webpack`. */
export function watchedBuild(context: StartContext, text: string): string | undefined {
  const name = /^(?:npm|pnpm|yarn|bun)(?: run)? ([\w:.-]+)$/.exec(text)?.[1];
  const inner = name === undefined ? undefined : scriptOf(context.manifest, name);
  if (inner !== undefined && inner !== text) return watchedBuild(context, inner);
  const script = parseScript(text);
  const [command, ...more] = 'commands' in script ? script.commands : [];
  if (command === undefined || more.length > 0 || !nodeProgram(command.words[0] ?? '').builds)
    return undefined;
  if (!command.words.some((word) => WATCHING.test(word))) return undefined;
  const words = command.words.filter((word) => !WATCHING.test(word)).map(shellWord);
  const env = Object.entries(command.env).map(([key, value]) => `${key}=${shellWord(value)}`);
  return [...env, ...words].join(' ');
}
