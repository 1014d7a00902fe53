import coerce from 'semver/functions/coerce.js';
import satisfies from 'semver/functions/satisfies.js';
import intersects from 'semver/ranges/intersects.js';
import validRange from 'semver/ranges/valid.js';
import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import type { Manifest } from '../read/manifest.js';

/** True when the repository has engines that do not fit stop an install. */
export function strictEngines(project: Project, { dir }: Manifest): boolean {
  return (
    /^[ \t]*engine-strict\s*=\s*true/m.test(project.read(below(dir, '.npmrc')) ?? '') ||
    /^engineStrict:\s*true/m.test(project.read(below(dir, 'pnpm-workspace.yaml')) ?? '')
  );
}

/** The npm that `engines` asks for, where any other stops. */
export function strictNpm(project: Project, root: Manifest, bundled: number): string | undefined {
  const range = root.json.engines?.npm ?? '';
  if (!strictEngines(project, root) || validRange(range) === null) return undefined;
  const allows = (major: number) => intersects(range, `^${major}.0.0`);
  return allows(bundled) ? undefined : [12, 11, 10, 9, 8, 7, 6].find(allows)?.toString();
}

/** The npm that `devEngines` names, where the image's own is another: npm 10.9 and newer stop at that. */
export function developersNpm({ json }: Manifest, bundled: number): string | undefined {
  const named = [json.devEngines?.packageManager ?? []].flat().find(({ name }) => name === 'npm');
  const range = named?.version ?? '';
  if (validRange(range) === null || satisfies(`${bundled}.999.999`, range)) return undefined;
  return /^[\d.]+$/.test(range) ? range : coerce(range)?.major.toString();
}
