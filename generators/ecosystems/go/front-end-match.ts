import { UserError } from '../../errors.js';
import type { FrontEnd } from '../../front-end.js';
import { isIgnoredByGit } from '../../gitignore.js';
import type { Project } from '../../project.js';
import { type Embed, isPlaceholder } from './embeds.js';
import type { Output } from './front-ends.js';

/**
 * The build that writes what a pattern embeds, when that is not committed: missing, a placeholder, a
 * page that stands in, or left out by git.
 *
 * Throws a UserError when several builds may be meant and the program does not compile without one.
 */
export function embeddedOutput(project: Project, list: FrontEnd[], embed: Embed): Output | undefined {
  const missing = embed.files.length === 0 || isPlaceholder(embed) || isIgnoredByGit(project, embed.files);
  if (!missing && !isStub(embed)) return partlyBuilt(project, list, embed);
  const base = { kind: 'embedded', place: embed.place } as const;
  const writers = best(list, embed.path);
  if (writers.length > 1 && missing && embed.files.length === 0) throw ambiguous(embed, writers);
  const [writer] = writers;
  if (writer !== undefined) return { ...base, frontEnd: writer.frontEnd, from: writer.from, to: writer.from };
  return missing ? onlyFrontEnd(list, embed) : undefined;
}

/** A build that writes below committed files: a directory that git leaves out of what is embedded. */
function partlyBuilt(
  project: Project,
  list: readonly FrontEnd[],
  { path, place }: Embed,
): Output | undefined {
  for (const frontEnd of list) {
    for (const from of [frontEnd.output, ...frontEnd.names]) {
      if (from === undefined || !from.startsWith(`${path}/`) || project.hasDirectory(from)) continue;
      if (!isIgnoredByGit(project, [`${from}/index.html`])) continue;
      return { frontEnd, from, to: from, kind: 'embedded', place };
    }
  }
  return undefined;
}

interface Writer {
  frontEnd: FrontEnd;
  from: string;
  strength: number;
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
  if (output === path) return { frontEnd, from: path, strength: 3 };
  if (output !== undefined && path.startsWith(`${output}/`)) return { frontEnd, from: output, strength: 2 };
  // A build may write below what is embedded (Angular), but not what holds the package itself.
  if (output?.startsWith(`${path}/`) && !`${dir}/`.startsWith(`${path}/`)) {
    return { frontEnd, from: path, strength: 2 };
  }
  if (names.has(path)) return { frontEnd, from: path, strength: 3 };
  const around = [...names].find((name) => path.startsWith(`${name}/`) && isBuilt(name));
  return around === undefined || `${dir}/`.startsWith(`${around}/`)
    ? undefined
    : { frontEnd, from: around, strength: 1 };
}

/** Names of directories that front ends are built to. */
const BUILT =
  /^(?:\w+[-_.])?(dist|build|out|output|public|static|www|web|ui|assets|html|client|frontend|webui|spa|app)$/;

function isBuilt(path: string): boolean {
  return BUILT.test(path.slice(path.lastIndexOf('/') + 1));
}

/** Where the one front end of the repository is copied by hand before the program is compiled. */
function onlyFrontEnd(list: readonly FrontEnd[], embed: Embed): Output | undefined {
  const [frontEnd, ...others] = list.filter(
    ({ output, dir }, i) =>
      output !== undefined && !SIDE.test(dir) && list.findIndex((one) => one.dir === dir) === i,
  );
  if (frontEnd?.output === undefined || others.length > 0) return undefined;
  const name = frontEnd.output.slice(frontEnd.output.lastIndexOf('/') + 1);
  const parts = embed.path.split('/');
  const at = parts.lastIndexOf(name);
  const to = at === -1 ? embed.path : parts.slice(0, at + 1).join('/');
  if (!isBuilt(to)) return undefined;
  const message = `nothing says what fills ${to}: the image gets what ${frontEnd.from} writes to ${frontEnd.output}, the only front end here`;
  return {
    frontEnd,
    from: frontEnd.output,
    to,
    kind: 'embedded',
    place: embed.place,
    warning: { message, from: embed.place },
  };
}

const SIDE = /(^|\/)(docs?|website|examples?|demos?|samples?|e2e|tests?|playground|storybook)(\/|$)/;

/** A page that stands in for the built ones: with them come scripts and style sheets. */
function isStub({ files, path }: Embed): boolean {
  return (
    files.length < 5 &&
    files.every((file) => file.startsWith(`${path}/`) && /\.(html|ico|svg|png|txt|md|json)$/.test(file))
  );
}

function ambiguous({ place, pattern }: Embed, writers: readonly Writer[]): UserError {
  const builds = writers.map(({ frontEnd }) => frontEnd.from);
  return new UserError(
    `${place} embeds "${pattern}", which is not in the repository, and ${builds.join(' and ')} may both write it`,
    { hint: 'Build it first, or leave one script that writes there, then run this again.' },
  );
}
