import { knownPlugins } from '../../../knowledge/maven.js';
import { rowOf } from '../../../plan/bases.js';
import type { Warning } from '../../../plan/plan.js';
import { cite, place } from '../../../project/evidence.js';
import { plugin, pluginIds, runs, settings } from '../read/plugins.js';
import { artifactPlace, inPom, parentPlace } from '../read/pom.js';
import type { Model } from '../read/types.js';
import { all, text } from '../read/xml.js';
import { closedServers } from '../run/closed-servers.js';
import { fixedHost } from '../run/fixed-hosts.js';
import { warn } from '../sentences.js';
import { oldPlugins } from '../version/old-plugins.js';
import type { Findings } from './findings.js';

/** What can surprise in the build or at the start and is no error. */
export function warningsOnModules(models: Model[]): Warning[] {
  const ids = new Set(models.flatMap(pluginIds));
  return [
    ...(ids.has('frontend-maven-plugin') ? [warn('node-downloaded', {})] : []),
    ...models.flatMap((model) => [...foreignPrograms(model), ...databases(model), ...tooOld(model)]),
    ...forDevelopers(models),
    ...snapshotParents(models),
  ];
}

const PROGRAMS = /^(bun|docker|podman|make|python3?|go|cargo)(\.cmd)?$/;

/** Programs that exec-maven-plugin starts in the build and that the image of Maven does not have. */
function foreignPrograms(model: Model): Warning[] {
  const exec = plugin(model, 'exec-maven-plugin');
  if (!runs(exec, 'exec')) return [];
  const names = settings(exec, 'executable').map(String);
  const found = names.find((name) => PROGRAMS.test(name.trim()));
  if (found === undefined) return [];
  return [warn('program-missing', { program: found }, inPom(model.pom, 'executable', found))];
}

/** Generators that want a running database, which an image build does not have. */
function databases(model: Model): Warning[] {
  return knownPlugins.flatMap(({ plugin: id, database }) => {
    if (database === undefined) return [];
    const found = plugin(model, id);
    const { goals, setting } = database;
    if (!runs(found, ...goals) || (setting !== undefined && settings(found, setting).length === 0)) return [];
    return [warn('database-in-build', { plugin: id }, artifactPlace(model, { artifactId: id }))];
  });
}

function tooOld(model: Model): Warning[] {
  return oldPlugins(model).map(({ from, ...values }) => warn('plugin-too-old', values, from));
}

function snapshotParents(models: Model[]): Warning[] {
  const seen = new Map<string, Warning>();
  for (const { external, pom, parents } of models) {
    if (external === undefined || !external.version.endsWith('-SNAPSHOT')) continue;
    const parent = `${external.groupId}:${external.artifactId}:${external.version}`;
    const from = parentPlace(parents.at(-1) ?? pom, external);
    seen.set(parent, warn('parent-snapshot', { parent }, from));
  }
  return [...seen.values()];
}

const DEVELOPMENT = /^(dev|develop|development|local)$/;

const PRODUCTION = /^(prod|production)$/;

/** A profile for developers that is on by itself, beside one for production that is not. */
function forDevelopers([model]: Model[]): Warning[] {
  if (model === undefined || model.flags.profiles.length > 0) return [];
  for (const pom of [model.pom, ...model.parents]) {
    const profiles = all(pom.project, 'profiles', 'profile');
    const named = (pattern: RegExp, active: boolean) =>
      profiles
        .filter((profile) => (text(profile, 'activation', 'activeByDefault') === 'true') === active)
        .flatMap((profile) => text(profile, 'id') ?? [])
        .find((id) => pattern.test(id));
    const [dev, prod] = [named(DEVELOPMENT, true), named(PRODUCTION, false)];
    if (dev === undefined || prod === undefined) continue;
    return [warn('profile-for-developers', { active: dev, production: prod }, inPom(pom, 'id', prod))];
  }
  return [];
}

export function warningsOf(findings: Findings): Warning[] {
  const { situation, artifact, build, ports, model, dropwizard, maven, access } = findings;
  const found = warningsOnModules(findings.models);
  const { java } = findings;
  const asked = typeof java.from === 'object' && 'file' in java.from;
  if (asked && rowOf(situation.catalog, 'maven').ended?.includes(java.value)) {
    found.push(warn('java-ended', { java: java.value, place: cite(java.from) }, java.from));
  }
  if (maven !== undefined) {
    const values = { reason: maven.because ?? '', image: findings.choice.build.name };
    found.push(warn('maven-candidate', values, maven.from));
  }
  if (access.warning !== undefined) found.push(access.warning);
  if (artifact.warning !== undefined && situation.wishes.startCommand === undefined) {
    found.push(artifact.warning);
  }
  if (build.needsGit.length > 0) {
    found.push(warn('git-skipped', { plugins: build.needsGit }, place(model.pom.path)));
  }
  const [service] = findings.services;
  if (service !== undefined) {
    found.push(
      warn('services-on-localhost', { keys: findings.services.map(({ key }) => key) }, service.from),
    );
  }
  const fixed = service === undefined ? fixedHost(situation.project, findings.models) : undefined;
  if (fixed !== undefined) {
    found.push(warn('service-fixed-on-localhost', { address: fixed.address }, fixed.from));
  }
  const needs = findings.needs.filter(({ value }) => value === undefined);
  const [need] = needs;
  if (need !== undefined) {
    found.push(warn('settings-needed', { names: needs.map(({ name }) => name) }, need.from));
  }
  if (dropwizard !== undefined && dropwizard.open.length > 0) {
    found.push(warn('settings-on-loopback', {}, dropwizard.from));
  }
  const own = artifact.kind === 'jar' || artifact.kind === 'classpath';
  if (own && ports.ports.value.length > 0) {
    found.push(...closedServers(situation.project, findings.models));
  }
  const { port: wish } = situation.wishes;
  if (fixedPort(findings) && wish !== undefined && ports.heard !== undefined) {
    const values = { port: ports.heard.port, asked: cite(wish.from), wish: wish.value };
    found.push(warn('port-fixed', values, ports.heard.from));
  }
  if (ports.address !== undefined) {
    found.push(warn('settings-on-loopback', { variable: ports.address.name }, ports.address.from));
  }
  return found;
}

/** True where another port was asked for than the app listens on, and nothing takes it there. */
function fixedPort({ situation, artifact, ports: { heard, variable } }: Findings): boolean {
  const { port, startCommand } = situation.wishes;
  const moves = artifact.kind === 'jar' && artifact.server?.moves !== undefined && startCommand === undefined;
  return (
    artifact.kind !== 'war' &&
    !moves &&
    variable === undefined &&
    heard !== undefined &&
    heard.port !== port?.value
  );
}
