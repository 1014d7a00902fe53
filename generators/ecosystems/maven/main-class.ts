import type { Model } from './model.js';
import { plugin, setting } from './plugins.js';
import { evidence } from './pom.js';
import { resolved, type Value } from './properties.js';

/** Where POMs name the class to start, the most telling first. */
const SETTINGS: [artifactId: string, ...tags: string[]][] = [
  ['maven-jar-plugin', 'archive', 'manifest', 'mainClass'],
  ['maven-jar-plugin', 'archive', 'manifestEntries', 'Main-Class'],
  ['maven-assembly-plugin', 'archive', 'manifest', 'mainClass'],
  ['spring-boot-maven-plugin', 'mainClass'],
  ['exec-maven-plugin', 'mainClass'],
  ['appassembler-maven-plugin', 'programs', 'program', 'mainClass'],
  ['jib-maven-plugin', 'container', 'mainClass'],
];

const PROPERTIES = [
  'exec.mainClass',
  'start-class',
  'mainClass',
  'main.class',
  'main-class',
  'app.main.class',
];

/**
 * The class to start as the POM names it, with its evidence. What exec-maven-plugin runs counts only when
 * it is one of the module's own: people also run tools and benchmarks with it.
 */
export function declaredMain(model: Model, own: readonly string[]): Value | undefined {
  for (const [artifactId, ...tags] of SETTINGS) {
    const value = setting(plugin(model, artifactId), ...tags);
    if (artifactId === 'exec-maven-plugin' && !own.includes(value ?? '')) continue;
    if (value !== undefined && CLASS_NAME.test(value)) {
      return { value, from: evidence(model.pom, tags.at(-1) ?? '') };
    }
  }
  for (const name of PROPERTIES) {
    const found = resolved(model, name);
    if (found !== undefined && CLASS_NAME.test(found.value)) return found;
  }
  return undefined;
}

const CLASS_NAME = /^[\w$]+(\.[\w$]+)*$/;
