import coerce from 'semver/functions/coerce.js';
import { neededSettings } from '../../../knowledge/node-needed-settings.js';
import { type Decision, decide } from '../../../plan/decision.js';
import { ADD_HOST, LOCAL_SECRET, namesHost, REACHED } from '../../../plan/host-machine.js';
import { exampleEnvironment } from '../../../project/env-files.js';
import { lineAt, place } from '../../../project/evidence.js';
import { below, relativeTo } from '../../../project/paths.js';
import { belowVariable, sh, shellWord } from '../../../project/shell.js';
import { type PrismaDatabase, prismaDatabase } from '../build/prisma.js';
import { wantedByChecks, wantedThroughObjects } from '../read/env-checks.js';
import { wantedBySchema } from '../read/env-schema.js';
import { wantedByValidators } from '../read/env-validators.js';
import { dependenciesOf, inProduction } from '../read/manifest.js';
import { startedSources } from '../read/source.js';
import { standInFor } from '../read/stand-ins.js';
import { isPlainEnvFile, loadsEnvFile, overruled } from './env-file.js';
import { localServices, namedServices, reached } from './host-services.js';
import type { Parts } from './parts.js';
import { uncommittedSettings } from './uncommitted-settings.js';

/** More settings than this are for a file. */
const MOST = 12;

/** A variable of the environment. */
interface Setting {
  name: string;
  value: string;
}

interface Flag {
  name: string;
  flag: Decision<string>;
}

/**
 * What the container is given when it starts: the .env file that the program would load, the settings that its
 * code and its packages do not work without, with values that do for a first start.
 *
 * - `environment`: what the image sets already.
 * - `port`: the first port that is published.
 */
export function runFlagsOf(
  parts: Parts,
  environment: Setting[],
  port: number | undefined,
): Decision<string>[] {
  const file = environmentFile(parts, environment);
  const set = new Set([...environment, ...(file?.settings ?? [])].map(({ name }) => name));
  const asked = [...bySources(parts), ...byServices(parts), ...bySchemas(parts), ...byPackages(parts, port)];
  const needed = asked.filter(
    ({ name }, i, all) => !set.has(name) && all.findIndex((other) => other.name === name) === i,
  );
  const mounted = settingsFiles(parts);
  const flags = [
    ...(file?.flags ?? []),
    ...mounted,
    ...(needed.length > MOST ? [] : needed.map(({ flag }) => flag)),
  ];
  const service = flags.find(({ value }) => namesHost(value));
  return service === undefined ? flags : [decide(ADD_HOST, service.from, REACHED), ...flags];
}

/** The .env file of the repository, where the program loads it and Docker reads it as the program would. */
function environmentFile({ situation, install, files, app }: Parts, environment: Setting[]) {
  const path = below(install.app.dir, '.env');
  const text = situation.project.read(path);
  const loads = app.kind === 'framework' ? app.output.row?.loadsEnvFile : loadsEnvFile(install.app, files);
  const settings = exampleEnvironment(situation.project, install.app.dir).filter(
    ({ from }) => from.file === path,
  );
  if (text === undefined || !loads || settings.length === 0) return undefined;
  const plain = isPlainEnvFile(text);
  const ports = environment.filter(({ name, value }) =>
    settings.some((other) => other.name === name && /PORT$/.test(name) && other.value !== value),
  );
  const services = settings
    .map(({ name, value }) => ({ name, value: reached(name, value) }))
    .filter(({ value }, i) => value !== settings[i]?.value);
  // What is set already wins over a file that the program reads by itself.
  const again = [
    ...(plain ? overruled(text) : []),
    ...[...(plain ? ports : []), ...services].map(({ name, value }) => `${name}=${shellWord(value)}`),
  ];
  const from = place(path);
  const mounted = `-v "${belowVariable('$PWD', `${path}:${below(workdirOf(install), '.env')}:ro`)}"`;
  return {
    settings,
    flags: [
      decide(
        plain ? sh`--env-file ${path}` : mounted,
        from,
        'the program loads this file, which stays out of the image',
      ),
      ...again.map((setting) => decide(`-e ${setting}`, from, 'the file says otherwise')),
    ],
  };
}

/** The settings that the program opens and that nobody commits; examples in their place, where there are some. */
function settingsFiles(parts: Parts): Decision<string>[] {
  const { dir } = parts.install.app;
  return uncommittedSettings(parts).map(({ example, as, from }) => {
    const target = below(workdirOf(parts.install), relativeTo(dir, as));
    return decide(
      `-v "${belowVariable('$PWD', `${example ?? as}:${target}:ro`)}"`,
      from,
      example === undefined
        ? 'the program loads this file, which .gitignore keeps out of the repository'
        : 'the program opens this file, and the repository has an example of it alone',
    );
  });
}

/** The directory in which the program starts, where it looks for the file. */
function workdirOf({ inner }: Parts['install']): string {
  return inner === '.' ? '/app' : `/app/${inner}`;
}

/** The value of a variable in an example of a .env file, where it is one and no placeholder. */
function exampleOf({ situation, install }: Parts, name: string): string | undefined {
  const directories = [...new Set([install.app.dir, install.root.dir])];
  return directories
    .flatMap((dir) => exampleEnvironment(situation.project, dir))
    .find(
      (line) =>
        line.name === name && !line.from.file.endsWith('.env') && /^[\w.:/@,+=?&%-]+$/.test(line.value),
    )?.value;
}

