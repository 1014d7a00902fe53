import { type Decision, decide } from '../../plan/decision.js';
import type { Model } from './model.js';
import type { Ports } from './ports.js';

/** A variable of the container's environment. */
export interface Variable {
  [key: string]: string;
  name: string;
  value: string;
}

/** R53: the default heap is a quarter of the container's memory, and a JVM out of memory has to end. */
export const OPTIONS = '-XX:MaxRAMPercentage=75 -XX:+ExitOnOutOfMemoryError';

/** What the JVM and the app are told; a wish for a port also moves the app there. */
export function environmentOf({
  models,
  ports,
  wish,
  dropwizard,
  homeless,
}: {
  models: Model[];
  ports: Ports;
  wish: Decision<number> | undefined;
  dropwizard: { open: string[]; hosts: string[] } | undefined;
  /** The app wants a home directory, and its user has none. */
  homeless: boolean;
}): Decision<Variable[]> {
  const preview = models.some(({ pom }) => pom.source.includes('--enable-preview'));
  const options = [
    OPTIONS,
    ...(preview ? ['--enable-preview'] : []),
    ...(homeless ? ['-Duser.home=/app'] : []),
    ...(dropwizard?.open ?? []),
  ];
  const variables: Variable[] = [{ name: 'JAVA_TOOL_OPTIONS', value: options.join(' ') }];
  if (wish !== undefined && ports.variable !== undefined) {
    variables.push({ name: ports.variable, value: String(wish.value) });
  }
  for (const name of dropwizard?.hosts ?? []) variables.push({ name, value: '0.0.0.0' });
  if (ports.address !== undefined) variables.push({ name: ports.address.name, value: ports.address.value });
  return decide(
    variables,
    wish?.from ?? 'default',
    'the heap may fill 75 % of the memory limit, and running out ends the process',
  );
}
