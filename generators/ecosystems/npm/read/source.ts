import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';

/** One file of code. */
export interface SourceFile {
  path: string;
  text: string;
}

const CODE = /\.(?:[cm]?[jt]s|[jt]sx|vue|svelte|astro)$/;

const NOT_APP =
  /^(test|tests|__tests__|spec|specs|e2e|cypress|docs|examples?|coverage|dist|build|out|\.next|\.nuxt|\.output|public|client|frontend|vendor|scripts|migrations|seeders)$/;

const MOST_FILES = 400;

const MOST_BYTES = 4_000_000;

/** The code of an app as far as its ports and run-time files show in it: entry first, bounded. */
export function sourcesOf(project: Project, dir: string, entry?: string): SourceFile[] {
  const files: SourceFile[] = [];
  let bytes = 0;
  const add = (path: string) => {
    const text = project.read(path);
    if (text === undefined || text.length > 500_000) return;
    bytes += text.length;
    files.push({ path, text });
  };
  if (entry !== undefined && project.has(below(dir, entry))) add(below(dir, entry));
  const start = entry === undefined ? '' : below(dir, entry);
  const skipped = (path: string, name: string) => NOT_APP.test(name) && !start.startsWith(`${path}/`);
  for (const path of project.walk(dir, skipped)) {
    if (files.length >= MOST_FILES || bytes > MOST_BYTES) break;
    if (
      !CODE.test(path) ||
      /\.(test|spec|d|stories|config)\.[cm]?[jt]sx?$|(^|\/)\.pnp\.c?js$/.test(path) ||
      files[0]?.path === path
    )
      continue;
    add(path);
  }
  return files;
}
