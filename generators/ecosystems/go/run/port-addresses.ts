import { isForeignPort } from '../../../knowledge/foreign-ports.js';
import type { Literal, Source } from '../read/source.js';
import type { Port } from './port.js';
import { isPort, namesClient } from './port.js';
import { flagField } from './port-settings.js';

const LISTENS =
  /\b(ListenAndServe(TLS)?|net\.Listen|[Ll]isten(er|Config|Addr)?|Serve(TLS)?|Run(TLS)?|Start(TLS|Server|AutoTLS)?|\w*Addr(ess)?|[Bb]ind|addr|address|hostport|endpoint)\b|(LISTEN|BIND|ADDR)/;
const DIALS =
  /\b(Dial|DialContext|NewClient|Get|Post|NewRequest|Redis|redis|DB_|Database|database|amqp|kafka|mongo|Connect|connect|dsn|DSN|broker|Target|URL|url|origin|Origin)\w*/;

/** A setting of the encrypted server beside a plain one, which waits for a certificate: `HTTPSAddress: `. */
const ENCRYPTED =
  /HTTPS_?(?:Addr|ADDR|Listen|Bind)|\b(?:https|tls|ssl)[-_.](?:addr|listen|bind)|T(?:LS|ls)(?:Addr|Listen|Bind)/;

/** Where net/http/pprof's documentation serves its profiles. */
const PPROF = 6060;

/** `":8080"`, `"0.0.0.0:3000"`, `"localhost:8080"` where something listens. */
export function addresses(source: Source): Port[] {
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
    // Datagrams are looked for elsewhere.
    if (/"udp[46]?"|UDP|\bquic\.Listen|\bhttp3\.|\bdns\.Server\{/.test(text)) return [];
    // What is added to an address completes one that the user gave.
    if (/\+=\s*$/.test(text)) return [];
    const host = match[1] ?? '';
    const open = host === '' || host === '0.0.0.0' || host === '[::]';
    const override = flagField(source.code, literal.offset) ?? overrides(source.code, text, literal.offset);
    const listens =
      LISTENS.test(text) ||
      LISTENS.test(override.flag?.name ?? override.variable?.name ?? '') ||
      isListenedOn(source, text);
    if (!listens && (!open || isForeignPort(value))) return [];
    if (!open && isForeignPort(value) && !/\bListen/.test(text)) return [];
    if (isDialled(source, text)) return [];
    if (DIALS.test(text) && !/\b[Ll]isten|flag\./.test(text)) return [];
    // A client's setting names the server it connects to, on localhost as long as nobody says where.
    if (!open && namesClient(override.flag?.name ?? override.variable?.name ?? '')) return [];
    const port: Port = {
      value,
      from: { file: source.path, line: literal.line },
      because: `it listens on "${literal.value}"`,
      weight:
        (listens ? 6 : 4) -
        (open ? 0 : 1) -
        (sideServer(text) || ENCRYPTED.test(text) || value === PPROF || isMetrics(source, literal) ? 3 : 0),
      ...override,
    };
    return [open ? port : { ...port, localhost: true }];
  });
}

/** True where a constant or variable that holds the address is what the same file listens on: `Addr: portNumber`. */
function isListenedOn({ code }: Source, text: string): boolean {
  const name = /(?:^|[\s;(])(\w+)\s*(?:string\s*)?:?=\s*$/.exec(text)?.[1];
  return (
    name !== undefined &&
    new RegExp(
      String.raw`(?:\bAddr:\s*|\b(?:ListenAndServe|Run|Start|Listen)(?:TLS)?\((?:[^()\n]*,\s*)?)${name}\b`,
    ).test(code)
  );
}

/** What the statement around an address says about changing it from outside. */
function overrides(code: string, text: string, offset: number): Pick<Port, 'flag' | 'variable'> {
  const given =
    /(?:[eE]nv\w{0,60}|OrDefault|\.String(?:Var)?P?)\(\s*(?:&[\w.]+\s*,\s*)?"([\w.-]+)"\s*,\s*(?:"\w?"\s*,\s*)?$/.exec(
      text,
    );
  const key = /"([A-Z][A-Z_]{0,60}(?:LISTEN|ADDR|BIND)[A-Z_]{0,60})":\s*\{[^}]{0,1000}$/.exec(text)?.[1];
  if (key !== undefined) return { variable: { name: key, kind: 'address' } };
  const name = given?.[1];
  if (name !== undefined) {
    const override = { name, kind: 'address' as const };
    return /^[A-Z][A-Z0-9_]*$/.test(name) ? { variable: override } : { flag: override };
  }
  const assigned = /\b(\w+)\s*:?=\s*$/.exec(text)?.[1];
  const read = assigned === undefined ? undefined : readInto(code, offset, assigned);
  if (read !== undefined) return { variable: { name: read, kind: 'address' } };
  const flag =
    assigned === undefined
      ? undefined
      : new RegExp(`StringVarP?\\(\\s*&(?:\\w+\\.)*${assigned}\\s*,\\s*"([\\w-]+)"`).exec(code)?.[1];
  return flag === undefined ? {} : { flag: { name: flag, kind: 'address' } };
}

/** The variable that a name was read from a little before: `addr := os.Getenv("LISTEN_ADDR")`. */
function readInto(code: string, offset: number, name: string): string | undefined {
  const before = code.slice(Math.max(0, offset - 300), offset);
  const read = new RegExp(String.raw`\b${name}(?:\s*,\s*\w+)?\s*:?=\s*os\.(?:Getenv|LookupEnv)\(\s*"(\w+)"`);
  return read.exec(before)?.[1];
}

/** True where a name that an address is given to is dialled: that of a server it connects to. */
function isDialled({ code }: Source, text: string): boolean {
  const name = /\b(\w+)\s*:?=\s*$/.exec(text)?.[1];
  return (
    name !== undefined &&
    new RegExp(String.raw`\b(?:Dial\w*|NewClient)\(\s*(?:\w+\s*,\s*)?(?:"\w+"\s*,\s*)?${name}\b`).test(code)
  );
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
  return /promhttp\.Handler\w*\([^\n]{0,200}\n[^\n]{0,200}(?:\n[^\n]{0,200})?\bhttp\.Server\{\s*Addr:\s*$|promhttp\.Handler\w*\([^\n]{0,200}\n[^\n]{0,200}ListenAndServe\(\s*$/.test(
    code.slice(Math.max(0, offset - 300), offset),
  );
}

function sideServer(text: string): boolean {
  return /pprof|metric|debug|health|prom|telemetry|monitor/i.test(text);
}
