import type { FrontEnd } from '../../../plan/front-end.js';
import { isIgnoredByGit } from '../../../project/gitignore.js';
import { within, withoutTrailingSlashes } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { dataIn, paths } from '../run/runtime-files.js';
import type { FrontEndSearch, Output } from './front-end-output.js';

/** Directories that the program opens by the path a build writes them to. */
export function servedOutputs(
  { project, program }: FrontEndSearch,
  list: readonly FrontEnd[],
  embedded: readonly Output[],
): Output[] {
  const bases = [...new Set([program.scope.module.dir, '.', program.dir])];
  const found: Output[] = [];
  for (const source of program.sources) {
    for (const { text, line, strong } of paths(source)) {
      const plain = withoutTrailingSlashes(text);
      if (!strong && !plain.includes('/')) continue;
      const served = bases.flatMap((base) => servedOutput(list, within(base, plain), plain) ?? [])[0];
      if (served === undefined || isCommitted(project, served.from)) continue;
      if (embedded.some(({ to }) => to === served.from)) continue;
      found.push({ ...served, kind: 'served', neededAt: { file: source.path, line, text: `"${text}"` } });
    }
  }
  return found;
}

function servedOutput(list: readonly FrontEnd[], path: string | undefined, text: string) {
  if (path === undefined) return undefined;
  const frontEnd = list.find(({ output }) => output === path || path.startsWith(`${output}/`));
  const output = frontEnd?.output;
  if (frontEnd === undefined || output === undefined || output === '.') return undefined;
  const named = text.slice(0, text.length - (path.length - output.length));
  const to = within('.', named) ?? `/${named.replace(/^(\.\.\/)+/, '')}`;
  return { frontEnd, from: output, to: to.startsWith('/') ? to : `./${to}` };
}

function isCommitted(project: Project, directory: string): boolean {
  const files = dataIn(project, directory);
  return files.length > 0 && !isIgnoredByGit(project, files);
}
