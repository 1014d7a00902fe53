import { type Decision, decide } from '../../../plan/decision.js';
import { wordsOf } from '../../../project/shell-words.js';
import type { Base } from '../../../vocabulary.js';
import type { Artifact } from '../read/types.js';

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
  return ownEntrypoint(artifact, java);
}

function ownEntrypoint(artifact: Artifact, java: string): Decision<string[]> {
  const { from } = artifact;
  switch (artifact.kind) {
    case 'boot': {
      const { launcher } = artifact.boot;
      if (launcher === undefined) return decide([java, '-jar', 'app.jar'], from);
      return decide([java, launcher], from, `the launcher of Spring Boot ${artifact.version}`);
    }
    case 'quarkus':
      return decide([java, '-jar', 'quarkus-run.jar'], from);
    case 'war':
      return decide(['catalina.sh', 'run'], from);
    case 'jar':
      return decide([java, '-jar', runtimeName(artifact.file)], from);
    case 'classpath': {
      const alone = artifact.lib === undefined && artifact.local === undefined;
      return decide([java, '-cp', alone ? 'app.jar' : 'app.jar:lib/*', artifact.main], from);
    }
  }
}

/** The artifact's name in the image. */
export function runtimeName(file: string): string {
  return file.endsWith('.war') ? 'app.war' : 'app.jar';
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
