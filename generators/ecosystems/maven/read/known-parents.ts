// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are Maven's own
import type { Coordinates } from './types.js';
import type { Xml } from './xml.js';

/**
 * What well-known parents outside the repository give to their children, as the section of a POM: only
 * what decides about the image. Nothing is fetched while detecting.
 */
export function knownParent({ groupId, artifactId, version }: Coordinates): Xml | undefined {
  const major = Number.parseInt(version, 10);
  if (groupId === 'org.springframework.boot' && artifactId === 'spring-boot-starter-parent') {
    return bootParent(major);
  }
  if (groupId.startsWith('io.micronaut') && artifactId === 'micronaut-parent') return micronautParent(major);
  if (groupId === 'io.helidon.applications') return helidonParent(artifactId, major);
  return undefined;
}

/** https://docs.spring.io/spring-boot/maven-plugin/using.html#using.parent-pom */
function bootParent(major: number): Xml {
  const level = major >= 3 ? '17' : '1.8';
  const compiler: Record<string, string> =
    major >= 3
      ? { 'maven.compiler.release': '${java.version}' }
      : { 'maven.compiler.source': '${java.version}', 'maven.compiler.target': '${java.version}' };
  return {
    properties: { 'java.version': level, ...compiler },
    build: {
      pluginManagement: {
        plugins: {
          plugin: [
            {
              groupId: 'org.springframework.boot',
              artifactId: 'spring-boot-maven-plugin',
              executions: { execution: { id: 'repackage', goals: { goal: 'repackage' } } },
              configuration: { mainClass: '${start-class}' },
            },
            shade('${start-class}'),
          ],
        },
      },
    },
  };
}

/** The parent of Micronaut shades every application: https://micronaut-projects.github.io/micronaut-maven-plugin/ */
function micronautParent(major: number): Xml {
  return {
    properties: { 'jdk.version': major >= 4 ? '17' : '1.8', 'maven.compiler.source': '${jdk.version}' },
    build: { plugins: { plugin: shade('${exec.mainClass}') } },
  };
}

function helidonParent(artifactId: string, major: number): Xml {
  const level = major >= 4 ? '21' : major === 3 ? '17' : '11';
  const main = major >= 4 ? 'io.helidon.Main' : 'io.helidon.microprofile.cdi.Main';
  const properties: Record<string, string> = { 'maven.compiler.release': level };
  if (artifactId.includes('-mp')) properties.mainClass = main;
  return { properties, build: { finalName: '${project.artifactId}' } };
}

function shade(mainClass: string): Xml {
  return {
    artifactId: 'maven-shade-plugin',
    executions: {
      execution: {
        goals: { goal: 'shade' },
        configuration: { transformers: { transformer: { mainClass } } },
      },
    },
  };
}
