import coerce from 'semver/functions/coerce.js';
import { lineAt, place } from '../../../project/evidence.js';
import { reachedFrom } from '../../../project/node-imports.js';
import { below, isInside } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { sh } from '../../../project/shell.js';
import { dependenciesOf, lifecycleOf, type Manifest, readManifest, type ToolApp } from './manifest.js';
import { type NestProject, type NestSettings, nestSettings } from './nest-settings.js';
import { readTsConfig, sourceRoot } from './tsconfig.js';

const FILE = 'nest-cli.json';

/**
 * The applications of a Nest monorepo: one package.json, and several programs that `nest build` makes by their
 * names. Empty elsewhere; what is listed and not there is none.
 */
export function nestManifests(project: Project): Manifest[] {
  return project.once('Nest applications', '.', () => findNest(project));
}

function findNest(project: Project): Manifest[] {
  const text = project.read(FILE);
  const root = text === undefined ? undefined : readManifest(project, '.');
  if (text === undefined || root === undefined || !('@nestjs/core' in dependenciesOf(root))) return [];
  const settings = nestSettings(project, '.') ?? {};
  return Object.entries(settings.projects ?? {}).flatMap(([name, one]) => {
    const toolApp =
      one.type === 'application' ? readApp({ project, root, settings, text }, name, one) : undefined;
    if (toolApp === undefined) return [];
    return [
      {
        dir: '.',
        path: root.path,
        text: root.text,
        json: { ...root.json, name, scripts: lifecycleOf(root.json) },
        toolApp,
      },
    ];
  });
}

interface Monorepo {
  project: Project;
  root: Manifest;
  settings: NestSettings;
  text: string;
}

function readApp(
  { project, root, settings, text }: Monorepo,
  name: string,
  { root: dir = `apps/${name}`, sourceRoot: sources = `${dir}/src`, entryFile = 'main', ...own }: NestProject,
): ToolApp | undefined {
  const source = `${below(sources, entryFile)}.ts`;
  if (!project.has(source)) return undefined;
  const options = { ...settings.compilerOptions, ...own.compilerOptions };
  const config = readTsConfig(project, options.tsConfigPath ?? below(dir, 'tsconfig.app.json'));
  const output = config?.outDir ?? below('dist', dir);
  const builder = typeof options.builder === 'object' ? options.builder.type : options.builder;
  let main = `${output}/${entryFile}.js`;
  // A monorepo is bundled unless it is told otherwise; without a bundler the sources keep their places.
  if (config !== undefined && (builder ?? (options.webpack === false ? 'tsc' : 'webpack')) === 'tsc') {
    const major = coerce(dependenciesOf(root).typescript ?? '')?.major ?? 5;
    const { files } = reachedFrom(project, [source], config.aliases);
    const from = sourceRoot(project, config, major, files);
    main = `${output}/${source.slice(from === '.' ? 0 : from.length + 1).replace(/\.ts$/, '.js')}`;
  }
  const line = lineAt(text, Math.max(0, text.indexOf(`"${name}"`)));
  return {
    tool: 'Nest',
    name,
    dir,
    build: sh`nest build ${name}`,
    output,
    main,
    source,
    usual: isInside(settings.sourceRoot ?? settings.root ?? '', dir),
    from: place(FILE, line),
  };
}
