import { cite, type Evidence } from '../../../project/evidence.js';
import type { Project } from '../../../project/project.js';
import type { Embed, Embeds } from '../read/embeds.js';
import type { Program } from '../read/program.js';
import { type Spot, spotAt } from '../read/source.js';
import { refuse } from '../sentences.js';
import { type Generated, isGenerated } from './generated-code.js';

/**
 * Throws a UserError for what a build would surely miss: embedded files that are neither there nor
 * `built` by a stage of their own, and own packages that are not committed.
 */
export function checkComplete(
  project: Project,
  program: Program,
  { patterns, built, generated }: Embeds & { built: ReadonlySet<Embed>; generated: readonly Generated[] },
): void {
  const embed = patterns.find((one) => one.files.length === 0 && !built.has(one));
  if (embed !== undefined) {
    throw refuse('embed-missing', { place: cite(embed.from), pattern: embed.pattern }, embed.from);
  }
  const assets = missingAssets(program);
  if (assets !== undefined) throw refuse('generated-assets-missing', { place: cite(assets) }, assets);
  const missing = program.missing.find(
    ({ path, dir }) => !isGenerated(project, dir) && !generated.some(({ from }) => isOf(from, path, program)),
  );
  if (missing !== undefined) {
    const { path, from } = missing;
    throw refuse('generated-package-missing', { place: cite(from), path }, from);
  }
}

/** True where a tool writes this very package. */
function isOf(from: Evidence, path: string, { missing }: Program): boolean {
  return missing.some((one) => one.path === path && one.from === from);
}

/** Where a package calls what go-bindata writes, and nothing in it defines that. */
function missingAssets({ packages }: Program): Spot | undefined {
  for (const { sources } of packages) {
    if (sources.some(({ code }) => /^func (Must)?Asset\(/m.test(code))) continue;
    for (const { code, path } of sources) {
      const index = code.search(/(?<![\w.])(?:Must)?Asset\(/);
      if (index !== -1 && !/\b(Must)?Asset\s*(:=|=|func)/.test(code)) return spotAt({ path, code }, index);
    }
  }
  return undefined;
}
