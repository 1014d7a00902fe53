import { usesPreview } from '../read/java-level.js';
import type { Model } from '../read/types.js';

/** Options of the JVM, by what they are for. */
export interface JavaOptions {
  /** Limits for a container with nothing else in it. */
  limits: string[];
  /** What the app does not start without. */
  needed: string[];
}

/**
 * The options that the app is started with. The heap may take three quarters of the container's memory, by default
 * it is one quarter; and a JVM out of memory ends, so that something starts it anew.
 */
export function javaOptions({
  java,
  models,
  homeless,
  dropwizard,
  modules,
}: {
  java: number;
  models: Model[];
  /** What opens modules of the JDK to the code. */
  modules: string[];
  /** The app wants a home directory, and its user has none. */
  homeless: boolean;
  dropwizard: { open: string[] } | undefined;
}): JavaOptions {
  return {
    // Java 8 does not start with a percentage that has no decimals (https://bugs.openjdk.org/browse/JDK-8219312).
    limits: [`-XX:MaxRAMPercentage=${java < 9 ? '75.0' : '75'}`, '-XX:+ExitOnOutOfMemoryError'],
    needed: [
      ...(usesPreview(models) ? ['--enable-preview'] : []),
      // Java 8 has no modules, and does not start with such an option.
      ...(java < 9 ? [] : modules),
      ...(homeless ? ['-Duser.home=/app'] : []),
      ...(dropwizard?.open ?? []),
    ],
  };
}
