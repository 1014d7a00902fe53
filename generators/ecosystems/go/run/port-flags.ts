import { isClientSetting } from '../../../knowledge/client-settings.js';
import type { Source } from '../read/source.js';
import { spotAt } from '../read/source.js';
import type { Port } from './port.js';
import { isServerPort, namesPort } from './port.js';

/** `flag.Int("port", 8080, …)`, pflag's and urfave/cli's forms. */
export function portFlags(source: Source): Port[] {
  const calls =
    /\.(?:Int|Uint|String)\w*\(\s*(?:&[\w.]+\s*,\s*)?"([\w.-]*port)"\s*,\s*(?:"\w?"\s*,\s*)?"?:?(\d{2,5})"?/gi;
  const fields = /Flag\{[^{}]*?Name:\s*"([\w.-]*port)"[^{}]*?Value:\s*"?:?(\d{2,5})"?/gi;
  return [calls, fields].flatMap((expression) =>
    [...source.code.matchAll(expression)].flatMap(({ 1: name = '', 2: value, index }) => {
      if (isClientSetting(name) || !namesPort(name) || !isServerPort(Number(value))) return [];
      const port = portAt(source, index, Number(value), `the flag ${name} defaults to it`);
      return [{ ...port, weight: 5, flag: { name, kind: 'port' as const } }];
    }),
  );
}

function portAt(source: Source, offset: number, value: number, because: string): Omit<Port, 'weight'> {
  return { value, from: spotAt(source, offset), because };
}
