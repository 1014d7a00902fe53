import { type Evidence, lineAt, place } from '../../../project/evidence.js';
import { exampleOfFile } from '../../../project/example-files.js';
import { isIgnoredByGit } from '../../../project/gitignore.js';
import { localModule } from '../../../project/node-files.js';
import { below, directoryOf, within } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { inProduction, type Manifest } from '../read/manifest.js';
import { type SourceFile, startedSources } from '../read/source.js';
import type { MissingSettings } from './missing-settings.js';

/** A module of settings: `require('./config.json')`, `from '../config/keys.js'`. */
const LOADED =
  /(?:\bfrom|\bimport|\brequire\()\s*['"](\.{1,2}\/[\w./-]{0,100}?(?:auth|config|credentials?|keys?|secrets?|settings|tokens?)[\w.-]{0,40})['"]/gi;

/** What it may be called where the ending is left out. */
const ENDINGS = ['', '.json', '.js', '.cjs'];

/**
 * The settings that a program loads as a module, or has the package `config` load, and that .gitignore keeps out
 * of the repository: whoever starts it writes them first.
 */
export function keptOutSettings(
  project: Project,
  manifest: Manifest,
  files: readonly SourceFile[],
): MissingSettings[] {
  const started = startedSources(files);
  const found = [
    ...started.flatMap((file) => loadedBy(project, file)),
    ...readByConfig(project, manifest, started),
  ];
  return found.filter(({ as }, i) => found.findIndex((other) => other.as === as) === i);
}

/** Of JavaScript that runs as it is: what is compiled needs them for that already. */
function loadedBy(project: Project, { path, text }: SourceFile): MissingSettings[] {
  if (!/\.[cm]?js$/.test(path)) return [];
  return [...text.matchAll(LOADED)].flatMap(({ 1: specifier = '', index }) => {
    const target = within(directoryOf(path), specifier);
    if (target === undefined || localModule(project, path, specifier) !== undefined) return [];
    const as = ENDINGS.map((end) => `${target}${end}`).find(
      (name) => /\.(?:json|c?js)$/.test(name) && isIgnoredByGit(project, [name]),
    );
    return as === undefined ? [] : [settingsAt(project, as, place(path, lineAt(text, index)))];
  });
}

/** Where the package `config` looks: https://github.com/node-config/node-config/wiki/Configuration-Files */
const CONFIG_FILES = ['default', 'production', 'local', 'local-production'].flatMap((stem) =>
  ['json', 'js', 'json5', 'yaml', 'yml', 'toml'].map((end) => `${stem}.${end}`),
);

/** The file of the package `config` that .gitignore names, where the repository has none of them. */
function readByConfig(
  project: Project,
  manifest: Manifest,
  started: readonly SourceFile[],
): MissingSettings[] {
  const reader = started.find(({ text }) => /(?:\bfrom|\brequire\()\s*['"]config['"]/.test(text));
  if (reader === undefined || !inProduction(manifest, 'config')) return [];
  const paths = [...CONFIG_FILES, 'custom-environment-variables.json', 'default.ts'].map((name) =>
    below(manifest.dir, `config/${name}`),
  );
  if (paths.some((path) => project.has(path))) return [];
  const as = paths.find((path) => isIgnoredByGit(project, [path]));
  const from = place(reader.path, lineAt(reader.text, reader.text.search(/['"]config['"]/)));
  return as === undefined ? [] : [settingsAt(project, as, from)];
}

function settingsAt(project: Project, as: string, from: Evidence): MissingSettings {
  const example = exampleOfFile(project, as);
  return { ...(example !== undefined && { example }), as, from };
}
