import { bodyAt } from '../../../project/braces.js';
import type { Wanted } from './env-schema.js';
import { expressionAt } from './expression.js';

/** Schemas of the environment: Joi's and Nest's, envalid's. */
const SCHEMA =
  /\b(?:Joi|joi)\.object(?:<[^()]{0,200}>)?\(\s*\{|\bobject\(\)\s*\.keys\(\s*\{|\bcleanEnv\(\s*process\.env\s*,\s*\{/g;

const RULE = /(?:^|[{,\n])[ \t]*['"]?([A-Z][A-Z0-9_]+)['"]?\s*:\s*/g;

/** A property of a class that class-validator checks: decorators, and the name behind them. */
const PROPERTY =
  /((?:@\w+\([^;{}@]{0,200}\)\s*){1,20})(?:public\s+|readonly\s+|declare\s+)*([A-Z][A-Z0-9_]+)\s*(?:!\s*)?:\s*(\w+)\s*;/g;

/** The variables that a validator of the environment wants: Joi, envalid, class-validator. */
export function wantedByValidators(text: string): Wanted[] {
  return [...bySchema(text), ...byJsonSchema(text), ...byClass(text)];
}

/** https://github.com/fastify/env-schema */
const JSON_SCHEMA = /['"](?:@fastify\/env|fastify-env|env-schema)['"]/;

/** The list of names that a JSON schema insists on, without those that have a default. */
function byJsonSchema(text: string): Wanted[] {
  if (!JSON_SCHEMA.test(text)) return [];
  return [...text.matchAll(/\brequired\s*:\s*\[([^\]]{0,3000})\]/g)].flatMap(({ 1: list = '', index }) =>
    [...list.matchAll(/['"]([A-Z][A-Z0-9_]+)['"]/g)].flatMap(([, name = '']) => {
      const open = new RegExp(String.raw`\b${name}['"]?\s*:\s*\{`).exec(text);
      const rule = open === null ? '' : bodyAt(text, open.index + open[0].length - 1);
      // Of a server it is the developer's own machine.
      const local = /\bdefault\s*:\s*['"](localhost|127\.0\.0\.1)['"]/.exec(rule)?.[1];
      if (local === undefined && /\bdefault\s*:/.test(rule)) return [];
      const kind = /\btype\s*:\s*['"](number|integer|boolean)['"]/.exec(rule)?.[1];
      const value = kind === undefined ? local : kind === 'boolean' ? 'true' : '1';
      return [{ name, value, offset: index }];
    }),
  );
}

function bySchema(text: string): Wanted[] {
  if (!/process\.env|validationSchema|ConfigModule|registerAs/.test(text)) return [];
  return [...text.matchAll(SCHEMA)].flatMap((match) => {
    const envalid = match[0].startsWith('cleanEnv');
    const open = match.index + match[0].length - 1;
    const body = bodyAt(text, open);
    return [...body.matchAll(RULE)].flatMap((rule) => {
      const start = rule.index + rule[0].length;
      const value = expressionAt(body, start);
      const needed = envalid
        ? !/\bdefault\s*:/.test(value)
        : /\.required\(/.test(value) && !/\.default\(/.test(value);
      return needed ? [{ name: rule[1] ?? '', value: acceptedBy(value), offset: open + 1 + start }] : [];
    });
  });
}

function byClass(text: string): Wanted[] {
  if (!/\bclass-validator\b/.test(text)) return [];
  return [...text.matchAll(PROPERTY)].flatMap(
    ({ 0: whole, 1: decorators = '', 2: name = '', 3: type, index }) => {
      // A condition on the variable itself leaves it to whoever starts the program.
      if (/@IsOptional\(|@ValidateIf\((?![^@]*=>\s*!)/.test(decorators)) return [];
      const value = acceptedBy(`${decorators} ${type}(`);
      return [{ name, value, offset: index + whole.lastIndexOf(name) }];
    },
  );
}

/** A value by the kind of a rule; undefined where any text will do. */
function acceptedBy(rule: string): string | undefined {
  const choice = /(?:valid|choices\s*:|@IsIn)\W*?['"]([^'"]+)['"]/.exec(rule)?.[1];
  if (choice !== undefined) return choice;
  const kinds: [RegExp, string][] = [
    [/\bport\(|@IsPort/i, '3000'],
    [/email/i, 'local@localhost'],
    [/\buri\(|\burl\(|@IsUrl/i, 'http://localhost'],
    [/\bnum(?:ber)?\(|integer\(|@IsInt|@IsNumber|@Min\(/i, '1'],
    [/\bbool(?:ean)?\(|@IsBoolean/i, 'true'],
    [/\bjson\(/i, '{}'],
  ];
  return kinds.find(([pattern]) => pattern.test(rule))?.[1];
}
