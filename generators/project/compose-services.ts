import { isGenerated } from './generated.js';
import { below } from './paths.js';
import type { Project } from './project.js';

/** What `docker compose` looks for by itself, in this order: https://docs.docker.com/compose/intro/compose-application-model/#the-compose-file */
const FILES = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'] as const;

/** The compose file of a repository, the one that is there or the one to be made. */
export function composeFileOf(project: Project): string {
  return FILES.find((name) => project.has(name)) ?? FILES[0];
}

/** The names of the services in the compose files of some directories: hosts that only their network knows. */
export function composeServices(project: Project, directories: readonly string[]): ReadonlySet<string> {
  return new Set(composeFiles(project, directories).flatMap((path) => servicesIn(project.read(path) ?? '')));
}

/** The compose files of some directories, without those that were made here. */
export function composeFiles(project: Project, directories: readonly string[]): string[] {
  const paths = [...new Set(directories)].flatMap((directory) => FILES.map((name) => below(directory, name)));
  return paths.filter((path) => project.has(path) && !isGenerated(project.read(path) ?? ''));
}

function servicesIn(text: string): string[] {
  const found: string[] = [];
  let inside = false;
  let indent: number | undefined;
  for (const line of text.split('\n')) {
    if (/^\S/.test(line)) inside = /^services:\s*$/.test(line);
    const [, blanks = '', name] = /^( {1,8})["']?([\w.-]{1,60})["']?:\s*$/.exec(line) ?? [];
    if (!inside || name === undefined) continue;
    indent ??= blanks.length;
    if (blanks.length === indent) found.push(name);
  }
  return found;
}
