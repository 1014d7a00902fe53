import type { Evidence } from '../project/evidence.js';
import { type Decision, decide } from './decision.js';

/**
 * What a step of the build is lent for its own time, so that no layer holds it: a file, the value of an
 * environment variable, or the keys of an ssh agent (https://docs.docker.com/build/building/secrets/).
 */
export type BuildSecret = { from: Evidence; because: string } & (
  | { kind: 'file'; id: string; source: string; target: string }
  | { kind: 'variable'; id: string }
  | { kind: 'ssh' }
);

/** The flag of RUN that mounts it. */
export function secretMount(secret: BuildSecret): string {
  switch (secret.kind) {
    case 'file':
      return `--mount=type=secret,id=${secret.id},target=${secret.target}`;
    case 'variable':
      return `--mount=type=secret,id=${secret.id}`;
    case 'ssh':
      return '--mount=type=ssh';
  }
}

/** The flag that `docker build` is given for it. */
export function secretFlag(secret: BuildSecret): Decision<string> {
  const { from, because } = secret;
  switch (secret.kind) {
    case 'file':
      return decide(`--secret id=${secret.id},src=${secret.source}`, from, because);
    case 'variable':
      return decide(`--secret id=${secret.id},env=${secret.id}`, from, because);
    case 'ssh':
      return decide('--ssh default', from, because);
  }
}

/** The assignments before a command that read the mounted variables; one that was not lent is empty. */
export function secretAssignments(secrets: readonly BuildSecret[]): string[] {
  return secrets.flatMap((secret) =>
    secret.kind === 'variable' ? [`${secret.id}="$(cat /run/secrets/${secret.id} 2>/dev/null)"`] : [],
  );
}
