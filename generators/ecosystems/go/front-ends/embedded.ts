import type { UserError } from '../../../errors.js';
import { isFrontEndFolder } from '../../../knowledge/front-end-folders.js';
import { sideKind } from '../../../knowledge/side-folders.js';
import type { FrontEnd } from '../../../plan/front-end.js';
import { cite } from '../../../project/evidence.js';
import { isIgnoredByGit } from '../../../project/gitignore.js';
import type { Project } from '../../../project/project.js';
import { type Embed, isPlaceholder } from '../read/embeds.js';
import { refuse } from '../sentences.js';
import type { Output } from './front-end-output.js';

/**
 * The directories that front ends write for a pattern, when they are not committed: missing, a
 * placeholder, a page that stands in, or left out by git.
 *
 * Throws a UserError when several builds may be meant and the program does not compile without one.
 */
export function embeddedOutputs(project: Project, list: FrontEnd[], embed: Embed): Output[] {
  const { path, from: neededAt, files } = embed;
  const missing = files.length === 0 || isPlaceholder(embed) || isIgnoredByGit(project, files);
  if (!missing && !isStub(embed)) return parts(project, list, embed);
  // Pages also lie where templates do: only what a framework says it writes counts for those.
  const writers = best(list, path).filter(({ surely }) => missing || surely);
  const apart = writers.every(({ from }) => from.startsWith(`${path}/`));
  if (writers.length > 1 && files.length === 0 && !apart) throw ambiguous(embed, writers);
  const outputs = (apart ? writers : writers.slice(0, 1)).map(({ frontEnd, from }) => ({
    ...{ frontEnd, from, to: from, neededAt },
    kind: 'embedded' as const,
  }));
  if (outputs.length > 0 || !missing) return outputs;
  return onlyFrontEnd(list, embed);
}

/** What a build adds to an embedded directory whose other files are committed. */
function parts(project: Project, list: FrontEnd[], { path, from: neededAt, files }: Embed): Output[] {
  if (!files.some((file) => file.startsWith(`${path}/`))) return [];
  const inside = (name: string) =>
    name.startsWith(`${path}/`) && isFrontEndFolder(name) && isIgnoredByGit(project, [`${name}/index.html`]);
  for (const frontEnd of list) {
    const from = [frontEnd.output ?? '', ...frontEnd.names].find(inside);
    if (from !== undefined) return [{ frontEnd, from, to: from, neededAt, kind: 'embedded' }];
  }
  return [];
}

interface Writer {
  frontEnd: FrontEnd;
  from: string;
  strength: number;
  /** True when its framework says so, and not only a path somewhere in its configuration. */
  surely: boolean;
}

/** The builds that write a directory, the surest only; of one package the usual script. */
function best(list: readonly FrontEnd[], path: string): Writer[] {
  const writers = list.flatMap((frontEnd) => writerOf(frontEnd, path) ?? []);
  const strength = Math.max(...writers.map((writer) => writer.strength));
  const depth = Math.max(
    ...writers.filter((one) => one.strength === strength).map(({ frontEnd }) => nearness(frontEnd, path)),
  );
  const surest = writers.filter((one) => one.strength === strength && nearness(one.frontEnd, path) === depth);
  return surest.filter(
    (one, i) => surest.findIndex(({ frontEnd }) => frontEnd.dir === one.frontEnd.dir) === i,
  );
}

/** How deep the package lies that holds the path; zero for one beside it. */
function nearness({ dir }: FrontEnd, path: string): number {
  return dir !== '.' && path.startsWith(`${dir}/`) ? dir.split('/').length : 0;
}

function writerOf(frontEnd: FrontEnd, path: string): Writer | undefined {
  const { output, names, dir } = frontEnd;
  const writer = (strength: number, from: string | undefined, surely = false) =>
    from === undefined ? undefined : { frontEnd, from, strength, surely };
  const holdsPackage = (name: string) => `${dir}/`.startsWith(`${name}/`);
  const around = (name: string) => path.startsWith(`${name}/`) && !holdsPackage(name);
  if (output === path) return writer(4, path, true);
  if (output !== undefined && path.startsWith(`${output}/`)) return writer(2, output, true);
  // A build may write below what is embedded (Angular), but not what holds the package itself.
  if (output?.startsWith(`${path}/`) && !holdsPackage(path)) return writer(2, path, true);
  if (names.has(path)) return writer(3, path);
  const named = [...names];
  return (
    writer(
      1,
      named.find((name) => around(name) && isFrontEndFolder(name)),
    ) ?? writer(0, isFrontEndFolder(path) ? named.find((name) => name.startsWith(`${path}/`)) : undefined)
  );
}

/** Where the one front end of the repository is copied by hand before the program is compiled. */
function onlyFrontEnd(list: readonly FrontEnd[], embed: Embed): Output[] {
  const [frontEnd, ...others] = list.filter(
    (frontEnd, i) =>
      frontEnd.output !== undefined &&
      !isBeside(frontEnd) &&
      list.findIndex((one) => one.dir === frontEnd.dir) === i,
  );
  if (frontEnd?.output === undefined || others.length > 0) return [];
  const name = frontEnd.output.slice(frontEnd.output.lastIndexOf('/') + 1);
  const parts = embed.path.split('/');
  const at = parts.lastIndexOf(name);
  const to = at === -1 ? embed.path : parts.slice(0, at + 1).join('/');
  if (!isFrontEndFolder(to)) return [];
  const { output: from } = frontEnd;
  return [{ frontEnd, from, to, kind: 'embedded', neededAt: embed.from, guessed: true }];
}

/** True for a front end that shows, documents or tests something and is not the app's. */
function isBeside({ dir }: FrontEnd): boolean {
  return ['documentation', 'example', 'test'].includes(sideKind(dir, 'npm') ?? '');
}

/** A page that stands in for the built ones: with them come scripts and style sheets. */
function isStub({ files, path }: Embed): boolean {
  return (
    files.length < 5 &&
    files.every((file) => file.startsWith(`${path}/`) && /\.(html|ico|svg|png|txt|md|json)$/.test(file))
  );
}

function ambiguous({ from, pattern }: Embed, writers: readonly Writer[]): UserError {
  const builds = writers.map(({ frontEnd }) => cite(frontEnd.from));
  return refuse('embed-ambiguous', { place: cite(from), pattern, builds }, from);
}
