import { isForeignPort } from '../../knowledge/foreign-ports.js';
import type { Project } from '../../project/project.js';
import type { RuntimeFile } from './files.js';
import { flagsUnread } from './flags.js';
import { constantFlags, fieldDefault, filledPorts } from './port-constants.js';
import { configPorts, examplePorts } from './port-files.js';
import { CLIENT_WORDS, isPort, isServerPort, namesClient, namesPort } from './port-names.js';
import { flagField, tagPorts } from './port-settings.js';
import type { Program } from './program.js';
import type { Literal, Source } from './source.js';
import type { ElsewhereTest } from './start.js';

/** What overrides an address or a port. */
export interface Override {
  name: string;
  kind: 'address' | 'port' | 'host';
}

/** A port the program listens on. */
export interface Port {
  value: number;
  /** `main.go:31`. */
  from: string;
  because: string;
  /** How sure: the highest stand, the others are noise of clients and examples. */
  weight: number;
  /** Set when nothing but its variable says where it listens, so the image has to. */
  assumed?: boolean;
  /** The field of the settings it is read into, while no default of it is known. */
  field?: string;
  /** Set when it listens where no other container reaches it. */
  localhost?: boolean;
  /** The command-line flag whose default this is. */
  flag?: Override;
  /** The variable that overrides it. */
  variable?: Override;
}

const LISTENS =
  /\b(ListenAndServe(TLS)?|net\.Listen|[Ll]isten(er|Config|Addr)?|Serve(TLS)?|Run(TLS)?|Start(TLS|Server|AutoTLS)?|\w*Addr(ess)?|[Bb]ind|addr|address|hostport|endpoint)\b|(LISTEN|BIND|ADDR)/;
const DIALS =
  /\b(Dial|DialContext|NewClient|Get|Post|NewRequest|Redis|redis|DB_|Database|database|amqp|kafka|mongo|Connect|connect|dsn|DSN|broker|Target|URL|url|origin|Origin)\w*/;

/** Where net/http/pprof's documentation serves its profiles. */
const PPROF = 6060;

/**
 * The ports of the program, the surest first; empty for a worker or a command.
 *
 * - `elsewhere`: tells what is about a subcommand that is not started. What listens there has no say
 *   while something else does, and its flags would not be understood.
 */
export function findPorts(
  program: Program,
  project: Project,
  files: readonly RuntimeFile[],
  elsewhere: ElsewhereTest = () => false,
): Port[] {
  const found = program.sources.flatMap((source) => {
    const ports = [
      ...addresses(source),
      ...portFlags(source),
      ...constantFlags(source, program),
      ...portVariables(source),
      ...tagPorts(source),
    ];
    return ports.map((port) => {
      if (!elsewhere(port.from) && !(port.flag !== undefined && flagsUnread(source, program))) return port;
      const { flag: _, ...rest } = port;
      return { ...rest, weight: 0 };
    });
  });
  for (const port of found) Object.assign(port, settled(port, program));
  if (found.length === 0) found.push(...frameworkDefaults(program), ...configPorts(project, files));
  if (found.length === 0) found.push(...examplePorts(project, program));
  if (found.length === 0) found.push(...filledPorts(program));
  const own = new Set(program.packages[0]?.sources.map(({ path }) => path));
  for (const port of found) if (own.has(port.from.replace(/:\d+$/, ''))) port.weight += 1;
  found.sort((a, b) => b.weight - a.weight);
  return found.filter((port, index) => found.findIndex((other) => isSame(other, port)) === index);
}

/** A setting without a default in its tag has it from the code that fills the settings first. */
function settled({ field, variable }: Port, { sources }: Program): Partial<Port> {
  const known = field === undefined ? undefined : fieldDefault(sources, field);
  if (known === undefined) return {};
  return { ...known, because: `${variable?.name ?? field} defaults to it`, assumed: false };
}

/** Two places that name one port, or two defaults of one setting. */
function isSame(a: Port, b: Port): boolean {
  const name = a.flag?.name ?? a.variable?.name;
  return a.value === b.value || (name !== undefined && name === (b.flag?.name ?? b.variable?.name));
}

