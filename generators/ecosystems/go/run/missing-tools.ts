import { toolOf } from '../../../knowledge/go-tool-packages.js';
import { whereabouts } from '../../../knowledge/started-tools.js';
import type { Program } from '../read/program.js';
import { type Spot, spotAt } from '../read/source.js';

const RUNS = /\bexec\.(?:Command\(|CommandContext\(\s*[\w.()]{1,100}\s*,|LookPath\()\s*"([A-Za-z][\w.+-]*)"/g;

/**
 * Programs that the base has not: those the code starts by a plain name, and what its packages start.
 *
 * - `bare`: true for a base without any userland.
 * - `own`: the name of the program itself.
 */
export function missingTools(
  program: Program,
  { bare, own }: { bare: boolean; own: string },
): { name: string; from: Spot }[] {
  const found = new Map<string, Spot>();
  for (const [path, from] of program.imports) {
    const tool = toolOf(path);
    if (tool !== undefined && !found.has(tool)) found.set(tool, from);
  }
  for (const { code, path, generated } of program.sources) {
    if (generated) continue;
    for (const { 1: name = '', index } of code.matchAll(RUNS)) {
      if (name === own || found.has(name) || !isMissing(name, bare)) continue;
      found.set(name, spotAt({ path, code }, index));
    }
  }
  return [...found].map(([name, from]) => ({ name, from }));
}

/** No container misses what people have on a desktop, a host or a terminal. */
function isMissing(tool: string, bare: boolean): boolean {
  const where = whereabouts(tool);
  return where === undefined || (where === 'userland' && bare);
}
