import type { Project } from '../../../project/project.js';
import { dependencies } from '../read/dependencies.js';
import type { Model, Reactor } from '../read/types.js';
import { needed } from './needed-modules.js';
import { reactorsOf } from './reactors.js';

/** A project of the repository that another one needs, though no POM lists both as modules. */
export interface Sister {
  reactor: Reactor;
  model: Model;
}

/**
 * The projects beside a build that its modules need in the version that the repository holds: they are in no remote
 * repository, so they are installed first. Those that others need come before them.
 */
export function sistersOf(project: Project, reactor: Reactor, models: readonly Model[]): Sister[] {
  const others = reactorsOf(project).filter(({ root }) => root !== reactor.root);
  const found: Sister[] = [];
  const visited = new Set<Model>();
  const visit = (model: Model): void => {
    for (const wanted of dependencies(model)) {
      const sister = others
        .flatMap((other) => other.models.map((one) => ({ reactor: other, model: one })))
        .find(({ model: { coordinates } }) => isSame(wanted, coordinates));
      if (sister === undefined || models.includes(sister.model) || visited.has(sister.model)) continue;
      visited.add(sister.model);
      for (const one of needed(sister.reactor, sister.model)) visit(one);
      found.push(sister);
    }
  };
  for (const model of models) visit(model);
  return found;
}

interface Named {
  groupId: string;
  artifactId: string;
  version: string;
}

function isSame(wanted: Named, own: Named): boolean {
  return (
    wanted.artifactId === own.artifactId && wanted.groupId === own.groupId && wanted.version === own.version
  );
}
