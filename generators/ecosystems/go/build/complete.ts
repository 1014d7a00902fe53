import { UserError } from '../../../errors.js';
import { lineAt } from '../../../project/evidence.js';
import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import type { Embed, Embeds } from '../read/embeds.js';
import type { Program } from '../read/program.js';

/**
 * Throws a UserError for what a build would surely miss: embedded files that are neither there nor
 * `built` by a stage of their own (R63), and own packages that are not committed.
 */
export function checkComplete(
  project: Project,
  program: Program,
  { patterns, files, built }: Embeds & { built: ReadonlySet<Embed> },
): void {
  const embed = patterns.find((one) => one.files.length === 0 && !built.has(one));
  if (embed !== undefined) {
    throw new UserError(
      `${embed.place} embeds "${embed.pattern}", which is not in the repository, so the build would fail`,
      { hint: 'Build or generate it first (an embedded front end: its npm build), then run this again.' },
    );
  }
  const assets = missingAssets(program);
  if (assets !== undefined) {
    throw new UserError(
      `${assets} calls Asset, which go-bindata generates and nothing in its package defines`,
      {
        hint: 'Run the generator first (go generate or make), then run this again.',
      },
    );
  }
  const template = ungenerated(project, program, files);
  if (template !== undefined) {
    throw new UserError(
      `${template.path} is a template that ${template.tool} turns into Go code, which is not in the repository, so the build would fail`,
      { hint: `Run ${template.tool} first and keep what it writes, or generate it in a --build-command.` },
    );
  }
  const [missing] = program.missing;
  if (missing !== undefined) {
    throw new UserError(
      `${missing.place} imports ${missing.path}, which has no Go files in the repository, so the build would fail`,
      { hint: 'It looks generated: commit it, or generate it first and run this again.' },
    );
  }
}

/** Template languages that are compiled to Go beside the template. */
const GENERATORS = [
  { tool: 'templ', from: '.templ', to: '_templ.go' },
  { tool: 'ego', from: '.ego', to: '.ego.go' },
  { tool: 'qtc', from: '.qtpl', to: '.qtpl.go' },
] as const;

/** A template in one of the program's packages whose Go code is not there, and that is no data. */
function ungenerated(project: Project, { packages }: Program, embedded: readonly string[]) {
  for (const { dir } of packages) {
    const names = project.entries(dir).filter(({ kind }) => kind === 'file');
    for (const { tool, from, to } of GENERATORS) {
      if (names.some(({ name }) => name.endsWith(to))) continue;
      const left = names.find(({ name }) => name.endsWith(from) && !embedded.includes(below(dir, name)));
      if (left !== undefined) return { path: below(dir, left.name), tool };
    }
  }
  return undefined;
}

/** Where a package calls what go-bindata writes, and nothing in it defines that. */
function missingAssets({ packages }: Program): string | undefined {
  for (const { sources } of packages) {
    if (sources.some(({ code }) => /^func (Must)?Asset\(/m.test(code))) continue;
    for (const { code, path } of sources) {
      const index = code.search(/(?<![\w.])(?:Must)?Asset\(/);
      if (index !== -1 && !/\b(Must)?Asset\s*(:=|=|func)/.test(code)) return `${path}:${lineAt(code, index)}`;
    }
  }
  return undefined;
}
