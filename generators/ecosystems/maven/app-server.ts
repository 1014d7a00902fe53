import { at, lineAt } from '../../project/evidence.js';
import type { Project } from '../../project/project.js';
import { type Dependency, dependencies } from './dependencies.js';
import type { Model } from './model.js';
import { pluginIds } from './plugins.js';
import { ownServer } from './server-jars.js';
import { sourceFiles } from './sources.js';

/** APIs of an application server that Tomcat lacks, and the artifacts that bring them along. */
const SERVER_APIS: [name: string, imports: RegExp, artifacts: RegExp][] = [
  ['EJB', /^import\s+(javax|jakarta)\.ejb\./m, /openejb|tomee/],
  ['JAX-RS', /^import\s+(javax|jakarta)\.ws\.rs\./m, /jersey|resteasy|cxf|restlet|wink/],
  ['CDI', /^import\s+(javax|jakarta)\.enterprise\./m, /weld|openwebbeans|owb/],
  ['JSF', /^import\s+(javax|jakarta)\.faces\./m, /faces|mojarra|jsf/],
  ['JPA', /^import\s+(javax|jakarta)\.persistence\./m, /hibernate|eclipselink|openjpa|datanucleus/],
  ['JMS', /^import\s+(javax|jakarta)\.jms\./m, /activemq|artemis|rabbitmq|qpid/],
];

/** APIs of the platform alone, without anything that implements them. */
const PLATFORM = /^(javax:javaee-|jakarta\.platform:|org\.eclipse\.microprofile:microprofile$)/;

/** The same one by one: with the scope `provided` the server is to bring them. */
const SINGLE = /^(javax|jakarta)\.(ejb|enterprise|faces|persistence|ws\.rs|jms)[.:]/;

/** Why a war needs a whole application server and not only Tomcat; undefined when Tomcat is enough. */
export function needsServer(model: Model, project: Project): string | undefined {
  const all = dependencies(model);
  const isApi = ({ groupId, artifactId, scope }: Dependency) =>
    PLATFORM.test(`${groupId}:${artifactId}`) ||
    (scope === 'provided' && SINGLE.test(`${groupId}:${artifactId}`));
  if (!all.some(isApi)) return undefined;
  const server = ownServer(pluginIds(model)) ?? 'WildFly, Open Liberty, Payara, TomEE';
  const missing = SERVER_APIS.filter(
    ([, , brings]) => !all.some(({ artifactId }) => brings.test(artifactId)),
  );
  for (const { path, text: source } of sourceFiles(project, model)) {
    for (const [name, imports] of missing) {
      const found = imports.exec(source);
      if (found === null) continue;
      return `${at(path, lineAt(source, found.index))} uses ${name}, which an application server (${server}) brings and Tomcat does not`;
    }
  }
  return undefined;
}
