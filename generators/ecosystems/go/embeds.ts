import { UserError } from '../../errors.js';
import { lineAt } from '../../project/evidence.js';
import { below, directoryOf, within } from '../../project/paths.js';
import type { Project } from '../../project/project.js';
import type { Program } from './program.js';

/** One pattern of a `//go:embed` comment. */
export interface Embed {
  pattern: string;
  /** `ui/serve.go:15` */
  place: string;
  /** What it names in the repository, up to its first wildcard: `ui/build`. */
  path: string;
  /** What it matches there. */
  files: string[];
}

/** Everything that `//go:embed` compiles into the program. */
export interface Embeds {
  files: string[];
  patterns: Embed[];
}

/** What keeps a directory in git whose real files are built. */
const PLACEHOLDER = /(^|\/)(\.(gitkeep|gitignore|keep|placeholder)|gitkeep|placeholder(\.\w+)?)$/i;

/** True when nothing but a placeholder matches: the real files are built. */
export function isPlaceholder({ files }: Embed): boolean {
  return files.length > 0 && files.every((file) => PLACEHOLDER.test(file));
}

/** Resolves every `//go:embed` pattern of the program (https://pkg.go.dev/embed). */
export function findEmbeds(project: Project, program: Program): Embeds {
  const patterns: Embed[] = [];
  for (const source of program.sources) {
    if (!source.compiled.pure) continue;
    for (const { pattern, line } of source.embeds) {
      const directory = directoryOf(source.path);
      const files = matches(project, directory, pattern);
      const named = pattern.replace(/^all:/, '').replace(/(^|\/)[^/]*[*?[].*$/, '');
      const path = within(directory, named) ?? directory;
      patterns.push({ pattern, place: `${source.path}:${line}`, path, files });
    }
  }
  return { patterns, files: [...new Set(patterns.flatMap(({ files }) => files))] };
}

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

function matches(project: Project, base: string, pattern: string): string[] {
  const all = pattern.startsWith('all:');
  let found = [base];
  for (const part of pattern
    .replace(/^all:/, '')
    .split('/')
    .filter((name) => name !== '' && name !== '.')) {
    const expression = segment(part);
    found = found.flatMap((directory) =>
      project
        .entries(directory)
        .filter(({ name }) => expression.test(name))
        .map(({ name }) => below(directory, name)),
    );
  }
  const hidden = (path: string) => /(^|\/)[._]/.test(path);
  return found.flatMap((path) => {
    if (project.has(path)) return [path];
    // Of a directory the go command takes no hidden file, unless the pattern says all.
    return [...project.walk(path)].filter((file) => all || !hidden(file.slice(path.length + 1)));
  });
}

function segment(part: string): RegExp {
  const body = part
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replace(/\*/g, '[^/]*')
    .replace(/\?/g, '[^/]');
  return new RegExp(`^${body}$`);
}
