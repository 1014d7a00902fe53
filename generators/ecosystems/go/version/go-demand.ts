import { at } from '../../../project/evidence.js';
import type { Directive } from '../read/modfile.js';
import type { Scope } from '../read/scope.js';

export interface Demand {
  minor: number;
  place: string;
  text: string;
}

export function highest({ module, work, local }: Scope): Demand | undefined {
  const demands = local.map(({ file, mod }) => demandOf(file, mod.go));
  demands.push(work === undefined ? undefined : demandOf(work.file, work.work.go));
  const sorted = demands.filter((demand) => demand !== undefined).sort((a, b) => b.minor - a.minor);
  const own = demandOf(module.file, module.mod.go);
  return own !== undefined && own.minor === sorted[0]?.minor ? own : sorted[0];
}

function demandOf(file: string, directive: Directive | undefined): Demand | undefined {
  const minor = /^1\.(\d+)/.exec(directive?.args[0] ?? '')?.[1];
  if (directive === undefined || minor === undefined) return undefined;
  return { minor: Number(minor), place: at(file, directive.line, directive.text), text: directive.text };
}

export function minorOf(version: string): number {
  return Number.parseInt(version.split('.')[1] ?? '0', 10);
}
