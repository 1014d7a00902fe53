import { BASES, CI_SYSTEMS, type EcosystemId, TEST_MODES } from '../vocabulary.js';
import type { Wishes } from './wishes.js';

/** One row of the command line: flag, help, validation and, through `wish`, the question it answers. */
export interface Option {
  name: string;
  short?: string;
  /** Placeholder of the value in --help; absent for a switch. */
  value?: string;
  description: string;
  choices?: readonly string[];
  /** Says what is wrong with a value, or undefined when it is right. */
  check?: (text: string) => string | undefined;
  /** The wish this flag makes; its question is asked when the repository leaves it open. */
  wish?: keyof Wishes;
  question?: string;
  /** True when the flag is part of the command that makes the same files again. */
  repeats?: boolean;
  /** True when it may be given several times, each a NAME=VALUE. */
  many?: boolean;
  /** The value that a switch may have, behind `=`: a placeholder in capitals, or the one that there is. */
  optional?: string;
  /** The flag without which it means nothing. */
  needs?: string;
  /** Flags that it contradicts, and why: `{other}` stands for the one that was given. */
  not?: { flags: readonly string[]; because: string };
  /** The one ecosystem that has a meaning for it. */
  only?: EcosystemId;
}

/** The command line, whole: parsing, --help, questions and the repeat command all come from here. */
export const OPTIONS = [
  { name: 'yes', short: 'y', description: 'take the default for every question' },
  {
    name: 'language',
    value: 'NAME',
    check: checkName,
    description: 'go, npm, maven or the language of a template, when the repository holds several',
    question: 'Which language?',
    repeats: true,
  },
  {
    name: 'app',
    value: 'PATH',
    description: 'which app: a directory of the repository, as the list of apps prints it',
    question: 'Which app is the image for?',
    repeats: true,
  },
  {
    name: 'all',
    not: {
      flags: ['app', 'port', 'language-version', 'build-command', 'start-command', 'save'],
      because: '--all is for every app, and {other} for one',
    },
    description: 'every app: a Dockerfile in the directory of each, and docker-bake.hcl',
    repeats: true,
  },
  {
    name: 'base',
    short: 'b',
    value: 'NAME',
    choices: BASES,
    description: 'runtime base: distroless, scratch, alpine or slim',
    wish: 'base',
    question: 'Which runtime base?',
    repeats: true,
  },
  {
    name: 'port',
    value: 'N',
    check: checkPort,
    description: 'the port the app listens on',
    wish: 'port',
    question: 'Which port does the app listen on?',
    repeats: true,
  },
  {
    name: 'language-version',
    value: 'V',
    check: checkText,
    description: 'version of Go, Node.js or Java',
    wish: 'languageVersion',
    question: 'Which version of the language?',
    repeats: true,
  },
  {
    name: 'build-command',
    value: 'CMD',
    check: checkText,
    description: 'the command that builds the app',
    wish: 'buildCommand',
    question: 'Which command builds the app?',
    repeats: true,
  },
  {
    name: 'start-command',
    value: 'CMD',
    check: checkText,
    description: 'the command that starts the app',
    wish: 'startCommand',
    question: 'Which command starts the app?',
    repeats: true,
  },
  {
    name: 'test',
    value: 'MODE',
    choices: TEST_MODES,
    description: 'none, stage (docker build --target test) or gate (a failing test stops the build)',
    wish: 'test',
    repeats: true,
  },
  {
    name: 'lint',
    description: "the test stage runs the repository's own linter too, before the tests",
    wish: 'lint',
    repeats: true,
  },
  {
    name: 'dev',
    description: 'add a dev target: reloads when the mounted sources change',
    wish: 'dev',
    repeats: true,
  },
  {
    name: 'maven-profile',
    value: 'NAMES',
    check: checkProfiles,
    description: 'Maven profiles to build with, as -P takes them: prod,!dev',
    wish: 'mavenProfile',
    repeats: true,
    only: 'maven',
  },
  {
    name: 'optimize-startup',
    description: 'Spring Boot: keep what a first start loads in the image, for quicker starts',
    wish: 'optimizeStartup',
    repeats: true,
    only: 'maven',
  },
  {
    name: 'jlink',
    description: 'Maven: link a Java runtime of the modules that the app needs, for a smaller image',
    wish: 'jlink',
    repeats: true,
    only: 'maven',
  },
  {
    name: 'set',
    value: 'NAME=VALUE',
    check: checkSetting,
    description: 'answer a question of a template; may be given several times',
    wish: 'set',
    many: true,
    repeats: true,
  },
  {
    name: 'template',
    value: 'DIR',
    check: checkText,
    description: 'use the template in this directory, before all others',
    wish: 'template',
    repeats: true,
  },
  {
    name: 'list-templates',
    description: 'list the templates that are there, where from, and which would be taken',
  },
  {
    name: 'compose',
    description: 'write compose.yaml too: the app, or every app, and the databases asked for',
    repeats: true,
  },
  {
    name: 'ci',
    value: 'NAME',
    choices: CI_SYSTEMS,
    description: 'write a pipeline too, for github or gitlab: lint, test, build, and push on main',
    repeats: true,
  },
  {
    name: 'pin',
    description: 'write the digest of each image beside its tag; asks the registries',
    repeats: true,
  },
  { name: 'force', description: 'overwrite files that differ' },
  { name: 'dry-run', description: 'say what would be written, with the difference on stdout; write nothing' },
  {
    name: 'print',
    optional: 'FILE',
    description: 'print the Dockerfile, or the file named here, to stdout; write nothing',
  },
  {
    name: 'json',
    description: 'print plan, files and warnings, or the error, as JSON to stdout; write nothing',
  },
  { name: 'quiet', short: 'q', description: 'say nothing on stderr but errors' },
  { name: 'explain', description: 'tell every decision with its evidence' },
  {
    name: 'check',
    description: 'are the files what would be generated today? 1 and the difference if not',
  },
  {
    name: 'save',
    not: {
      flags: ['check', 'dry-run', 'json', 'print'],
      because: '--save writes files, and {other} writes none',
    },
    description: 'keep answers and generated files in the repository: later runs keep your changes',
  },
  {
    name: 'verify',
    optional: 'keep',
    description: 'build it, start it, ask it, say how it did; =keep runs it until a key is pressed',
  },
  {
    name: 'compare',
    needs: 'verify',
    description: 'with --verify: weigh a single-stage image beside it',
  },
  {
    name: 'env',
    value: 'NAME=VALUE',
    check: checkVariable,
    many: true,
    needs: 'verify',
    description: 'with --verify: set a variable of the container; may be given several times',
  },
  {
    // Not --env-file: Node.js 20 takes that for its own, also behind the program's name.
    name: 'env-from',
    value: 'FILE',
    check: checkText,
    needs: 'verify',
    description: 'with --verify: set the variables in this file',
  },
  { name: 'help', short: 'h', description: 'show this help' },
  { name: 'version', short: 'V', description: 'show the version' },
] as const satisfies readonly Option[];

