import { relativeTo } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { raw, sh } from '../../../project/shell.js';
import { dependenciesOf, type Manifest, scriptOf } from '../read/manifest.js';
import { nested } from '../read/nested-scripts.js';
import { turboSteps } from '../read/turbo.js';
import { offlineBuild } from './database-steps.js';
import type { Install } from './install/install.js';
import { prismaSchema } from './prisma.js';
import { scriptCommand, withSettings } from './script-command.js';
import { typedSqlCommands } from './typed-sql.js';

/**
 * What has to be generated before anything is compiled, in the app and in the workspace packages it needs: what
 * Turborepo would run before their builds, and Prisma's client, without which the build or the start fails.
 */
export function generateCommands(project: Project, install: Install): string[] {
  const { app, root, members } = install;
  const steps = app === root ? { own: [], upstream: [] } : turboSteps(project, root.dir, app);
  return [...members.slice(0, -1), app].flatMap((manifest) => {
    const names = manifest === app ? steps.own : [...steps.own, ...steps.upstream];
    const settings = names.some((name) => /\bprisma\b/.test(textsOf(manifest, [name])))
      ? prismaSettings(install)
      : {};
    const scripts = [...new Set(names)].filter((name) => runsAlone(manifest, name));
    return [
      ...scripts
        .flatMap((name) => scriptCommand(install, manifest, name))
        .map((command) => withSettings(settings, command)),
      ...prismaGenerate(project, install, manifest, scripts),
    ];
  });
}

/** True for a script of the package that changes no database. */
function runsAlone(manifest: Manifest, name: string): boolean {
  return scriptOf(manifest, name) !== undefined && offlineBuild(manifest, name) === undefined;
}

/** Prisma's client, where no script that runs anyway makes it. */
function prismaGenerate(project: Project, install: Install, manifest: Manifest, scripts: string[]): string[] {
  if (prismaSchema(project, manifest) === undefined || !('prisma' in dependenciesOf(manifest))) return [];
  const texts = textsOf(manifest, ['build', 'prebuild', 'postinstall', ...scripts]);
  if (/prisma generate|db:generate|prisma:generate/.test(texts)) return [];
  const inner = relativeTo(install.root.dir, manifest.dir);
  const commands = typedSqlCommands(project, manifest, install.commands.exec) ?? [
    withSettings(prismaSettings(install), install.commands.exec('prisma generate')),
  ];
  return inner === '.' ? commands : commands.map((command) => sh`(cd ${inner} && ${raw(command)})`);
}

/** What Prisma's commands have to be told. */
export function prismaSettings({ prismaVariables }: Install): Record<string, string> {
  return Object.fromEntries(prismaVariables.map(({ name, value }) => [name, value]));
}

/** True when building a package calls Prisma. */
export function runsPrisma(manifest: Manifest): boolean {
  return /\bprisma\b/.test(textsOf(manifest, ['build', 'prebuild', 'postbuild']));
}

/** The text of scripts, with those that they call. */
function textsOf(manifest: Manifest, names: string[]): string {
  const texts = names.map((name) => scriptOf(manifest, name) ?? '');
  return [...texts, ...texts.flatMap((text) => nested(manifest, text))].join(' ');
}
