import { executions, plugin, runs, settings } from '../read/plugins.js';
import { built, finalName } from '../read/properties.js';
import type { Artifact, Model } from '../read/types.js';
import { all, text } from '../read/xml.js';

/**
 * Files that the build leaves beside the artifact and that its pattern fits too: jars with a classifier. None
 * where its name has no version in it, or where it has a suffix of its own.
 */
export function siblingsOf(model: Model, { file }: Extract<Artifact, { file: string }>): string[] {
  const name = finalName(model);
  if (!name.includes('*') || file !== built(model, `${name}.jar`)) return [];
  return [...new Set(classifiers(model))].map((classifier) => built(model, `${name}-${classifier}.jar`));
}

function classifiers(model: Model): string[] {
  const jar = plugin(model, 'maven-jar-plugin');
  const packed = jar === undefined ? [] : executions(jar);
  const assembly = plugin(model, 'maven-assembly-plugin');
  const shade = plugin(model, 'maven-shade-plugin');
  return [
    ...packed
      .filter((each) => text(each, 'id') !== 'default-jar')
      .flatMap((each) => text(each, 'configuration', 'classifier') ?? []),
    ...(packed.some((each) => all(each, 'goals', 'goal').includes('test-jar')) ? ['tests'] : []),
    ...(runs(assembly, 'single') ? settings(assembly, 'descriptorRefs', 'descriptorRef').map(String) : []),
    ...(runs(shade, 'shade') ? settings(shade, 'shadedClassifierName').map(String) : []),
  ];
}
