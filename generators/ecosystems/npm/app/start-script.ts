import { elsewhereOf } from '../../../knowledge/node-elsewhere.js';
import { webProcess } from '../../../plan/procfile.js';
import { below } from '../../../project/paths.js';
import { buildScript } from '../read/build-script.js';
import { dependenciesOf, scriptOf } from '../read/manifest.js';
import { parallelParts } from '../read/nested-scripts.js';
import { isServerPackage } from '../read/server-packages.js';
import { compiledStart } from './compiled.js';
import { entryFile } from './entry.js';
import type { Start, StartContext } from './start.js';
import { resolveScript, resolveText } from './start-command.js';

/** Scripts that start an app, the one meant for production before those that may be for development. */
const PRODUCTION = [
  'start:prod',
  'start:production',
  'start-prod',
  'production',
  'prod',
  'start:server',
  'serve:prod',
  'preview:prod',
];

/** What the scripts of a package start, or undefined when none says. */
export function startOf(context: StartContext): Start | undefined {
  const { manifest } = context;
  const web = webStart(context);
  if (web !== undefined) return web;
  const start = resolveScript(context, 'start');
  if (start?.kind === 'node' && start.needsDev === undefined && !isWatching(scriptOf(manifest, 'start')))
    return start;
  const others = [
    ...PRODUCTION,
    ...(start === undefined || start.kind !== 'node' ? ['server', 'serve', 'preview'] : []),
  ];
  for (const name of others) {
    const other = resolveScript(context, name);
    if (other?.kind === 'node' && (other.needsDev === undefined || start?.kind !== 'node'))
      return PRODUCTION.includes(name) && !isWatching(scriptOf(manifest, name))
        ? other
        : builtInstead(context, other);
  }
  if (start?.kind === 'node' && isWatching(scriptOf(manifest, 'start')))
    return compiledDev(context, start) ?? start;
  if (start !== undefined) return start;
  const dev = resolveScript(context, 'dev') ?? resolveScript(context, 'develop');
  if (dev === undefined || (dev.kind === 'shell' && dev.bun === undefined)) return undefined;
  if (deploysElsewhere(context) || buildsAgain(context)) return undefined;
  // Beside the development server of pages, a program may be a helper of it.
  const parts = parallelParts(manifest, scriptOf(manifest, 'dev') ?? scriptOf(manifest, 'develop') ?? '');
  if (parts !== undefined && !isServerPackage(manifest)) return undefined;
  if (dev.kind === 'node')
    return compiledDev(context, dev) ?? { ...dev, because: 'there is no start script' };
  return dev.kind === 'shell' ? { ...dev, because: 'there is no start script' } : dev;
}

/** True where developers run what builds, again at each change: `node build.mjs --watch`. */
function buildsAgain({ manifest }: StartContext): boolean {
  const once = (name: string) => scriptOf(manifest, name)?.replace(/(?<!\s)\s+(-w|--watch)\b/g, '');
  const dev = once('dev') ?? once('develop');
  return dev !== undefined && (dev === once('build') || dev === once('compile'));
}

/** True for a package that is deployed where nothing of it starts: what developers run stands in for that place. */
function deploysElsewhere({ manifest }: StartContext): boolean {
  const scripts = Object.values(manifest.json.scripts ?? {}).join(' && ');
  return (
    elsewhereOf(dependenciesOf(manifest)) !== undefined &&
    /\b(wrangler|serverless|sls|firebase|eas)\b[^&|;]{0,300} (deploy|submit)\b/.test(scripts)
  );
}

/** A start without what only developing installs, where the build makes the same program. */
function builtInstead<T extends Start>(context: StartContext, start: T): Start | T {
  const built = start.kind === 'node' && start.needsDev !== undefined;
  return (built ? compiledDev(context, start) : undefined) ?? start;
}

/** What the build makes of the source that a script for developers runs. */
function compiledDev(context: StartContext, dev: Extract<Start, { kind: 'node' }>): Start | undefined {
  const { project, manifest } = context;
  const entry = entryFile(context, dev.args);
  if (entry === undefined || buildScript(manifest) === undefined) return undefined;
  if (!/\.[cm]?tsx?$/.test(entry) || !project.has(below(manifest.dir, entry))) return undefined;
  const made = compiledStart(context, entry, true);
  if (made === undefined) return undefined;
  const { from, env } = dev;
  return { kind: 'node', args: [made], env, before: [], from, because: 'the build compiles what it runs' };
}

/** What a Procfile starts, where that is a program which Node runs as it is: scripts may be for development. */
function webStart(context: StartContext): Start | undefined {
  const web = webProcess(context.project, context.manifest.dir);
  const start = web && resolveText(context, web.value, { from: web.from, seen: [] });
  return start?.kind === 'node' && start.needsDev === undefined ? start : undefined;
}

/** Programs that scripts such as `start:api`, else `worker`, start where there is no `start`: each once. */
export function startVariants(context: StartContext): Extract<Start, { kind: 'node' }>[] {
  const found = variants(context, /^start[:_-]|[:_-]start$/);
  return found.length > 0
    ? found
    : variants(context, /^(worker|bot|consumer|scheduler|daemon|listen|app|api|run)$/);
}

function variants(context: StartContext, names: RegExp): Extract<Start, { kind: 'node' }>[] {
  const found = new Map<string, Extract<Start, { kind: 'node' }>>();
  for (const name of Object.keys(context.manifest.json.scripts ?? {})) {
    if (!names.test(name) || DEVELOPERS.test(name)) continue;
    const written = resolveScript(context, name);
    const start = written && builtInstead(context, written);
    if (start?.kind === 'node' && !found.has(start.args.join(' '))) found.set(start.args.join(' '), start);
  }
  return [...found.values()];
}

const DEVELOPERS = /[:_-](dev|debug|watch|test|tests|e2e|local|mock|ci|docs|storybook)([:_-]|$)/;

function isWatching(script = ''): boolean {
  return /\b(nodemon|ts-node-dev|tsnd|watch|concurrently)\b/.test(script);
}
