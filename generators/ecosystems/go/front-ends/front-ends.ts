import type { Catalog } from '../../../catalog/catalog.js';
import type { FrontEnd, FrontEnds } from '../../../plan/front-end.js';
import type { Project } from '../../../project/project.js';
import type { Embed } from '../read/embeds.js';
import { embeddedOutputs } from './embedded.js';
import type { BuiltFrontEnds, FrontEndSearch, Output } from './front-end-output.js';
import { servedOutputs } from './served.js';

/**
 * Finds the front ends that are compiled into the program or that it serves, and whose files are not
 * committed.
 *
 * Throws a UserError when nothing says which of several builds writes what is embedded.
 */
export function findFrontEnds(search: FrontEndSearch): { outputs: Output[]; built: Set<Embed> } {
  const outputs: Output[] = [];
  const built = new Set<Embed>();
  const { project, frontEnds } = search;
  const list = project.once('front-ends', '.', () => frontEnds?.list(project) ?? []);
  if (list.length === 0) return { outputs, built };
  for (const embed of search.patterns) {
    const found = embeddedOutputs(project, list, embed);
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
