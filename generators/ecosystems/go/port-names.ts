import { lineAt } from '../../decision.js';
import type { Source } from './source.js';

/** Ports whose owner is a database, a broker or another server a program connects to. */
export const CLIENT_PORTS: ReadonlySet<number> = new Set([
  25, 53, 389, 465, 587, 636, 1433, 2181, 2379, 3306, 4222, 4317, 4318, 5432, 5672, 6379, 6831, 8200, 8500,
  9092, 9200, 11211, 14268, 27017,
]);

/** Names of settings that are about a server the program connects to. */
export const CLIENT_WORDS =
  /(db|database|redis|sql|postgres|pg|mongo|smtp|mail|rabbit|amqp|kafka|nats|debug|pprof|metrics|remote|ssh|proxy_?to|kubernetes)/i;

/** True for a number that is a port people listen on. */
export function isPort(value: number): boolean {
  return value >= 80 && value < 65_535;
}

/** As {@link isPort}, without those that a setting is more likely to name for another server. */
export function isServerPort(value: number): boolean {
  return isPort(value) && !CLIENT_PORTS.has(value);
}

/** True for the name of a setting that holds a port: `PORT`, `httpPort`, `listen_port`; not `EXPORT`. */
export function namesPort(name: string): boolean {
  if (/(^|[_.-])port$/i.test(name) || /Port$/.test(name)) return true;
  return /port$/i.test(name) && !/(im|ex|sup|re|trans|pass|air)port$/i.test(name);
}

/** True for the flag or variable of a server that the program connects to. */
export function namesClient(name: string): boolean {
  return (
    /endpoint|target|upstream|peer/i.test(name) || (CLIENT_WORDS.test(name) && !/listen|bind/i.test(name))
  );
}

/**
 * What the code gives a field of its settings before it reads them: `Port: 8080`, `c.Port = "6157"`,
 * `Port: defaultPort`.
 */
export function fieldDefault(
  sources: readonly Source[],
  field: string,
): { value: number; from: string } | undefined {
  const set = new RegExp(
    String.raw`(?:\b${field}:|\.${field}\s*=)\s*(?:"?(?:[\w.]*:)?(\d{2,5})"?|(?:\w+\.)?([A-Za-z_]\w*))\s*(?:[,;)}\n]|$)`,
    'g',
  );
  for (const { code, path, generated } of sources) {
    if (generated) continue;
    for (const { 1: literal, 2: constant, index } of code.matchAll(set)) {
      const value = Number(literal ?? (constant === undefined ? undefined : constantOf(sources, constant)));
      if (isServerPort(value)) return { value, from: `${path}:${lineAt(code, index)}` };
    }
  }
  return undefined;
}

/** The number that a constant or a package's variable stands for. */
function constantOf(sources: readonly Source[], name: string): string | undefined {
  const defined = new RegExp(
    String.raw`^\s*(?:const\s+|var\s+)?${name}\s*(?:\w+\s*)?=\s*"?:?(\d{2,5})"?\s*$`,
    'm',
  );
  for (const { code } of sources) {
    const found = defined.exec(code)?.[1];
    if (found !== undefined) return found;
  }
  return undefined;
}
