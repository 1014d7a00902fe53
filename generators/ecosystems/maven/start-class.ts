import type { Project } from '../../project/project.js';
import type { Artifact } from './artifact.js';
import { hasInstanceMain } from './java.js';
import { declaredMain } from './main-class.js';
import type { Model } from './model.js';
import { interpolate, type Value } from './properties.js';
import { chooseMain, type MainClass, mainClasses } from './sources.js';
import { insteadOf } from './stale-main.js';

/** What is told when the image starts another class than the POM names, with that class. */
type Real = Pick<Artifact, 'from' | 'warning'> & { main: string };

/** The class to start instead of the one that is named, where that one cannot be there. */
export function realMain(named: Value, model: Model, project: Project): Real | undefined {
  const main = interpolate(model, named.value);
  const classes = () => mainsOf(model, project);
  const real = insteadOf(main, model, { project, classes });
  if (real === undefined) return undefined;
  const message = `${model.pom.path} starts ${main}, which is in no source; the image starts ${real.name}`;
  return { main: real.name, from: real.from, warning: { message, from: named.from } };
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