/** Variables without which the program's own code does not go on. */
function bySources(parts: Parts): Flag[] {
  const started = startedSources(parts.files);
  const texts = started.map(({ text }) => text);
  const databases = databasesOf(parts);
  return started.flatMap(({ path, text }) =>
    [
      ...wantedByChecks(text),
      ...wantedThroughObjects(text, texts),
      ...wantedByValidators(text),
      ...wantedBySchema(text),
    ].flatMap((wanted) => {
      const { name, offset } = wanted;
      if (NOT_GIVEN.test(name) || (isIndented(text, offset) && isSwitch(name, texts))) return [];
      const database = databases.find((one) => one.name === name);
      const value = exampleOf(parts, name) ?? database?.value ?? localValue(name, wanted.value);
      return [flagOf(name, value, place(path, lineAt(text, offset)), 'the code does not go on without it')];
    }),
  );
}

/** True for code of a function, which is not run when its module is loaded. */
function isIndented(text: string, offset: number): boolean {
  return /\s/.test(text.charAt(text.lastIndexOf('\n', offset - 1) + 1));
}

/** True for a variable that turns a part of the program on, so that the rest goes on without it. */
function isSwitch(name: string, texts: readonly string[]): boolean {
  const read = String.raw`process\.env\.${name}`;
  const asked = new RegExp(String.raw`(?:\bBoolean\(|!!|\bif \()${read}\b[)\s]|\b${read}\s*(?:\?[^?.]|&&)`);
  return texts.some((text) => asked.test(text));
}

/** Servers that the program looks for on the developer's machine unless it is told another place. */
function byServices(parts: Parts): Flag[] {
  return startedSources(parts.files).flatMap(({ path, text }) => {
    const at = (offset: number) => place(path, lineAt(text, offset));
    return [
      ...localServices(text).map(({ name, value, offset }) => flagOf(name, value, at(offset), REACHED)),
      ...namedServices(text).map(({ name, value, offset }) =>
        flagOf(name, exampleOf(parts, name) ?? value, at(offset), 'its database is where this says'),
      ),
    ];
  });
}

/** The databases that a Prisma schema has its client look for: the app's own, and those of members it takes in. */
function databasesOf({ situation: { project }, install }: Parts): PrismaDatabase[] {
  const packages = install.members.length === 0 ? [install.app] : install.members;
  return packages.flatMap((manifest) => prismaDatabase(project, manifest) ?? []);
}

/** The client of Prisma answers no query without them. */
function bySchemas(parts: Parts): Flag[] {
  return databasesOf(parts).map(({ name, value, from }) =>
    flagOf(name, exampleOf(parts, name) ?? value, from, 'its database is where this says'),
  );
}

/** A value that does for a first start: what the rule accepts, an address, or what the name says. */
function localValue(name: string, accepted: string | undefined): string {
  if (accepted !== undefined)
    return accepted.replace(/^build-+$/, (text) => LOCAL_SECRET.padEnd(text.length, '-'));
  return standInFor(name, 'local') ?? VALUES.find(([pattern]) => pattern.test(name))?.[1] ?? 'local';
}

const VALUES: [name: RegExp, value: string][] = [
  [/EXPIR|TTL|_AGE$/, '1h'],
  [/E?MAIL(_FROM|_ADDRESS)?$/, 'local@localhost'],
  [/HOST(NAME)?$/, 'localhost'],
  [/PORT$/, '3000'],
  [/SECRET|SALT$/, LOCAL_SECRET],
];

/** Set by the image, or baked in while it is built. */
const NOT_GIVEN = /^(NEXT_PUBLIC_\w*|VITE_\w*|PUBLIC_\w*|NODE_ENV|PORT|HOST|HOSTNAME|CI|TZ|HOME|PATH)$/;

function byPackages({ install, app }: Parts, port: number | undefined): Flag[] {
  const ranges = dependenciesOf(install.app);
  const framework = app.kind === 'framework' ? app.output.framework : undefined;
  const majorOf = (name: string) => {
    // The build may take this adapter where the manifest names another.
    if (name === '@sveltejs/adapter-node') return framework === 'SvelteKit' ? 0 : undefined;
    if (!(name in ranges) || !inProduction(install.app, name)) return undefined;
    const locked = install.choice.lock?.packages.get(name)?.version;
    return coerce(locked ?? ranges[name])?.major ?? 0;
  };
  return neededSettings(majorOf).flatMap(({ package: name, settings, because }) =>
    Object.entries(settings).map(([variable, kind = '']) => {
      const address = `http://localhost:${port ?? 3000}`;
      const value = kind === 'secret' ? LOCAL_SECRET : kind === 'address' ? address : kind;
      return flagOf(variable, value, place(install.app.path, undefined, `"${name}"`), because);
    }),
  );
}

function flagOf(name: string, value: string, from: Decision<string>['from'], because: string): Flag {
  return { name, flag: decide(`-e ${name}=${shellWord(reached(name, value))}`, from, because) };
}
