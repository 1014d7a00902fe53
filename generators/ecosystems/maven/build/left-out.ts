import { knownParent } from '../read/known-parents.js';
import { pluginIds } from '../read/plugins.js';
import type { Coordinates, Model } from '../read/types.js';

/** Plugins that parents of organisations bring and that stop a build without git or on another machine. */
const OFTEN = [
  'maven-checkstyle-plugin',
  'license-maven-plugin',
  'git-commit-id-maven-plugin',
  'maven-enforcer-plugin',
  'rewrite-maven-plugin',
];

/** Plugins that a parent outside of the repository may bring; the flag against one that it does not bring does no harm. */
export function inheritedPlugins(needed: readonly Model[]): string[] {
  return needed.some(({ external }) => external !== undefined && isUnknown(external)) ? OFTEN : [];
}

/** False for parents whose plugins are known, or that bring none of that kind. */
function isUnknown(external: Coordinates): boolean {
  const { groupId, artifactId } = external;
  if (knownParent(external) !== undefined || /^(org\.apache|org\.sonatype\.oss)$/.test(groupId)) return false;
  return (
    !/^(org\.springframework|io\.quarkus|io\.helidon)/.test(groupId) || artifactId === 'spring-cloud-build'
  );
}

/** A property that leaves a plugin out, and why an image build wants that. */
interface Skip {
  flag: string;
  because: string;
}

const STYLE = 'checks style, which is no reason to fail an image build';

export const NO_GIT = 'reads the git history, which is not in the build context';

const MACHINE = 'checks the machine of the developer';

/** Plugins that fail an image build for reasons that are not in the code. */
export const SKIPS: Record<string, Skip> = {
  'maven-checkstyle-plugin': { flag: '-Dcheckstyle.skip', because: STYLE },
  'spotless-maven-plugin': { flag: '-Dspotless.check.skip -Dspotless.apply.skip', because: STYLE },
  'fmt-maven-plugin': { flag: '-Dfmt.skip', because: STYLE },
  'formatter-maven-plugin': { flag: '-Dformatter.skip', because: STYLE },
  'impsort-maven-plugin': { flag: '-Dimpsort.skip', because: STYLE },
  'spring-javaformat-maven-plugin': { flag: '-Dspring-javaformat.skip', because: STYLE },
  'sortpom-maven-plugin': { flag: '-Dsort.skip', because: STYLE },
  'license-maven-plugin': { flag: '-Dlicense.skip', because: STYLE },
  'apache-rat-plugin': { flag: '-Drat.skip', because: STYLE },
  'maven-pmd-plugin': { flag: '-Dpmd.skip -Dcpd.skip', because: STYLE },
  'spotbugs-maven-plugin': { flag: '-Dspotbugs.skip', because: STYLE },
  'findbugs-maven-plugin': { flag: '-Dfindbugs.skip', because: STYLE },
  'rewrite-maven-plugin': { flag: '-Drewrite.skip', because: 'rewrites sources, which takes minutes' },
  forbiddenapis: { flag: '-Dforbiddenapis.skip', because: STYLE },
  'detekt-maven-plugin': { flag: '-Ddetekt.skip', because: STYLE },
  'maven-javadoc-plugin': { flag: '-Dmaven.javadoc.skip', because: 'documents, which no image needs' },
  'dependency-check-maven': {
    flag: '-Ddependency-check.skip',
    because: 'downloads a database of vulnerabilities',
  },
  'maven-enforcer-plugin': { flag: '-Denforcer.skip', because: MACHINE },
  'git-commit-id-maven-plugin': { flag: '-Dmaven.gitcommitid.skip', because: NO_GIT },
  'git-commit-id-plugin': { flag: '-Dmaven.gitcommitid.skip', because: NO_GIT },
  'jgitver-maven-plugin': { flag: '-Djgitver.skip=true', because: NO_GIT },
  'maven-git-versioning-extension': { flag: '-Dversioning.disable', because: NO_GIT },
  'git-code-format-maven-plugin': { flag: '-Dgcf.skip=true', because: NO_GIT },
  'buildnumber-maven-plugin': { flag: '-Dmaven.buildNumber.skip', because: NO_GIT },
  'dockerfile-maven-plugin': { flag: '-Ddockerfile.skip', because: 'needs a Docker engine inside the build' },
  'docker-maven-plugin': {
    flag: '-Ddocker.skip -DskipDocker',
    because: 'needs a Docker engine inside the build',
  },
  'jib-maven-plugin': { flag: '-Djib.skip', because: 'makes an image of its own' },
};

export function skipsOf(needed: Model[], extensions = ''): [string, Skip][] {
  const ids = new Set(needed.flatMap(pluginIds));
  return Object.entries(SKIPS).filter(([id]) => ids.has(id) || extensions.includes(`<artifactId>${id}<`));
}
