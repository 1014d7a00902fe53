import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { misshapenExample } from '../contributions/schema.js';
import { UserError } from '../errors.js';
import type { Json } from '../plan/decision.js';
import type { Base } from '../vocabulary.js';

/** `example.json`: how an example of a template is built, started and judged; `example.schema.json` says what each key means. */
export interface ExampleSpec {
  title: string;
  wishes?: Record<string, Json>;
  env?: Record<string, string>;
  probe?: { path: string; status: number; body: string };
  stdout?: string;
  args?: string[];
  sizeMB: Partial<Record<Base, number>>;
  change: { file: string; from: string; to: string };
  /** Why it cannot be built everywhere: `needs services.gradle.org`. */
  build?: string;
}

/** One small app of a template. */
export interface Example {
  name: string;
  directory: string;
  spec: ExampleSpec;
}

/**
 * The examples of a template's folder.
 *
 * Throws a UserError for one whose example.json is no JSON or does not follow its schema, or when there is none at all.
 */
export function examplesIn(folder: string): Example[] {
  const home = join(folder, 'examples');
  const names = existsSync(home) ? readdirSync(home).sort() : [];
  const examples = names
    .filter((name) => existsSync(join(home, name, 'example.json')))
    .map((name) => ({ name, directory: join(home, name), spec: specIn(join(home, name, 'example.json')) }));
  if (examples.length > 0) return examples;
  throw new UserError(
    `${folder} has no examples/NAME/example.json, so nothing shows that the template works`,
    {
      hint: 'Put a small app there: its files, and an example.json that says how it is asked.',
    },
  );
}

function specIn(path: string): ExampleSpec {
  const spec = parsed(path);
  const wrong = misshapenExample(spec);
  if (wrong.length === 0) return spec as ExampleSpec;
  throw new UserError(`${path}: ${wrong.map(({ message }) => message).join('; ')}`, {
    hint: 'Its keys: https://unpkg.com/create-dockerfile/templates/example.schema.json',
  });
}

function parsed(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new UserError(`${path} is no JSON: ${(error as Error).message}`, { cause: error });
  }
}
