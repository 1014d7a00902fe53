import type { RuntimeImage } from '../../../plan/bases.js';
import { type Decision, decide } from '../../../plan/decision.js';
import { wordsOf } from '../../../project/shell-words.js';
import type { Base } from '../../../vocabulary.js';
import type { Artifact, Variable } from '../read/types.js';

/** Java as an image has it: where it starts Java itself, no PATH may find it. */
export function javaOf({ entrypoint }: Pick<RuntimeImage, 'entrypoint'>): string {
  return entrypoint?.[0] ?? 'java';
}

/** A start command, and the variables that hold the options of the JVM where the command cannot. */
export interface StartCommand {
  entrypoint: Decision<string[]>;
  environment: Variable[];
}

/** What stands in the command besides the artifact. */
interface StartParts {
  java: string;
  options: readonly string[];
  /** A command of the user's own. */
  wish: Decision<string> | undefined;
  /** The port that was asked for. */
  port: Decision<number> | undefined;
}

/**
 * How the container starts: always the whole command, so that `docker run image --flag` reaches the app. The
 * options of the JVM stand in it: JAVA_TOOL_OPTIONS and JDK_JAVA_OPTIONS print a line at each start, and whoever
 * sets one of them at run time would take them away.
 */
export function startCommand(artifact: Artifact, { java, options, wish, port }: StartParts): StartCommand {
  if (wish !== undefined) return ownStart(wish, { java, options });
  if (artifact.kind === 'war') {
    const environment = [{ name: 'CATALINA_OPTS', value: options.join(' ') }];
    return { entrypoint: decide(['catalina.sh', 'run'], artifact.from), environment };
  }
  const { value, from, because } = argumentsOf(artifact, port);
  return { entrypoint: decide([java, ...options, ...value], from, because), environment: [] };
}

/** A command of the user: the options go into it where it is Java's, and around it where it is another's. */
function ownStart(
  wish: Decision<string>,
  { java, options }: { java: string; options: readonly string[] },
): StartCommand {
  const [program = '', ...rest] = wordsOf(wish.value) ?? ['sh', '-c', forShell(wish.value)];
  if (program === 'java') {
    return { entrypoint: { ...wish, value: [java, ...options, ...rest] }, environment: [] };
  }
  const environment = [{ name: 'JAVA_TOOL_OPTIONS', value: options.join(' ') }];
  return { entrypoint: { ...wish, value: [program, ...rest] }, environment };
}

/** What `java` is told to run. */
function argumentsOf(
  artifact: Exclude<Artifact, { kind: 'war' }>,
  port: Decision<number> | undefined,
): Decision<string[]> {
  const { from } = artifact;
  switch (artifact.kind) {
    case 'boot': {
      const { launcher } = artifact.boot;
      if (launcher === undefined) return decide(['-jar', 'app.jar'], from);
      return decide([launcher], from, `the launcher of Spring Boot ${artifact.version}`);
    }
    case 'quarkus':
      return decide(['-jar', 'quarkus-run.jar'], from);
    case 'jar': {
      const { server } = artifact;
      const file = runtimeName(artifact.file);
      if (server === undefined) return decide(['-jar', file], from);
      const started = server.beside === undefined ? [file] : [nameOf(server.beside.file), '--deploy', file];
      const moved = (port === undefined ? [] : (server.moves ?? [])).map((word) =>
        word.replace('{port}', String(port?.value)),
      );
      return decide(['-jar', ...started, ...server.arguments, ...moved], from, artifact.because);
    }
    case 'classpath': {
      const alone = artifact.lib === undefined && artifact.local === undefined;
      return decide(['-cp', alone ? 'app.jar' : 'app.jar:lib/*', artifact.main], from);
    }
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
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
