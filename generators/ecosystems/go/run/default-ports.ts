import { type GoDefaultPort, goDefaultPorts } from '../../../knowledge/go-default-ports.js';
import type { Program } from '../read/program.js';
import { type Spot, spotAt } from '../read/source.js';
import type { Port } from './port.js';
import type { PinnedHost } from './port-settings.js';

/** The ports that frameworks serve which the program does not tell where. */
export function frameworkDefaults(program: Program): Port[] {
  return silent(program).map(({ port, variable, because, from }) => ({
    value: port,
    from,
    because,
    // What only code changes, settings that the framework reads by itself change too.
    weight: variable === undefined ? 0 : 6,
    ...(variable !== undefined && { variable: { name: variable, kind: 'port' as const } }),
  }));
}

/** The variables that take such a framework off localhost. */
export function frameworkHosts(program: Program): PinnedHost[] {
  return silent(program).flatMap(({ host, from }) =>
    host === undefined ? [] : [{ from, variable: { name: host, kind: 'host' as const } }],
  );
}

function silent({ sources }: Program): (GoDefaultPort & { from: Spot })[] {
  return goDefaultPorts.flatMap((row) => {
    if (sources.some(({ code }) => row.unless.some((text) => code.includes(text)))) return [];
    return sources
      .filter(({ imports }) => imports.some(({ path }) => row.packages.includes(path)))
      .flatMap((source) => {
        const at = row.calls.map((call) => source.code.indexOf(call)).find((index) => index !== -1);
        return at === undefined ? [] : [{ ...row, from: spotAt(source, at) }];
      });
  });
}
