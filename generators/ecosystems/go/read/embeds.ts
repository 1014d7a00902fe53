import { below, directoryOf, within } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { wildcard } from '../../../project/wildcard.js';
import type { Program } from './program.js';
import type { Spot } from './source.js';

/** One pattern of a `//go:embed` comment. */
export interface Embed {
  pattern: string;
  /** The comment: `ui/serve.go:15`. */
  from: Spot;
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
      const named = directoryBeforeWildcard(pattern.replace(/^all:/, ''));
      const path = within(directory, named) ?? directory;
      patterns.push({ pattern, from: { file: source.path, line }, path, files });
    }
  }
  return { patterns, files: [...new Set(patterns.flatMap(({ files }) => files))] };
}

/** The folder that holds everything a pattern can match. */
function directoryBeforeWildcard(pattern: string): string {
  const wild = pattern.search(/[*?[]/);
  return wild === -1 ? pattern : pattern.slice(0, Math.max(0, pattern.lastIndexOf('/', wild)));
}

function matches(project: Project, base: string, pattern: string): string[] {
  const all = pattern.startsWith('all:');
  let found = [base];
  for (const part of pattern
    .replace(/^all:/, '')
    .split('/')
    .filter((name) => name !== '' && name !== '.')) {
    const expression = wildcard(part);
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
