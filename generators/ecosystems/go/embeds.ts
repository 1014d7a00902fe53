import { lineAt } from '../../decision.js';
import { UserError } from '../../errors.js';
import { below, directoryOf, type Project } from '../../project.js';
import type { Program } from './program.js';

/** Files compiled into the program by `//go:embed`, and the patterns that match nothing. */
export interface Embeds {
  files: string[];
  unmatched: { pattern: string; place: string }[];
  /** Patterns that match only what keeps an empty directory in git: the real files are built. */
  placeholders: { pattern: string; place: string }[];
}

/** Resolves every `//go:embed` pattern of the program (https://pkg.go.dev/embed). */
export function findEmbeds(project: Project, program: Program): Embeds {
  const embeds: Embeds = { files: [], unmatched: [], placeholders: [] };
  for (const { path, embeds: patterns, compiled } of program.sources) {
    if (!compiled.pure) continue;
    for (const { pattern, line } of patterns) {
      const files = matches(project, directoryOf(path), pattern);
      if (files.length === 0) embeds.unmatched.push({ pattern, place: `${path}:${line}` });
      else if (files.every((file) => /(^|\/)\.(gitkeep|gitignore|keep|placeholder)$/.test(file))) {
        embeds.placeholders.push({ pattern, place: `${path}:${line}` });
      }
      embeds.files.push(...files);
    }
  }
  embeds.files = [...new Set(embeds.files)];
  return embeds;
}

/**
 * Throws a UserError for what a build would surely miss: embedded files that are not there (R63), and
 * own packages that are not committed.
 */
export function checkComplete(project: Project, program: Program, { unmatched, files }: Embeds): void {
  const [embed] = unmatched;
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
