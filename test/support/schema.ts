import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { TEMPLATES } from './paths.js';

/** A check against a JSON Schema of templates/: returns what is wrong, nothing when all is right. */
export function schemaCheck(file: string): (value: unknown) => string[] {
  const schema = JSON.parse(readFileSync(join(TEMPLATES, file), 'utf8'));
  const check = new Ajv({ allErrors: true, verbose: true }).compile(schema);
  return (value) =>
    check(value)
      ? []
      : (check.errors ?? []).map(
          ({ instancePath, message, params }) =>
            `${instancePath || '/'} ${message} ${JSON.stringify(params)}`,
        );
}
