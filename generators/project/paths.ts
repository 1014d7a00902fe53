/** Joins two project paths, resolving `.` and `..`; undefined when the result leaves the project. */
export function within(directory: string, path: string): string | undefined {
  const parts: string[] = [];
  for (const part of `${directory}/${path}`.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/') || '.';
}

/** The part of a path before its last `/`, or `.`. */
export function directoryOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '.' : path.slice(0, slash);
}

/** A directory and all above it, the closest first; the last is `.`. */
export function upwards(path: string): string[] {
  return path === '.' ? ['.'] : [path, ...upwards(directoryOf(path))];
}

/** A project path below a directory: `below('.', 'a')` is `a`, `below('web', 'a')` is `web/a`. */
export function below(directory: string, name: string): string {
  return directory === '.' ? name : `${directory}/${name}`;
}

/** True for a directory itself, and for what lies below it. */
export function isInside(path: string, directory: string): boolean {
  return directory === '.' || path === directory || path.startsWith(`${directory}/`);
}

/** A project path as seen from a directory above it: `relativeTo('web', 'web/a')` is `a`, of itself `.`. */
export function relativeTo(directory: string, path: string): string {
  if (path === directory) return '.';
  return path.startsWith(`${directory}/`) ? path.slice(directory.length + 1) : path;
}

/** A path without the slashes at its end. */
export function withoutTrailingSlashes(path: string): string {
  let end = path.length;
  while (path[end - 1] === '/') end--;
  return path.slice(0, end);
}
