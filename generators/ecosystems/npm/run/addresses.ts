import type { Warning } from '../../../plan/plan.js';
import { lineAt, place } from '../../../project/evidence.js';
import { type SourceFile, startedSources } from '../read/source.js';
import { warn } from '../sentences.js';

/** An address in what makes the server: hapi is told there, and its `start` takes none. */
const HAPI = /\b[Hh]api\.[Ss]erver\(\s*\{[^}]{0,300}?\bhost\s*:\s*['"](localhost|127\.0\.0\.1)['"]/;

/** Warnings about servers that no one outside the container could reach. */
export function localhostWarnings(all: readonly SourceFile[]): Warning[] {
  const files = startedSources(all);
  const pattern =
    /\.listen\([^;]{0,120}?['"](localhost|127\.0\.0\.1)['"]|\bhost(?:name)?\s*[:=]\s*['"](localhost|127\.0\.0\.1)['"][^;]{0,200}?\.listen\(/s;
  // One of several may be for the program itself; that another is open is enough.
  const places = files.reduce((sum, { text }) => sum + [...text.matchAll(/\.listen\(/g)].length, 0);
  for (const { path, text } of places > 1 ? [] : files) {
    const match = pattern.exec(text) ?? HAPI.exec(text);
    const address = match?.[1] ?? match?.[2];
    // A default behind a variable is overruled by the image's own environment.
    if (match === null || address === undefined || /\benv\.HOST\b/.test(match[0])) continue;
    const line = lineAt(text, match.index + match[0].indexOf(address));
    return [warn('localhost-only', { address }, place(path, line))];
  }
  const hostless =
    /\.listen\(\s*(?:\{(?![^}]{0,300}\bhost\b)[^}]{0,200}\bport\b[^}]{0,300}\}|\d+\b(?!\s*,\s*['"\w]))/;
  const fastify = files.find(
    ({ text }) => /\bfrom ['"]fastify['"]|require\(['"]fastify['"]\)/.test(text) && hostless.test(text),
  );
  if (fastify === undefined) return [];
  const line = lineAt(fastify.text, fastify.text.search(hostless));
  return [warn('fastify-localhost', {}, place(fastify.path, line))];
}

/** Names that are the server's own address wherever they are read. */
const OWN_ADDRESS =
  /^((APP|SERVER|WS|HTTP|WEB|LISTEN|BIND|SERVICE|NODE|BACKEND)_?)?(HOST|HOSTNAME|ADDRESS|ADDR|IP)$/;

/** Names of what the server talks to. */
const ELSEWHERE =
  /^(DB|DATABASE|REDIS|MONGO|PG|POSTGRES|MYSQL|MARIADB|MSSQL|SQL|SMTP|MAIL|EMAIL|RABBIT|AMQP|KAFKA|ELASTIC|ES|MQTT|CACHE|QUEUE|MEMCACHE|LDAP|S3|MINIO|PROXY|NATS|CLICKHOUSE|INFLUX|TEMPORAL|VAULT|CONSUL|STATSD|SYSLOG|LOG|JAEGER|OTEL|CLIENT|FRONTEND|CORS|REMOTE|TARGET|UPSTREAM)/;

/** True for the name of a variable that says where a server is which the program talks to: `DB_HOST`. */
export function isServiceName(name: string): boolean {
  return (
    ELSEWHERE.test(name) && /HOST|SERVER|ADDR|URL|URI/.test(name) && !/^(CLIENT|FRONTEND|CORS|LOG)/.test(name)
  );
}

const LOCAL = /process\.env\.([A-Z][A-Z0-9_]*)[\s)]*(?:\|\||\?\?)\s*['"](?:localhost|127\.0\.0\.1)['"]/g;

/** Environment variables other than PORT that name the address to listen on. */
export function hostVariables(files: SourceFile[]): string[] {
  const known = ['HOST', 'HOSTNAME', 'BIND_ADDRESS', 'LISTEN_HOST'].filter((name) =>
    files.some(
      ({ text }) => new RegExp(String.raw`process\.env\.${name}\b`).test(text) && /listen|serve/i.test(text),
    ),
  );
  const local = files.flatMap(({ text }) =>
    [...text.matchAll(LOCAL)].flatMap(({ 1: name = '', index }) =>
      OWN_ADDRESS.test(name) || (!ELSEWHERE.test(name) && listensOn(files, text.slice(0, index)))
        ? [name]
        : [],
    ),
  );
  return [...new Set([...known, ...local])];
}

/** What a call is given, up to a function that it calls back. */
const ARGUMENTS = String.raw`(?:(?!=>|\bfunction\b)[^;]){0,200}`;

/** True when a value goes into a `listen` call: directly, or by the name that it gets there. */
function listensOn(files: SourceFile[], before: string): boolean {
  if (new RegExp(String.raw`\.listen\(${ARGUMENTS}$`).test(before)) return true;
  const [, variable, key] =
    /\b(?:(?:const|let|var)\s+(\w+)(?:\s*:\s*\w+)?\s*=|(\w+)\s*:)\s*(?:\(\s*)?$/.exec(before) ?? [];
  const name = variable === undefined ? key && String.raw`\.${key}` : String.raw`\b${variable}`;
  if (name === undefined) return false;
  const call = new RegExp(String.raw`\.listen\(${ARGUMENTS}?${name}\b`);
  return files.some(({ text }) => call.test(text));
}
