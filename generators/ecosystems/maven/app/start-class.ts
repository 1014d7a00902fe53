import type { Project } from '../../../project/project.js';
import { hasInstanceMain } from '../read/java-level.js';
import { plugin, setting } from '../read/plugins.js';
import { inPom } from '../read/pom.js';
import { interpolate, resolved } from '../read/properties.js';
import type { Artifact, MainClass, Model, Value } from '../read/types.js';
import { warn } from '../sentences.js';
import { chooseMain, mainClasses } from './main-methods.js';
import { insteadOf } from './stale-main.js';

/** What is told when the image starts another class than the POM names, with that class. */
type Real = Pick<Artifact, 'from' | 'warning'> & { main: string };

/** The class to start instead of the one that is named, where that one cannot be there. */
export function realMain(named: Value, model: Model, project: Project): Real | undefined {
  const main = interpolate(model, named.value);
  const classes = () => mainsOf(model, project);
  const real = insteadOf(main, model, { project, classes });
  if (real === undefined) return undefined;
  const values = { pom: model.pom.path, named: main, started: real.name };
  return { main: real.name, from: real.from, warning: warn('main-class-stale', values, named.from) };
}

/** All classes of the module with a main method. */
export function mainsOf(model: Model, project: Project): MainClass[] {
  return mainClasses(project, model, hasInstanceMain(model));
}

/** The class to start: as the POM says, else the one that stands out in the sources. */
export function mainOf(model: Model, classes: MainClass[]): Value | undefined {
  const declared = declaredMain(
    model,
    classes.map(({ name }) => name),
  );
  const chosen = declared === undefined ? chooseMain(classes) : undefined;
  return declared ?? (chosen && { value: chosen.name, from: chosen.from });
}

/** Where POMs name the class to start, the most telling first. */
const MAIN_CLASS_SETTINGS: [artifactId: string, ...tags: string[]][] = [
  ['maven-jar-plugin', 'archive', 'manifest', 'mainClass'],
  ['maven-jar-plugin', 'archive', 'manifestEntries', 'Main-Class'],
  ['maven-assembly-plugin', 'archive', 'manifest', 'mainClass'],
  ['spring-boot-maven-plugin', 'mainClass'],
  ['exec-maven-plugin', 'mainClass'],
  ['appassembler-maven-plugin', 'programs', 'program', 'mainClass'],
  ['jib-maven-plugin', 'container', 'mainClass'],
];

const MAIN_CLASS_PROPERTIES = [
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
  for (const [artifactId, ...tags] of MAIN_CLASS_SETTINGS) {
    const value = setting(plugin(model, artifactId), ...tags);
    if (artifactId === 'exec-maven-plugin' && !own.includes(value ?? '')) continue;
    if (value !== undefined && CLASS_NAME.test(value)) {
      return { value, from: inPom(model.pom, tags.at(-1) ?? '') };
    }
  }
  for (const name of MAIN_CLASS_PROPERTIES) {
    const found = resolved(model, name);
    if (found !== undefined && CLASS_NAME.test(found.value)) return found;
  }
  return undefined;
}

const CLASS_NAME = /^[\w$]+(\.[\w$]+)*$/;
