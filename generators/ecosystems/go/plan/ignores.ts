import { type Decision, decide, type Json } from '../../../plan/decision.js';
import { commonIgnores, type IgnoreGroup } from '../../../plan/ignore.js';
import { ignoreMatcher } from '../../../project/dockerignore.js';
import type { Project } from '../../../project/project.js';
import type { Facts } from './facts.js';

/** The .dockerignore: what every repository has, what this one builds, less what is compiled in. */
export function ignoreGroups(facts: Facts): Decision<Json> {
  const { project, files, embeds, frontEnds } = facts;
  const needed = [...embeds, ...files.map(({ path }) => path)];
  const own = ['**/*.test', '**/*.out'];
  const built = ['bin', 'dist', 'tmp'].filter(
    (name) =>
      project.hasDirectory(name) &&
      !facts.program.packages.some(({ dir }) => dir === name) &&
      !needed.some((path) => path === name || path.startsWith(`${name}/`)) &&
      !holdsGo(project, name),
  );
  const nested = project
    .entries('.')
    .filter(({ kind }) => kind === 'directory')
    .some(({ name }) => project.has(`${name}/package.json`));
  const node = project.has('package.json') || nested ? ['**/node_modules'] : [];
  const outputs = frontEnds.outputs
    .flatMap(({ from, to, kind }) => (kind === 'embedded' ? [from, to] : [from]))
    .filter((path) => !holdsGo(project, path));
  const lines = [...built, ...own, ...node, ...frontEnds.stages.flatMap(({ ignore }) => ignore), ...outputs];
  const keep = frontEnds.stages.flatMap((stage) => stage.keep);
  const groups: IgnoreGroup[] = [
    ...commonIgnores(project, keep),
    { title: 'Built here, not in the image', lines: [...new Set(lines)] },
  ];
  const matcher = ignoreMatcher(groups.flatMap(({ lines }) => lines).join('\n'));
  const hidden = embeds.filter((path) => matcher.ignores(path));
  if (hidden.length > 0) {
    groups.push({ title: 'Compiled into the program', lines: hidden.map((path) => `!${path}`) });
  }
  return decide(groups, 'default');
}

function holdsGo(project: Project, directory: string): boolean {
  for (const path of project.walk(directory)) if (path.endsWith('.go')) return true;
  return false;
}

/** Paths that must reach the build: what is copied by name and where the program's code lies. */
export function inputsOf({ layout, files, program, embeds, frontEnds }: Facts): string[] {
  const code = program.packages.map(({ dir }) => dir).filter((dir) => dir !== '.');
  // The root is no folder that a line could let in: the files of a package there are named.
  const named = program.packages
    .filter(({ dir }, i) => i === 0 || dir === '.')
    .flatMap(({ sources }) => sources);
  const { vendor } = program.scope;
  return [
    ...new Set([
      ...layout.inputs,
      ...files.map(({ path }) => path),
      ...named.map(({ path }) => path),
      ...(vendor === undefined ? [] : [vendor]),
      ...code,
      ...embeds.slice(0, 200),
      ...frontEnds.stages.flatMap(({ inputs }) => inputs),
    ]),
  ];
}
