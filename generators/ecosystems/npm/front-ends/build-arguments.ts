import { type Decision, decide, type Json } from '../../../plan/decision.js';
import type { BuildArgument } from '../../../plan/front-end.js';
import { isIgnoredByGit } from '../../../project/gitignore.js';
import { below, relativeTo } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { publicEnvFiles } from '../build/ignores.js';
import type { Install } from '../build/install/install.js';
import { type Baked, exampleLines, holdsSecret, looksSecret } from './baked-variables.js';

/** The `ARG` lines that declare them, with a default where the build fails without one. */
function argumentsOf(project: Project, { app }: Install, baked: Baked[]): BuildArgument[] {
  const committed = committedValues(project, app.dir);
  return baked.map((one) => {
    const { name, required } = one;
    const secret = holdsSecret(one);
    const value = committed.get(name);
    if (value !== undefined) return { name, value, secret };
    const standing = required ? defaultOf(project, app.dir, name) : null;
    return { name, value: standing === '' ? (one.value ?? '') : standing, secret };
  });
}

/**
 * What the repository itself gives them, in files that stay out of the build because of what else they
 * hold. The later file wins, as in the tools.
 */
function committedValues(project: Project, dir: string): Map<string, string> {
  const { keep } = publicEnvFiles(project, dir);
  const values = new Map<string, string>();
  for (const name of ['.env', '.env.production']) {
    const file = below(dir, name);
    // A developer's own settings are nobody else's.
    if (isIgnoredByGit(project, [file])) continue;
    for (const [, variable = '', text = ''] of (project.read(file) ?? '').matchAll(SETTING)) {
      const value = text.trim().replace(/^(['"])(.*)\1$/, '$2');
      // What stays in the build is read there, and an argument would win over it.
      if (keep.includes(file)) values.delete(variable);
      else if (value !== '' && PLAIN.test(value)) values.set(variable, value);
    }
  }
  return values;
}

const SETTING = /^[ \t]*(?:export[ \t]+)?(\w+)[ \t]*=[ \t]*([^\r\n#]*)/gm;

/** Needs no quotes in a Dockerfile. */
const PLAIN = /^[\w./:@,+-]*$/;

/** The variables of a template that declare them; none where nothing is built. */
export function bakedVariablesOf(
  project: Project,
  install: Install,
  baked: Baked[],
): Record<string, Decision<Json>> {
  const from = baked[0]?.from ?? 'default';
  return {
    buildArguments: decide(argumentsOf(project, install, baked), from),
    mistaken: decide(baked.find(looksSecret)?.name ?? null, from),
  };
}

/**
 * What stands in for a value that a build cannot do without. Where the sources have it already there is
 * none: an argument would win over them.
 */
function defaultOf(project: Project, dir: string, name: string): string | null {
  const value = (files: string[]) =>
    files
      .map((file) =>
        new RegExp(`^[ \\t]*${name}[ \\t]*=[ \\t]*['"]?([^'"\\r\\n]*)`, 'm').exec(
          project.read(below(dir, file)) ?? '',
        ),
      )
      .find((match) => match !== null)?.[1];
  const { keep } = publicEnvFiles(project, dir);
  if (value(keep.map((file) => relativeTo(dir, file))) !== undefined) return null;
  const example = exampleLines(project, dir).find((line) => line.name === name)?.value ?? '';
  return PLAIN.test(example) ? example : '';
}
