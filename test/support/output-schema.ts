import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { ROOT } from './paths.js';

const schema = JSON.parse(readFileSync(join(ROOT, 'templates/output.schema.json'), 'utf8'));
const validate = new Ajv({ allErrors: true, strict: false }).compile(schema);

/** What is wrong with something that `--json` has printed, by the schema that is shipped. */
export function schemaErrors(data: unknown): unknown[] {
  validate(data);
  return validate.errors ?? [];
}
