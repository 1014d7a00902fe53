import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import type { Flags } from './types.js';

/** Where a reactor keeps arguments of its own. */
export function configPath(root: string): string {
  return below(root, '.mvn/maven.config');
}

/** Several arguments on a line, as Maven before 3.9 took them; a `-` inside a value is none. */
const SEVERAL = /(?<!\s)\s+(?=-D[\w.-]+(?:=|\s|$)|-[PTBUeo]\b|-ntp\b|-pl\b|-am\b|--[a-z])/;

/** Lines of a maven.config that Maven 3.9 would take for one argument: https://maven.apache.org/docs/3.9.0/release-notes.html */
export function isCrowded(project: Project, root: string): boolean {
  const wrapper = project.read(below(root, '.mvn/wrapper/maven-wrapper.properties')) ?? '';
  if (/apache-maven-(3\.9|[4-9])/.test(wrapper)) return false;
  return linesOf(project, root).some((line) => SEVERAL.test(line));
}

/** Reads `.mvn/maven.config` beside the reactor's root; `asked` are the profiles that the user names. */
export function flagsOf(project: Project, root: string, asked: readonly string[] = []): Flags {
  const crowded = isCrowded(project, root);
  const args = linesOf(project, root).flatMap((line) => (crowded ? line.split(SEVERAL) : [line]));
  const flags: Flags = { file: configPath(root), properties: {}, profiles: [] };
  args.forEach((arg, i) => {
    const define = /^(?:-D\s*|--define[=\s]\s*)([^=\s]+)(?:=([\s\S]*))?$/.exec(arg);
    if (define?.[1] !== undefined) flags.properties[define[1]] = define[2] ?? 'true';
    const profiles = /^(?:-P|--activate-profiles)[=\s]*([^\s=]\S*)?$/.exec(arg);
    if (profiles !== null) flags.profiles.push(...namesOf(profiles[1] || (args[i + 1] ?? '')));
  });
  flags.profiles.push(...asked.flatMap(namesOf));
  return flags;
}

/** `prod,!dev` → its names; `-dev` is another way to write `!dev`, and `?` and `+` say nothing new. */
export function namesOf(list: string): string[] {
  return list
    .split(',')
    .map((name) =>
      name
        .trim()
        .replace(/^[+?]+/, '')
        .replace(/^-|^!\?/, '!'),
    )
    .filter((name) => name !== '');
}

function linesOf(project: Project, root: string): string[] {
  return (project.read(configPath(root)) ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}
