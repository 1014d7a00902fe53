import { relativeTo } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import type { Operand } from '../app/operand.js';
import type { Program } from '../read/program.js';
import { type Source, type Spot, spotAt } from '../read/source.js';
import { settingsFiles } from './settings-candidates.js';

/** A file with settings that the program does not start without, and how it is told which one. */
export interface SettingsFile {
  /** Path in the repository, and below the working directory. */
  path: string;
  as: string;
  /** What names it: a variable, else a flag, else an argument of the serving command. */
  variable?: string;
  flag?: string;
  operand?: true;
  /** True where the repository has only an example of it, which is not copied. */
  example: boolean;
  from: Spot;
}

/** Names of a variable or a flag that holds the path of a settings file. */
const VARIABLE =
  /^(?:[A-Z0-9]+_)*(?:CONF|CONFIG|CFG|SETTINGS|CONFIGURATION)(?:_?(?:FILE|FILENAME|PATH|YAML|TOML|JSON))*$/;
const FLAG = /^(?:c|f|conf|config|cfg|settings)(?:[-_.]?(?:file|path))?$/i;

const STOPS = String.raw`[^{}]*?(?:\bpanic\(|\.(?:Fatal|Panic)\w*\(|\bos\.Exit\(|\berrors\.New\(|\bErrorf\()`;

/**
 * The settings file that the program is pointed to by a variable or a flag without a default, where it
 * stops when neither is given, or by what stands behind its serving command, and the repository has one.
 * Undefined for all other programs.
 */
export function settingsFile(
  project: Project,
  program: Program,
  operand: Operand | undefined,
): SettingsFile | undefined {
  const byOperand: Asked | undefined =
    operand?.kind === 'settings' ? { operand: true, from: operand.from } : undefined;
  const asked = byOperand ?? askedInSources(program);
  if (asked === undefined) return undefined;
  const [file] = settingsFiles(project, program);
  if (file === undefined) return undefined;
  const { path, exampleOf } = file;
  const as = relativeTo(program.scope.module.dir, exampleOf ?? path);
  return { path, as, example: exampleOf !== undefined, ...asked };
}

type Asked = Pick<SettingsFile, 'variable' | 'flag' | 'operand' | 'from'>;

function askedInSources({ sources }: Program): Asked | undefined {
  for (const source of sources) {
    const asked = source.generated ? undefined : (askedByVariable(source) ?? askedByFlag(source));
    if (asked !== undefined) return asked;
  }
  return undefined;
}

function askedByVariable(source: Source): Asked | undefined {
  const { code } = source;
  for (const match of code.matchAll(/\bos\.(?:Getenv|LookupEnv)\(\s*(?:"(\w+)"|(\w+))\s*\)/g)) {
    const { 1: literal, 2: constant = '', index } = match;
    const before = code.slice(code.lastIndexOf('\n', index) + 1, index);
    const variable = literal ?? named(code, constant);
    // What nobody keeps has no effect.
    if (variable === undefined || !VARIABLE.test(variable) || /^\s*$/.test(before)) continue;
    if (stops(code, index)) return { variable, from: spotAt(source, index) };
  }
  return undefined;
}

function askedByFlag(source: Source): Asked | undefined {
  const { code } = source;
  const calls = /\.String(?:Var)?P?\(\s*(?:&[\w.]+\s*,\s*)?"([\w.-]+)"\s*,\s*(?:"\w?"\s*,\s*)?""\s*,/g;
  for (const { 1: flag = '', index } of code.matchAll(calls)) {
    if (FLAG.test(flag) && stops(code, index)) return { flag, from: spotAt(source, index) };
  }
  return undefined;
}

/** What a constant or variable of the same file holds. */
function named(code: string, constant: string): string | undefined {
  if (constant === '') return undefined;
  return new RegExp(String.raw`\b${constant}\s*(?:string\s*)?:?=\s*"(\w+)"`).exec(code)?.[1];
}

/** True where the file ends the program, or complains, over a path that nobody gave. */
function stops(code: string, index: number): boolean {
  const path = new RegExp(
    String.raw`\bif\s+(?:[^\n{;]{0,300};\s*)?(?:\*?\w{0,60}(?:[pP]ath|[cC]onfig|[cC]onf|[cC]fg|[fF]ile)\w{0,60}\s*==\s*""|len\(\w{0,60}(?:[pP]ath|[cC]onfig|[fF]ile)\w{0,60}\)\s*==\s*0)\s*(?:(?:\|\||&&)[^{\n]{0,300})?\{${STOPS}`,
  );
  const unset = new RegExp(
    String.raw`^[^\n]*\n\s*if\s+(?:!\s*\w+|\w+\s*==\s*"")\s*(?:\|\|[^{\n]*)?\{${STOPS}`,
  );
  return path.test(code) || unset.test(code.slice(index));
}