export type OptionName = (typeof OPTIONS)[number]['name'];

/** The options as plain rows, for code that treats all alike. */
export const optionRows: readonly Option[] = OPTIONS;

/** Names of the flags that shape what is made: those of the command that makes it again. */
export const SHAPING: readonly string[] = optionRows.filter(({ repeats }) => repeats).map(({ name }) => name);

/** The row of an option that exists. */
export function optionOf(name: OptionName): Option {
  const option = optionRows.find((row) => row.name === name);
  if (option === undefined) throw new Error(`no option "${name}"`);
  return option;
}

/** What is wrong with a port number, if anything. */
function checkPort(text: string): string | undefined {
  const port = Number(text);
  return /^\d+$/.test(text) && port >= 1 && port <= 65_535 ? undefined : 'a port is a number from 1 to 65535';
}

function checkName(text: string): string | undefined {
  return /^[a-z][a-z0-9-]*$/.test(text)
    ? undefined
    : 'a language is a name of small letters, such as go or npm';
}

function checkSetting(text: string): string | undefined {
  if (!/^[a-z][A-Za-z0-9]*=/.test(text)) return 'a setting is NAME=VALUE';
  return checkText(text.slice(text.indexOf('=') + 1));
}

function checkVariable(text: string): string | undefined {
  return /^[A-Za-z_][\w.-]*(=|$)/.test(text)
    ? undefined
    : 'a variable is NAME=VALUE, or NAME alone for the value that it has here';
}

/** Names of profiles go into the command line of the build as they are. */
function checkProfiles(text: string): string | undefined {
  return text.split(',').every((name) => /^[!+?-]*[\w.][\w.-]*$/.test(name))
    ? undefined
    : 'names of profiles, with commas between';
}

// A line break would end an instruction of the Dockerfile.
function checkText(text: string): string | undefined {
  if (text.trim() === '') return 'the value is empty';
  return /[\r\n]/.test(text) ? 'the value has a line break' : undefined;
}
