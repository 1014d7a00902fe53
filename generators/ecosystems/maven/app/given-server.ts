import { fits } from '../../../knowledge/globs.js';
import { knownPlugins } from '../../../knowledge/maven.js';
import { warServer } from '../../../knowledge/war-servers.js';
import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { atLeast, dependencies } from '../read/dependencies.js';
import { declaredLevel } from '../read/java-level.js';
import { pluginIds } from '../read/plugins.js';
import { inPom } from '../read/pom.js';
import { sourceFiles } from '../read/sources.js';
import type { Artifact, Model } from '../read/types.js';
import { warn } from '../sentences.js';
import { libDirectory } from './jars.js';
import { warOf } from './war.js';

/**
 * A war for an application server that nothing names: Payara Micro has what such wars use, and is one jar of Maven
 * Central (https://docs.payara.fish/community/docs/Technical%20Documentation/Payara%20Micro%20Documentation/Overview.html).
 *
 * Undefined for a war that is made for another server, or that uses what only a server's administrator adds: its
 * data sources and queues.
 */
export function givenServer(model: Model, project: Project): Artifact | undefined {
  if (isForAnother(model, project) || asksForMore(model, project)) return undefined;
  const war = warOf(model, project);
  const found = warServer(importsJavax(model, project) ? '9' : isNewest(model) ? '11' : '10');
  if (found === undefined || (declaredLevel(model)?.level ?? 0) > found.java.newest) return undefined;
  const { server: name, artifact, java } = found;
  const file = below(libDirectory(model), `${artifact.split(':')[1]}.jar`);
  const from = inPom(model.pom, 'packaging', 'war');
  return {
    kind: 'jar',
    file: war.file,
    nested: true,
    server: {
      name,
      port: 8080,
      arguments: ['--contextroot', '/', '--nocluster'],
      moves: ['--port', '{port}'],
      beside: { artifact, file },
      java,
    },
    from,
    because: `the POM names no server, and ${name} has the APIs it uses`,
    warning: warn('server-chosen', { server: name, artifact }, from),
  };
}

const JAVAX =
  /^[ \t]*import\s+(?:static\s+)?javax\.(?:ejb|enterprise|faces|inject|persistence|servlet|ws\.rs)\./m;

function importsJavax(model: Model, project: Project): boolean {
  return [...sourceFiles(project, model)].some(({ text }) => JAVAX.test(text));
}

/** True for the platform of Jakarta EE 11 or later. */
function isNewest(model: Model): boolean {
  return dependencies(model).some(
    ({ groupId, version }) => groupId === 'jakarta.platform' && /^\d/.test(version) && atLeast(version, '11'),
  );
}

/** Files that only one server reads, below the module. */
const OTHERS = [
  'src/main/liberty/config/server.xml',
  'src/main/webapp/WEB-INF/ibm-web-bnd.xml',
  'src/main/webapp/WEB-INF/jboss-deployment-structure.xml',
  'src/main/webapp/WEB-INF/jboss-web.xml',
  'src/main/webapp/WEB-INF/weblogic.xml',
];

/** Libraries of one server that it brings itself. */
const LIBRARIES = ['com.ibm.websphere*:*', 'org.jboss*:*', 'org.wildfly*:*', 'weblogic*:*'];

function isForAnother(model: Model, project: Project): boolean {
  const named = new Set(pluginIds(model));
  const plugins = knownPlugins.filter(
    ({ server, plugin }) => server !== undefined && !/^(GlassFish|Payara)$/.test(server) && named.has(plugin),
  );
  return (
    plugins.length > 0 ||
    OTHERS.some((path) => project.has(below(model.directory, path))) ||
    dependencies(model).some(
      ({ groupId, artifactId, scope }) => scope === 'provided' && fits(`${groupId}:${artifactId}`, LIBRARIES),
    )
  );
}

/** APIs of the whole platform, which the small server leaves out. */
const FULL = /^[ \t]*import\s+(?:static\s+)?(?:jakarta|javax)\.(?:jms|jws|resource|xml\.ws)\./m;

/** True where it wants queues, or a data source that neither its code nor its descriptors define. */
function asksForMore(model: Model, project: Project): boolean {
  const files = [...sourceFiles(project, model)];
  if (files.some(({ text }) => FULL.test(text))) return true;
  const units = project.read(below(model.directory, 'src/main/resources/META-INF/persistence.xml')) ?? '';
  const descriptors = ['web.xml', 'glassfish-resources.xml', 'payara-resources.xml'].map(
    (name) => project.read(below(model.directory, `src/main/webapp/WEB-INF/${name}`)) ?? '',
  );
  const sources = [...units.matchAll(/<(?:non-)?jta-data-source>\s*([^<\s]+)\s*</g)].map(
    ([, name = '']) => name,
  );
  return sources.some(
    (name) =>
      name !== 'java:comp/DefaultDataSource' &&
      !descriptors.some((text) => text.includes(name)) &&
      !files.some(({ text }) => text.includes('DataSourceDefinition') && text.includes(`"${name}"`)),
  );
}
