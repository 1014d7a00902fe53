import type { Directive } from '../read/modfile.js';
import type { Scope } from '../read/scope.js';
import type { Spot } from '../read/source.js';

/** A `go` line that the image has to reach. */
export interface Demand {
  minor: number;
  from: Spot & { text: string };
}

/** The highest `go` line of everything that is compiled; of equals the module's own. */
export function demandOf({ module, work, local }: Scope): Demand | undefined {
  const demands = local.map(({ file, mod }) => demandIn(file, mod.go));
  demands.push(work === undefined ? undefined : demandIn(work.file, work.work.go));
  const sorted = demands.filter((demand) => demand !== undefined).sort((a, b) => b.minor - a.minor);
  const own = demandIn(module.file, module.mod.go);
  return own !== undefined && own.minor === sorted[0]?.minor ? own : sorted[0];
}

function demandIn(file: string, directive: Directive | undefined): Demand | undefined {
  const minor = /^1\.(\d+)/.exec(directive?.args[0] ?? '')?.[1];
  if (directive === undefined || minor === undefined) return undefined;
  return { minor: Number(minor), from: { file, line: directive.line, text: directive.text.trim() } };
}

/** The N of `1.N`. */
export function minorOf(version: string): number {
  return Number.parseInt(version.split('.')[1] ?? '0', 10);
}
