import { UserError } from '../../../errors.js';
import { elsewhereOf } from '../../../knowledge/node-elsewhere.js';
import { cite, place } from '../../../project/evidence.js';
import { below, isInside } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { onlyPacks } from '../read/build-script.js';
import { dependenciesOf, keyAt, type Manifest, type ToolApp } from '../read/manifest.js';
import { isServerPackage } from '../read/server-packages.js';
import { refuse } from '../sentences.js';
import { entryFile, existing, isWritten } from './entry.js';
import { frameworkOutput, isFrameworkTool } from './frameworks/frameworks.js';
import type { Output, ServerOutput, StaticOutput } from './frameworks/output-types.js';
import { commandStart, programStart } from './program-file.js';
import { servedSite } from './served-folder.js';
import type { Start, StartContext } from './start.js';
import { startOf, startVariants } from './start-script.js';

/** What a package is, once it is known what starts. */
export type App =
  | { kind: 'static'; output: StaticOutput }
  /** A server made by a framework's own build. */
  | { kind: 'framework'; output: ServerOutput }
  /** A program that Node runs. */
  | { kind: 'program'; start: Extract<Start, { kind: 'node' }>; entry: string; output?: Output }
  /** A command line that only a shell can run. */
  | { kind: 'shell'; start: Extract<Start, { kind: 'shell' }> };

/** An app that stays running, as against files. */
export type Server = Exclude<App, { kind: 'static' }>;

/** The development dependency that a start needs, if it does. */
export function needsDev(app: Server): string | undefined {
  return app.kind === 'framework' ? undefined : app.start.needsDev;
}

/** Decides what a package runs; undefined when nothing in it does. */
export function appOf(context: StartContext): App | undefined {
  if (context.manifest.toolApp !== undefined) return builtByTool(context.manifest.toolApp);
  refuseMeteor(context);
  const start = startOf(context);
  refuseElsewhere(context, start);
  const output = frameworkOutputOf(context, start);
  if (start?.kind === 'node') {
    const entry = entryFile(context, start.args);
    const own = entry !== undefined && isWritten(context.project, context.manifest.dir, entry);
    const made = output !== undefined && !own && madeBy(output, entry);
    if (!made && entry !== undefined && !(output?.kind === 'static' && looksLikeTool(context, entry))) {
      return { kind: 'program', start, entry, ...(output === undefined ? {} : { output }) };
    }
  }
  if (output?.kind === 'static' && (start?.kind !== 'shell' || !isServerPackage(context.manifest)))
    return { kind: 'static', output };
  if (output?.kind === 'server') return { kind: 'framework', output };
  if (start?.kind === 'shell') return { kind: 'shell', start };
  const served = start && servedSite(context, start);
  if (served !== undefined) return { kind: 'static', output: served };
  const found = onlyVariant(startVariants(context)) ?? programStart(context) ?? commandStart(context);
  if (found?.kind === 'shell') return { kind: 'shell', start: found };
  if (found === undefined && start?.kind === 'dev') onlyVariant(start.programs ?? []);
  const entry = found && entryFile(context, found.args);
  return found && entry !== undefined ? { kind: 'program', start: found, entry } : undefined;
}

/** Meteor compiles and bundles by a tool of its own, which no package manager of Node installs. */
function refuseMeteor({ project, manifest }: StartContext): void {
  const file = below(manifest.dir, '.meteor/release');
  const release = project.read(file)?.trim();
  if (release === undefined) return;
  throw refuse('meteor-app', { release, file }, place(file));
}

/** What is built for a desktop or a phone alone shows nothing in a browser. */
function refuseElsewhere({ manifest }: StartContext, start: Start | undefined): void {
  const found = elsewhereOf(dependenciesOf(manifest));
  if (found === undefined || start?.kind === 'node' || !onlyPacks(manifest)) return;
  throw refuse(
    'app-elsewhere',
    { what: found.what, package: found.name },
    keyAt(manifest, 'scripts', 'build'),
  );
}

/** What the repository's own tool builds: a program of Node, or files. */
function builtByTool({ tool, main, output, from }: ToolApp): App {
  if (main === undefined) {
    return {
      kind: 'static',
      output: { kind: 'static', framework: tool, from, dir: output, spa: true, basePath: '/' },
    };
  }
  return { kind: 'program', start: { kind: 'node', args: [main], env: {}, before: [], from }, entry: main };
}

/** The program of `start:api` and its like, when they start the same one. Throws a UserError when they do not. */
function onlyVariant(starts: ReturnType<typeof startVariants>): (typeof starts)[number] | undefined {
  if (starts.length < 2) return starts[0];
  const commands = starts.map(({ args }) => `node ${args.join(' ')}`);
  throw refuse('starts-alike', { places: starts.map(({ from }) => cite(from)), commands });
}

/** True for what the framework writes or starts by its own tool, as against a server of the package's own that it is built into. */
function madeBy(output: Output, entry: string | undefined): boolean {
  const tool = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(entry ?? '')?.[1];
  if (tool !== undefined && isFrameworkTool(tool)) return true;
  if (output.kind === 'static') return false;
  const { args, copies } = output;
  const bare = (file: string) => file.replace(/\.[cm]?js$/, '');
  if (entry === undefined || args.some((arg) => bare(arg) === bare(entry))) return true;
  // Another file beside the one that the framework writes is a server of one's own, built into the same folder.
  return copies.some(
    ({ from }) =>
      entry === from ||
      (isInside(entry, from) && !args.some((arg) => isInside(arg, from) && /\.[cm]?js$/.test(arg))),
  );
}

/** A framework's refusal stands only when the package has no start of its own. */
function frameworkOutputOf(context: StartContext, start: Start | undefined): Output | undefined {
  try {
    return frameworkOutput(context);
  } catch (error) {
    if (
      start?.kind === 'node' &&
      error instanceof UserError &&
      existing(context.project, context.manifest.dir, entryFile(context, start.args) ?? '')
    )
      return undefined;
    throw error;
  }
}

/** Servers that frameworks make when they do not make a site: a start script of before names nothing then. */
const OTHER_MODE =
  /^(?:node_modules\/@(?:react-router|remix-run)\/serve\/|\.output\/server\/|build\/(?:server\/)?index\.js$|dist\/server\/entry\.mjs$|dist\/analog\/server\/)/;

/** A script such as `node scripts/serve.js` beside a site: a helper for developers. */
function looksLikeTool({ project, manifest }: StartContext, entry: string): boolean {
  if (OTHER_MODE.test(entry) && !isWritten(project, manifest.dir, entry) && !isServerPackage(manifest))
    return true;
  return (
    /^(scripts|build|config|tools|webpack)\//.test(entry) &&
    isWritten(project, manifest.dir, entry) &&
    !isServerPackage(manifest)
  );
}

export function usesTypeScript(project: Project, manifest: Manifest): boolean {
  return 'typescript' in dependenciesOf(manifest) && project.has(below(manifest.dir, 'tsconfig.json'));
}
