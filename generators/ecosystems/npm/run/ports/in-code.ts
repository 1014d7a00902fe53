import { lineAt, place } from '../../../../project/evidence.js';
import type { SourceFile } from '../../read/source.js';
import { isOwnPort, type PortCandidate, type PortContext } from './candidate.js';
import { listenedPort } from './listened-port.js';

const NUMBER = String.raw`['"\`]?(\d{2,5})['"\`]?`;

export const BESIDE_VARIABLE = [
  new RegExp(
    String.raw`(?:process\.env|\benv)(?:\.PORT\b|\[['"]PORT['"]\])[\s)!]*(?:as\s+\w+\s*)?(?:,\s*10\s*\)\s*)?(?:\|\||\?\?)\s*\(?${NUMBER}`,
  ),
];

export const VARIABLE_READERS = [
  new RegExp(String.raw`\b\w{0,60}[eE]nv\w{0,60}(?:<\w+>)?\(\s*['"]PORT['"]\s*,\s*${NUMBER}`),
  new RegExp(String.raw`get(?:<\w+>)?\(['"](?:PORT|port)['"]\)?\s*(?:,|\|\||\?\?)\s*${NUMBER}`),
];

export const LISTEN_ARGUMENTS = [
  new RegExp(String.raw`\.listen\(\s*${NUMBER}\s*[,)]`),
  new RegExp(String.raw`\.listen\(\s*\{[^}]{0,300}\bport:\s*(?:[^,}]{0,100}(?:\|\||\?\?)\s*)?${NUMBER}`),
];

export const ASSIGNED = [
  new RegExp(
    String.raw`\b(?:PORT|port|serverPort|httpPort)\b\s*(?::\s*\w+\s*)?[=:]\s*(?:[^;\n]{0,60}(?:\|\||\?\?)\s*)?\(?${NUMBER}`,
  ),
];

/** convict, envalid, @fastify/env. */
export const SCHEMA_DEFAULTS = [
  new RegExp(String.raw`\b(?:PORT|port)['"]?\s*:\s*(?:\w+\(\s*)?\{[^{}]*\bdefault['"]?:\s*${NUMBER}`),
  new RegExp(String.raw`\bPORT\b[^;\n]{0,40}default\(\s*${NUMBER}`),
];

/** Options of a command line: yargs, optimist, minimist; commander. */
export const OPTION_DEFAULTS = [
  new RegExp(String.raw`options?\(\s*['"](?:p|port)['"]\s*,\s*\{[^}]{0,300}\bdefault:\s*${NUMBER}`),
  new RegExp(String.raw`option\(\s*['"](?:-\w,?\s*)?--port\b[^'"]*['"]\s*,[^)]{0,200}?,\s*${NUMBER}\s*[,)]`),
];

export const OWN_VARIABLES = [
  new RegExp(
    String.raw`\benv\.(?:APP|API|SERVER|HTTP|WEB|LISTEN|NODE|SERVICE|BACKEND|EXPRESS|SITE)_PORT\b[\s)]*(?:\|\||\?\?)\s*\(?${NUMBER}`,
  ),
];

/** A source of a port: the first place in the code that is written like the first of the patterns that is there. */
export function writtenAs(patterns: readonly RegExp[]) {
  return ({ app, code, reader }: PortContext): PortCandidate[] => {
    // What a framework builds listens where its own documentation says.
    if (app.kind === 'framework') return [];
    for (const pattern of patterns) {
      for (const { path, text } of code) {
        const match = pattern.exec(text);
        const value = Number(match?.[1]);
        if (match === null || !isOwnPort(value)) continue;
        const line = lineAt(text, match.index);
        const from = place(path, line, text.split('\n')[line - 1]);
        return [{ value, from, reads: readsPort(reader) }];
      }
    }
    return [];
  };
}

/** The port that the first server of the program listens on, as the code leads to it. */
export function listenedOn({ situation, app, code, reader }: PortContext): PortCandidate[] {
  if (app.kind === 'framework') return [];
  const found = listenedPort(situation.project, code, isOwnPort);
  return found === undefined ? [] : [{ ...found, reads: readsPort(reader) }];
}

function readsPort(reader: PortContext['reader']): boolean {
  return reader?.variable === 'PORT';
}

const READS =
  /process\.env(?:\.PORT\b|\[['"]PORT['"]\])|\benv\.PORT\b|\b\w{0,60}[eE]nv\w{0,60}(?:<\w+>)?\(\s*['"]PORT['"]|\{[^{}]*\bPORT\b[^{}]*\}\s*=\s*process\.env|get(?:OrThrow)?(?:<\w+>)?\(['"]PORT['"]/;

/** A variable of its own that a server listens on, with nothing in its place: `process.env.PAYMENT_PORT`. */
const OWN_VARIABLE = /\bprocess\.env(?:\.|\[['"])((?:[A-Z0-9]+_)+PORT)\b/g;

const CLIENTS =
  /^(DB|DATABASE|PG|POSTGRES\w*|MYSQL|MARIADB|MSSQL|SQL|ORACLE|MONGO\w*|REDIS\w*|CACHE|SMTP|MAIL\w*|EMAIL|RABBIT\w*|AMQP|MQTT|KAFKA|NATS|ELASTIC\w*|ES|LDAP|FTP|SSH|PROXY|TYPEORM|MINIO|S3|STATSD|PUBLIC|CLIENT|FRONTEND|DEBUG)_/;

/** Where the code takes its port from the environment: from PORT, else from a variable of its own that it listens on. */
export function readerOf(code: readonly SourceFile[]): PortContext['reader'] {
  for (const { path, text } of code) {
    const at = text.search(READS);
    if (at !== -1) return { variable: 'PORT', from: place(path, lineAt(text, at), 'process.env.PORT') };
  }
  for (const { path, text } of code) {
    if (!/\.listen\(|\bbindAsync\(|\bserve\(/.test(text)) continue;
    for (const { 1: variable = '', index } of text.matchAll(OWN_VARIABLE))
      if (!CLIENTS.test(variable)) return { variable, from: place(path, lineAt(text, index), variable) };
  }
  return undefined;
}
