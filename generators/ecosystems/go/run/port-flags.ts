import { isClientSetting } from '../../../knowledge/client-settings.js';
import type { Program } from '../read/program.js';
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

/** gin's Run() without an argument serves PORT, or 8080. */
export function frameworkDefaults(program: Program): Port[] {
  return program.sources.flatMap((source) => {
    const index = source.code.search(/\.Run\(\s*\)/);
    if (index === -1 || !source.imports.some(({ path }) => path === 'github.com/gin-gonic/gin')) return [];
    const port = portAt(source, index, 8080, 'gin serves PORT, or 8080');
    return [{ ...port, weight: 6, variable: { name: 'PORT', kind: 'port' } }];
  });
}

function portAt(source: Source, offset: number, value: number, because: string): Omit<Port, 'weight'> {
  return { value, from: spotAt(source, offset), because };
}
