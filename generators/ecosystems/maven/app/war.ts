import { fits } from '../../../knowledge/globs.js';
import { servletVersions } from '../../../knowledge/java.js';
import { type Evidence, lineAt, place } from '../../../project/evidence.js';
import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { atLeast, dependencies, managed } from '../read/dependencies.js';
import { nameSetting, plugin, setting } from '../read/plugins.js';
import { artifactPlace, inPom } from '../read/pom.js';
import { buildDirectory, finalName } from '../read/properties.js';
import { sourceFiles } from '../read/sources.js';
import type { Dependency, Model, Tomcat, War } from '../read/types.js';
import { text } from '../read/xml.js';
import { bootVersion } from './spring-boot.js';

/** Before 3.2 maven-war-plugin reflects on these packages with its XStream, which JDK 16 and newer refuse. */
export const OPENED = [
  'java.base/java.util',
  'java.base/java.lang.reflect',
  'java.base/java.text',
  'java.desktop/java.awt.font',
];

/** The war that `maven-war-plugin` makes of a module. */
export function warOf(model: Model, project: Project): War {
  const war = plugin(model, 'maven-war-plugin');
  const classifier = setting(war, 'classifier');
  const name = `${nameSetting(war, 'warName') ?? finalName(model)}${classifier ? `-${classifier}` : ''}.war`;
  const file = below(nameSetting(war, 'outputDirectory') ?? buildDirectory(model), name);
  const version = war?.elements.map((element) => text(element, 'version')).find(Boolean) ?? '';
  const found: War = { file, ...tomcatOf(model, project) };
  if (!/^\d/.test(version) || atLeast(version, '3.2')) return found;
  const from = artifactPlace(model, { artifactId: 'maven-war-plugin', version });
  return { ...found, oldPlugin: { value: version, from } };
}

type Verdict = Pick<War, 'tomcat' | 'from' | 'because'>;

/** The Tomcat for a module: what the code imports, else what it is built on, else its web.xml. */
function tomcatOf(model: Model, project: Project): Verdict {
  const imported = importedFrom(model, project);
  if (imported?.package === 'javax') return javax(imported.from);
  return (
    fromDependencies(model) ??
    fromDescriptor(model, project) ??
    (imported && verdict('10', imported.from, 'the jakarta packages, of no known version')) ??
    verdict('11', inPom(model.pom, 'packaging', 'war'), 'nothing in it asks for an older one')
  );
}

function verdict(tomcat: Tomcat, from: Evidence, because: string): Verdict {
  return { tomcat, from, because };
}

function javax(from: Evidence): Verdict {
  return verdict('9', from, 'Tomcat 9 is the last one with the javax packages');
}

const SERVLET_IMPORT = /^[ \t]*import\s+(?:static\s+)?(javax|jakarta)\.(?:servlet|ws\.rs|faces|websocket)\./m;

function importedFrom(model: Model, project: Project): { package: string; from: Evidence } | undefined {
  for (const { path, text: source } of sourceFiles(project, model)) {
    const found = SERVLET_IMPORT.exec(source);
    if (found?.[1] === undefined) continue;
    return { package: found[1], from: place(path, lineAt(source, found.index + 1), found[0]) };
  }
  return undefined;
}

const BOOT = 'org.springframework.boot:spring-boot';

const JAVAX = /^javax(\.(servlet|ws\.rs|faces|websocket|el)[\w.]*)?:(javaee-|javax\.|jsp-|jstl|servlet-)/;

function fromDependencies(model: Model): Verdict | undefined {
  const all = [...dependencies(model), ...managed(model)];
  const id = ({ groupId, artifactId }: Dependency) => `${groupId}:${artifactId}`;
  const boot = bootVersion(model);
  for (const row of servletVersions) {
    const found = all.find((each) => fits(id(each), row.artifacts) && /^\d/.test(each.version));
    if (found !== undefined) return byVersion(found, row, artifactPlace(model, found));
    if (boot === undefined || !fits(BOOT, row.artifacts)) continue;
    return byVersion({ artifactId: 'Spring Boot', version: boot.value }, row, boot.from);
  }
  const old = all.find((each) => JAVAX.test(id(each)));
  return old && javax(inPom(model.pom, 'artifactId', old.artifactId));
}

function byVersion(
  { artifactId, version }: Pick<Dependency, 'artifactId' | 'version'>,
  { tomcat10, tomcat11 }: { tomcat10: string; tomcat11?: string },
  from: Evidence,
): Verdict {
  if (tomcat11 !== undefined && atLeast(version, tomcat11)) {
    return verdict('11', from, `${artifactId} ${version} is for Servlet 6.1`);
  }
  if (atLeast(version, tomcat10))
    return verdict('10', from, `${artifactId} ${version} is for Servlet 5 or 6.0`);
  return javax(from);
}

/** The namespace of web.xml: java.sun.com and jcp.org before jakarta.ee, whose version 6.1 came with Tomcat 11. */
function fromDescriptor(model: Model, project: Project): Verdict | undefined {
  const path = below(model.directory, 'src/main/webapp/WEB-INF/web.xml');
  const source = project.read(path) ?? '';
  const from = place(path);
  if (/java\.sun\.com|xmlns\.jcp\.org/.test(source)) return javax(from);
  if (!/jakarta\.ee\/xml\/ns/.test(source)) return undefined;
  const version = /<web-app[^<>]*\bversion="([\d.]+)"/.exec(source)?.[1] ?? '5.0';
  return atLeast(version, '6.1')
    ? verdict('11', from, `its version is ${version}`)
    : verdict('10', from, `its version is ${version}`);
}
