import { isBuiltin } from 'node:module';
import { cite, lineAt, place } from '../../../project/evidence.js';
import type { Project } from '../../../project/project.js';
import { type SourceFile, sourcesOf } from '../read/source.js';
import { refuse } from '../sentences.js';

/** Files at the root that are programs by their name, the likeliest first. */
const LONE_PROGRAMS = ['server', 'app', 'index', 'main'].flatMap((name) => [
  `${name}.js`,
  `${name}.mjs`,
  `${name}.cjs`,
]);

const IMPORTS =
  /\brequire\(\s*['"]([^'"]+)['"]\s*\)|^[ \t]*(?:import|export)\s(?:[^;'"]{0,2000}?\sfrom\s*)?['"]([^'"]+)['"]/gm;

/**
 * The program of a repository without any package.json: a file that Node runs as it is; undefined without one.
 *
 * Throws a UserError when it imports packages: nothing says which versions.
 */
export function findLoneFile(project: Project): string | undefined {
  const file = LONE_PROGRAMS.find((name) => isForNode(project.read(name) ?? ''));
  if (file === undefined) return undefined;
  for (const source of sourcesOf(project, '.', file)) refusePackages(source);
  return file;
}

/** Has what a script for a browser has not. */
function isForNode(text: string): boolean {
  if (/\brequire\(|\bprocess\.(?:env|argv|exit|on)\b/.test(text)) return true;
  return modulesIn(text).some(({ name }) => isBuiltin(name));
}

function modulesIn(text: string): { name: string; index: number }[] {
  return [...text.matchAll(IMPORTS)].map((match) => {
    const name = match[1] ?? match[2] ?? '';
    return { name, index: match.index + match[0].indexOf(name) };
  });
}

function refusePackages({ path, text }: SourceFile): void {
  for (const { name, index } of modulesIn(text)) {
    if (name.startsWith('.') || name.startsWith('/') || isBuiltin(name)) continue;
    const from = place(path, lineAt(text, index));
    throw refuse('package-unlisted', { place: cite(from), name }, from);
  }
}
