import type { Decision } from '../../plan/decision.js';
import { wordsOf } from '../../project/shell-words.js';
import type { Base } from '../../vocabulary.js';
import type { Artifact } from './artifact.js';
import { shapeOf } from './shapes.js';

/** Java as a base has it: distroless has no PATH that finds it. */
export function javaOf(base: Base): string {
  return base === 'distroless' ? '/usr/bin/java' : 'java';
}

/** How the container starts: always the whole command, so that `docker run image --flag` reaches the app (R19). */
export function entrypointOf(
  artifact: Artifact,
  java: string,
  wish: Decision<string> | undefined,
): Decision<string[]> {
  if (wish !== undefined) {
    const [program = '', ...rest] = wordsOf(wish.value) ?? ['sh', '-c', forShell(wish.value)];
    return { ...wish, value: [program === 'java' ? java : program, ...rest] };
  }
  return shapeOf(artifact).entrypoint(artifact, java);
}

/** `exec` hands the process id over, so that SIGTERM reaches the app; only a single command can have it. */
function forShell(command: string): string {
  return /[|&;<>()]/.test(command) ? command : `exec ${command}`;
}

/** Bases without a shell, when the user's own command needs one. */
export function needsShell(wish: Decision<string> | undefined): Partial<Record<Base, string>> {
  if (wish === undefined || wordsOf(wish.value) !== undefined) return {};
  return {
    distroless: `"${wish.value}" needs a shell, and distroless has none; give the plain command or use alpine`,
  };
}
