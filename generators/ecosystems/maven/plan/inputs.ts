import { isNamedAsSecret } from '../../../plan/ignore.js';
import { ignoreFileOf, ignoreMatcher } from '../../../project/dockerignore.js';
import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import type { Reactor } from '../read/types.js';
import type { Findings } from './findings.js';

/** Entries of a module that no build reads. */
const NEVER_READ = /^(\.git.*|target|node_modules|\.idea|\.vscode|Dockerfile.*|\.dockerignore)$/;

/**
 * What has to reach the build: everything copied by name; for a `COPY . .` every POM of the reactor,
 * since Maven stops when one is missing, and the sources. A .dockerignore of the user that lets only a few
 * names through was written for a jar built outside: then all files of the modules are named.
 */
export function inputsOf(
  project: Project,
  { layout, reactor, needed, files }: Pick<Findings, 'layout' | 'reactor' | 'needed' | 'files'>,
): string[] {
  const allowList = ignoreMatcher(project.read(ignoreFileOf(project)) ?? '').ignores(
    'a-name-that-nobody-uses',
  );
  const poms = reactor.models.flatMap(({ pom, parents }) => [pom, ...parents].map(({ path }) => path));
  const places = [layout.context, ...needed.map(({ directory }) => directory)];
  const read = places.flatMap((place) =>
    allowList ? ownEntries(project, place, reactor) : [below(place, 'src'), below(place, '.mvn')],
  );
  const copied = [...layout.copies.value, ...files.value].map(({ from }) => from.replace(/\/$/, ''));
  const there = (path: string) => project.has(path) || project.hasDirectory(path);
  return [...new Set([...copied, ...poms, ...read])].filter((path) => path !== '.' && there(path));
}

/** The entries of a directory without those of other modules below it. */
function ownEntries(project: Project, directory: string, { models }: Reactor): string[] {
  return project
    .entries(directory)
    .filter(({ name }) => !NEVER_READ.test(name) && !isNamedAsSecret(name))
    .map(({ name }) => below(directory, name))
    .filter(
      (path) => !models.some((model) => model.directory === path || model.directory.startsWith(`${path}/`)),
    );
}
