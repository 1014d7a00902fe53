import { relativeTo } from '../../../../project/paths.js';
import type { Server } from '../../app/app.js';
import { type Install, productionDependencies } from '../../build/install/install.js';
import { outputOf, type Parts } from '../parts.js';
import { besideOutput, type Copied, inPlace } from './beside-output.js';
import { layoutOf } from './layout.js';
import { apartContents, modulesApart } from './modules-apart.js';
import { rootPaths } from './root-paths.js';
import { workingDirectoryPaths } from './run-time-files.js';

/** What the final image gets from the stages before it: as little as is known to be enough. */
export function runtimeContents(parts: Parts): Copied[] {
  const { install, app } = parts;
  if (install.inner !== '.') return workspaceContents(parts);
  if (app.kind === 'framework') return frameworkContents(parts, app.output);
  const output = outputOf(parts);
  if (output === undefined) return [inApp('.')];
  const modules = productionDependencies(install) ? ['node_modules'] : [];
  const names = ['package.json', ...modules, ...packagesBeside(install), ...besideOutput(parts, output)];
  const env = parts.envFile === undefined ? [] : ['.env'];
  return [...new Set([...names, ...env])].map(inApp);
}

type FrameworkOutput = Extract<Server, { kind: 'framework' }>['output'];

/** Looks itself for what the code opens: https://nextjs.org/docs/app/api-reference/config/next-config-js/output */
const TRACES_FILES = 'Next.js';

function frameworkContents({ situation, install, files }: Parts, output: FrameworkOutput): Copied[] {
  const { source } = layoutOf('.', output);
  const made = output.copies
    .filter(({ from }) => from !== 'node_modules' || output.allModules || productionDependencies(install))
    .map(({ from, to }) => ({ from: `/app/${source(from)}`, to: to === '.' ? './' : `./${to}` }));
  const traced = output.framework === TRACES_FILES;
  const read = traced ? [] : workingDirectoryPaths(situation.project, install.app.dir, files);
  return [...made, ...read.filter((path) => !covers(output, path)).map(inApp)];
}

function covers({ copies }: FrameworkOutput, path: string): boolean {
  return copies.some(({ from }) => from === '.' || from === path || path.startsWith(`${from}/`));
}

/** A workspace app keeps its place below the root, beside the siblings it needs. */
function workspaceContents(parts: Parts): Copied[] {
  const { install, app } = parts;
  const { inner } = install;
  if (app.kind === 'framework' && app.output.selfContained) {
    // Next keeps the layout of the workspace inside its standalone directory.
    const { output } = app;
    const { source, target } = layoutOf(inner, output);
    return output.copies.map(({ from, to }) => ({
      from: `/app/${inner}/${source(from)}`,
      to: to === '.' ? `/app/${target === '' ? '' : `${target}/`}` : `./${to}`,
    }));
  }
  const outside = rootPaths(parts).map(inPlace);
  if (modulesApart(parts)) return [...apartContents(parts), ...outside];
  return [...['package.json', 'node_modules', ...packagesBeside(install), inner].map(inPlace), ...outside];
}

/** Packages of the repository that the modules are links to. */
function packagesBeside({ root, members, inputs }: Install): string[] {
  const siblings = members.slice(0, -1).map(({ dir }) => relativeTo(root.dir, dir));
  return [...new Set([...siblings, ...inputs.linked])];
}

function inApp(path: string): Copied {
  return path === '.' ? { from: '/app/', to: './' } : { from: `/app/${path}`, to: `./${path}` };
}
