import type { UserError } from '../../../errors.js';
import { sideKind } from '../../../knowledge/side-folders.js';
import { type Detection, STANDING } from '../../../plan/ecosystem.js';
import type { Wishes } from '../../../plan/wishes.js';
import { place } from '../../../project/evidence.js';
import type { Project } from '../../../project/project.js';
import { dependencies } from '../read/dependencies.js';
import type { Artifact, Model, NotRunnable, Reactor } from '../read/types.js';
import { refuse } from '../sentences.js';
import { artifactOf } from './artifact.js';
import { reactorsOf } from './reactors.js';

/** A module with the reactor it is built in and what it makes. */
export interface Candidate {
  reactor: Reactor;
  model: Model;
  artifact: Artifact | NotRunnable;
}

/** Every module of the repository with what it makes. */
export function candidatesOf(project: Project, { mavenProfile }: Wishes = {}): Candidate[] {
  const profiles = mavenProfile === undefined ? [] : [mavenProfile.value];
  const seen = new Set<string>();
  const isNew = ({ pom }: Model) => !seen.has(pom.path) && seen.add(pom.path);
  return reactorsOf(project, profiles).flatMap((reactor) =>
    reactor.models.filter(isNew).map((model) => ({ reactor, model, artifact: artifactOf(model, project) })),
  );
}

/** The modules that can run. Throws a UserError when there are POMs and none of them makes an app. */
export function detect(project: Project, wishes?: Wishes): Detection<Candidate>[] {
  const candidates = candidatesOf(project, wishes);
  if (candidates.length === 0) {
    refuseGradle(project);
    return [];
  }
  const runnable = candidates.filter(
    ({ artifact }) => artifact.kind !== 'none' || artifact.mains !== undefined,
  );
  if (runnable.length === 0) throw nothingRuns(candidates);
  return runnable.map((candidate) => detection(candidate, runnable));
}

function detection(candidate: Candidate, all: Candidate[]): Detection<Candidate> {
  const { model, artifact } = candidate;
  const { groupId, artifactId } = model.coordinates;
  const from = artifact.kind === 'none' ? artifact.mains?.[0]?.from : artifact.from;
  return {
    ecosystem: 'maven',
    app: model.directory,
    title: `${titleOf(artifact)} ${groupId === '' ? '' : `${groupId}:`}${artifactId}`,
    evidence: [place(model.pom.path), ...(from === undefined ? [] : [from])],
    standing: standing(candidate, all),
    facts: candidate,
  };
}

const TITLES: Record<(Artifact | NotRunnable)['kind'], string> = {
  boot: 'Spring Boot application',
  quarkus: 'Quarkus application',
  war: 'Web application',
  jar: 'Runnable jar',
  classpath: 'Java program',
  none: 'Java module with several main classes',
};

function titleOf(artifact: Artifact | NotRunnable): string {
  return artifact.kind === 'jar' && artifact.server !== undefined ? TITLES.war : TITLES[artifact.kind];
}

/** True for a module beside the product, by a word in its path or at the end of its name. */
function isAside({ directory, coordinates }: Model): boolean {
  const last = coordinates.artifactId.toLowerCase().split(/[-_.]/);
  const ending = last.length > 1 ? sideKind(last.at(-1) ?? '', 'maven') : undefined;
  const byName = ending === 'example' || ending === 'test';
  return byName || [directory, directory.replaceAll('-', '/')].some((path) => sideKind(path, 'maven'));
}

/**
 * The root's own app is the one that is meant. Of modules, the one that is packaged to run stands out
 * among those that only have a main method; a module that others are built on is a library first.
 */
function standing({ model, artifact, reactor }: Candidate, all: Candidate[]): number {
  if (model.directory === '.') return STANDING.root;
  // Of examples and benchmarks alone, one that starts by itself comes before one that nobody can tell the start of.
  if (isAside(model) && all.length > 1) {
    if (artifact.kind === 'none') return STANDING.side - 5;
    return isOfExamples(reactor) ? STANDING.candidate : STANDING.side;
  }
  const others = all.filter((other) => other.model !== model && !isAside(other.model));
  if (others.length === 0) return STANDING.clear;
  // A war beside a jar that starts by itself is the same app for those who have a server.
  const rivals = others.filter(
    (other) => isPackaged(other.artifact) && (other.artifact.kind !== 'war' || artifact.kind === 'war'),
  );
  if (artifact.kind === 'none' || usedByOthers(model, others)) return STANDING.side;
  if (isPackaged(artifact)) {
    return rivals.every((rival) => usedByOthers(rival.model, all)) ? STANDING.clear : STANDING.candidate;
  }
  return rivals.length > 0 ? STANDING.side : STANDING.candidate;
}

/** A build at the root that holds nothing but examples: they are what the repository is about. */
function isOfExamples({ root, models }: Reactor): boolean {
  return root === '.' && models.every((model) => model.packaging === 'pom' || isAside(model));
}

/** True when it is packaged to run: such a module stands out among those that only have a main method. */
function isPackaged({ kind }: Candidate['artifact']): boolean {
  return kind !== 'none' && kind !== 'classpath';
}

function usedByOthers({ coordinates, pom }: Model, others: Candidate[]): boolean {
  return others.some(
    ({ model }) =>
      model.pom !== pom &&
      dependencies(model).some(
        ({ groupId, artifactId }) => groupId === coordinates.groupId && artifactId === coordinates.artifactId,
      ),
  );
}

function nothingRuns(candidates: Candidate[]): UserError {
  const all = candidates.flatMap(({ artifact }) => (artifact.kind === 'none' ? [artifact.reason] : []));
  const telling = all.filter(({ is }) => is !== 'group');
  const said = new Map((telling.length > 0 ? telling : all).map((each) => [JSON.stringify(each), each]));
  return refuse('nothing-runs', { reasons: [...said.values()] });
}

const GRADLE = ['build.gradle', 'build.gradle.kts', 'settings.gradle', 'settings.gradle.kts'];

function refuseGradle(project: Project): void {
  const found = GRADLE.find((file) => project.has(file));
  if (found === undefined) return;
  throw refuse('gradle-build', { file: found }, place(found));
}
