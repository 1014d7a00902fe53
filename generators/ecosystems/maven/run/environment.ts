import { type Decision, decide } from '../../../plan/decision.js';
import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { codeFiles } from '../read/sources.js';
import type { Model, Ports, Variable } from '../read/types.js';

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

const RESOURCE_SETTINGS = /\.(properties|ya?ml|conf|xml)$/;

const HOME = /\buser\.home\b|\bjdbc:\w+:(?:file:)?~|["=:]\s*~\//;

/**
 * True when the app keeps something in the home directory of its user. A numeric user without an entry in
 * /etc/passwd has none: Java says `?` before 19, and `/` after it.
 */
export function usesHome(project: Project, models: Model[]): boolean {
  return models.some((model) => {
    const resources = below(model.directory, 'src/main/resources');
    const settings = [...project.walk(resources)].filter((path) => RESOURCE_SETTINGS.test(path));
    return (
      settings.some((path) => HOME.test(project.read(path) ?? '')) ||
      codeFiles(project, model).some(({ text }) => HOME.test(text))
    );
  });
}
