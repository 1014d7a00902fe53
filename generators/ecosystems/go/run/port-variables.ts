import { isClientSetting } from '../../../knowledge/client-settings.js';
import type { Program } from '../read/program.js';
import { functionAt, type Source, spotAt } from '../read/source.js';
import type { Port } from './port.js';
import { isServerPort, namesPort } from './port.js';
import { constantOf, fieldDefault } from './port-constants.js';

/** A call that reads a variable by its name; any function that is given a default beside it does. */
const READS =
  /\b(?:(?:Getenv|LookupEnv|[gG]et\w{0,40}Env\w{0,40}|\w{0,60}[eE]nv\w{0,60}|\w{0,60}OrDefault)\(\s*(?:&[\w.]+\s*,\s*)?"(\w{0,60}PORT(?:_\w+)?)"|\w+\(\s*"([A-Z]\w{0,60}PORT)"(?=\s*,))\s*(?:,\s*((?:\w+\.)*\w+\([^()]*\)|[^\s(),]+))?/g;

/**
 * Ports that a variable replaces: `os.Getenv("PORT")`, with what stands in for it when it is not set: the
 * default in the call, what the code gives the same name before or after, what a constant or a field holds.
 */
export function portVariables(source: Source, program: Program): Port[] {
  const reads = [...source.code.matchAll(READS)];
  if (reads.length === 0) return [];
  // A name of its own file comes before the same name elsewhere.
  const sources = [source, ...program.sources];
  return reads.flatMap((match) => {
    const name = match[1] ?? match[2] ?? '';
    if (isClientSetting(name) || !namesPort(name.replace(/PORT_.*$/s, 'PORT'))) return [];
    const read = { source, sources, start: match.index, end: match.index + match[0].length };
    const known = numberIn(match[3] ?? '', sources) ?? defaultAround(read);
    const value = Number(known ?? ownLiteral(source) ?? 8080);
    if (!isServerPort(value)) return [];
    const because = known === undefined ? `it reads ${name}, set to ${value} here` : `${name} defaults to it`;
    const variable = { name, kind: isAddress(read) ? ('address' as const) : ('port' as const) };
    const port = { value, from: spotAt(source, match.index), because, weight: 7, variable };
    return [known === undefined ? { ...port, assumed: true } : port];
  });
}

interface Read {
  source: Source;
  sources: readonly Source[];
  /** Where the call starts and ends in the code. */
  start: number;
  end: number;
}

/** What is given a whole address, `:3000`: servers of net/http, fiber, echo and gin. */
const LISTENS = String.raw`(?:\.(?:Listen|ListenAndServe|Run|Start)(?:TLS)?\(|\bAddr:)\s*`;

/** True where what was read is listened on as it is, so that a bare number is no address: `app.Listen(os.Getenv("PORT"))`. */
function isAddress({ source: { code }, start, end }: Read): boolean {
  const line = code.slice(Math.max(code.lastIndexOf('\n', start) + 1, start - LINE), start);
  if (new RegExp(String.raw`${LISTENS}(?:\w+\.)?$`).test(line)) return /^\)\s*[,)}\n]/.test(code.slice(end));
  const name = /(?<![\w.])(\w+)(?:\s*,\s*\w+)?\s*:?=\s*(?:\w+\.)?$/.exec(line)?.[1];
  if (name === undefined) return false;
  const completed = String.raw`:"\s*\+\s*${name}\b|:%[sdv]"\s*,\s*${name}\b|\b${name}\s*=[^=]`;
  return (
    new RegExp(String.raw`${LISTENS}${name}\s*[,)}\n]`).test(code) &&
    !new RegExp(completed).test(code.slice(end))
  );
}

/** As much of a line is looked at for the name that a reading is given to. */
const LINE = 300;

