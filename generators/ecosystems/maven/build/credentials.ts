import { type Decision, decide } from '../../../plan/decision.js';
import type { Warning } from '../../../plan/plan.js';
import { at } from '../../../project/evidence.js';
import { below, within } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { configPath } from '../read/maven-config.js';
import { evidence } from '../read/pom.js';
import { interpolate } from '../read/properties.js';
import type { Model } from '../read/types.js';
import { all, parseXml, text, type Xml } from '../read/xml.js';

/** How the build reaches repositories that are not open to all (R15). */
export interface Access {
  /** Settings of this repository without a credential in them, for Maven's `-s`. */
  settings?: Decision<string>;
  /** Settings that may not become a layer: a file of this repository, or the user's own. */
  secret?: Decision<string>;
  /** Where that file is mounted in the build. */
  target: string;
  /** Environment variables that the settings take credentials from. */
  variables: Decision<string>[];
  warning?: Warning;
}

/** Where repositories keep settings for their builds. */
const FILES = ['.mvn/settings.xml', 'settings.xml', 'maven-settings.xml', '.m2/settings.xml'];
const OWN = '$HOME/.m2/settings.xml';
const TARGET = '/root/.m2/settings.xml';

/** Finds out what the build has to be given: settings in the repository, else those of the user for a private repository. */
export function accessOf(project: Project, models: Model[], root: string): Access {
  const found = settingsIn(project, root, repositoryIds(models));
  if (found !== undefined) return found;
  const remote = privateRepository(models);
  if (remote === undefined) return { target: TARGET, variables: [] };
  const because = `${remote.host} ${remote.sure ? 'asks' : 'may ask'} for credentials`;
  const access: Access = { target: TARGET, variables: [], secret: decide(OWN, remote.from, because) };
  if (remote.sure) return access;
  const message = `Maven repository ${remote.host} may need credentials; if so: docker build --secret id=maven_settings,src=${OWN} .`;
  return { ...access, warning: { message, from: remote.from } };
}

function settingsIn(project: Project, root: string, ids: ReadonlySet<string>): Access | undefined {
  const given = /(?:^|\s)(?:-s|--settings)[=\s]+(\S+)/m.exec(project.read(configPath(root)) ?? '')?.[1];
  const paths = [
    ...(given === undefined
      ? []
      : [within(root, given.replace('${maven.multiModuleProjectDirectory}/', '')) ?? '']),
    ...FILES.map((file) => below(root, file)),
  ];
  const path = paths.find((each) => each !== '' && project.has(each));
  const node = path === undefined ? undefined : parseXml(path, project.read(path) ?? '', 'settings');
  const servers = all(node, 'servers', 'server').filter((server) => isForBuilds(server, ids));
  if (path === undefined || node === undefined || !isUseful(node, servers)) return undefined;
  const target = given === undefined ? TARGET : `/src/${path}`;
  const { secrets, users } = credentialsIn(node, servers);
  if (secrets.some((value) => !value.includes('${'))) {
    return { target, variables: [], secret: decide(path, at(path), 'it holds a credential') };
  }
  const names = [...users, ...secrets].flatMap((value) =>
    [...value.matchAll(/\$\{env\.(\w+)\}/g)].map(([, name = '']) => name),
  );
  const variables = [...new Set(names)].map((name) => decide(name, at(path)));
  return { target, variables, ...(given === undefined && { settings: decide(path, at(path)) }) };
}

/** Settings that say where to get artifacts, and not only how this machine is set up. */
function isUseful(settings: Xml, servers: Xml[]): boolean {
  return (
    all(settings, 'mirrors', 'mirror').length > 0 ||
    all(settings, 'profiles', 'profile', 'repositories', 'repository').length > 0 ||
    servers.length > 0
  );
}

/** Names of what people publish to, scan with or document on: packaging asks none of them. */
const PUBLISHING =
  /^(central|maven-?central|ossrh|sonatype.*|gh-pages.*|github(-pages)?|nvd|docker(\.io|hub)?|sonar.*)$/i;

/** True for a repository that the build may read from, and for a password that stands there in the clear. */
function isForBuilds(server: Xml, ids: ReadonlySet<string>): boolean {
  const id = text(server, 'id') ?? '';
  const password = text(server, 'password') ?? text(server, 'passphrase') ?? '${';
  return ids.has(id) || !PUBLISHING.test(id) || !password.includes('${');
}

