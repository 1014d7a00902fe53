import { below, relativeTo, within } from '../../../../project/paths.js';
import { needsDev } from '../../app/app.js';
import { productionDependencies } from '../../build/install/install.js';
import { lifecycleScripts } from '../../build/install/manager-commands.js';
import { buildScript } from '../../read/build-script.js';
import { hasProduction, type Manifest } from '../../read/manifest.js';
import { outputOf, type Parts } from '../parts.js';
import { besideOutput, type Copied, inPlace } from './beside-output.js';

/** The same where the modules come from a stage of their own: the packages without theirs. */
export function apartContents(parts: Parts): Copied[] {
  const { install } = parts;
  const { members, root } = install;
  const places = members.map((member) => ({ member, dir: relativeTo(root.dir, member.dir) }));
  const own = places.filter(({ member }) => hasProduction(member)).map(({ dir }) => `${dir}/node_modules`);
  const modules = ['node_modules', ...own].map((path) => ({ ...inPlace(path), modules: true }));
  const made = places.flatMap(({ member, dir }) =>
    (madeOf(parts, member) ?? ['.']).map((name) => inPlace(name === '.' ? dir : `${dir}/${name}`)),
  );
  return [inPlace('package.json'), ...modules, ...made];
}

/** What of a package its build makes, with its manifest; undefined for one that is needed as a whole. */
function madeOf(parts: Parts, member: Manifest): string[] | undefined {
  const { project } = parts.situation;
  if (member === parts.install.app) {
    const output = outputOf(parts);
    return output === undefined ? undefined : ['package.json', ...besideOutput(parts, output)];
  }
  const { main, module, exports } = member.json;
  const named = [main, module, ...strings(exports)].filter((path) => typeof path === 'string');
  const tops = named.map((path) => within('.', path)?.split('/')[0] ?? '.');
  const built = tops.every(
    (top) =>
      top !== '.' &&
      !top.includes('.') &&
      !top.includes('*') &&
      !project.hasDirectory(below(member.dir, top)),
  );
  if (tops.length === 0 || !built || buildScript(member) === undefined) return undefined;
  return ['package.json', ...new Set(tops)];
}

/** The paths that `exports` of a package.json names, whatever the conditions. */
function strings(exports: unknown): string[] {
  if (typeof exports === 'string') return exports === './package.json' ? [] : [exports];
  if (typeof exports !== 'object' || exports === null) return [];
  return Object.values(exports).flatMap(strings);
}

/** Packages that are copied as a whole, whose own modules have to go first. */
export function wholePackages(parts: Parts): string[] {
  if (!modulesApart(parts)) return [];
  const { members, root } = parts.install;
  return members
    .filter((member) => madeOf(parts, member) === undefined)
    .map(({ dir }) => relativeTo(root.dir, dir));
}

/**
 * True when what runs is installed in a stage of its own, which no change of a source touches: where dropping
 * development dependencies would mean installing again, and installing runs nothing of the app's own.
 */
export function modulesApart({ install, app }: Parts): boolean {
  const { commands, inputs, members, choice } = install;
  const scripts = members.some((member) => lifecycleScripts(member, choice.manager.value).length > 0);
  const whole = app.kind === 'framework' && (app.output.selfContained || app.output.allModules === true);
  return (
    commands.installApart !== undefined &&
    install.inner !== '.' &&
    inputs.needsSources === undefined &&
    !inputs.runsScripts &&
    !scripts &&
    !whole &&
    needsDev(app) === undefined &&
    productionDependencies(install) &&
    choice.lock?.packages.has('@prisma/client') !== true
  );
}
