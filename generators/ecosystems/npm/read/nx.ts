import { array, exactOptional, type InferOutput, string, union, unknown } from 'valibot';
import { lineAt, place } from '../../../project/evidence.js';
import { jsonAs } from '../../../project/json.js';
import { below, directoryOf, within } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { object, recordOf } from '../../../project/shape.js';
import { raw, sh } from '../../../project/shell.js';
import { dependenciesOf, type Manifest, readManifest, scriptOf, type ToolApp } from './manifest.js';

const text = exactOptional(string());

const TARGET = object({
  executor: text,
  options: exactOptional(
    object({
      outputPath: exactOptional(union([string(), object({ base: text, browser: text })])),
      main: text,
      target: text,
      platform: text,
      outputFileName: text,
    }),
  ),
  outputs: exactOptional(array(string())),
  configurations: exactOptional(recordOf(unknown())),
  defaultConfiguration: text,
});

type Target = InferOutput<typeof TARGET>;

const PROJECT = object({
  name: text,
  projectType: text,
  targets: exactOptional(recordOf(TARGET)),
});

const PROJECT_DEPTH = 4;

/**
 * The applications of an Nx workspace whose directories have no scripts of their own. Each is a
 * manifest that installs at the root and knows its Nx project. Empty outside such a workspace.
 */
export function nxManifests(project: Project): Manifest[] {
  return project.once('Nx applications', '.', () => findNx(project));
}

function findNx(project: Project): Manifest[] {
  const root = project.has('nx.json') ? readManifest(project, '.') : undefined;
  if (root === undefined || !('nx' in dependenciesOf(root))) return [];
  return projectFiles(project, '.', PROJECT_DEPTH).flatMap((file) => {
    const dir = directoryOf(file);
    const own = readManifest(project, dir);
    if (own !== undefined && (scriptOf(own, 'build') ?? scriptOf(own, 'start')) !== undefined) return [];
    const toolApp = readApp(project, file);
    if (toolApp === undefined) return [];
    const text = project.read(file) ?? '';
    return [{ dir: '.', path: file, text, json: { ...root.json, name: toolApp.name, scripts: {} }, toolApp }];
  });
}

function projectFiles(project: Project, dir: string, depth: number): string[] {
  return project.entries(dir).flatMap(({ name, kind, link }) => {
    if (kind !== 'directory' || link || name.startsWith('.') || /^(node_modules|dist|tmp)$/.test(name))
      return [];
    const inner = below(dir, name);
    const file = below(inner, 'project.json');
    return [
      ...(project.has(file) ? [file] : []),
      ...(depth > 1 ? projectFiles(project, inner, depth - 1) : []),
    ];
  });
}

function readApp(project: Project, file: string): ToolApp | undefined {
  const source = project.read(file) ?? '';
  const dir = directoryOf(file);
  const json = jsonAs(project, file, PROJECT);
  if (json === undefined) return undefined;
  const name = json.name ?? dir.slice(dir.lastIndexOf('/') + 1);
  const target = json.targets?.build ?? {};
  if (json.projectType !== 'application' || /e2e$/.test(name)) return undefined;
  const config = bundlerConfig(project, dir);
  const output = targetOutput(target, config, dir);
  if (output === undefined || /next/.test(target.executor ?? '')) return undefined;
  const node = runsOnNode(target, config);
  const production =
    target.configurations?.production !== undefined && target.defaultConfiguration === undefined;
  return {
    tool: 'Nx',
    name,
    dir,
    build: sh`nx build ${name}${raw(production ? ' --configuration=production' : '')}`,
    output,
    main: node ? `${output}/${mainOf(target)}` : undefined,
    from: place(file, lineAt(source, Math.max(0, source.indexOf('"targets"')))),
  };
}

/** Configuration of the bundler whose targets Nx infers, as text: it is never run. */
function bundlerConfig(project: Project, dir: string): string {
  for (const name of ['webpack', 'vite', 'rspack', 'rsbuild']) {
    for (const extension of ['ts', 'mts', 'js', 'mjs', 'cjs']) {
      const text = project.read(below(dir, `${name}.config.${extension}`));
      if (text !== undefined) return text;
    }
  }
  return '';
}

function targetOutput({ options, outputs }: Target, config: string, dir: string): string | undefined {
  const path = options?.outputPath;
  if (typeof path === 'string') return within('.', path);
  if (path?.base !== undefined) return within('.', `${path.base}/${path.browser ?? 'browser'}`);
  const listed = /^\{workspaceRoot\}\/([\w./-]+)$/.exec(outputs?.[0] ?? '')?.[1];
  if (listed !== undefined) return within('.', listed);
  const literal =
    /\b(?:outDir|path)\s*:\s*(?:(?:path\.)?(?:join|resolve)\(\s*__dirname\s*,\s*)?['"]([^'"]+)['"]/.exec(
      config,
    )?.[1];
  return literal === undefined ? undefined : within(dir, literal);
}

function runsOnNode({ executor = '', options }: Target, config: string): boolean {
  if (/^(node|es\d)/.test(options?.target ?? '') || options?.platform === 'node') return true;
  if (/esbuild/.test(executor)) return options?.platform !== 'browser';
  return /@n(x|rwl)\/(node|nest|js):/.test(executor) || /target\s*:\s*['"]node/.test(config);
}

function mainOf({ executor = '', options }: Target): string {
  const file = options?.main?.replace(/^.*\//, '').replace(/\.[cm]?tsx?$/, '.js');
  // Without a bundler the sources keep their place below the output.
  const flat = /@n(x|rwl)\/js:/.test(executor) ? 'src/' : '';
  return options?.outputFileName ?? `${flat}${file ?? 'main.js'}`;
}
