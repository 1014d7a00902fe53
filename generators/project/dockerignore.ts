import { type Glob, glob } from './glob.js';
import { below } from './paths.js';
import type { Project } from './project.js';

/** One line of a .dockerignore that is a pattern. */
export interface IgnorePattern {
  source: string;
  /** True for a line that starts with `!`: what it matches is kept. */
  keeps: boolean;
  expression: Glob;
}

/** Answers whether a path of the build context is left out of it. */
export interface IgnoreMatcher {
  ignores(path: string): boolean;
}

/**
 * A matcher with the semantics of Docker's own (moby/patternmatcher): patterns are rooted at the
 * build context, later lines win, and a match of a parent directory counts.
 */
export function ignoreMatcher(text: string): IgnoreMatcher {
  const patterns = patternsOf(text);
  return {
    ignores(path) {
      const prefixes = selfAndParents(path);
      let ignored = false;
      for (const { keeps, expression } of patterns) {
        if (ignored === keeps && prefixes.some((prefix) => expression.test(prefix))) ignored = !keeps;
      }
      return ignored;
    },
  };
}

/** Those of the paths that the text hides from the build: itself, or all that is new in a directory. */
export function hiddenBy(
  text: string,
  paths: readonly string[],
  isDirectory: (path: string) => boolean = () => false,
): string[] {
  const { ignores } = ignoreMatcher(text);
  return paths.filter(
    (path) => path !== '.' && (ignores(path) || (isDirectory(path) && ignores(below(path, UNUSED)))),
  );
}

/** True for an ignore file that hides all of a directory but for what it lets in by name. */
export function hidesByDefault({ ignores }: IgnoreMatcher, directory: string): boolean {
  return ignores(below(directory, UNUSED));
}

const UNUSED = 'a-name-that-nobody-uses';

/** The patterns of a .dockerignore in their order, cleaned as Docker cleans them. */
export function patternsOf(text: string): IgnorePattern[] {
  const patterns: IgnorePattern[] = [];
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    if (line.startsWith('#')) continue;
    const trimmed = line.trim();
    const keeps = trimmed.startsWith('!');
    const pattern = clean(keeps ? trimmed.slice(1).trim() : trimmed);
    if (pattern === '') continue;
    patterns.push({ source: (keeps ? '!' : '') + pattern, keeps, expression: compile(pattern) });
  }
  return patterns;
}

/** As Go's filepath.Clean, and without the leading slash. */
function clean(pattern: string): string {
  const parts: string[] = [];
  for (const part of pattern.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

/** Docker's pattern over a whole path: `**` is any number of directories wherever it stands, and all below at the end. */
function compile(pattern: string): Glob {
  return glob(pattern.replace(/\*\*(?!\/|$)/g, '**/'));
}

function selfAndParents(path: string): string[] {
  const parts = path.split('/');
  return parts.map((_, i) => parts.slice(0, i + 1).join('/'));
}

/** Where ignore lines are read from: BuildKit prefers the file that is named after the Dockerfile. */
const IGNORE_FILES = ['Dockerfile.dockerignore', '.dockerignore'] as const;

/** The ignore file that the build of `Dockerfile` reads: the one that is there, else the one to write. */
export function ignoreFileOf(project: Pick<Project, 'has'>): (typeof IGNORE_FILES)[number] {
  return IGNORE_FILES.find((path) => project.has(path)) ?? '.dockerignore';
}

/** The text of the ignore file among files that are to be written. */
export function ignoreTextIn(files: readonly { path: string; contents: string }[]): string {
  const path = IGNORE_FILES.find((name) => files.some((file) => file.path === name));
  return files.find((file) => file.path === path)?.contents ?? '';
}
