import type { SourceFile } from '../read/source.js';

/** Names that are the server's own address wherever they are read. */
const OWN = /^((APP|SERVER|WS|HTTP|WEB|LISTEN|BIND|SERVICE|NODE|BACKEND)_?)?(HOST|HOSTNAME|ADDRESS|ADDR|IP)$/;
/** Names of what the server talks to. */
const ELSEWHERE =
  /^(DB|DATABASE|REDIS|MONGO|PG|POSTGRES|MYSQL|MARIADB|MSSQL|SQL|SMTP|MAIL|EMAIL|RABBIT|AMQP|KAFKA|ELASTIC|ES|MQTT|CACHE|QUEUE|MEMCACHE|LDAP|S3|MINIO|PROXY|NATS|CLICKHOUSE|INFLUX|TEMPORAL|VAULT|CONSUL|STATSD|SYSLOG|LOG|JAEGER|OTEL|CLIENT|FRONTEND|CORS|REMOTE|TARGET|UPSTREAM)/;
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
      OWN.test(name) || (!ELSEWHERE.test(name) && listensOn(files, text.slice(0, index))) ? [name] : [],
    ),
  );
  return [...new Set([...known, ...local])];
}

/** True when a value goes into a `listen` call: directly, or by the name that it gets there. */
function listensOn(files: SourceFile[], before: string): boolean {
  if (/\.listen\([^;]{0,200}$/.test(before)) return true;
  const [, variable, key] =
    /\b(?:(?:const|let|var)\s+(\w+)(?:\s*:\s*\w+)?\s*=|(\w+)\s*:)\s*\(?\s*$/.exec(before) ?? [];
  const name = variable === undefined ? key && String.raw`\.${key}` : String.raw`\b${variable}`;
  if (name === undefined) return false;
  const call = new RegExp(String.raw`\.listen\([^;]{0,200}?${name}\b`);
  return files.some(({ text }) => call.test(text));
}
