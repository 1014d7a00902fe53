import { type Decision, decide } from '../../../plan/decision.js';
import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { codeFiles } from '../read/sources.js';
import type { Model, Ports, Variable } from '../read/types.js';

/** What the container tells the app: a port that was asked for or that has no default, and an address that others reach. */
export function environmentOf({
  ports,
  wish,
  dropwizard,
}: {
  ports: Ports;
  wish: Decision<number> | undefined;
  dropwizard: { hosts: string[] } | undefined;
}): Decision<Variable[]> {
  const moved =
    (wish !== undefined || ports.open) && ports.variable !== undefined
      ? [{ name: ports.variable, value: String(wish?.value ?? ports.ports.value[0]) }]
      : [];
  const opened = (dropwizard?.hosts ?? []).map((name) => ({ name, value: '0.0.0.0' }));
  const { address } = ports;
  const bound = address === undefined ? [] : [{ name: address.name, value: address.value }];
  return decide([...moved, ...opened, ...bound], wish?.from ?? address?.from ?? 'default');
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
