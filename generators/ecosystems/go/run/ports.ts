import type { Project } from '../../../project/project.js';
import { flagsUnread } from '../app/command.js';
import type { CommandLine } from '../app/subcommand.js';
import type { Program } from '../read/program.js';
import type { Source } from '../read/source.js';
import { frameworkDefaults } from './default-ports.js';
import type { MissingSettings } from './missing-settings.js';
import type { Port } from './port.js';
import { addresses } from './port-addresses.js';
import { builtAddresses, constantFlags, fieldDefault, filledPorts } from './port-constants.js';
import { configPorts, exampleOf, examplePorts } from './port-files.js';
import { portFlags } from './port-flags.js';
import { givenPorts } from './port-parameters.js';
import { tagPorts } from './port-settings.js';
import { portVariables } from './port-variables.js';
import type { RuntimeFile } from './runtime-files.js';
import type { SettingsFile } from './settings-file.js';

/** What is known when the ports are looked for. */
interface PortContext {
  program: Program;
  project: Project;
  settings: Settings;
  /** What the settings that it surely starts with say. */
  set: readonly Port[];
  /** What the file with its own settings says that it names, where no other is called so. */
  opened: readonly Port[];
}

/** One kind of place that may say a port. */
export interface PortSource {
  source: string;
  /** Sources of a later turn are only asked while none before has said anything; within a turn the weight of a port counts. */
  turn: number;
  /** Set for one that has a say only beside others of its turn. */
  beside?: true;
  find: (context: PortContext) => readonly Port[];
}

/** All of them. Who looks for a port goes through this table. */
export const PORT_SOURCES: readonly PortSource[] = [
  { turn: 0, source: 'addresses that servers are given', find: inSources(addresses) },
  { turn: 0, source: 'the defaults of flags', find: inSources(portFlags) },
  { turn: 0, source: 'the defaults of flags that are constants', find: inSources(constantFlags) },
  {
    turn: 0,
    source: 'variables of the environment, and what stands in for them',
    find: inSources(portVariables),
  },
  { turn: 0, source: 'struct tags of settings, where no settings are there', find: tagged },
  { turn: 0, source: 'the settings that it is started with', find: ({ set }) => set.map(surest) },
  { turn: 0, beside: true, source: 'the settings that it names', find: ({ opened }) => opened.map(surest) },
  { turn: 1, source: 'addresses put together of constants', find: inSources(builtAddresses) },
  {
    turn: 1,
    source: 'numbers that a function takes as its port',
    find: ({ program }) => givenPorts(program),
  },
  { turn: 2, source: 'the default of its framework', find: ({ program }) => frameworkDefaults(program) },
  { turn: 2, source: 'settings that it may open', find: inSettings },
  { turn: 3, source: 'examples of settings', find: ({ project, program }) => examplePorts(project, program) },
  { turn: 4, source: 'settings that the code fills', find: ({ program }) => filledPorts(program) },
];

/**
 * The ports of the program, the surest first; empty for a worker or a command.
 *
 * - `settings`, `missing`: the settings that it is started with: what they say goes before their defaults in the code.
 * - `isElsewhere`: tells what is about a subcommand that is not started. What listens there has no say
 *   while something else does, and its flags would not be understood.
 */
export function findPorts(
  program: Program,
  project: Project,
  settings: Settings,
  isElsewhere: CommandLine['isElsewhere'],
): Port[] {
  const set = configPorts(project, program, startedWith(settings));
  const opened = configPorts(project, program, ownSettings(settings.files));
  const context = { program, project, settings, set, opened };
  const turns = [...new Set(PORT_SOURCES.map(({ turn }) => turn))];
  let found: Port[] = [];
  for (const turn of turns) {
    const [alone, beside] = [false, true].map((also) =>
      PORT_SOURCES.filter((source) => source.turn === turn && (source.beside === true) === also)
        .flatMap(({ find }) => find(context))
        .map((port) => ranked(port, context, isElsewhere)),
    );
    found = alone === undefined || alone.length === 0 ? [] : [...alone, ...(beside ?? [])];
    if (found.length > 0) break;
  }
  // Of two readings of one setting the one that knows its default counts.
  found.sort((a, b) => b.weight - a.weight || Number(a.assumed === true) - Number(b.assumed === true));
  return found.filter((port, index) => found.findIndex((other) => isSame(other, port)) === index);
}

