import type { Program } from './program.js';
import type { Literal, Source } from './source.js';

/** A port the program listens on. */
export interface Port {
  value: number;
  /** `main.go:31`. */
  from: string;
  because: string;
  /** How sure: the highest stand, the others are noise of clients and examples. */
  weight: number;
  /** Set when it listens where no other container reaches it. */
  localhost?: boolean;
  /** The command-line flag of the standard library whose default this is. */
  flag?: { name: string; kind: 'address' | 'port' };
  /** The variable that overrides it. */
  variable?: { name: string; kind: 'address' | 'port' };
}

const LISTENS =
  /\b(ListenAndServe(TLS)?|net\.Listen|[Ll]isten(er|Config)?|Serve(TLS)?|Run(TLS)?|Start(TLS|Server|AutoTLS)?|Addr(ess)?|Bind|addr|address|bind|hostport|HTTPAddr|endpoint)\b/;
const DIALS =
  /\b(Dial|DialContext|NewClient|Get|Post|NewRequest|Redis|redis|DB_|Database|database|amqp|kafka|mongo|Connect|connect|dsn|DSN|broker|Target|URL|url|origin|Origin)\w*/;

/** Ports whose owner is a database, a broker or another server a program connects to. */
const CLIENTS = new Set([
  5432, 3306, 6379, 27017, 9092, 5672, 11211, 9200, 2379, 4222, 1433, 25, 587, 465, 4318, 4317, 6831, 14268,
  2181, 8500, 8200, 53,
]);

/** The ports of the program, the surest first; empty for a worker or a command. */
export function findPorts(program: Program): Port[] {
  const found = program.sources.flatMap((source) => [
    ...addresses(source),
    ...portFlags(source),
    ...portVariables(source),
    ...portDefaults(source),
  ]);
  if (found.length === 0) found.push(...frameworkDefaults(program));
  const own = new Set(program.packages[0]?.sources.map(({ path }) => path));
  for (const port of found) if (own.has(port.from.replace(/:\d+$/, ''))) port.weight += 1;
  found.sort((a, b) => b.weight - a.weight);
  return found.filter(({ value }, index) => found.findIndex((port) => port.value === value) === index);
}

/** `":8080"`, `"0.0.0.0:3000"`, `"localhost:8080"` where something listens. */
function addresses(source: Source): Port[] {
  return source.literals.flatMap((literal) => {
    const match = /^(\[::\]|\[::1\]|0\.0\.0\.0|localhost|127\.0\.0\.1|)?:(\d{2,5})$/.exec(literal.value);
    const value = Number(match?.[2]);
    if (match === null || !isPort(value)) return [];
    const text = statementBefore(source.code, literal);
    const host = match[1] ?? '';
    const open = host === '' || host === '0.0.0.0' || host === '[::]';
    const listens = LISTENS.test(text);
    if (!listens && (!open || CLIENTS.has(value))) return [];
    if (DIALS.test(text) && !/\bListen|flag\./.test(text)) return [];
    const port: Port = {
      value,
      from: `${source.path}:${literal.line}`,
      because: `it listens on "${literal.value}"`,
      weight: (listens ? 6 : 4) - (sideServer(text) ? 3 : 0),
    };
    const flag = flagOf(source, text);
    if (flag !== undefined) port.flag = { name: flag, kind: 'address' };
    const variable = variableOf(text);
    if (variable !== undefined) port.variable = { name: variable, kind: 'address' };
    if (!open) port.localhost = true;
    return [port];
  });
}

