import { below } from '../../project/paths.js';
import type { Project } from '../../project/project.js';
import type { Model } from './model.js';
import { type Plugin, settings } from './plugins.js';
import { interpolate } from './properties.js';
import { all, parseXml, text } from './xml.js';

const BUILT_IN = 'jar-with-dependencies';

/**
 * The id of the assembly that is one jar with the dependencies unpacked in it: the plugin's own
 * descriptor, or one in the repository (https://maven.apache.org/plugins/maven-assembly-plugin/assembly.html).
 */
export function runnableAssembly(
  assembly: Plugin | undefined,
  model: Model,
  project: Project,
): string | undefined {
  const refs = settings(assembly, 'descriptorRefs', 'descriptorRef').map(String);
  if (refs.some((ref) => ref.trim() === BUILT_IN)) return BUILT_IN;
  const files = [...settings(assembly, 'descriptors', 'descriptor'), ...settings(assembly, 'descriptor')];
  for (const file of files) {
    const path = interpolate(model, String(file).trim()).replace(/^(\$\{(project\.)?basedir\}|\.)\//, '');
    const place = path.startsWith(`${model.directory}/`) ? path : below(model.directory, path);
    const source = project.read(place);
    if (source === undefined) continue;
    const descriptor = parseXml(place, source, 'assembly');
    const unpacks = all(descriptor, 'dependencySets', 'dependencySet').some(
      (each) => text(each, 'unpack') === 'true',
    );
    const isJar = all(descriptor, 'formats', 'format').some((each) => String(each).trim() === 'jar');
    if (unpacks && isJar) return text(descriptor, 'id') ?? BUILT_IN;
  }
  return undefined;
}
