import { isForeignPort } from '../knowledge/foreign-ports.js';

/** How a container reaches the machine it runs on: https://docs.docker.com/reference/cli/docker/container/run/#add-host */
export const HOST = 'host.docker.internal';

/** What makes that name known to an engine on Linux as well. */
export const HOST_GATEWAY = `${HOST}:host-gateway`;

/** The flag that does so. */
export const ADD_HOST = `--add-host=${HOST_GATEWAY}`;

/** A secret for a first start on the own machine: long enough for every library that counts. */
export const LOCAL_SECRET = 'local-secret-of-at-least-32-characters';

/** Why it is given. */
export const REACHED = 'localhost is the container itself';

const LOCAL = /(?<![\w.-])(?:localhost|127\.0\.0\.1)(?![\w.-])/g;

/** True for a text that names this machine as it calls itself. */
export function namesLocalhost(text: string): boolean {
  return text.search(LOCAL) !== -1;
}

/** Addresses of databases, caches and queues. */
const SERVICE =
  /^(mongodb|postgres(ql)?|mysql2?|mariadb|redis|amqp|nats|kafka|mqtt|sqlserver|bolt|clickhouse)(\+srv)?:\/\//;

/** True for the address of a database, a cache or a queue, by its scheme. */
export function namesService(address: string): boolean {
  return SERVICE.test(address);
}

/** The host and the port in an address, as people say it. */
const PLACE = /(?<![\w.-])(?:localhost|127\.0\.0\.1)(?::\d{2,5})?(?![\w.-])/;

/**
 * Where on this machine a text looks for a database, a cache or a queue: by the scheme of its address
 * (`postgres://`, `jdbc:mysql://`), by the way a driver writes it (`tcp(localhost:3306)`, `host=localhost
 * dbname=shop`), or by the port that only such a server has. Undefined for any other text.
 */
export function serviceOnLocalhost(text: string): string | undefined {
  const found = PLACE.exec(text)?.[0];
  if (found === undefined) return undefined;
  const bare = /^(?:localhost|127\.0\.0\.1):(\d{2,5})$/.exec(text)?.[1];
  const known =
    namesService(text) ||
    /^jdbc:\w+:/.test(text) ||
    /@tcp\((?:localhost|127\.0\.0\.1)[:)]/.test(text) ||
    (/\bhost=(?:localhost|127\.0\.0\.1)\b/.test(text) && /\b(?:dbname|user|sslmode)=/.test(text)) ||
    (bare !== undefined && isForeignPort(Number(bare)));
  return known ? found : undefined;
}

/** A text with the name that a container has for the machine, in the place of localhost. */
export function onHost(text: string): string {
  return text.replace(LOCAL, HOST);
}

/** True for a flag that needs {@link ADD_HOST}. */
export function namesHost(flag: string): boolean {
  return flag.includes(HOST);
}