/** `flag.Int("port", 8080, …)`, pflag's and urfave/cli's forms. */
function portFlags(source: Source): Port[] {
  const found: Port[] = [];
  const flags =
    /\b\w+\.(?:Int|Uint|String)\w*\(\s*(?:&[\w.]+\s*,\s*)?"([\w.-]*port)"\s*,\s*(?:"\w"\s*,\s*)?"?:?(\d{2,5})"?/gi;
  for (const match of source.code.matchAll(flags)) {
    const [text, name = '', value] = match;
    if (CLIENT_WORDS.test(name)) continue;
    const port = portAt(source, match.index, Number(value), `the flag ${name} defaults to it`, 5);
    if (/^flag\./.test(text)) port.flag = { name, kind: 'port' };
    found.push(port);
  }
  const fields = /Flag\{[^{}]*?Name:\s*"([\w.-]*port)"[^{}]*?Value:\s*"?:?(\d{2,5})"?/gi;
  for (const match of source.code.matchAll(fields)) {
    if (CLIENT_WORDS.test(match[1] ?? '')) continue;
    found.push(portAt(source, match.index, Number(match[2]), `the flag ${match[1]} defaults to it`, 5));
  }
  return found.filter(({ value }) => isPort(value));
}

const CLIENT_WORDS =
  /(db|database|redis|mysql|postgres|pg|mongo|smtp|mail|rabbit|kafka|debug|pprof|metrics|remote|proxy_?to)/i;

/** `os.Getenv("PORT")` with the literal that stands in for it when it is not set. */
function portVariables(source: Source): Port[] {
  const found: Port[] = [];
  const reads =
    /\b(?:Getenv|LookupEnv|[gG]et\w*Env\w*|[eE]nv\w*|\w*OrDefault)\(\s*"(\w*PORT(?:_\w+)?)"\s*(?:,\s*"?:?(\d{2,5})"?)?/g;
  for (const match of source.code.matchAll(reads)) {
    const [, name = '', inline] = match;
    if (CLIENT_WORDS.test(name)) continue;
    const after = source.code.slice(match.index + match[0].length, match.index + 400);
    const nearby = /^[^}]*?(?:=|return|:=)\s*"?:?(\d{4,5})"?/.exec(after)?.[1];
    const value = Number(inline ?? nearby ?? 8080);
    const default_ = inline ?? nearby;
    const because = default_ === undefined ? `it reads ${name}, set to 8080 here` : `${name} defaults to it`;
    const port = portAt(source, match.index, value, because, default_ === undefined ? 3 : 7);
    port.variable = { name, kind: 'port' };
    found.push(port);
  }
  return found.filter(({ value }) => isPort(value));
}

/** Struct tags of envconfig and its like, and viper's defaults. */
function portDefaults(source: Source): Port[] {
  const found: Port[] = [];
  for (const match of source.code.matchAll(/`[^`]*\b(?:env|envconfig):"(\w*PORT(?:_\w+)?)\b[^`]*`/g)) {
    const value = /\b(?:envDefault|default|env-default):":?(\d{2,5})"/.exec(match[0])?.[1];
    if (CLIENT_WORDS.test(match[1] ?? '')) continue;
    const port = portAt(
      source,
      match.index,
      Number(value ?? 8080),
      `${match[1]} defaults to it`,
      value ? 7 : 3,
    );
    if (match[1] !== undefined) port.variable = { name: match[1], kind: 'port' };
    found.push(port);
  }
  for (const match of source.code.matchAll(/SetDefault\(\s*"([\w.]*port)"\s*,\s*"?:?(\d{2,5})"?/gi)) {
    if (CLIENT_WORDS.test(match[1] ?? '')) continue;
    found.push(portAt(source, match.index, Number(match[2]), `the setting ${match[1]} defaults to it`, 6));
  }
  return found.filter(({ value }) => isPort(value));
}

/** gin's Run() without an argument serves PORT, or 8080. */
function frameworkDefaults(program: Program): Port[] {
  if (!program.imports.has('github.com/gin-gonic/gin')) return [];
  return program.sources.flatMap((source) => {
    const index = source.code.search(/\.Run\(\s*\)/);
    if (index === -1 || !source.imports.some(({ path }) => path === 'github.com/gin-gonic/gin')) return [];
    return [
      {
        ...portAt(source, index, 8080, 'gin serves PORT, or 8080', 5),
        variable: { name: 'PORT', kind: 'port' },
      },
    ];
  });
}

function portAt(source: Source, offset: number, value: number, because: string, weight: number): Port {
  const line = source.code.slice(0, offset).split('\n').length;
  return { value, from: `${source.path}:${line}`, because, weight };
}

function isPort(value: number): boolean {
  return value >= 80 && value <= 65_535;
}

/** The text of the statement a literal stands in, up to the literal. */
function statementBefore(code: string, { offset }: Literal): string {
  const start = code.lastIndexOf('\n', code.lastIndexOf('\n', offset - 1) - 1);
  const line = code.slice(code.lastIndexOf('\n', offset - 1) + 1, offset);
  // A call may be spread over lines; a whole statement on the line before is not part of it.
  const before = code.slice(start + 1, offset);
  return /[(,{]\s*\n[^\n]*$/.test(before) ? before : line;
}

function sideServer(text: string): boolean {
  return /pprof|metric|debug|health|prom/i.test(text);
}

function flagOf({ imports }: Source, text: string): string | undefined {
  if (!imports.some(({ path }) => path === 'flag')) return undefined;
  return /\bflag\.String(?:Var)?\(\s*(?:&[\w.]+\s*,\s*)?"([\w.-]+)"\s*,\s*$/.exec(text)?.[1];
}

function variableOf(text: string): string | undefined {
  return /(?:[eE]nv\w*|OrDefault)\(\s*"(\w+)"\s*,\s*$/.exec(text)?.[1];
}
