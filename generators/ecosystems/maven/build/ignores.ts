import { commonIgnores, type IgnoreGroup } from '../../../plan/ignore.js';
import { ignoreMatcher } from '../../../project/dockerignore.js';
import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import type { Model } from '../read/types.js';

/** The lines of the .dockerignore: build output, and secrets except those the app ships as resources. */
export function ignoresOf(
  project: Project,
  { models, context, secret = '' }: { models: Model[]; context: string; secret?: string | undefined },
): IgnoreGroup[] {
  const groups = commonIgnores(project, shipped(project, models)).map((group) =>
    group.title === 'Secrets' && project.has(secret) ? { ...group, lines: [...group.lines, secret] } : group,
  );
  const names = project.entries(context).map(({ name }) => name);
  const tools = ['mvnw', 'mvnw.cmd']
    .filter((name) => names.includes(name))
    .map((name) => below(context, name));
  const frontEnd = models.some(({ directory }) => bringsFrontEnd(project, directory));
  const lines = [
    '**/target',
    ...packagesNamedTarget(project, models),
    ...(frontEnd ? ['**/node_modules'] : []),
    ...tools,
    '**/*.iml',
    '**/hs_err_pid*',
  ];
  return [...groups, { title: 'Build output', lines }];
}

/** Node modules of the machine must not shadow those that the build installs. */
function bringsFrontEnd(project: Project, directory: string): boolean {
  const sources = below(directory, 'src/main');
  const places = [
    directory,
    ...project.entries(directory).map(({ name }) => below(directory, name)),
    sources,
  ];
  return [...places, ...project.entries(sources).map(({ name }) => below(sources, name))].some((place) =>
    project.has(below(place, 'package.json')),
  );
}

/** Keys and stores among the resources: the app reads them from its class path, so they belong to it. */
function shipped(project: Project, models: Model[]): string[] {
  const secrets = commonIgnores(project).find(({ title }) => title === 'Secrets')?.lines ?? [];
  const matcher = ignoreMatcher(secrets.join('\n'));
  return models.flatMap(({ directory }) => {
    const resources = below(directory, 'src/main');
    if (!project.hasDirectory(resources)) return [];
    return [...project.walk(resources)].filter((path) => matcher.ignores(path));
  });
}

/** A Java package may be called target; build output never lies in src. */
function packagesNamedTarget(project: Project, models: Model[]): string[] {
  const found = models.some(({ directory }) => {
    const sources = below(directory, 'src');
    if (!project.hasDirectory(sources)) return false;
    return [...project.walk(sources)].some((path) => path.slice(sources.length).includes('/target/'));
  });
  return found ? ['!**/src/**/target'] : [];
}
