import { isClientSetting } from '../../../knowledge/client-settings.js';
import type { Program } from '../read/program.js';
import type { Source } from '../read/source.js';
import { spotAt } from '../read/source.js';
import type { Override, Port } from './port.js';
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

/** `os.Getenv("PORT")` with the literal that stands in for it when it is not set. */
export function portVariables(source: Source): Port[] {
  const reads =
    /\b(?:Getenv|LookupEnv|[gG]et\w*Env\w*|\w*[eE]nv\w*|\w*OrDefault)\(\s*(?:&[\w.]+\s*,\s*)?"(\w*PORT(?:_\w+)?)"\s*(?:,\s*"?:?(\d{2,5})"?)?/g;
  return [...source.code.matchAll(reads)].flatMap((match) => {
    const [text, name = '', inline] = match;
    if (isClientSetting(name) || !namesPort(name.replace(/(?<=PORT)_\w+$/, ''))) return [];
    const after = source.code.slice(match.index + text.length, match.index + text.length + 300);
    const default_ = inline ?? /^[^}]*?(?:=|return|:=)\s*"?:?(\d{4,5})"?/.exec(after)?.[1];
    const value = Number(default_ ?? ownLiteral(source) ?? 8080);
    if (!isServerPort(value)) return [];
    const because =
      default_ === undefined ? `it reads ${name}, set to ${value} here` : `${name} defaults to it`;
    const port = { ...portAt(source, match.index, value, because), weight: 7, variable: portVariable(name) };
    return [default_ === undefined ? { ...port, assumed: true } : port];
  });
}

const portVariable = (name: string): Override => ({ name, kind: 'port' });

/** The one port a file names in an address, for a variable that only replaces it. */
function ownLiteral({ literals }: Source): string | undefined {
  return literals
    .map(({ value }) => /^(?:0\.0\.0\.0)?:(\d{4,5})$/.exec(value)?.[1])
    .find((port) => port !== undefined);
}

/** gin's Run() without an argument serves PORT, or 8080. */
export function frameworkDefaults(program: Program): Port[] {
  return program.sources.flatMap((source) => {
    const index = source.code.search(/\.Run\(\s*\)/);
    if (index === -1 || !source.imports.some(({ path }) => path === 'github.com/gin-gonic/gin')) return [];
    const port = portAt(source, index, 8080, 'gin serves PORT, or 8080');
    return [{ ...port, weight: 6, variable: portVariable('PORT') }];
  });
}

function portAt(source: Source, offset: number, value: number, because: string): Omit<Port, 'weight'> {
  return { value, from: spotAt(source, offset), because };
}
