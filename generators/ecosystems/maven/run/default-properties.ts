import { decide } from '../../../plan/decision.js';
import { literal } from '../../../project/literal.js';
import type { Project } from '../../../project/project.js';
import { firstMatch } from '../../../project/scan.js';
import { codeFiles } from '../read/sources.js';
import type { Model, Ports } from '../read/types.js';

/**
 * The port that the code gives Spring Boot as a default property, which settings go before: a number, or what a
 * method of the same file returns where its variable is not set.
 */
export function defaultPort(project: Project, needed: Model[], keys: readonly string[]): Ports | undefined {
  const files = needed.flatMap((model) => [...codeFiles(project, model)]);
  const patterns = keys.map(
    (key) =>
      new RegExp(
        `\\bsetDefaultProperties\\(\\s*(?:Collections\\s*\\.\\s*singletonMap|Map\\s*\\.\\s*of)\\(\\s*"${literal(key)}"\\s*,\\s*(?:"?(\\d{2,5})"?|(?:String\\.valueOf\\(\\s*)?(\\w+)\\(\\s*\\))`,
      ),
  );
  const found = firstMatch(files, patterns);
  if (found === undefined) return undefined;
  const because = 'the default that the code gives it';
  const [, digits, method] = found.match;
  if (digits !== undefined) return { ports: decide([Number(digits)], found.from, because) };
  const text = files.find(({ path }) => path === found.path)?.text ?? '';
  const body =
    new RegExp(`\\b${method}\\(\\s*\\)[^(){};]{0,200}\\{((?:[^{}]|\\{[^{}]{0,2000}\\}){0,2000})\\}`).exec(
      text,
    )?.[1] ?? '';
  const last = [...body.matchAll(/\breturn\b/g)].at(-1)?.index ?? 0;
  const port = /^return\s+"?(\d{2,5})\b/.exec(body.slice(last))?.[1];
  if (port === undefined) return undefined;
  const variable = /\bgetenv\(\s*"(\w*PORT)"\s*\)/.exec(body)?.[1];
  return {
    ports: decide([Number(port)], found.from, because),
    ...(variable !== undefined && { variable }),
  };
}
