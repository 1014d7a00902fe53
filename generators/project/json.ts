import type { GenericSchema, InferOutput } from 'valibot';
import { looseJson } from './loose-json.js';
import type { Project } from './project.js';
import { shaped } from './shape.js';

/**
 * What a JSON file of the project holds, as its schema has it, with comments and trailing commas where `loose`. What is
 * of the wrong kind counts as not written; a file that is none of its kind counts as not there.
 */
export function jsonAs<S extends GenericSchema>(
  project: Project,
  path: string,
  schema: S,
  { loose = false } = {},
): InferOutput<S> | undefined {
  const parsed = loose
    ? project.once('loose JSON', path, () => looseJson(project.read(path)))
    : strictJson(project, path);
  return parsed === undefined ? undefined : shaped(schema, parsed)?.value;
}

function strictJson(project: Project, path: string): unknown {
  try {
    return jsonIn(project, path);
  } catch {
    return undefined;
  }
}

/**
 * What a JSON file of the project holds, parsed once per run; undefined when it is not there. The result is shared:
 * nobody may change it.
 *
 * Throws a SyntaxError when it is no JSON.
 */
export function jsonIn(project: Project, path: string): unknown {
  return project.once('json', path, () => {
    const text = project.read(path);
    return text === undefined ? undefined : (JSON.parse(text) as unknown);
  });
}
