import { bodyAt } from '../../../project/braces.js';
import type { Project } from '../../../project/project.js';
import type { Program } from '../read/program.js';
import { type Spot, spotAt } from '../read/source.js';
import { structTagsOf } from '../read/struct-tags.js';

/** A variable without which the program refuses to start. */
export interface RequiredVariable {
  name: string;
  from: Spot;
}

const STOPS = String.raw`[^{}]*?(?:\bpanic\(|\.(?:Fatal|Panic)\w*\(|\bos\.Exit\()`;

/** `v := os.Getenv("X")`, or LookupEnv, and then `if v == "" {` or `if !ok {` with an end of the program in it. */
const CHECKED = [
  String.raw`\b(\w+)(?:\s*,\s*(\w+))?\s*:?=\s*os\.(?:Getenv|LookupEnv)\(\s*"([A-Z]\w*)"\s*\)\s*\n\s*if\s+(?:\1\s*==\s*""|!\s*\2\b|len\(\1\)\s*==\s*0)(?:\s*\|\|[^{\n]*)?\s*\{${STOPS}`,
  String.raw`\bif\s+(os)\.(Getenv)\(\s*"([A-Z]\w*)"\s*\)\s*==\s*""\s*\{${STOPS}`,
  String.raw`\bif\s+(\w+)\s*,\s*(\w+)\s*:=\s*os\.LookupEnv\(\s*"([A-Z]\w*)"\s*\)\s*;\s*!\s*\2\b[^{\n]*\{${STOPS}`,
].map((pattern) => new RegExp(pattern, 'g'));

/** The variables without which the program refuses to start: by its struct tags, or where main stops. */
export function requiredVariables(program: Program, project: Project): RequiredVariable[] {
  const checked = (program.packages[0]?.sources ?? []).flatMap(({ code, path }) =>
    CHECKED.flatMap((pattern) =>
      [...code.matchAll(pattern)].map(({ 3: name = '', index }) => ({
        name,
        from: spotAt({ path, code }, index),
        index,
      })),
    ).sort((a, b) => a.index - b.index),
  );
  const found = [
    ...taggedVariables(program, project),
    ...checked.map(({ name, from }) => ({ name, from })),
    ...demanded(program),
  ];
  return found.filter(({ name }, index) => found.findIndex((other) => other.name === name) === index);
}

/** Variables that a function of its own stops for: `mustMapEnv(&port, "SHOP_PORT")`, `requireEnv("DB_URL")`. */
function demanded({ packages }: Program): RequiredVariable[] {
  const sources = packages[0]?.sources ?? [];
  const functions = packages.flatMap((one) => one.sources).flatMap(({ code }) => demanding(code));
  if (functions.length === 0) return [];
  const calls = new RegExp(
    String.raw`(?<!\bfunc )\b(?:${functions.join('|')})\(\s*(?:&[\w.]+\s*,\s*)?"([A-Z][A-Z0-9_]*)"\s*\)`,
    'g',
  );
  return sources.flatMap(({ code, path }) =>
    [...code.matchAll(calls)].map(({ 1: name = '', index }) => ({
      name,
      from: spotAt({ path, code }, index),
    })),
  );
}

/** Functions that read the variable they are given the name of, and end the program where it is not set. */
function demanding(code: string): string[] {
  return [...code.matchAll(/^func (\w+)\(([^()]*)\)[^{\n]*\{/gm)].flatMap((match) => {
    const [head, name = '', parameters = ''] = match;
    const body = bodyAt(code, match.index + head.length - 1);
    const key = /\bos\.(?:Getenv|LookupEnv)\(\s*([a-z]\w*)\s*\)/.exec(body)?.[1];
    const given = key !== undefined && new RegExp(String.raw`\b${key}\b`).test(parameters);
    return given && new RegExp(String.raw`\bif\b[^{]*\{${STOPS}`).test(body) ? [name] : [];
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