function repositoryIds(models: Model[]): ReadonlySet<string> {
  const places = ['repositories.repository', 'pluginRepositories.pluginRepository'];
  return new Set(
    models.flatMap(({ sections }) =>
      sections.flatMap(({ node }) =>
        places.flatMap((place) => all(node, ...place.split('.')).flatMap((each) => text(each, 'id') ?? [])),
      ),
    ),
  );
}

function credentialsIn(settings: Xml, servers: Xml[]): { secrets: string[]; users: string[] } {
  const read = (elements: Xml[], tag: string) => elements.flatMap((each) => text(each, tag) ?? []);
  const headers = servers.flatMap((each) => all(each, 'configuration', 'httpHeaders', 'property'));
  const proxies = all(settings, 'proxies', 'proxy');
  return {
    secrets: [
      ...read([...servers, ...proxies], 'password'),
      ...read(servers, 'passphrase'),
      ...read(headers, 'value'),
    ],
    users: read(servers, 'username'),
  };
}

/** Hosts that answer without credentials. */
const PUBLIC =
  /(^|\.)(maven\.org|apache\.org|spring\.io|sonatype\.org|sonatype\.com|jitpack\.io|google\.com|googleapis\.com|jboss\.org|eclipse\.org|clojars\.org|confluent\.io|gradle\.org|oracle\.com|java\.net|aliyun\.com|vaadin\.com|jcenter\.bintray\.com|atlassian\.com|cloudera\.com|hortonworks\.com|osgeo\.org|geosolutions\.it|boundlessgeo\.com|scijava\.org|shibboleth\.net|papermc\.io|codehaus\.org|redhat\.com|mulesoft\.org|huaweicloud\.com|tencent\.com|163\.com|bintray\.com|ow2\.org|jenkins-ci\.org)$/;

/** Repositories kept as files of a public GitHub repository. */
const PUBLIC_FILES = /^https?:\/\/(raw\.githubusercontent\.com|github\.com\/[^/]+\/[^/]+\/(raw|blob))\//;

/** Ways in which a repository that always asks is named. */
const ASKS =
  /maven\.pkg\.github\.com|pkgs\.dev\.azure\.com|\.codeartifact\.|\.pkg\.dev|\.jfrog\.io|\/api\/v4\/|\.(internal|local|lan|corp)(\/|:|$)/;

interface Remote {
  host: string;
  from: string;
  /** True when it never answers without credentials. */
  sure: boolean;
}

/** A repository that asks for credentials, or may. */
function privateRepository(models: Model[]): Remote | undefined {
  const found = models.flatMap((model) =>
    model.sections.flatMap(({ node, pom }) =>
      [
        ...all(node, 'repositories', 'repository'),
        ...all(node, 'pluginRepositories', 'pluginRepository'),
      ].flatMap((repository): Remote[] => {
        const url = interpolate(model, text(repository, 'url') ?? '');
        const host = /^https?:\/\/([^/:]+)/.exec(url)?.[1];
        if (host === undefined || PUBLIC.test(host) || PUBLIC_FILES.test(url)) return [];
        return [{ host, from: evidence(pom, 'url', text(repository, 'url')), sure: ASKS.test(url) }];
      }),
    ),
  );
  return found.find(({ sure }) => sure) ?? found[0];
}

/** The mounts of RUN that bring the credentials. */
export function secretMounts({ secret, target, variables }: Access): string[] {
  return [
    ...(secret === undefined ? [] : [`type=secret,id=maven_settings,target=${target}`]),
    ...variables.map(({ value }) => `type=secret,id=${value}`),
  ];
}

/** The assignments before Maven that read the mounted secrets; without one the variable is empty. */
export function assignments({ variables }: Access): string[] {
  return variables.map(({ value }) => `${value}="$(cat /run/secrets/${value} 2>/dev/null)"`);
}

/** What `docker build` has to be given; not the file that is only needed perhaps, since a missing one fails the build. */
export function secretFlags({ secret, variables, warning }: Access): Decision<string>[] {
  const file =
    secret === undefined || warning !== undefined
      ? []
      : [decide(`--secret id=maven_settings,src=${secret.value}`, secret.from, secret.because)];
  return [
    ...file,
    ...variables.map(({ value, from }) =>
      decide(`--secret id=${value},env=${value}`, from, 'the repository asks for it'),
    ),
  ];
}
