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
}: {
  java: number;
  models: Model[];
  /** The app wants a home directory, and its user has none. */
  homeless: boolean;
  dropwizard: { open: string[] } | undefined;
}): JavaOptions {
  const preview = models.some(({ pom }) => pom.source.includes('--enable-preview'));
  return {
    // Java 8 does not start with a percentage that has no decimals (https://bugs.openjdk.org/browse/JDK-8219312).
    limits: [`-XX:MaxRAMPercentage=${java < 9 ? '75.0' : '75'}`, '-XX:+ExitOnOutOfMemoryError'],
    needed: [
      ...(preview ? ['--enable-preview'] : []),
      ...(homeless ? ['-Duser.home=/app'] : []),
      ...(dropwizard?.open ?? []),
    ],
  };
}
