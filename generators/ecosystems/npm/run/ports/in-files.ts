import { serverPackage } from '../../../../knowledge/node-server-packages.js';
import { exampleEnvironment } from '../../../../project/env-files.js';
import { lineAt, place } from '../../../../project/evidence.js';
import { below } from '../../../../project/paths.js';
import type { Project } from '../../../../project/project.js';
import { dependenciesOf, inProduction, keyAt, readManifest } from '../../read/manifest.js';
import type { SourceFile } from '../../read/source.js';
import { missingSettings } from '../missing-settings.js';
import { isOwnPort, type PortCandidate, type PortContext } from './candidate.js';

/** Packages that read the settings of config/. */
const SETTINGS_READERS = ['config', '@feathersjs/configuration'];

const DEFAULTS = ['production', 'default'].flatMap((stem) =>
  ['json', 'json5', 'yaml', 'yml', 'js', 'ts'].map((end) => `config/${stem}.${end}`),
);

/** Not the port of a database: the first one at the top, or of the server. */
const SERVER_PORT =
  /(?:^\s{0,2}|(?:server|http|app|web|api)['"]?\s*:(?:\s*\{)?[^{}]{0,200}?)['"]?port['"]?\s*:\s*(?:[^,\n]{0,40}(?:\|\||\?\?)\s*)?['"]?(\d{2,5})/gm;

/** The port in the defaults that such a package reads, or in a file of settings that the code names. */
export function settingsPort({ situation, app, files, reader }: PortContext): PortCandidate[] {
  if (app.kind === 'framework') return [];
  const { project, detection } = situation;
  const manifest = readManifest(project, detection.app);
  const reads = manifest !== undefined && SETTINGS_READERS.some((name) => inProduction(manifest, name));
  for (const name of [...(reads ? DEFAULTS : []), ...namedSettings(files)]) {
    const found = portIn(project, below(detection.app, name), reader);
    if (found.length > 0) return found;
  }
  return [];
}

/** The first port of a server in a file of settings. */
function portIn(project: Project, file: string, reader: PortContext['reader']): PortCandidate[] {
  const text = project.read(file) ?? '';
  for (const match of text.matchAll(SERVER_PORT)) {
    const value = Number(match[1]);
    if (!isOwnPort(value)) continue;
    const from = place(file, lineAt(text, match.index + match[0].length));
    return [{ value, from, ...variableOf(reader), reads: reader !== undefined }];
  }
  return [];
}

/** The port in an example of settings that the container is given in their place. */
export function missingSettingsPort({ situation, app, files, reader }: PortContext): PortCandidate[] {
  if (app.kind === 'framework') return [];
  const { project, detection } = situation;
  return missingSettings(project, detection.app, files).flatMap(({ example }) =>
    example === undefined ? [] : portIn(project, example, reader),
  );
}

/** Files of settings that the code names: `'config.yml'`, `'./config/server.yaml'`. */
function namedSettings(files: SourceFile[]): string[] {
  const literals = files.flatMap(({ text }) => [
    ...text.matchAll(
      /['"`](?:\.{0,2}\/)*((?:[\w-]+\/)*(?:config|settings|server|application)\.(?:json5?|ya?ml))['"`]/g,
    ),
  ]);
  return [...new Set(literals.map(([, path = '']) => path))];
}

/** The port that an example environment file sets, by the variable that the server reads. */
export function examplePort(context: PortContext): PortCandidate[] {
  const { situation, reader } = context;
  if (!serves(context)) return [];
  const names =
    reader === undefined || reader.variable === 'PORT'
      ? ['PORT', 'APP_PORT', 'SERVER_PORT']
      : [reader.variable];
  const line = exampleEnvironment(situation.project, situation.detection.app).find(
    ({ name, value }) => names.includes(name) && /^\d{2,5}/.test(value),
  );
  if (line === undefined) return [];
  return [{ value: Number.parseInt(line.value, 10), from: line.from, ...variableOf(reader), reads: true }];
}

/** The port that a package listens on of itself, where the code tells it none. */
export function packagePort({ situation, app, code, reader }: PortContext): PortCandidate[] {
  if (app.kind !== 'program' || reader !== undefined) return [];
  const manifest = readManifest(situation.project, situation.detection.app);
  if (manifest === undefined) return [];
  for (const name of Object.keys(manifest.json.dependencies ?? {})) {
    const { port, call } = serverPackage(name) ?? {};
    const calls = call === undefined || code.some(({ text }) => text.includes(`${call}(`));
    if (port === undefined || !calls) continue;
    return [{ value: port, from: keyAt(manifest, 'dependencies', name), reads: false }];
  }
  return [];
}

/** The port for what reads a variable, or listens, and says no number anywhere. */
export function usualPort(context: PortContext): PortCandidate[] {
  const { reader } = context;
  if (!serves(context)) return [];
  const because = 'the usual port of Node servers';
  return [
    {
      value: 3000,
      from: reader?.from ?? 'default',
      because,
      ...variableOf(reader),
      reads: true,
      guessed: true,
    },
  ];
}

function variableOf(reader: PortContext['reader']) {
  return reader === undefined ? {} : { variable: reader.variable };
}

/** True for what takes its port from the environment, or listens as far as its packages and its code show. */
function serves({ situation, app, files, reader }: PortContext): boolean {
  if (reader !== undefined || app.kind !== 'program') return true;
  const manifest = readManifest(situation.project, situation.detection.app);
  const listens =
    manifest !== undefined &&
    Object.keys(dependenciesOf(manifest)).some((name) => {
      const row = serverPackage(name);
      return row?.listens && (row.development || inProduction(manifest, name));
    });
  return listens || files.some(({ text }) => /\.listen\(|createServer\(|serve\(/.test(text));
}
