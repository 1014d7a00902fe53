import type { Project } from '../../../project/project.js';
import { flagsUnread } from '../app/command.js';
import type { CommandLine } from '../app/subcommand.js';
import type { Program } from '../read/program.js';
import type { MissingSettings } from './missing-settings.js';
import type { Port } from './port.js';
import { addresses } from './port-addresses.js';
import { builtAddresses, constantFlags, fieldDefault, filledPorts } from './port-constants.js';
import { configPorts, exampleOf, examplePorts } from './port-files.js';
import { frameworkDefaults, portFlags } from './port-flags.js';
import { tagPorts } from './port-settings.js';
import { portVariables } from './port-variables.js';
import type { RuntimeFile } from './runtime-files.js';
import type { SettingsFile } from './settings-file.js';

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
  { files, settings, missing, embeds }: Settings,
  isElsewhere: CommandLine['isElsewhere'],
): Port[] {
  const set = configPorts(project, program, startedWith({ files, settings, missing, embeds }));
  const found = program.sources.flatMap((source) => {
    const ports = [
      ...addresses(source),
      ...portFlags(source),
      ...constantFlags(source, program),
      ...portVariables(source, program),
      ...(set.length === 0 ? tagPorts(source, project) : []),
    ];
    return ports.map((port) => {
      if (!isElsewhere(port.from) && !(port.flag !== undefined && flagsUnread(source, program))) return port;
      const { flag: _, ...rest } = port;
      return { ...rest, weight: 0 };
    });
  });
  for (const port of found) Object.assign(port, settled(port, program));
  for (const port of found) if (port.assumed === true) Object.assign(port, exampleOf(project, program, port));
  found.push(...set.map((port) => ({ ...port, weight: 8 })));
  if (found.length === 0) found.push(...program.sources.flatMap((source) => builtAddresses(source, program)));
  if (found.length === 0) {
    found.push(
      ...frameworkDefaults(program),
      ...configPorts(project, program, [...files, ...embeddedSettings(embeds)]),
    );
  }
  if (found.length === 0) found.push(...examplePorts(project, program));
  if (found.length === 0) found.push(...filledPorts(program));
  const own = new Set(program.packages[0]?.sources.map(({ path }) => path));
  for (const port of found) if (own.has(port.from.file)) port.weight += 1;
  // Of two readings of one setting the one that knows its default counts.
  found.sort((a, b) => b.weight - a.weight || Number(a.assumed === true) - Number(b.assumed === true));
  return found.filter((port, index) => found.findIndex((other) => isSame(other, port)) === index);
}

/** The files that settings are read from. */
interface Settings {
  files: readonly RuntimeFile[];
  settings?: SettingsFile | undefined;
  missing: readonly MissingSettings[];
  /** What is compiled in. */
  embeds: readonly string[];
}

/** The settings among what is compiled in. */
function embeddedSettings(embeds: readonly string[]): RuntimeFile[] {
  return embeds
    .filter((path) => /(^|\/)[^/]*(config|settings|application)[^/]*\.(ya?ml|json|toml|ini)$/i.test(path))
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
