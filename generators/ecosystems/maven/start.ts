import type { Base } from '../../bases.js';
import { type Decision, decide } from '../../decision.js';
import { wordsOf } from '../../words.js';
import type { Artifact } from './artifact.js';

/** How the container starts: always the whole command, so that `docker run image --flag` reaches the app (R19). */
export function entrypointOf(
  artifact: Artifact,
  base: Base,
  wish: Decision<string> | undefined,
): Decision<string[]> {
  const java = base === 'distroless' ? '/usr/bin/java' : 'java';
  if (wish !== undefined) {
    const [program = '', ...rest] = wordsOf(wish.value) ?? ['sh', '-c', forShell(wish.value)];
    return { ...wish, value: [program === 'java' ? java : program, ...rest] };
  }
  switch (artifact.kind) {
    case 'boot':
      return artifact.boot.launcher === undefined
        ? decide([java, '-jar', 'app.jar'], artifact.from)
        : decide(
            [java, artifact.boot.launcher],
            artifact.from,
            `the launcher of Spring Boot ${artifact.version}`,
          );
    case 'quarkus':
      return decide([java, '-jar', 'quarkus-run.jar'], artifact.from);
    case 'jar':
      return decide([java, '-jar', runtimeName(artifact.file)], artifact.from);
    case 'classpath': {
      const path = artifact.lib !== undefined ? 'app.jar:lib/*' : 'app.jar';
      return decide([java, '-cp', path, artifact.main], artifact.from);
    }
  }
}

/** `exec` hands the process id over, so that SIGTERM reaches the app; only a single command can have it. */
function forShell(command: string): string {
  return /[|&;<>()]/.test(command) ? command : `exec ${command}`;
}

/** The artifact's name in the image. */
export function runtimeName(file: string): string {
  return file.endsWith('.war') ? 'app.war' : 'app.jar';
}

/** Bases without a shell, when the user's own command needs one. */
export function needsShell(wish: Decision<string> | undefined): Partial<Record<Base, string>> {
  if (wish === undefined || wordsOf(wish.value) !== undefined) return {};
  return {
    distroless: `"${wish.value}" needs a shell, and distroless has none; give the plain command or use alpine`,
  };
}
