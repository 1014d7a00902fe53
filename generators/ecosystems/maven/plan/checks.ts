import type { Decision } from '../../../plan/decision.js';
import { cite } from '../../../project/evidence.js';
import type { Candidate } from '../app/detect.js';
import { namesOf } from '../read/maven-config.js';
import type { Artifact, Reactor } from '../read/types.js';
import { all, text } from '../read/xml.js';
import { refuse } from '../sentences.js';

/** Maven reads every POM of the reactor before it builds one module. */
export function checkModules({ missing: [first] }: Reactor): void {
  if (first === undefined) return;
  throw refuse('module-missing', { module: first.path, place: cite(first.from) }, first.from);
}

/** A profile that no POM has is a slip of the pen, unless a parent elsewhere may have it. */
export function checkProfiles({ models }: Reactor, wish: Decision<string> | undefined): void {
  if (wish === undefined || models.some(({ external }) => external !== undefined)) return;
  const known = new Set(
    models.flatMap(({ pom, parents }) =>
      [pom, ...parents].flatMap(({ project }) =>
        all(project, 'profiles', 'profile').flatMap((each) => text(each, 'id') ?? []),
      ),
    ),
  );
  const unknown = namesOf(wish.value).find((name) => !known.has(name.replace(/^!/, '')));
  if (unknown === undefined) return;
  const values = { profile: unknown.replace(/^!/, ''), asked: cite(wish.from), known: [...known] };
  throw refuse('profile-unknown', values, wish.from);
}

/** A module whose main class nothing tells can still be started by the user's own command. */
export function startable({ model, artifact }: Candidate, wish: Decision<string> | undefined): Artifact {
  if (artifact.kind !== 'none') return artifact;
  if (wish !== undefined && artifact.mains !== undefined) {
    const { file = '', lib, local } = artifact;
    return {
      kind: 'classpath',
      file,
      ...(lib && { lib }),
      ...(local && { local }),
      main: '',
      from: wish.from,
    };
  }
  if (artifact.mains === undefined) throw new Error(`${model.pom.path} cannot be started`);
  const classes = artifact.mains.map(({ name }) => name);
  throw refuse('main-class-open', { pom: model.pom.path, classes }, artifact.mains[0]?.from);
}
