import { bodyAt } from '../../../project/braces.js';
import { directoryOf } from '../../../project/paths.js';
import type { Program } from '../read/program.js';
import { functionAt, spotAt } from '../read/source.js';
import type { Command } from './command.js';

/** One `cobra.Command{…}` of the code, and where in the tree of commands it hangs. */
interface Literal extends Command {
  dir: string;
  variable: string;
  /** The function it is made in; empty at the top level of the file. */
  maker: string;
  parents: Literal[];
  children: number;
}

const LITERAL = /(?:\b(\w+)(?:\s*:?=|\s+\*?cobra\.Command\s*=)\s*)?&?cobra\.Command\{/g;

/**
 * The commands of a cobra program: the root and those hung directly below it, and the nested ones further
 * down. A `start` below another command is not what the program starts with.
 */
export function cobraCommands({ sources, imports }: Program): { direct: Command[]; nested: Command[] } {
  if (!imports.has('github.com/spf13/cobra')) return { direct: [], nested: [] };
  const literals = sources.flatMap(({ code, path }) => literalsOf(code, path));
  for (const { code, path } of sources) hang(literals, code, directoryOf(path));
  for (const literal of literals) literal.root = isRoot(literal);
  const nested = literals.filter(isNested);
  return { direct: literals.filter((one) => !nested.includes(one)), nested };
}

function isNested({ parents }: Literal): boolean {
  return parents.length > 0 && !parents.some(isRoot);
}

function isRoot({ parents, children, variable }: Literal): boolean {
  return parents.length === 0 && (children > 0 || /^root/i.test(variable));
}

function literalsOf(code: string, path: string): Literal[] {
  return [...code.matchAll(LITERAL)].flatMap((match) => {
    const body = bodyAt(code, match.index + match[0].length - 1);
    // A root may be called after its process: Use: filepath.Base(os.Args[0]).
    const name = /\bUse:\s*"([^"\s]*)/.exec(body)?.[1] ?? (/\bUse:/.test(body) ? '' : undefined);
    if (name === undefined) return [];
    const variable = match[1] ?? '';
    const runs = doesMore(body) || new RegExp(String.raw`\b${variable || '-'}\.RunE?\s*=`).test(code);
    const from = spotAt({ path, code }, match.index);
    const { name: maker, lines } = functionAt(code, match.index);
    const place = { from, lines, dir: directoryOf(path), variable, maker };
    return [{ name, runs, root: false, ...place, parents: [], children: 0 }];
  });
}

/** True when a command does something by itself, other than showing its help. */
function doesMore(body: string): boolean {
  const run = /\bRunE?:\s*/.exec(body);
  if (run === null) return false;
  const rest = body.slice(run.index + run[0].length);
  const open = /^func\b[^{]*\{/.exec(rest);
  if (open === null) return true;
  const statements = bodyAt(rest, open[0].length - 1).split(/[\n;]/);
  return statements.some((text) => /\S/.test(text) && !/\b(Help|Usage|Exit|return)\b|^\s*\}/.test(text));
}

/** Notes each `parent.AddCommand(child, newChild())`. */
function hang(literals: Literal[], code: string, dir: string): void {
  for (const match of code.matchAll(/(?<![\w.])([\w.]+)\.AddCommand\(([^;{}]{0,2000}?)\)[ \t]*(?:\n|$)/g)) {
    const { name: maker } = functionAt(code, match.index);
    const place: Place = { literals, code, dir, maker };
    const parent = find(place, match[1] ?? '', false);
    for (const [, name = '', call] of (match[2] ?? '').matchAll(/([\w.]+)\s*(\()?/g)) {
      const child = find(place, name, call !== undefined);
      if (child === undefined || parent === undefined || child === parent) continue;
      child.parents.push(parent);
      parent.children++;
    }
  }
}

interface Place {
  literals: Literal[];
  code: string;
  dir: string;
  maker: string;
}

/** The command that a variable holds or a function makes, as seen from a place in the code. */
function find({ literals, code, dir, maker }: Place, text: string, called: boolean): Literal | undefined {
  const name = text.slice(text.lastIndexOf('.') + 1);
  const makes = (by: string) => literals.find((one) => one.maker === by && by !== '');
  if (called) return makes(name);
  const local = literals.find((one) => one.dir === dir && one.maker === maker && one.variable === name);
  if (local !== undefined) return local;
  const made = new RegExp(String.raw`\b${name}\s*:?=\s*(?:\w+\.)?(\w+)\(`).exec(code)?.[1];
  const top = literals.filter((one) => one.maker === '' && one.variable === name);
  // Packages of one program often call their commands alike: `config.RootCmd`, `start.RootCmd`.
  const qualifier = text.includes('.') ? text.slice(0, text.indexOf('.')) : undefined;
  const imported = top.find((one) => one.dir.slice(one.dir.lastIndexOf('/') + 1) === qualifier);
  return (
    imported ?? top.find((one) => one.dir === dir) ?? top[0] ?? (made === undefined ? undefined : makes(made))
  );
}
