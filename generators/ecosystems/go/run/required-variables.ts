import { bodyAt } from '../../../project/braces.js';
import type { Project } from '../../../project/project.js';
import { commandLineOf } from '../app/subcommand.js';
import type { Program } from '../read/program.js';
import { type Source, type Spot, spotAt } from '../read/source.js';
import { type StartFunction, type StartLine, startUpCode } from '../read/start-up.js';
import { structTagsOf } from '../read/struct-tags.js';

/** A variable without which the program refuses to start. */
export interface RequiredVariable {
  name: string;
  from: Spot;
}

const STOPS = String.raw`[^{}]*?(?:\bpanic\(|\.(?:Fatal|Panic)\w*\(|\bos\.Exit\()`;

const RETURNS = String.raw`[^{}]*?\breturn\b[^\n]*(?:errors\.New\(|\bErrorf\(|\b[eE]rr\w+)`;

/** `v := os.Getenv("X")` or LookupEnv on a line that surely runs. */
const READ =
  /(?:^|\s|;)([\w.]+)(?:\s*,\s*(\w+))?\s*:?=\s*(?:strings\.TrimSpace\(\s*)?os\.(?:Getenv|LookupEnv)\(\s*"([A-Z]\w*)"\s*\)/;

/** The same in the condition itself: `if os.Getenv("X") == "" {`. */
const COMPARED = /^\s*if\s+os\.Getenv\(\s*"([A-Z]\w*)"\s*\)\s*==\s*""\s*(?:\|\|[^{\n]*)?\{/;

/** The variables without which the program refuses to start: by its struct tags, or where its start-up stops. */
export function requiredVariables(program: Program, project: Project): RequiredVariable[] {
  const started = startUpCode(program, commandBodies(program));
  const found = [
    ...taggedVariables(program, project),
    ...started.flatMap(checkedIn),
    ...demanded(program, started),
  ];
  return found.filter(({ name }, index) => found.findIndex((other) => other.name === name) === index);
}

/** What cobra and urfave/cli run for the command that the program is started with. */
function commandBodies(program: Program): { source: Source; open: number }[] {
  const { isElsewhere } = commandLineOf(program);
  const runs = /\b(?:Run|RunE|PreRun|PreRunE|Action):\s*(?:func\b[^{\n]{0,300}(\{)|(?:\w+\.)?(\w+)\s*,)/g;
  return program.sources.flatMap((source) =>
    [...source.code.matchAll(runs)].flatMap((match) => {
      if (isElsewhere(spotAt(source, match.index))) return [];
      if (match[1] !== undefined) return [{ source, open: match.index + match[0].length - 1 }];
      const head = new RegExp(String.raw`^func ${match[2]}\([^\n]*\{[ \t]*$`, 'm');
      return program.sources.flatMap((other) => {
        const at = head.exec(other.code);
        return at === null ? [] : [{ source: other, open: at.index + at[0].trimEnd().length - 1 }];
      });
    }),
  );
}

/** Variables that a stretch of start-up reads and then stops for: `if v == "" {`, `if !ok {` with an end in it. */
function checkedIn({ source, lines, fatal }: StartFunction): RequiredVariable[] {
  const stops = fatal ? `(?:${STOPS}|${RETURNS})` : STOPS;
  return lines.flatMap(({ text, offset }, index) => {
    const from = spotAt(source, offset + text.search(/\S/));
    const compared = COMPARED.exec(text)?.[1];
    if (compared !== undefined) {
      const ends = new RegExp(`^[^{]*\\{${stops}`).test(source.code.slice(offset));
      return ends ? [{ name: compared, from }] : [];
    }
    const read = READ.exec(text);
    if (read === null) return [];
    const [, variable = '', found, name = ''] = read;
    return lines.slice(index).some((line) => isCheck(line, variable, found, { code: source.code, stops }))
      ? [{ name, from }]
      : [];
  });
}

/** True for a line that stops, with nothing else to be true, where a variable is empty or was not found. */
function isCheck(
  { text, offset }: StartLine,
  variable: string,
  found: string | undefined,
  { code, stops }: { code: string; stops: string },
): boolean {
  const name = variable.replaceAll('.', '\\.');
  const tests = [String.raw`${name}\s*==\s*""`, String.raw`len\(${name}\)\s*==\s*0`];
  if (found !== undefined) tests.push(String.raw`!\s*${found}\b`);
  const head = new RegExp(
    String.raw`\bif\s+(?:[^\n{;]{0,300};\s*)?(?:[^\n{&]{0,300}\|\|\s*)?(?:${tests.join('|')})\s*(?:\|\|[^{\n]{0,300})?\{`,
  ).exec(text);
  if (head === null || /&&/.test(text)) return false;
  return new RegExp(`^\\{${stops}`).test(code.slice(offset + head.index + head[0].length - 1));
}

/** Variables that a function of its own stops for: `mustMapEnv(&port, "SHOP_PORT")`, `requireEnv("DB_URL")`. */
function demanded({ packages }: Program, started: readonly StartFunction[]): RequiredVariable[] {
  const functions = packages.flatMap((one) => one.sources).flatMap(({ code }) => demanding(code));
  if (functions.length === 0) return [];
  const calls = new RegExp(
    String.raw`(?<!\bfunc )\b(?:${functions.join('|')})\(\s*(?:&?[\w.]+\s*,\s*)*"([A-Z][A-Z0-9_]*)"\s*\)`,
    'g',
  );
  return started.flatMap(({ source, lines }) =>
    lines.flatMap(({ text, offset }) =>
      [...text.matchAll(calls)].map(({ 1: name = '', index }) => ({
        name,
        from: spotAt(source, offset + index),
      })),
    ),
  );
}

/** Functions that read the variable they are given the name of, and end the program where it is not set. */
function demanding(code: string): string[] {
  return [...code.matchAll(/^func (\w+)\(([^()]*)\)[^{\n]{0,300}\{/gm)].flatMap((match) => {
    const [head, name = '', parameters = ''] = match;
    const body = bodyAt(code, match.index + head.length - 1);
    const key = /\bos\.(?:Getenv|LookupEnv)\(\s*([a-z]\w*)\s*\)/.exec(body)?.[1];
    const given = key !== undefined && new RegExp(String.raw`\b${key}\b`).test(parameters);
    return given && new RegExp(String.raw`\bif\b[^{]{0,300}\{${STOPS}`).test(body) ? [name] : [];
  });
}

/** The variables that struct tags require: without them the program refuses to start. */
function taggedVariables(program: Program, project: Project): RequiredVariable[] {
  const found = program.sources.flatMap((source) =>
    structTagsOf(project, source).flatMap(({ env, text, line, default: value }) =>
      env !== undefined && value === undefined && REQUIRED.test(text)
        ? [{ name: env, from: { file: source.path, line } }]
        : [],
    ),
  );
  return found.filter(({ name }, index) => found.findIndex((other) => other.name === name) === index);
}

/** caarlos0/env and sethvargo/go-envconfig; cleanenv; kelseyhightower/envconfig and go-flags. */
const REQUIRED = /\benv:"\w+,[^"]*\b(required|notEmpty)\b|\b(env-)?required:"(true|yes)"/;
