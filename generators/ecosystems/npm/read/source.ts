import { isForeignPort } from '../../../knowledge/foreign-ports.js';
import type { Warning } from '../../../plan/plan.js';
import { withoutComments } from '../../../project/comments.js';
import { type Evidence, lineAt, place } from '../../../project/evidence.js';
import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { warn } from '../sentences.js';

/** One file of code. */
export interface SourceFile {
  path: string;
  text: string;
}

const CODE = /\.(?:[cm]?[jt]s|[jt]sx|vue|svelte|astro)$/;
const NOT_APP =
  /^(test|tests|__tests__|spec|specs|e2e|cypress|docs|examples?|coverage|dist|build|out|\.next|\.nuxt|\.output|public|client|frontend|vendor|scripts|migrations|seeders)$/;
const FILES = 400;
const BYTES = 4_000_000;

/** The code of an app as far as its ports and run-time files show in it: entry first, bounded. */
export function sourcesOf(project: Project, dir: string, entry?: string): SourceFile[] {
  const files: SourceFile[] = [];
  let bytes = 0;
  const add = (path: string) => {
    const text = project.read(path);
    if (text === undefined || text.length > 500_000) return;
    bytes += text.length;
    files.push({ path, text });
  };
  if (entry !== undefined && project.has(below(dir, entry))) add(below(dir, entry));
  const start = entry === undefined ? '' : below(dir, entry);
  const skipped = (path: string, name: string) => NOT_APP.test(name) && !start.startsWith(`${path}/`);
  for (const path of project.walk(dir, skipped)) {
    if (files.length >= FILES || bytes > BYTES) break;
    if (
      !CODE.test(path) ||
      /\.(test|spec|d|stories|config)\.[cm]?[jt]sx?$|(^|\/)\.pnp\.c?js$/.test(path) ||
      files[0]?.path === path
    )
      continue;
    add(path);
  }
  return files;
}

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
export function portOf(all: SourceFile[]): Port | undefined {
  const files = all
    .filter(({ path }) => !COMPONENT.test(path))
    .map(({ path, text }) => ({ path, text: withoutComments(text) }));
  const reads = files.find(({ text }) => READS.test(text));
  for (const pattern of [FROM_ENV, ...LITERALS]) {
    for (const { path, text } of files) {
      const match = pattern.exec(text);
      const value = Number(match?.[1]);
      if (match === null || !(value >= 80 && value <= 65535) || isForeignPort(value)) continue;
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

/** A variable of its own that a server listens on, with nothing in its place: `process.env.PAYMENT_PORT`. */
const OWN = /\bprocess\.env(?:\.|\[['"])((?:[A-Z0-9]+_)+PORT)\b/g;
const CLIENTS =
  /^(DB|DATABASE|PG|POSTGRES\w*|MYSQL|MARIADB|MSSQL|SQL|ORACLE|MONGO\w*|REDIS\w*|CACHE|SMTP|MAIL\w*|EMAIL|RABBIT\w*|AMQP|MQTT|KAFKA|NATS|ELASTIC\w*|ES|LDAP|FTP|SSH|PROXY|TYPEORM|MINIO|S3|STATSD|PUBLIC|CLIENT|FRONTEND|DEBUG)_/;

function namedPort(files: SourceFile[]): Port | undefined {
  for (const { path, text } of files) {
    if (!/\.listen\(|\bbindAsync\(|\bserve\(/.test(text)) continue;
    for (const { 1: variable = '', index } of text.matchAll(OWN)) {
      if (CLIENTS.test(variable)) continue;
      return { value: 0, from: place(path, lineAt(text, index), variable), reads: true, variable };
    }
  }
  return undefined;
}

/** Warnings about servers that no one outside the container could reach. */
export function localhostWarnings(files: SourceFile[]): Warning[] {
  const pattern =
    /\.listen\([^;]{0,120}?['"](localhost|127\.0\.0\.1)['"]|\bhost(?:name)?\s*[:=]\s*['"](localhost|127\.0\.0\.1)['"][^;]{0,200}?\.listen\(/s;
  // One of several may be for the program itself; that another is open is enough.
  const places = files.reduce((sum, { text }) => sum + [...text.matchAll(/\.listen\(/g)].length, 0);
  for (const { path, text } of places > 1 ? [] : files) {
    const match = pattern.exec(text);
    const address = match?.[1] ?? match?.[2];
    // A default behind a variable is overruled by the image's own environment.
    if (match === null || address === undefined || /\benv\.HOST\b/.test(match[0])) continue;
    const line = lineAt(text, match.index + match[0].indexOf(address));
    return [warn('localhost-only', { address }, place(path, line))];
  }
  const hostless = /\.listen\(\s*(?:\{(?![^}]*\bhost\b)[^}]*\bport\b[^}]*\}|\d+\b(?!\s*,\s*['"\w]))/;
  const fastify = files.find(
    ({ text }) => /\bfrom ['"]fastify['"]|require\(['"]fastify['"]\)/.test(text) && hostless.test(text),
  );
  if (fastify === undefined) return [];
  const line = lineAt(fastify.text, fastify.text.search(hostless));
  return [warn('fastify-localhost', {}, place(fastify.path, line))];
}

/** The first place where the code writes to its own directory: then the app's user must own it. */
export function writesFiles(files: SourceFile[]): Evidence | undefined {
  const pattern =
    /\bmkdir(?:Sync|p)?\(|createWriteStream\(|writeFile(?:Sync)?\(|multer\(|\bdest:\s*['"]|new\s+(?:sqlite3\.)?Database\(|better-sqlite3|dialect:\s*['"]sqlite|lowdb|transports\.(?:File|DailyRotateFile)|nedb/;
  for (const { path, text } of files) {
    const match = pattern.exec(text);
    if (match !== null) return place(path, lineAt(text, match.index), match[0]);
  }
  return undefined;
}

/** Packages that end a server on SIGTERM. */
const GRACEFUL = /close-with-grace|http-terminator|@godaddy\/terminus|stoppable|lightship|fastify-graceful/;

/** Why nothing in the code ends the process on SIGTERM, or undefined when something does. */
export function needsInit(files: SourceFile[]): string | undefined {
  const handled = files.some(({ text }) => /SIGTERM|enableShutdownHooks/.test(text) || GRACEFUL.test(text));
  return handled ? undefined : 'nothing in the code handles SIGTERM';
}
