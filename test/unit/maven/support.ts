import { loadCatalog } from '../../../generators/catalog/catalog.js';
import { artifactOf } from '../../../generators/ecosystems/maven/app/artifact.js';
import { reactorsOf } from '../../../generators/ecosystems/maven/app/reactors.js';
import type {
  Artifact,
  Model,
  NotRunnable,
  Reactor,
} from '../../../generators/ecosystems/maven/read/types.js';
import { mapProject } from '../../../generators/project/map.js';
import type { Project } from '../../../generators/project/project.js';
import { TEMPLATES } from '../../support/paths.js';

/** A POM with coordinates and whatever else is given. */
export function pom(rest = '', artifactId = 'demo', version = '1.0'): string {
  return `<project>
  <groupId>com.example</groupId>
  <artifactId>${artifactId}</artifactId>
  <version>${version}</version>
  ${rest}
</project>`;
}

/** `<properties>` of name and value. */
export function properties(values: Record<string, string>): string {
  const lines = Object.entries(values).map(([name, value]) => `<${name}>${value}</${name}>`);
  return `<properties>${lines.join('\n')}</properties>`;
}

/** `<build>` with plugins. */
export function plugins(...elements: string[]): string {
  return `<build><plugins>${elements.join('\n')}</plugins></build>`;
}

/** A plugin with its inner elements. */
export function plugin(artifactId: string, inner = ''): string {
  return `<plugin><artifactId>${artifactId}</artifactId>${inner}</plugin>`;
}

/** An execution of goals. */
export function execution(goal: string, inner = ''): string {
  return `<executions><execution><goals><goal>${goal}</goal></goals>${inner}</execution></executions>`;
}

/** `<dependencies>` of `artifact` or `group:artifact`. */
export function dependencies(...names: string[]): string {
  const lines = names.map((name) => {
    const [first = '', second] = name.split(':');
    return `<dependency><groupId>${second ? first : 'org.any'}</groupId><artifactId>${second ?? first}</artifactId></dependency>`;
  });
  return `<dependencies>${lines.join('\n')}</dependencies>`;
}

/** The parent of Spring Boot. */
export function bootParent(version: string): string {
  return `<parent><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-parent</artifactId><version>${version}</version><relativePath/></parent>`;
}

export const MAIN =
  'package com.example;\npublic class App {\n  public static void main(String[] args) {}\n}\n';

/** A project whose root POM is given, with a main class unless other files are. */
export function single(
  text: string,
  files: Record<string, string> = { 'src/main/java/com/example/App.java': MAIN },
): Project {
  return mapProject({ 'pom.xml': text, ...files });
}

/** The first reactor, which has to be there. */
export function reactor(project: Project): Reactor {
  const [found] = reactorsOf(project);
  if (found === undefined) throw new Error('no reactor');
  return found;
}

/** The model of a directory's module. */
export function model(project: Project, directory = '.'): Model {
  const found = reactorsOf(project)
    .flatMap(({ models }) => models)
    .find((each) => each.directory === directory);
  if (found === undefined) throw new Error(`no module ${directory}`);
  return found;
}

export function artifact(project: Project, directory = '.'): Artifact | NotRunnable {
  return artifactOf(model(project, directory), project);
}

export const CATALOG = loadCatalog(TEMPLATES);
export const IMAGES = CATALOG.images;
