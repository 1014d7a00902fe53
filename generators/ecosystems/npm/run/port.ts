import { serverPackage } from '../../../knowledge/node-server-packages.js';
import { type Decision, decide, type Json } from '../../../plan/decision.js';
import type { Situation } from '../../../plan/ecosystem.js';
import type { Warning } from '../../../plan/plan.js';
import { exampleEnvironment } from '../../../project/env-files.js';
import { cite, type Evidence, lineAt, place } from '../../../project/evidence.js';
import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import type { Server } from '../app/app.js';
import { dependenciesOf, inProduction, readManifest } from '../read/manifest.js';
import type { SourceFile } from '../read/source.js';
import { warn } from '../sentences.js';
import { isOwnPort, type Port, portOf } from './port-in-code.js';

export interface ServerPort {
  ports: Decision<Json>;
  /** Value for its variable in the image, when the server reads one. */
  port: Decision<string> | undefined;
  /** `PORT`, or the name of its own that the server reads. */
  variable: string;
  /** True when nothing in the repository says it. */
  guessed: boolean;
  warnings: Warning[];
}

/** The port: a wish, the code, the framework, an example environment file, or Node's custom 3000. */
export function serverPort(situation: Situation, app: Server, files: SourceFile[]): ServerPort {
  const found = portFound(situation.project, app, files);
  return { ...decidePort(situation, app, files, found), variable: found?.variable ?? 'PORT' };
}

function decidePort(
  situation: Situation,
  app: Server,
  files: SourceFile[],
  found: Port | undefined,
): Omit<ServerPort, 'variable'> {
  const { project, wishes, detection } = situation;
  const reads = app.kind === 'framework' || found?.reads === true;
  const wish = wishes.port;
  if (wish !== undefined) {
    const warnings =
      found === undefined || reads || found.value === wish.value
        ? []
        : [warn('port-fixed', { port: found.value, asked: cite(wish.from), wish: wish.value }, found.from)];
    return {
      ports: decide([wish.value], wish.from),
      port: reads || found === undefined ? decide(`${wish.value}`, wish.from) : undefined,
      guessed: false,
      warnings,
    };
  }
  if (found !== undefined && found.value !== 0) {
    return {
      ports: decide([found.value], found.from),
      port: reads ? decide(`${found.value}`, found.from) : undefined,
      guessed: false,
      warnings: lowPort(found),
    };
  }
  const settings = settingsPort(situation, files);
  if (settings !== undefined && found === undefined)
    return {
      ports: decide([settings.value], settings.from),
      port: undefined,
      guessed: false,
      warnings: [],
    };
  const example = settings ?? examplePort(project, detection.app, found?.variable);
  const value = example?.value ?? 3000;
  if (found !== undefined || listens(situation, app, files)) {
    const from = example?.from ?? found?.from ?? 'default';
    const ports = decide([value], from, example === undefined ? 'the usual port of Node servers' : undefined);
    return { ports, port: decide(`${value}`, from), guessed: example === undefined, warnings: [] };
  }
  return {
    ports: decide([], 'default', 'nothing in the code listens'),
    port: undefined,
    guessed: false,
    warnings: [],
  };
}

function portFound(project: Project, app: Server, files: SourceFile[]): Port | undefined {
  if (app.kind === 'framework') return { value: app.output.port, from: app.output.from, reads: true };
  const given = app.kind === 'program' ? Number(app.start.env.PORT) : Number.NaN;
  if (given > 0)
    return { value: given, from: app.kind === 'program' ? app.start.from : 'default', reads: true };
  return portOf(project, files);
}

function listens({ project, detection }: Situation, app: Server, files: SourceFile[]): boolean {
  const manifest = readManifest(project, detection.app);
  const serves =
    manifest !== undefined &&
    Object.keys(dependenciesOf(manifest)).some((name) => {
      const row = serverPackage(name);
      return row?.listens && (row.development || inProduction(manifest, name));
    });
  return (
    serves || app.kind === 'shell' || files.some(({ text }) => /\.listen\(|createServer\(|serve\(/.test(text))
  );
}

function lowPort({ value, from }: Port): Warning[] {
  return value >= 1024 ? [] : [warn('port-privileged', { port: value }, from)];
}

/** Packages that read the settings of config/. */
const SETTINGS_READERS = ['config', '@feathersjs/configuration'];

/** The port in the defaults that one of them reads, or in a file of settings that the code names. */
function settingsPort(
  { project, detection }: Situation,
  files: SourceFile[],
): { value: number; from: Evidence } | undefined {
  const manifest = readManifest(project, detection.app);
  const reads = manifest !== undefined && SETTINGS_READERS.some((name) => inProduction(manifest, name));
  for (const name of [...(reads ? DEFAULTS : []), ...namedSettings(files)]) {
    const file = below(detection.app, name);
    const text = project.read(file) ?? '';
    // Not the port of a database: the first one at the top, or of the server.
    const ports = text.matchAll(
      /(?:^\s{0,2}|(?:server|http|app|web|api)['"]?\s*:\s*\{?[^{}]{0,200}?)['"]?port['"]?\s*:\s*(?:[^,\n]{0,40}(?:\|\||\?\?)\s*)?['"]?(\d{2,5})/gm,
    );
    for (const match of ports) {
      const value = Number(match[1]);
      if (isOwnPort(value)) return { value, from: place(file, lineAt(text, match.index + match[0].length)) };
    }
  }
  return undefined;
}

const DEFAULTS = ['production', 'default'].flatMap((stem) =>
  ['json', 'json5', 'yaml', 'yml', 'js', 'ts'].map((end) => `config/${stem}.${end}`),
);

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
function examplePort(project: Project, dir: string, variable?: string) {
  const names = variable === undefined ? ['PORT', 'APP_PORT', 'SERVER_PORT'] : [variable];
  const line = exampleEnvironment(project, dir).find(
    ({ name, value }) => names.includes(name) && /^\d{2,5}/.test(value),
  );
  return line && { value: Number.parseInt(line.value, 10), from: line.from };
}
