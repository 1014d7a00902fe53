import { isServiceName } from './addresses.js';

/** How a container reaches the machine it runs on: https://docs.docker.com/reference/cli/docker/container/run/#add-host */
const HOST = 'host.docker.internal';

/** The flag that makes that name known to an engine on Linux as well. */
export const ADD_HOST = `--add-host=${HOST}:host-gateway`;

/** Why. */
export const REACHED = 'localhost is the container itself';

/** Addresses of databases, caches and queues. */
const SERVICE =
  /^(mongodb|postgres(ql)?|mysql|mariadb|redis|amqp|nats|kafka|mqtt|sqlserver|bolt|clickhouse)(\+srv)?:\/\//;

const LOCAL = /(?<![\w.-])(?:localhost|127\.0\.0\.1)(?![\w.-])/g;

/** A setting as a container needs it: a server on the developer's machine is called by that machine's name. */
export function reached(name: string, value: string): string {
  const service = SERVICE.test(value) || (isServiceName(name) && /^(localhost|127\.0\.0\.1)$/.test(value));
  return service ? value.replace(LOCAL, HOST) : value;
}

/** True for a flag that needs {@link ADD_HOST}. */
export function namesHost(flag: string): boolean {
  return flag.includes(HOST);
}

/** What code falls back to: `process.env.MONGO_URI || 'mongodb://localhost:27017/shop'`. */
const FALLBACK =
  /\bprocess\.env(?:\.|\[['"])([A-Z][A-Z0-9_]*)(?:['"]\])?[\s)!]*(?:\|\||\?\?)\s*['"]([^'"\s]+)['"]/g;

/** Settings whose fallback is a server on the developer's machine, with the value for a container. */
export function localServices(text: string): { name: string; value: string; offset: number }[] {
  return [...text.matchAll(FALLBACK)].flatMap(({ 1: name = '', 2: value = '', index }) => {
    const other = reached(name, value);
    return other === value ? [] : [{ name, value: other, offset: index }];
  });
}
