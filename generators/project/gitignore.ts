import { ignoreMatcher } from './dockerignore.js';
import { below, directoryOf, withoutTrailingSlashes } from './paths.js';
import type { Project } from './project.js';

/** True when git does not keep any of these files, as far as the repository's own .gitignore files say. */
export function isIgnoredByGit(project: Project, files: readonly string[]): boolean {
  if (files.length === 0) return false;
  const ignored = new Map<string, ReturnType<typeof ignoreMatcher>>();
  const matcherOf = (directory: string) => {
    const known =
      ignored.get(directory) ??
      ignoreMatcher(asDockerignore(project.read(below(directory, '.gitignore')) ?? ''));
    ignored.set(directory, known);
    return known;
  };
  return files.every((file) => {
    for (let directory = directoryOf(file); ; directory = directoryOf(directory)) {
      const path = directory === '.' ? file : file.slice(directory.length + 1);
      if (matcherOf(directory).ignores(path)) return true;
      if (directory === '.') return false;
    }
  });
}

/** Patterns of git are rooted only when they hold a slash before their end. */
function asDockerignore(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const keeps = line.startsWith('!') ? '!' : '';
      const pattern = withoutTrailingSlashes(line.slice(keeps.length));
      return `${keeps}${pattern.includes('/') ? pattern.replace(/^\//, '') : `**/${pattern}`}`;
    })
    .join('\n');
}
