import type { Artifact } from './artifact.js';
import type { Model } from './model.js';
import { executions, plugin, runs, setting } from './plugins.js';
import { evidence } from './pom.js';
import { built, finalName } from './properties.js';
import { text } from './xml.js';

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
      from: evidence(model.pom, 'artifactId', id),
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
