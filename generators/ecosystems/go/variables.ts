import { lineAt } from '../../decision.js';
import { requiredVariables } from './port-settings.js';
import type { Program } from './program.js';

const STOPS = String.raw`[^{}]*?(?:\bpanic\(|\.(?:Fatal|Panic)\w*\(|\bos\.Exit\()`;

/** `v := os.Getenv("X")`, or LookupEnv, and then `if v == "" {` or `if !ok {` with an end of the program in it. */
const CHECKED = [
  String.raw`\b(\w+)(?:\s*,\s*(\w+))?\s*:?=\s*os\.(?:Getenv|LookupEnv)\(\s*"([A-Z]\w*)"\s*\)\s*\n\s*if\s+(?:\1\s*==\s*""|!\s*\2\b|len\(\1\)\s*==\s*0)(?:\s*\|\|[^{\n]*)?\s*\{${STOPS}`,
  String.raw`\bif\s+(os)\.(Getenv)\(\s*"([A-Z]\w*)"\s*\)\s*==\s*""\s*\{${STOPS}`,
  String.raw`\bif\s+(\w+)\s*,\s*(\w+)\s*:=\s*os\.LookupEnv\(\s*"([A-Z]\w*)"\s*\)\s*;\s*!\s*\2\b[^{\n]*\{${STOPS}`,
].map((pattern) => new RegExp(pattern, 'g'));

/** The variables without which the program refuses to start: by its struct tags, or where main stops. */
export function neededVariables(program: Program): { name: string; from: string }[] {
  const checked = (program.packages[0]?.sources ?? []).flatMap(({ code, path }) =>
    CHECKED.flatMap((pattern) =>
      [...code.matchAll(pattern)].map(({ 3: name = '', index }) => ({
        name,
        from: `${path}:${lineAt(code, index)}`,
        index,
      })),
    ).sort((a, b) => a.index - b.index),
  );
  const found = [...requiredVariables(program), ...checked.map(({ name, from }) => ({ name, from }))];
  return found.filter(({ name }, index) => found.findIndex((other) => other.name === name) === index);
}
