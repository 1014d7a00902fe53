import { nativePackage } from '../knowledge/native-packages.js';
import { npmLock } from '../project/npm-lock.js';
import type { Project } from '../project/project.js';
import type { Built } from './built.js';
import { type Finding, finding } from './finding.js';
import { modulesFrom } from './modules.js';

/**
 * A package that is compiled for the C library of one stage and runs on that of another: it does not load. Judged by
 * the package-lock.json of the context's root; of other lock files nothing is said.
 */
export function checkLibc(stages: readonly Built[], built: Built, project: Project): Finding[] {
  const source = modulesFrom(stages, built);
  const [made, runs] = [source?.contents?.libc, built.contents?.libc];
  if (source === undefined || made === undefined || runs === undefined || made === runs) return [];
  const module = compiledPackage(project);
  const place = built.stage.instructions.find(({ flags }) => flags.get('from') === source.stage.name);
  if (module === undefined || place === undefined) return [];
  const values = { module, stage: source.stage.name, built: made, image: built.image, runs };
  return [finding('libc-differs', values, place)];
}

function compiledPackage(project: Project): string | undefined {
  for (const [path, entry] of Object.entries(npmLock(project, 'package-lock.json')?.packages ?? {})) {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    if (entry.hasInstallScript && !entry.dev && nativePackage(name)?.compiled) return name;
  }
  return undefined;
}
