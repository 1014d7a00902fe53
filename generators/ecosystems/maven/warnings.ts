import type { Warning } from '../../plan.js';
import { below, type Project } from '../../project.js';
import type { Model } from './model.js';
import { pluginIds } from './plugins.js';

/** What can surprise in the build or at the start and is no error. */
export function warningsOf(project: Project, models: Model[], root: string): Warning[] {
  const ids = new Set(models.flatMap(pluginIds));
  const warnings: (Warning | undefined)[] = [
    wrapper(project, root),
    ids.has('frontend-maven-plugin')
      ? {
          message:
            'frontend-maven-plugin downloads Node during the image build; its build needs network and memory',
        }
      : undefined,
    ...snapshotParents(models),
  ];
  return warnings.filter((warning) => warning !== undefined);
}

/** The image brings Maven 3.9 (R47); a wrapper of another major is worth a word. */
function wrapper(project: Project, root: string): Warning | undefined {
  const path = below(root, '.mvn/wrapper/maven-wrapper.properties');
  const version = /apache-maven-(\d+)\.[\w.-]*?-bin/.exec(project.read(path) ?? '')?.[1];
  if (version === undefined || version === '3') return undefined;
  return { message: `the wrapper asks for Maven ${version}, the build image has Maven 3.9`, from: path };
}

function snapshotParents(models: Model[]): Warning[] {
  const seen = new Map<string, Warning>();
  for (const { external, pom, parents } of models) {
    if (external === undefined || !external.version.endsWith('-SNAPSHOT')) continue;
    const name = `${external.groupId}:${external.artifactId}:${external.version}`;
    const from = (parents.at(-1) ?? pom).path;
    seen.set(name, {
      message: `the parent ${name} is not in this repository; the build has to find it elsewhere`,
      from,
    });
  }
  return [...seen.values()];
}
