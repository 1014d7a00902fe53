import { Ajv, type ErrorObject } from 'ajv';
import exampleSchema from '../../templates/example.schema.json' with { type: 'json' };
import settingsSchema from '../../templates/settings.schema.json' with { type: 'json' };
import templateSchema from '../../templates/template.schema.json' with { type: 'json' };
import { nearest } from '../nearest.js';

/** A place in a JSON file, and what is wrong there. */
export interface Misshapen {
  /** `/variables/port` */
  at: string;
  message: string;
}

/** What of a `template.json` does not follow its schema. */
export function misshapenManifest(manifest: unknown): Misshapen[] {
  return misshapen(templateSchema, manifest);
}

/** What of an `example.json` does not follow its schema. */
export function misshapenExample(example: unknown): Misshapen[] {
  return misshapen(exampleSchema, example);
}

/** What of a `.create-dockerfile.json` does not follow its schema. */
export function misshapenSettings(settings: unknown): Misshapen[] {
  return misshapen(settingsSchema, settings);
}

function misshapen(schema: object, value: unknown): Misshapen[] {
  const check = new Ajv({ allErrors: true, verbose: true }).compile(schema);
  if (check(value)) return [];
  const errors = check.errors ?? [];
  // Of alternatives the errors of all are listed: what is said of the parts is enough where there is any.
  const precise = errors.filter(({ keyword }) => !['oneOf', 'not', 'if'].includes(keyword));
  const seen = new Set<string>();
  return (precise.length > 0 ? precise : errors).flatMap((error) => {
    const found = { at: error.instancePath, message: sentence(error) };
    const key = `${found.at} ${found.message}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [found];
  });
}

function sentence({ instancePath, keyword, params, message, parentSchema }: ErrorObject): string {
  const where = instancePath === '' ? 'the file' : instancePath.slice(1).replaceAll('/', '.');
  if (keyword === 'additionalProperties') {
    const name = String(params.additionalProperty);
    const known = Object.keys((parentSchema as { properties?: object })?.properties ?? {});
    const near = nearest(name, known, 3);
    const meant = near === undefined ? '' : `; did you mean "${near}"?`;
    return `${where} has no property "${name}"${meant}`;
  }
  if (keyword === 'required') return `${where} needs "${params.missingProperty}"`;
  if (keyword === 'enum') return `${where} is one of ${(params.allowedValues as string[]).join(', ')}`;
  return `${where} ${message}`;
}