/** `":8080"`, `"0.0.0.0:3000"`, `"localhost:8080"` where something listens. */
function addresses(source: Source): Port[] {
  return source.literals.flatMap((literal) => {
    const plain = literal.value.replace(/^(tcp|https?):\/\/(?=(\[::\]|0\.0\.0\.0)?:\d+\/?$)|\/$/g, '');
    const match = /^(\[::\]|\[::1\]|0\.0\.0\.0|localhost|127\.0\.0\.1|)?:(\d{2,5})$/.exec(plain);
    const value = Number(match?.[2]);
    if (match === null || !isPort(value)) return [];
    const text = statementBefore(source.code, literal);
    // What a flag's help shows is an example, not its value.
    if (/\b(Usage|UsageText|Description|Help):\s*$/.test(text)) return [];
    // What is compared is what the user may have given.
    if (/\bstrings\.\w+\([^()]*$|[!=]=\s*$/.test(text)) return [];
    // Published ports are TCP, unless they say otherwise.
    if (/"udp[46]?"|UDP/.test(text)) return [];
    // What is added to an address completes one that the user gave.
    if (/\+=\s*$/.test(text)) return [];
    const host = match[1] ?? '';
    const open = host === '' || host === '0.0.0.0' || host === '[::]';
    const override = flagField(source.code, literal.offset) ?? overrides(source.code, text);
    const listens = LISTENS.test(text) || LISTENS.test(override.flag?.name ?? override.variable?.name ?? '');
    if (!listens && (!open || isForeignPort(value))) return [];
    if (!open && isForeignPort(value) && !/\bListen/.test(text)) return [];
    if (DIALS.test(text) && !/\b[Ll]isten|flag\./.test(text)) return [];
    // A client's setting names the server it connects to, on localhost as long as nobody says where.
    if (!open && namesClient(override.flag?.name ?? override.variable?.name ?? '')) return [];
    const port: Port = {
      value,
      from: `${source.path}:${literal.line}`,
      because: `it listens on "${literal.value}"`,
      weight:
        (listens ? 6 : 4) -
        (open ? 0 : 1) -
        (sideServer(text) || value === PPROF || isMetrics(source, literal) ? 3 : 0),
      ...override,
    };
    return [open ? port : { ...port, localhost: true }];
  });
}

/** What the statement around an address says about changing it from outside. */
function overrides(code: string, text: string): Pick<Port, 'flag' | 'variable'> {
  const given =
    /(?:[eE]nv\w*|OrDefault|\.String(?:Var)?P?)\(\s*(?:&[\w.]+\s*,\s*)?"([\w.-]+)"\s*,\s*(?:"\w?"\s*,\s*)?$/.exec(
      text,
    );
  const key = /"([A-Z][A-Z_]*(?:LISTEN|ADDR|BIND)[A-Z_]*)":\s*\{[^}]*$/.exec(text)?.[1];
  if (key !== undefined) return { variable: { name: key, kind: 'address' } };
  const name = given?.[1];
  if (name !== undefined) {
    const override = { name, kind: 'address' as const };
    return /^[A-Z][A-Z0-9_]*$/.test(name) ? { variable: override } : { flag: override };
  }
  const assigned = /\b(\w+)\s*:?=\s*$/.exec(text)?.[1];
  const flag =
    assigned === undefined
      ? undefined
      : new RegExp(`StringVarP?\\(\\s*&(?:\\w+\\.)*${assigned}\\s*,\\s*"([\\w-]+)"`).exec(code)?.[1];
  return flag === undefined ? {} : { flag: { name: flag, kind: 'address' } };
}

/** `flag.Int("port", 8080, …)`, pflag's and urfave/cli's forms. */
function portFlags(source: Source): Port[] {
  const calls =
    /\.(?:Int|Uint|String)\w*\(\s*(?:&[\w.]+\s*,\s*)?"([\w.-]*port)"\s*,\s*(?:"\w?"\s*,\s*)?"?:?(\d{2,5})"?/gi;
  const fields = /Flag\{[^{}]*?Name:\s*"([\w.-]*port)"[^{}]*?Value:\s*"?:?(\d{2,5})"?/gi;
  return [calls, fields].flatMap((expression) =>
    [...source.code.matchAll(expression)].flatMap(({ 1: name = '', 2: value, index }) => {
      if (CLIENT_WORDS.test(name) || !namesPort(name) || !isServerPort(Number(value))) return [];
      const port = portAt(source, index, Number(value), `the flag ${name} defaults to it`);
      return [{ ...port, weight: 5, flag: { name, kind: 'port' as const } }];
    }),
  );
}

/** `os.Getenv("PORT")` with the literal that stands in for it when it is not set. */
function portVariables(source: Source): Port[] {
  const reads =
    /\b(?:Getenv|LookupEnv|[gG]et\w*Env\w*|\w*[eE]nv\w*|\w*OrDefault)\(\s*(?:&[\w.]+\s*,\s*)?"(\w*PORT(?:_\w+)?)"\s*(?:,\s*"?:?(\d{2,5})"?)?/g;
  return [...source.code.matchAll(reads)].flatMap((match) => {
    const [text, name = '', inline] = match;
    if (CLIENT_WORDS.test(name) || !namesPort(name.replace(/(?<=PORT)_\w+$/, ''))) return [];
    const after = source.code.slice(match.index + text.length, match.index + text.length + 300);
    const default_ = inline ?? /^[^}]*?(?:=|return|:=)\s*"?:?(\d{4,5})"?/.exec(after)?.[1];
    const value = Number(default_ ?? ownLiteral(source) ?? 8080);
    if (!isServerPort(value)) return [];
    const because =
      default_ === undefined ? `it reads ${name}, set to ${value} here` : `${name} defaults to it`;
    const port = { ...portAt(source, match.index, value, because), weight: 7, variable: portVariable(name) };
    return [default_ === undefined ? { ...port, assumed: true } : port];
  });
}

const portVariable = (name: string): Override => ({ name, kind: 'port' });

/** The one port a file names in an address, for a variable that only replaces it. */
function ownLiteral({ literals }: Source): string | undefined {
  return literals
    .map(({ value }) => /^(?:0\.0\.0\.0)?:(\d{4,5})$/.exec(value)?.[1])
    .find((port) => port !== undefined);
}

/** gin's Run() without an argument serves PORT, or 8080. */
function frameworkDefaults(program: Program): Port[] {
  return program.sources.flatMap((source) => {
    const index = source.code.search(/\.Run\(\s*\)/);
    if (index === -1 || !source.imports.some(({ path }) => path === 'github.com/gin-gonic/gin')) return [];
    const port = portAt(source, index, 8080, 'gin serves PORT, or 8080');
    return [{ ...port, weight: 6, variable: portVariable('PORT') }];
  });
}

function portAt(source: Source, offset: number, value: number, because: string): Omit<Port, 'weight'> {
  const line = source.code.slice(0, offset).split('\n').length;
  return { value, from: `${source.path}:${line}`, because };
}

/** The text of the statement a literal stands in, up to the literal: further up while calls are open. */
function statementBefore(code: string, { offset }: Literal): string {
  let start = offset;
  for (let lines = 0; lines < 5; lines++) {
    start = code.lastIndexOf('\n', start - 1);
    if (start === -1) return code.slice(0, offset);
    if (!/[(,{]\s*$/.test(code.slice(Math.max(0, start - 200), start))) break;
  }
  return code.slice(start + 1, offset);
}

/** A server that is made right behind the handler of the metrics serves nothing else. */
function isMetrics({ code }: Source, { offset }: Literal): boolean {
  return /promhttp\.Handler\w*\([^\n]*\n[^\n]*\n?[^\n]*\bhttp\.Server\{\s*Addr:\s*$|promhttp\.Handler\w*\([^\n]*\n[^\n]*ListenAndServe\(\s*$/.test(
    code.slice(Math.max(0, offset - 300), offset),
  );
}

function sideServer(text: string): boolean {
  return /pprof|metric|debug|health|prom|telemetry|monitor/i.test(text);
}
