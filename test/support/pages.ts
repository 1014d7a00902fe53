import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKS } from '../../generators/audit/checks/index.js';
import { table } from '../../generators/authoring/docs.js';
import { EXIT } from '../../generators/errors.js';
import { knownCauses } from '../../generators/knowledge/known-causes.js';
import { optionRows } from '../../generators/plan/options.js';
import { TEMPLATES } from './paths.js';
import { builtinDocs, referenceDocs } from './template-docs.js';

/** The parts of a JSON Schema that its pages tell. */
interface Schema {
  type?: string | string[];
  description?: string;
  const?: unknown;
  enum?: unknown[];
  required?: string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  additionalProperties?: Schema | boolean;
  title?: string;
  oneOf?: Schema[];
  definitions?: Record<string, Schema>;
  $ref?: string;
}

/** What stands between the marks of a page, by the name in them: made of the tables and schemas that the program itself reads. */
export const GENERATED: Record<string, () => string | Promise<string>> = {
  'built-in templates': builtinDocs,
  checks: () =>
    table(
      ['Check', 'Kind', 'What a good Dockerfile does', 'What to do'],
      CHECKS.map(({ id, category, severity, title, mend, link }) => [
        `\`${id}\``,
        `${category}, ${severity}`,
        `[${title}](${link})`,
        mend,
      ]),
    ),
  causes: () =>
    table(
      ['Id', 'When', 'The log says', 'It is likely that', 'What to do'],
      knownCauses.map(({ id, at, says, because, remedy }) => [
        `\`${id}\``,
        at.join(', '),
        says.map((text) => `\`${text}\``).join(', '),
        because,
        remedy,
      ]),
    ),
  'exit codes': () =>
    table(
      ['Code', 'When'],
      Object.entries(EXIT).map(([name, code]) => [`${code}`, WHEN[name as keyof typeof EXIT]]),
    ),
  flags: () =>
    table(
      ['Flag', 'What it does', 'Values'],
      optionRows.map(({ name, short, value, optional, description, choices = [], only }) => {
        const long = `--${name}${optional === undefined ? '' : `[=${optional}]`}${value === undefined ? '' : ` ${value}`}`;
        const where = only === undefined ? '' : ` (${only} only)`;
        return [
          `\`${long}\`${short === undefined ? '' : `, \`-${short}\``}`,
          `${description}${where}`,
          choices.map((choice) => `\`${choice}\``).join(', '),
        ];
      }),
    ),
  json: () => keysOf(schemaOf('output')),
  settings: () => keysOf(schemaOf('settings')),
  reference: referenceDocs,
};

const WHEN = {
  done: 'it is done: files are written or as they would be, what was asked for is printed, the image works',
  refused:
    'it cannot be done: nothing was found, a wish or the repository makes it impossible, files would be overwritten, `--check` found a difference, `--verify` a failure',
  usage: 'the command line or the settings are wrong',
  cancelled: 'the user has ended it',
} satisfies Record<keyof typeof EXIT, string>;

function schemaOf(name: string): Schema {
  return JSON.parse(readFileSync(join(TEMPLATES, `${name}.schema.json`), 'utf8')) as Schema;
}

/** A table of all keys: one for each thing that it may be, and one for the parts that these have in common. */
function keysOf({ definitions = {}, ...schema }: Schema): string {
  const parts = Object.entries(definitions).flatMap(([name, part]) => rowsOf(part, name));
  const tables = schema.oneOf?.map((choice) => ({ title: choice.title ?? '', rows: rowsOf(choice) })) ?? [
    { title: '', rows: rowsOf(schema) },
  ];
  if (parts.length > 0) tables.push({ title: 'Parts', rows: parts });
  const headed = tables.length > 1;
  return tables
    .map(
      ({ title, rows }) =>
        `${headed ? `**${title}**\n\n` : ''}${table(['Key', 'Kind', '', 'What it is'], rows)}`,
    )
    .join('\n\n');
}

/** A row for every key, those inside others with their path. */
function rowsOf(part: Schema, path = ''): string[][] {
  const own = Object.entries(part.properties ?? {}).flatMap(([key, inner]) => {
    if (key === '$schema') return [];
    const at = path === '' ? key : `${path}.${key}`;
    const needed = part.required?.includes(key) ? '' : 'optional';
    return [
      [`\`${at}\``, kindOf(inner), needed, inner.description ?? ''],
      ...rowsOf(inner, at),
      ...(inner.items ? rowsOf(inner.items, `${at}[]`) : []),
      ...(typeof inner.additionalProperties === 'object'
        ? rowsOf(inner.additionalProperties, `${at}.*`)
        : []),
    ];
  });
  return [...own, ...(part.oneOf ?? []).flatMap((choice) => rowsOf(choice, path))];
}

function kindOf({ type, $ref, enum: values, const: only, items }: Schema): string {
  if ($ref !== undefined) return $ref.replace('#/definitions/', '');
  if (values !== undefined) return values.map((value) => `\`${value}\``).join(', ');
  if (only !== undefined) return `\`${only}\``;
  return type === 'array' && items
    ? `list of ${kindOf(items) || 'values'}`
    : [type ?? []].flat().join(' or ');
}
