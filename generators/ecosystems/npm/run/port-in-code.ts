import { isForeignPort } from '../../../knowledge/foreign-ports.js';
import { withoutComments } from '../../../project/comments.js';
import { type Evidence, lineAt, place } from '../../../project/evidence.js';
import type { Project } from '../../../project/project.js';
import type { SourceFile } from '../read/source.js';
import { listenedPort } from './listened-port.js';

export interface Port {
  value: number;
  from: Evidence;
  /** True when the program takes its port from the environment. */
  reads: boolean;
  /** The variable it takes it from, where that is not PORT. */
  variable?: string;
}

const NUMBER = String.raw`['"\`]?(\d{2,5})['"\`]?`;

const FROM_ENV = new RegExp(
  String.raw`(?:process\.env|\benv)(?:\.PORT\b|\[['"]PORT['"]\])[\s)!]*(?:as\s+\w+\s*)?(?:,\s*10\s*\))?\s*(?:\|\||\?\?)\s*\(?${NUMBER}`,
);

const READS =
  /process\.env(?:\.PORT\b|\[['"]PORT['"]\])|\benv\.PORT\b|\b\w*[eE]nv\w*(?:<\w+>)?\(\s*['"]PORT['"]|\{[^}]*\bPORT\b[^}]*\}\s*=\s*process\.env|get(?:OrThrow)?(?:<\w+>)?\(['"]PORT['"]/;

const LITERALS = [
  new RegExp(String.raw`\b\w*[eE]nv\w*(?:<\w+>)?\(\s*['"]PORT['"]\s*,\s*${NUMBER}`),
  new RegExp(String.raw`get(?:<\w+>)?\(['"](?:PORT|port)['"]\)?\s*(?:,|\|\||\?\?)\s*${NUMBER}`),
  new RegExp(String.raw`\.listen\(\s*${NUMBER}\s*[,)]`),
  new RegExp(String.raw`\.listen\(\s*\{[^}]*\bport:\s*(?:[^,}]*(?:\|\||\?\?)\s*)?${NUMBER}`),
  new RegExp(
    String.raw`\b(?:PORT|port|serverPort|httpPort)\b\s*(?::\s*\w+\s*)?[=:]\s*(?:[^;\n]{0,60}(?:\|\||\?\?)\s*)?\(?${NUMBER}`,
  ),
  // A schema of settings: convict, envalid, @fastify/env.
  new RegExp(String.raw`\b(?:PORT|port)['"]?\s*:\s*(?:\w+\(\s*)?\{[^{}]*\bdefault['"]?:\s*${NUMBER}`),
  new RegExp(String.raw`\bPORT\b[^;\n]{0,40}default\(\s*${NUMBER}`),
  // Options of a command line: yargs, optimist, minimist; commander.
  new RegExp(String.raw`options?\(\s*['"](?:p|port)['"]\s*,\s*\{[^}]*\bdefault:\s*${NUMBER}`),
  new RegExp(String.raw`option\(\s*['"](?:-\w,?\s*)?--port\b[^'"]*['"]\s*,[^)]*?,\s*${NUMBER}\s*[,)]`),
  new RegExp(
    String.raw`\benv\.(?:APP|API|SERVER|HTTP|WEB|LISTEN|NODE|SERVICE|BACKEND|EXPRESS|SITE)_PORT\b[\s)]*(?:\|\||\?\?)\s*\(?${NUMBER}`,
  ),
];

/** Components of a page: a port in one of them is another program's. */
const COMPONENT = /\.(?:vue|svelte|astro)$/;

/** The port the code listens on, as far as it can be read. */
export function portOf(project: Project, all: SourceFile[]): Port | undefined {
  const files = all
    .filter(({ path }) => !COMPONENT.test(path))
    .map(({ path, text }) => ({ path, text: withoutComments(text) }));
  const reads = files.find(({ text }) => READS.test(text));
  const listened = listenedPort(project, files, isOwnPort);
  if (listened !== undefined) return { ...listened, reads: reads !== undefined };
  for (const pattern of [FROM_ENV, ...LITERALS]) {
    for (const { path, text } of files) {
      const match = pattern.exec(text);
      const value = Number(match?.[1]);
      if (match === null || !isOwnPort(value)) continue;
      const line = lineAt(text, match.index);
      return { value, from: place(path, line, text.split('\n')[line - 1]), reads: reads !== undefined };
    }
  }
  if (reads === undefined) return namedPort(files);
  return {
    value: 0,
    from: place(reads.path, lineAt(reads.text, reads.text.search(READS)), 'process.env.PORT'),
    reads: true,
  };
}

/** True for a port that a server of the app's own may have, as against a database's or a mail server's. */
export function isOwnPort(value: number): boolean {
  return value >= 80 && value <= 65535 && !isForeignPort(value);
}

/** A variable of its own that a server listens on, with nothing in its place: `process.env.PAYMENT_PORT`. */
const OWN_VARIABLE = /\bprocess\.env(?:\.|\[['"])((?:[A-Z0-9]+_)+PORT)\b/g;

const CLIENTS =
  /^(DB|DATABASE|PG|POSTGRES\w*|MYSQL|MARIADB|MSSQL|SQL|ORACLE|MONGO\w*|REDIS\w*|CACHE|SMTP|MAIL\w*|EMAIL|RABBIT\w*|AMQP|MQTT|KAFKA|NATS|ELASTIC\w*|ES|LDAP|FTP|SSH|PROXY|TYPEORM|MINIO|S3|STATSD|PUBLIC|CLIENT|FRONTEND|DEBUG)_/;

function namedPort(files: SourceFile[]): Port | undefined {
  for (const { path, text } of files) {
    if (!/\.listen\(|\bbindAsync\(|\bserve\(/.test(text)) continue;
    for (const { 1: variable = '', index } of text.matchAll(OWN_VARIABLE)) {
      if (CLIENTS.test(variable)) continue;
      return { value: 0, from: place(path, lineAt(text, index), variable), reads: true, variable };
    }
  }
  return undefined;
}
