import type { Ecosystem } from '../../plan/ecosystem.js';
import { below } from '../../project/paths.js';
import type { Project } from '../../project/project.js';
import { type Candidate, detect } from './app/detect.js';
import { products } from './build/products.js';
import { candidates } from './plan/candidates.js';
import { plan } from './plan/plan.js';
import { finder, pomPaths, readReactor } from './read/reactor.js';

/** Maven: Spring Boot, Quarkus, Micronaut and plain Java programs, single or multi-module. */
export const maven: Ecosystem<Candidate> = {
  id: 'maven',
  title: 'Maven',
  manifest: 'pom.xml',
  detect,
  plan,
  candidates,
  products,
  owns,
};

/** A module of the reactor at the root. */
function owns(project: Project, path: string): boolean {
  if (!project.has('pom.xml') || !project.has(below(path, 'pom.xml'))) return false;
  const find = finder(project, pomPaths(project));
  const { models } = readReactor(project, 'pom.xml', { find, profiles: [] });
  return models.some(({ directory }) => directory === path);
}