/** What the function around a reading gives the variable that holds it, or returns, when nothing is set. */
function defaultAround({ source, sources, start, end }: Read): string | undefined {
  const { code } = source;
  const after = code.slice(end, end + 500).split(/\n\}/)[0] ?? '';
  const line = code.slice(Math.max(code.lastIndexOf('\n', start) + 1, start - LINE), start);
  const read = /(?<![\w.])([\w.]+)(?:\s*,\s*\w+)?\s*(?:[:+]?=|\bstring\s*=|:)[^=;,]{0,300}$/.exec(line)?.[1];
  const names = read === undefined ? [] : [read, ...heldBy(after, read)];
  const first = code.lastIndexOf('\nfunc ', start);
  const before = functionAt(code, start).name === '' ? '' : code.slice(first, start);
  for (const name of names) {
    const given = assigned(after, name, sources) ?? assigned(before, name, sources);
    const field = /\.(\w+)$|^([A-Z]\w*)$/.exec(name);
    const held = field === null ? undefined : fieldDefault(sources, field[1] ?? field[2] ?? '')?.value;
    const known = given ?? constantOf([source], name) ?? held?.toString();
    if (known !== undefined) return known;
  }
  return /^[^}]*?(?:=|return)\s*"?:?(\d{4,5})"?/.exec(after)?.[1] ?? returned(after, sources);
}

/** Names that the code behind a reading gives the variable's value to: `cfg.Port = v`, `port, err = strconv.Atoi(v)`. */
function heldBy(after: string, name: string): string[] {
  const [, block = ''] = /^[^\n]*\{\n([\s\S]*?)\n[ \t]*\}/.exec(after) ?? [];
  const gives = new RegExp(
    String.raw`(?<![\w.])([\w.]+)(?:\s*,\s*\w+)?\s*:?=\s*(?:[^\n]{0,200}[(+]\s*)?${escaped(name)}\b`,
    'g',
  );
  return [...block.matchAll(gives)].map(([, held = '']) => held);
}

/** The number that a stretch of code assigns to a name, by itself or by a constant. */
function assigned(code: string, name: string, sources: readonly Source[]): string | undefined {
  const sets = new RegExp(
    String.raw`(?<![\w.])${escaped(name)}\s*(?:string\s*|int\s*)?(?::|\+)?=\s*((?:\w+\.)*\w+\([^()\n]*\)|"[^"\n]*"|[\w.]+)`,
    'g',
  );
  for (const [, value = ''] of code.matchAll(sets)) {
    const known = numberIn(value, sources);
    if (known !== undefined) return known;
  }
  return undefined;
}

function returned(after: string, sources: readonly Source[]): string | undefined {
  for (const [, value = ''] of after.matchAll(/\breturn\s+("[^"\n]*"|[\w.]+)/g)) {
    const known = numberIn(value, sources);
    if (known !== undefined) return known;
  }
  return undefined;
}

/** The number that an expression holds: `"8080"`, `":8080"`, `8080`, `defaultPort`, `strconv.Itoa(defaultPort)`. */
function numberIn(expression: string, sources: readonly Source[]): string | undefined {
  const inner = /^(?:strconv\.Itoa|fmt\.Sprint|\w+)\((.*)\)$/.exec(expression)?.[1] ?? expression;
  const digits = /^"?(?:0\.0\.0\.0)?:?(\d{2,5})"?$/.exec(inner)?.[1];
  if (digits !== undefined) return digits;
  const constant = /^(?:\w+\.)?([A-Za-z]\w*)$/.exec(inner)?.[1];
  return constant === undefined ? undefined : constantOf(sources, constant);
}

/** The one port a file names in an address, for a variable that only replaces it. */
function ownLiteral({ literals }: Source): string | undefined {
  return literals
    .map(({ value }) => /^(?:0\.0\.0\.0)?:(\d{4,5})$/.exec(value)?.[1])
    .find((port) => port !== undefined);
}

function escaped(name: string): string {
  return name.replaceAll('.', '\\.');
}
