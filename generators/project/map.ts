import { cached } from './cached.js';
import type { Entry, Project } from './project.js';

/** A project made of a map from path to text, for tests. */
export function mapProject(files: Record<string, string>, name = 'project'): Project {
  const paths = Object.keys(files).sort();
  return cached(name, {
    entries(directory) {
      const prefix = directory === '.' ? '' : `${directory}/`;
      const found = new Map<string, Entry>();
      for (const path of paths) {
        if (!path.startsWith(prefix)) continue;
        const [name = '', ...rest] = path.slice(prefix.length).split('/');
        found.set(name, { name, kind: rest.length > 0 ? 'directory' : 'file' });
      }
      return [...found.values()];
    },
    read: (path) => files[path],
  });
}
