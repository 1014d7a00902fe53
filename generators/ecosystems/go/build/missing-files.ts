import { CODE_GENERATORS } from '../../../knowledge/go-generators.js';
import { cite, place } from '../../../project/evidence.js';
import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import type { Embed, Embeds } from '../read/embeds.js';
import type { Program } from '../read/program.js';
import { type Spot, spotAt } from '../read/source.js';
import { refuse } from '../sentences.js';

/**
 * Throws a UserError for what a build would surely miss: embedded files that are neither there nor
 * `built` by a stage of their own, and own packages that are not committed.
 */
export function checkComplete(
  project: Project,
  program: Program,
  { patterns, files, built }: Embeds & { built: ReadonlySet<Embed> },
): void {
  const embed = patterns.find((one) => one.files.length === 0 && !built.has(one));
  if (embed !== undefined) {
    throw refuse('embed-missing', { place: cite(embed.from), pattern: embed.pattern }, embed.from);
  }
  const assets = missingAssets(program);
  if (assets !== undefined) throw refuse('generated-assets-missing', { place: cite(assets) }, assets);
  const template = ungenerated(project, program, files);
  if (template !== undefined) throw refuse('template-not-compiled', template, place(template.path));
  const [missing] = program.missing;
  if (missing !== undefined) {
    const { path, from } = missing;
    throw refuse('generated-package-missing', { place: cite(from), path }, from);
  }
}

/** A template in one of the program's packages whose Go code is not there, and that is no data. */
function ungenerated(project: Project, { packages }: Program, embedded: readonly string[]) {
  for (const { dir } of packages) {
    const names = project.entries(dir).filter(({ kind }) => kind === 'file');
    for (const { tool, template, code } of CODE_GENERATORS) {
      if (names.some(({ name }) => name.endsWith(code))) continue;
      const left = names.find(({ name }) => name.endsWith(template) && !embedded.includes(below(dir, name)));
      if (left !== undefined) return { path: below(dir, left.name), tool };
    }
  }
  return undefined;
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
