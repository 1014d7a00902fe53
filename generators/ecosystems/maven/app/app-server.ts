import { cite, lineAt, place } from '../../../project/evidence.js';
import type { Project } from '../../../project/project.js';
import { dependencies } from '../read/dependencies.js';
import { executions, plugin, pluginIds, runs, setting } from '../read/plugins.js';
import { inPom } from '../read/pom.js';
import { built, finalName } from '../read/properties.js';
import { sourceFiles } from '../read/sources.js';
import type { Artifact, Dependency, Model } from '../read/types.js';
import { text } from '../read/xml.js';
import type { Reason } from '../sentences.js';

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
export function needsServer(model: Model, project: Project): Reason | undefined {
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
    for (const [api, imports] of missing) {
      const found = imports.exec(source);
      if (found === null) continue;
      return { is: 'server', place: cite(place(path, lineAt(source, found.index))), api, server };
    }
  }
  return undefined;
}

/** A plugin that packs a war together with its application server, with the goal and what the jar is called. */
interface ServerJar {
  id: string;
  goal: string;
  suffix: string;
  /** Settings that have to have this value. */
  when?: [tags: string[], value: string];
  /** It runs with `mvn package` only when the POM binds it there. */
  bound?: true;
}

/** https://docs.wildfly.org/bootablejar, https://docs.payara.fish, https://tomee.apache.org, https://github.com/OpenLiberty/ci.maven */
const PACKERS: ServerJar[] = [
  { id: 'wildfly-jar-maven-plugin', goal: 'package', suffix: '-bootable' },
  { id: 'wildfly-maven-plugin', goal: 'package', suffix: '-bootable', when: [['bootableJar'], 'true'] },
  { id: 'wildfly-maven-plugin', goal: 'package', suffix: '-bootable', when: [['bootable-jar'], 'true'] },
  // Its own phase is install, which no image build reaches.
  { id: 'payara-micro-maven-plugin', goal: 'bundle', suffix: '-microbundle', bound: true },
  { id: 'tomee-maven-plugin', goal: 'exec', suffix: '-exec' },
  { id: 'liberty-maven-plugin', goal: 'package', suffix: '', when: [['include'], 'runnable'] },
];

/** The jar of a war with its server, which starts like any other. */
export function serverJar(model: Model): Artifact | undefined {
  for (const { id, goal, suffix, when, bound } of PACKERS) {
    const packer = plugin(model, id);
    if (packer === undefined || !runs(packer, goal)) continue;
    if (bound && executions(packer).every((each) => text(each, 'phase') === undefined)) continue;
    if (when !== undefined && setting(packer, ...when[0]) !== when[1]) continue;
    return {
      kind: 'jar',
      file: built(model, `${finalName(model)}${suffix}.jar`),
      nested: true,
      from: inPom(model.pom, 'artifactId', id),
      because: `${id} packs the war with its server`,
    };
  }
  return undefined;
}

const RUNNERS: [server: string, id: RegExp][] = [
  ['WildFly', /^(wildfly-|jboss-as-)/],
  ['Open Liberty', /^liberty-/],
  ['Payara', /^payara-/],
  ['TomEE', /^tomee-/],
  ['GlassFish', /glassfish/],
];

/** The application server that the POM itself runs the war on, with the plugin that says so. */
export function ownServer(ids: string[]): string | undefined {
  for (const [server, pattern] of RUNNERS) {
    const id = ids.find((each) => pattern.test(each));
    if (id !== undefined) return `${server} by ${id}`;
  }
  return undefined;
}