/** A reader of one source file, for all files of the program. */
function inSources(read: (source: Source, program: Program) => readonly Port[]): PortSource['find'] {
  return ({ program }) => program.sources.flatMap((source) => read(source, program));
}

function tagged({ program, project, set, opened }: PortContext): Port[] {
  return set.length + opened.length > 0 ? [] : program.sources.flatMap((source) => tagPorts(source, project));
}

function inSettings({ project, program, settings: { files, embeds } }: PortContext): readonly Port[] {
  return configPorts(project, program, [...files, ...embeddedSettings(embeds)]);
}

function surest(port: Port): Port {
  return { ...port, weight: 8 };
}

/** A port with the default that the code fills in elsewhere, and the weight that its place gives it. */
function ranked(
  port: Port,
  { program, project }: PortContext,
  isElsewhere: CommandLine['isElsewhere'],
): Port {
  const source = program.sources.find(({ path }) => path === port.from.file);
  const unread = port.flag !== undefined && source !== undefined && flagsUnread(source, program);
  const { flag: _, ...withoutFlag } = port;
  const known = isElsewhere(port.from) || unread ? { ...withoutFlag, weight: 0 } : port;
  const settledPort = { ...known, ...settled(known, program) };
  const shown =
    settledPort.assumed === true
      ? { ...settledPort, ...exampleOf(project, program, settledPort) }
      : settledPort;
  const own = program.packages[0]?.sources.some(({ path }) => path === shown.from.file) === true;
  return own ? { ...shown, weight: shown.weight + 1 } : shown;
}

/** The files that settings are read from. */
interface Settings {
  files: readonly RuntimeFile[];
  settings?: SettingsFile | undefined;
  missing: readonly MissingSettings[];
  /** What is compiled in. */
  embeds: readonly string[];
}

/** The file with the program's own settings that it names: the only one called so, else the only one in such a folder. */
function ownSettings(files: readonly RuntimeFile[]): RuntimeFile[] {
  const called = /(^|\/)(app(lication)?|conf(ig(uration)?)?|settings)\.(ya?ml|json|toml|ini)$/i;
  const kept = /(^|\/)(conf(ig)?s?|etc|settings)\/[^/]{1,100}\.(ya?ml|toml|ini)$/i;
  const own = [called, kept].map((named) =>
    files.filter(({ path, directory }) => !directory && named.test(path)),
  );
  const found = own.find(({ length }) => length > 0) ?? [];
  return found.length === 1 ? found : [];
}

/** The settings among what is compiled in. */
function embeddedSettings(embeds: readonly string[]): RuntimeFile[] {
  return embeds
    .filter((path) => /(config|settings|application)[^/]{0,200}\.(ya?ml|json|toml|ini)$/i.test(path))
    .map((path) => ({ path, as: path, directory: false, from: { file: path, line: 1 } }));
}

/** The settings that surely are there when it starts: those that it is pointed to, that viper finds, that are mounted. */
function startedWith({ files, settings, missing }: Settings): RuntimeFile[] {
  return [
    ...(settings === undefined ? [] : [{ ...settings, directory: false }]),
    ...files.filter(({ from, directory }) => !directory && from.text?.startsWith('SetConfigName(')),
    ...missing.map(({ example, ...one }) => ({ ...one, path: example, directory: false })),
  ];
}

/** A setting without a default in its tag has it from the code that fills the settings first. */
function settled({ field, variable }: Port, { sources }: Program): Partial<Port> {
  const known = field === undefined ? undefined : fieldDefault(sources, field);
  if (known === undefined) return {};
  return { ...known, because: `${variable?.name ?? field} defaults to it`, assumed: false };
}

/** Two places that name one port, or two defaults of one setting. */
function isSame(a: Port, b: Port): boolean {
  const name = a.flag?.name ?? a.variable?.name;
  return a.value === b.value || (name !== undefined && name === (b.flag?.name ?? b.variable?.name));
}
