import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { docsOf, table } from '../../generators/authoring/docs.js';
import { loadCatalog, withAllLanguages } from '../../generators/catalog/catalog.js';
import { TEMPLATES } from './paths.js';

interface Schema {
  description?: string;
  type?: string | string[];
  enum?: string[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  additionalProperties?: Schema | boolean;
  oneOf?: Schema[];
  definitions?: Record<string, Schema>;
  $ref?: string;
}

/** The parts of the reference: what each is, and where its properties stand in the schema. */
const PARTS: [string, string[]][] = [
  ['`template.json`', []],
  ['`language`', ['definitions', 'language']],
  ['`language.detect`', ['definitions', 'language', 'properties', 'detect']],
  ['`language.version`', ['definitions', 'language', 'properties', 'version']],
  ['`language.test`', ['definitions', 'language', 'properties', 'test']],
  ['A variable', ['definitions', 'variable']],
  ['A source', ['definitions', 'source']],
  ['A base', ['definitions', 'base', 'oneOf', '0']],
  ['A row of `images`', ['definitions', 'image']],
];

/** What the schemas say of every property, as the reference in docs/templates.md. */
export function referenceDocs(): string {
  const manifest = schemaOf('template.schema.json');
  const parts = PARTS.map(([title, path]) => `### ${title}\n\n${properties(at(manifest, path), manifest)}`);
  const settings = schemaOf('settings.schema.json');
  return [...parts, `### \`.create-dockerfile.json\`\n\n${properties(settings, settings)}`].join('\n\n');
}

/** Every built-in template with its bases and its variables, as docs/built-in-templates.md. */
export async function builtinDocs(): Promise<string> {
  const { templates } = await withAllLanguages(loadCatalog(TEMPLATES));
  const ids = Object.keys(templates).sort();
  return ids
    .flatMap((id) => (templates[id] === undefined ? [] : [docsOf(templates[id].manifest)]))
    .join('\n\n');
}

function schemaOf(file: string): Schema {
  return JSON.parse(readFileSync(join(TEMPLATES, file), 'utf8')) as Schema;
}

function at(schema: Schema, path: readonly string[]): Schema {
  return path.reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], schema) as Schema;
}

function properties(schema: Schema, root: Schema): string {
  const rows = Object.entries(schema.properties ?? {})
    .filter(([name]) => name !== '$schema')
    .map(([name, property]) => {
      const whole = resolved(property, root);
      const needed = schema.required?.includes(name) ? ', needed' : '';
      return [`\`${name}\``, `${kindOf(whole)}${needed}`, property.description ?? whole.description ?? ''];
    });
  return table(['Property', 'Kind', 'What it is'], rows);
}

function resolved(schema: Schema, root: Schema): Schema {
  const name = schema.$ref?.split('/').at(-1);
  return name === undefined ? schema : (root.definitions?.[name] ?? schema);
}

function kindOf({ type, enum: values, oneOf, items }: Schema): string {
  if (values !== undefined) return values.map((value) => `\`${value}\``).join(', ');
  if (type === 'array') return items?.type === 'string' ? 'list of texts' : 'list';
  if (type !== undefined) return [type].flat().join(' or ');
  return oneOf === undefined ? 'text or list' : 'one of several';
}
