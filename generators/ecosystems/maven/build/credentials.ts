import { type BuildSecret, secretFlag } from '../../../plan/build-secret.js';
import { type Decision, decide } from '../../../plan/decision.js';
import type { Warning } from '../../../plan/plan.js';
import { type Evidence, place } from '../../../project/evidence.js';
import { below, within } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { configPath } from '../read/maven-config.js';
import type { Model } from '../read/types.js';
import { all, readXml, text, type Xml } from '../read/xml.js';
import { warn } from '../sentences.js';
import { privateRepository } from './private-repositories.js';

/** How the build reaches repositories that are not open to all. */
export interface Access {
  /** Settings of this repository without a credential in them, for Maven's `-s`. */
  settings?: Decision<string>;
  /** Settings that may not become a layer (a file of this repository, or the user's own), and variables that settings read. */
  secrets: BuildSecret[];
  /** Set where the secrets are needed perhaps: the file is mounted when it is given. */
  warning?: Warning;
}

/** Where repositories keep settings for their builds. */
const MAVEN_SETTINGS = ['.mvn/settings.xml', 'settings.xml', 'maven-settings.xml', '.m2/settings.xml'];

const OWN = '$HOME/.m2/settings.xml';

const TARGET = '/root/.m2/settings.xml';

/** Finds out what the build has to be given: settings in the repository, else those of the user for a private repository. */
export function accessOf(project: Project, models: Model[], root: string): Access {
  const found = settingsIn(project, root, repositoryIds(models));
  if (found !== undefined) return found;
  const remote = privateRepository(models);
  if (remote === undefined) return { secrets: [] };
  const because = `${remote.host} ${remote.sure ? 'asks' : 'may ask'} for credentials`;
  const access: Access = { secrets: [settingsFile(OWN, TARGET, { from: remote.from, because })] };
  if (remote.sure) return access;
  const values = { host: remote.host, settings: OWN };
  return { ...access, warning: warn('repository-credentials', values, remote.from) };
}

function settingsIn(project: Project, root: string, ids: ReadonlySet<string>): Access | undefined {
  const given = /(?:^|\s)(?:-s|--settings)[=\s]+(\S+)/m.exec(project.read(configPath(root)) ?? '')?.[1];
  const paths = [
    ...(given === undefined
      ? []
      : [within(root, given.replace('${maven.multiModuleProjectDirectory}/', '')) ?? '']),
    ...MAVEN_SETTINGS.map((file) => below(root, file)),
  ];
  const path = paths.find((each) => each !== '' && project.has(each));
  const node = path === undefined ? undefined : readXml(project, path, 'settings');
  const servers = all(node, 'servers', 'server').filter((server) => isForBuilds(server, ids));
  if (path === undefined || node === undefined || !isUseful(node, servers)) return undefined;
  const target = given === undefined ? TARGET : `/src/${path}`;
  const { values, users } = credentialsIn(node, servers);
  if (values.some((value) => !value.includes('${'))) {
    const why = { from: place(path), because: 'it holds a credential' };
    return { secrets: [settingsFile(path, target, why)] };
  }
  const names = [...users, ...values].flatMap((value) =>
    [...value.matchAll(/\$\{env\.(\w+)\}/g)].map(([, name = '']) => name),
  );
  const secrets = [...new Set(names)].map(
    (id): BuildSecret => ({ kind: 'variable', id, from: place(path), because: 'the repository asks for it' }),
  );
  return { secrets, ...(given === undefined && { settings: decide(path, place(path)) }) };
}

function settingsFile(
  source: string,
  target: string,
  why: { from: Evidence; because: string },
): BuildSecret & { kind: 'file' } {
  return { kind: 'file', id: 'maven_settings', source, target, ...why };
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

function credentialsIn(settings: Xml, servers: Xml[]): { values: string[]; users: string[] } {
  const read = (elements: Xml[], tag: string) => elements.flatMap((each) => text(each, tag) ?? []);
  const headers = servers.flatMap((each) => all(each, 'configuration', 'httpHeaders', 'property'));
  const proxies = all(settings, 'proxies', 'proxy');
  return {
    values: [
      ...read([...servers, ...proxies], 'password'),
      ...read(servers, 'passphrase'),
      ...read(headers, 'value'),
    ],
    users: read(servers, 'username'),
  };
}

/** What `docker build` has to be given; not the file that is only needed perhaps, since a missing one fails the build. */
export function accessFlags({ secrets, warning }: Access): Decision<string>[] {
  return warning === undefined ? secrets.map(secretFlag) : [];
}

/** The settings file that the build is lent, where there is one. */
export function lentSettings({ secrets }: Access): (BuildSecret & { kind: 'file' }) | undefined {
  return secrets.find((secret) => secret.kind === 'file');
}
