import { type Decision, decide } from '../../../plan/decision.js';
import { place } from '../../../project/evidence.js';
import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { inPom } from '../read/pom.js';
import type { Reactor } from '../read/types.js';
import { text } from '../read/xml.js';

/**
 * The row of the build image for a build that Maven 3.9 cannot do: a POM of model 4.1.0, or a wrapper
 * that asks for Maven 4. Undefined for all others: Maven 3.9 builds what was made for older ones.
 */
export function newerMaven(project: Project, { root, models }: Reactor): Decision<string> | undefined {
  const pom = models
    .map((model) => model.pom)
    .find((each) => /^4\.[1-9]/.test(modelVersionOf(each.source, text(each.project, 'modelVersion'))));
  if (pom !== undefined) {
    const from = inPom(pom, 'modelVersion', text(pom.project, 'modelVersion'));
    return decide('maven-4', from, 'only Maven 4 reads POMs of model 4.1.0');
  }
  const path = below(root, '.mvn/wrapper/maven-wrapper.properties');
  const version = /apache-maven-([4-9][\w.-]{0,60}?)-bin/.exec(project.read(path) ?? '')?.[1];
  return version === undefined
    ? undefined
    : decide('maven-4', place(path), `the wrapper asks for Maven ${version}`);
}

/** The model of a POM: its own word, else its namespace. */
function modelVersionOf(source: string, modelVersion: string | undefined): string {
  return modelVersion ?? /POM\/(\d[\d.]*)/.exec(source)?.[1] ?? '';
}
