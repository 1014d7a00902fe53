import type { Model } from './model.js';
import { knownParent } from './parents.js';
import type { Coordinates } from './pom.js';

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
