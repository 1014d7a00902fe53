import type { Warning } from '../../plan.js';
import { below, type Project } from '../../project.js';
import { interpolate, type Model } from './model.js';
import { pluginIds } from './plugins.js';
import { evidence } from './pom.js';
import { all, text } from './xml.js';

/** Hosts that answer without credentials. */
const PUBLIC =
  /(^|\.)(maven\.org|apache\.org|spring\.io|sonatype\.org|sonatype\.com|jitpack\.io|google\.com|googleapis\.com|jboss\.org|eclipse\.org|clojars\.org|confluent\.io|gradle\.org|oracle\.com|java\.net|aliyun\.com|vaadin\.com|jcenter\.bintray\.com|atlassian\.com|cloudera\.com|hortonworks\.com|osgeo\.org|geosolutions\.it|boundlessgeo\.com|scijava\.org|shibboleth\.net|papermc\.io|codehaus\.org|redhat\.com|mulesoft\.org|huaweicloud\.com|tencent\.com|163\.com|bintray\.com|ow2\.org|jenkins-ci\.org)$/;

/** Repositories kept as files of a public GitHub repository. */
const FILES = /^https?:\/\/(raw\.githubusercontent\.com|github\.com\/[^/]+\/[^/]+\/(raw|blob))\//;

/** A repository that may ask for credentials; the build gets them by a secret mount (R15). */
export function privateRepository(models: Model[]): Warning | undefined {
  for (const model of models) {
    for (const { node, pom } of model.sections) {
      const repositories = [
        ...all(node, 'repositories', 'repository'),
        ...all(node, 'pluginRepositories', 'pluginRepository'),
      ];
      for (const repository of repositories) {
        const url = interpolate(model, text(repository, 'url') ?? '');
        const host = /^https?:\/\/([^/:]+)/.exec(url)?.[1];
        if (host === undefined || PUBLIC.test(host) || FILES.test(url)) continue;
        return {
          message: `Maven repository ${host} may need credentials; build with: docker build --secret id=maven_settings,src=$HOME/.m2/settings.xml .`,
          from: evidence(pom, 'url', text(repository, 'url')),
        };
      }
    }
  }
  return undefined;
}

/** What can surprise in the build or at the start and is no error. */
export function warningsOf(project: Project, models: Model[], root: string): Warning[] {
  const ids = new Set(models.flatMap(pluginIds));
  const warnings: (Warning | undefined)[] = [
    privateRepository(models),
    wrapper(project, root),
    ...gitExtension(project, root),
    ids.has('frontend-maven-plugin')
      ? {
          message:
            'frontend-maven-plugin downloads Node during the image build; its build needs network and memory',
        }
      : undefined,
    ...snapshotParents(models),
  ];
  return warnings.filter((warning) => warning !== undefined);
}

/** The image brings Maven 3.9 (R47); a wrapper of another major is worth a word. */
function wrapper(project: Project, root: string): Warning | undefined {
  const path = below(root, '.mvn/wrapper/maven-wrapper.properties');
  const version = /apache-maven-(\d+)\.[\w.-]*?-bin/.exec(project.read(path) ?? '')?.[1];
  if (version === undefined || version === '3') return undefined;
  return { message: `the wrapper asks for Maven ${version}, the build image has Maven 3.9`, from: path };
}

/** Core extensions that take the version from the git history, which is not in the build context (R48). */
function gitExtension(project: Project, root: string): Warning[] {
  const path = below(root, '.mvn/extensions.xml');
  const found =
    /<artifactId>(jgitver-maven-plugin|maven-git-versioning-extension|maven-semantic-versioning)</.exec(
      project.read(path) ?? '',
    )?.[1];
  if (found === undefined) return [];
  return [{ message: `${found} takes the version from git, and .git is not in the image build`, from: path }];
}

function snapshotParents(models: Model[]): Warning[] {
  const seen = new Map<string, Warning>();
  for (const { external, pom, parents } of models) {
    if (external === undefined || !external.version.endsWith('-SNAPSHOT')) continue;
    const name = `${external.groupId}:${external.artifactId}:${external.version}`;
    const from = (parents.at(-1) ?? pom).path;
    seen.set(name, {
      message: `the parent ${name} is not in this repository; the build has to find it elsewhere`,
      from,
    });
  }
  return [...seen.values()];
}
