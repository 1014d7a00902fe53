import { below, within } from '../../../../project/paths.js';
import type { Parts } from '../parts.js';
import { runtimePaths } from './run-time-files.js';

/** One COPY of the final stage, but for its stage: what the build left there, or modules that were installed apart. */
export interface Copied {
  from: string;
  to: string;
  /** True for modules, which may have a stage of their own. */
  modules?: boolean;
}

/** What the build wrote, and what the program reads beside it. */
export function besideOutput(parts: Parts, output: string): string[] {
  const { install, app } = parts;
  const outside = (paths: string[]) =>
    paths.filter((path) => path !== output && !path.startsWith(`${output}/`));
  const served = app.kind === 'program' && app.output?.kind === 'static' ? [app.output.dir] : [];
  const read = runtimePaths(parts.situation.project, install.app.dir, parts.files);
  return [output, ...outside(preloadedFiles(parts)), ...outside(served), ...outside(read)];
}

/** Files beside the output that node is told to load before the program: `--import ./instrument.mjs`. */
function preloadedFiles({ situation: { project }, install, app }: Parts): string[] {
  if (app.kind !== 'program') return [];
  const { args } = app.start;
  const named = args.flatMap((arg, i) =>
    LOADS.test(args[i - 1] ?? '') ? arg : (/^--[a-z-]+=(.+)$/.exec(arg)?.[1] ?? []),
  );
  const files = named.flatMap((word) => within('.', word) ?? []);
  const there = files.filter((path) => path !== '.' && project.has(below(install.app.dir, path)));
  return named.some((word) => /tsconfig-paths/.test(word)) ? ['tsconfig.json', ...there] : there;
}

const LOADS = /^(-r|--require|--import|--(experimental-)?loader)$/;

export function inPlace(path: string): Copied {
  return { from: `/app/${path}`, to: `/app/${path}` };
}
