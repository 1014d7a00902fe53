import { glob } from '../../../project/glob.js';
import { splitUnquoted } from '../../../project/split-unquoted.js';
import { type Manifest, scriptOf } from './manifest.js';

const MOST_NESTED = 4;

/** Programs that run several scripts or commands, side by side or one after the other. */
const GROUPS = /^(?:npx )?(run-s|run-p|npm-run-all2?|conc(?:urrently)?)\b/;

/**
 * The single commands that a script comes to, through `&&`, `npm run x`, run-s, run-p and concurrently.
 * What it cannot follow stays as it is written.
 */
export function nested(manifest: Manifest, text: string, depth = 0): string[] {
  return splitUnquoted(text, /&&|\|\||;|(?<=\s)&(?=\s)/g)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .flatMap((part) => {
      const inner = depth < MOST_NESTED ? called(manifest, part) : [];
      return inner.length === 0 ? [part] : inner.flatMap((one) => nested(manifest, one, depth + 1));
    });
}

/** A command without the assignments and wrappers before it. */
export function bare(part: string): string {
  return part.replace(/^((cross-env(-shell)?|npx|bunx|pnpm exec|yarn|dotenv( -e \S+)* --|\w+=\S*)\s+)+/, '');
}

/** True when several commands run side by side, so that arguments reach none of them. */
export function sideBySide(manifest: Manifest, text: string): boolean {
  return nested(manifest, text).length > 1 && /concurrently|\bconc\b|run-p|npm-run-all|\s&(\s|$)/.test(text);
}

/** The texts of the scripts or commands that one command runs; none when it runs no script. */
function called(manifest: Manifest, part: string): string[] {
  const single =
    /^(?:npm|pnpm|yarn|bun)(?: run(?:-script)?)? (?:-s |--silent )?([\w:.-]+)(?= --(?: |$)|$)/.exec(
      part,
    )?.[1];
  if (single !== undefined) {
    const given = part
      .split(/\s--\s/)
      .slice(1)
      .join(' -- ');
    // One that ends in `--` runs what it is given.
    return scripts(manifest, single).map((text) => (/\s--$/.test(text) ? `${text} ${given}` : text));
  }
  if (!GROUPS.test(part)) return [];
  return operands(part).flatMap((word) => {
    const plain = word.replace(/^['"]|['"]$/g, '');
    const found = scripts(manifest, plain.replace(/^(npm|yarn|pnpm|bun):/, ''));
    return found.length > 0 ? found : /^['"]/.test(word) ? [plain] : [];
  });
}

/** Flags of concurrently and npm-run-all that take a value. */
const WITH_VALUE =
  /^(-n|--names|-c|--prefix-colors|-p|--prefix|-t|--timestamp-format|-l|--prefix-length|-s|--success|-m|--max-processes|--restart-tries|--restart-after|--hide|--name-separator|--default-input-target|--max-parallel)$/;

/** What a command that runs several is given to run, quotes kept. */
function operands(command: string): string[] {
  const [program = '', ...words] = command.replace(/^npx /, '').match(/"[^"]*"|'[^']*'|\S+/g) ?? [];
  const valued = (word = '') => WITH_VALUE.test(word) && !(word === '-p' && /npm-run-all/.test(program));
  return words.filter((word, i) => !word.startsWith('-') && !valued(words[i - 1]));
}

/**
 * The commands that a script runs side by side: `webpack -w & node server`, concurrently, run-p. Undefined for
 * one that runs a single command, or one after the other.
 */
export function parallelParts(manifest: Manifest, text: string): string[] | undefined {
  const parts = splitUnquoted(text, /(?<=\s)&(?=\s|$)/g)
    .map((part) => part.trim())
    .filter((part) => part !== '' && part !== 'wait');
  if (parts.length > 1) return parts;
  const command = bare(text);
  const grouped = /^(?:npx )?(run-p|conc(?:urrently)?)\s/.test(command);
  if (!grouped && !/^(?:npx )?npm-run-all2?\s.*(?:^|\s)(-p|--parallel)\b/.test(command)) return undefined;
  if (/&&|\|\|/.test(command.replace(/"[^"]*"|'[^']*'/g, ''))) return undefined;
  return called(manifest, command);
}

/** The script of a name, or those that `watch:*` stands for. */
function scripts(manifest: Manifest, name: string): string[] {
  if (!name.includes('*')) {
    const text = scriptOf(manifest, name);
    return text === undefined ? [] : [text];
  }
  const pattern = glob(name.replace(/\*+/g, '**'));
  return Object.keys(manifest.json.scripts ?? {})
    .filter((key) => pattern.test(key))
    .flatMap((key) => scriptOf(manifest, key) ?? []);
}
