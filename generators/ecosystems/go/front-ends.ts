import type { Catalog } from '../../catalog/catalog.js';
import { decide, type Json } from '../../plan/decision.js';
import { type FrontEnd, type FrontEndStage, type FrontEnds, ROOT } from '../../plan/front-end.js';
import type { Warning } from '../../plan/plan.js';
import { cite } from '../../project/evidence.js';
import { isIgnoredByGit } from '../../project/gitignore.js';
import { within } from '../../project/paths.js';
import type { Project } from '../../project/project.js';
import type { Embed } from './embeds.js';
import { dataIn, paths } from './files.js';
import { embeddedOutputs } from './front-end-match.js';
import type { Program } from './program.js';

/** A directory of the repository that a front end's build writes and the program needs. */
export interface Output {
  frontEnd: FrontEnd;
  /** Where the build leaves it. */
  from: string;
  /** Where it belongs in the repository when it is compiled in, below the working directory when it is served. */
  to: string;
  kind: 'embedded' | 'served';
  /** The place in the program that needs it. */
  place: string;
  warning?: Warning;
}

/** The front ends that stages of their own build. */
export interface BuiltFrontEnds {
  stages: (FrontEndStage & { name: string })[];
  outputs: (Output & { stage: string })[];
  /** Patterns of `//go:embed` that those stages fill. */
  built: Set<Embed>;
}

export interface FrontEndSearch {
  project: Project;
  program: Program;
  patterns: readonly Embed[];
  /** Absent where no ecosystem builds front ends. */
  frontEnds: FrontEnds | undefined;
}

/**
 * Finds the front ends that are compiled into the program or that it serves, and whose files are not
 * committed (R63).
 *
 * Throws a UserError when nothing says which of several builds writes what is embedded.
 */
export function findFrontEnds(search: FrontEndSearch): { outputs: Output[]; built: Set<Embed> } {
  const outputs: Output[] = [];
  const built = new Set<Embed>();
  const list = search.frontEnds?.list(search.project) ?? [];
  if (list.length === 0) return { outputs, built };
  for (const embed of search.patterns) {
    const found = embeddedOutputs(search.project, list, embed);
    if (found.length > 0) built.add(embed);
    outputs.push(...found);
  }
  outputs.push(...servedOutputs(search, list, outputs));
  return { outputs: withoutNested(outputs), built };
}

/** Plans a stage for each package that was found. */
export function buildFrontEnds(
  found: { outputs: Output[]; built: Set<Embed> },
  { project, catalog, frontEnds }: { project: Project; catalog: Catalog; frontEnds?: FrontEnds },
): BuiltFrontEnds {
  const builds = [...new Set(found.outputs.map(({ frontEnd }) => frontEnd))];
  const names = new Map(builds.map((build) => [build, builds.length === 1 ? 'web' : stageName(build)]));
  const stages = builds.flatMap((frontEnd) => {
    const outputs = found.outputs.filter((output) => output.frontEnd === frontEnd).map(({ from }) => from);
    const stage = frontEnds?.stage({ project, catalog, frontEnd, outputs });
    return stage === undefined ? [] : [{ ...stage, name: names.get(frontEnd) ?? 'web' }];
  });
  const outputs = found.outputs.map((output) => ({ ...output, stage: names.get(output.frontEnd) ?? 'web' }));
  return { stages, outputs, built: found.built };
}

/** `admin` for `web/admin`, unless a stage of the program has that name. */
function stageName({ dir, script }: FrontEnd): string {
  const path = dir === '.' ? script : dir;
  const name = path
    .slice(path.lastIndexOf('/') + 1)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  return /^(build|runtime|test|dev|debug)$/.test(name) ? `web-${name}` : name;
}

/** Directories that the program opens by the path a build writes them to. */
function servedOutputs(
  { project, program }: FrontEndSearch,
  list: readonly FrontEnd[],
  embedded: readonly Output[],
): Output[] {
  const bases = [...new Set([program.scope.module.dir, '.', program.dir])];
  const found: Output[] = [];
  for (const source of program.sources) {
    for (const { text, line, strong } of paths(source)) {
      const plain = text.replace(/\/+$/, '');
      if (!strong && !plain.includes('/')) continue;
      const served = bases.flatMap((base) => servedOutput(list, within(base, plain), plain) ?? [])[0];
      if (served === undefined || isCommitted(project, served.from)) continue;
      if (embedded.some(({ to }) => to === served.from)) continue;
      found.push({ ...served, kind: 'served', place: `${source.path}:${line} "${text}"` });
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

/** Each directory once, without those that another brings along. */
function withoutNested(outputs: readonly Output[]): Output[] {
  return outputs.filter(
    (one, i) =>
      !outputs.some(
        (other, j) =>
          other.kind === one.kind && (one.to.startsWith(`${other.to}/`) || (other.to === one.to && j < i)),
      ),
  );
}

/** The variables of the partial `front-end`, and what the other stages take from it. */
export function frontEndVariables({ stages, outputs }: BuiltFrontEnds, { scope }: Program) {
  const copies = (kind: Output['kind'], to: (output: Output) => string) =>
    outputs
      .filter((output) => output.kind === kind)
      .map((output) => ({ stage: output.stage, from: `${ROOT}/${output.from}`, to: to(output) }));
  const place = (kind: Output['kind']) => outputs.find((output) => output.kind === kind)?.place ?? 'the code';
  return {
    frontEnds: decide<Json>(
      stages.map(({ name, variables }) => ({ name, ...variables })),
      outputs.map(({ frontEnd }) => cite(frontEnd.from)).join(', ') || 'the code',
    ),
    embedded: decide<Json>(
      copies('embedded', ({ to }) => inBuildStage(to, scope.module.dir)),
      place('embedded'),
    ),
    served: decide<Json>(
      copies('served', ({ to }) => to),
      place('served'),
    ),
  };
}

/** True for a path whose content comes from the stage of a front end. */
export function isBuiltFile({ outputs }: BuiltFrontEnds, path: string): boolean {
  return outputs.some(({ from, to, kind }) =>
    [from, ...(kind === 'embedded' ? [to] : [])].some((dir) => path === dir || path.startsWith(`${dir}/`)),
  );
}

/** Where a path of the repository lies below the working directory of the stage that compiles. */
function inBuildStage(path: string, moduleDir: string): string {
  if (moduleDir === '.') return `./${path}`;
  return path.startsWith(`${moduleDir}/`) ? `./${path.slice(moduleDir.length + 1)}` : `${ROOT}/${path}`;
}
