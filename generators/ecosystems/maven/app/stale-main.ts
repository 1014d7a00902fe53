import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { dependencies } from '../read/dependencies.js';
import type { MainClass, Model } from '../read/types.js';

/**
 * The class to start instead of one that the POM names and that nothing brings: it bears the module's own
 * group, no source of the repository mentions it, no other artifact of that group is on the class path,
 * and exactly one class of the module has a main method. Undefined as long as the POM may be right.
 */
export function insteadOf(
  named: string,
  model: Model,
  { project, classes }: { project: Project; classes: () => MainClass[] },
): MainClass | undefined {
  const group = model.coordinates.groupId;
  if (!isOwn(named, model, project)) return undefined;
  const [only, ...others] = classes();
  if (only === undefined || others.length > 0 || only.name === named || !only.name.startsWith(`${group}.`)) {
    return undefined;
  }
  return isLacked(named, model, project) ? only : undefined;
}

/** True when nothing brings a class: it bears the module's own group, no source mentions it, and no artifact of that group is there. */
export function isLacked(named: string, model: Model, project: Project): boolean {
  return (
    isOwn(named, model, project) &&
    !broughtByOthers(model, model.coordinates.groupId) &&
    !project.once('mentioned class', named, () => mentioned(project, named))
  );
}

/** True for a class of the module's own group that does not lie where Java would have it. */
function isOwn(named: string, { coordinates: { groupId }, directory }: Model, project: Project): boolean {
  return (
    groupId !== '' &&
    named.startsWith(`${groupId}.`) &&
    !project.has(below(directory, `src/main/java/${named.replaceAll('.', '/')}.java`))
  );
}

/** True when an artifact of the same makers may hold the class; what a parent elsewhere adds counts too. */
function broughtByOthers(model: Model, group: string): boolean {
  const kin = (other: string) => `${other}.`.startsWith(`${group}.`) || `${group}.`.startsWith(`${other}.`);
  return (
    dependencies(model).some(({ groupId }) => kin(groupId)) ||
    (model.external !== undefined && kin(model.external.groupId))
  );
}

const SOURCE = /\.(java|kt|groovy|scala|clj)$/;
const OUTPUT = /(^|\/)(target|node_modules)$/;

/** True when any source has the name of the class, in its text or as its file: Kotlin, Scala and generators hide classes. */
function mentioned(project: Project, named: string): boolean {
  const simple = named.slice(Math.max(named.lastIndexOf('.'), named.lastIndexOf('$')) + 1);
  const stem = simple.replace(/Kt$/, '').toLowerCase();
  const word = new RegExp(`(?<![\\w$])${simple.replaceAll('$', '\\$')}(?![\\w$])`);
  for (const path of project.walk('.', (directory) => OUTPUT.test(directory))) {
    if (!SOURCE.test(path)) continue;
    const file = path.slice(path.lastIndexOf('/') + 1).replace(SOURCE, '');
    if (file.toLowerCase() === stem || word.test(project.read(path) ?? '')) return true;
  }
  return false;
}
