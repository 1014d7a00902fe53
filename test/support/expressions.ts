import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { parse, sources, visit } from './imports.js';
import { GENERATORS } from './paths.js';

/** A regular expression of the product. */
export interface Expression {
  /** `project/glob.ts:33`, or the table and its column. */
  place: string;
  source: string;
  flags: string;
}

/** What stands in an expression for a text that is known only when it runs. */
const ANY_NAME = 'name';

/** Every regular expression in the code, those that are put together of constants, and those of the tables. */
export function expressions(): Expression[] {
  return [...sources.flatMap(inSource), ...inTables()];
}

function inSource(path: string): Expression[] {
  const file = parse(path);
  const constants = constantsOf(file);
  const found: Expression[] = [];
  const add = (node: ts.Node, source: string | undefined, flags = '') => {
    const line = file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    if (source !== undefined) found.push({ place: `${path}:${line}`, source, flags });
  };
  visit(file, (node) => {
    if (ts.isRegularExpressionLiteral(node)) {
      const { source, flags } = literalOf(node);
      add(node, source, flags);
    }
    if (!ts.isNewExpression(node) || node.expression.getText() !== 'RegExp') return;
    const [argument, flags] = node.arguments ?? [];
    const text = flags && ts.isStringLiteral(flags) ? flags.text : '';
    const list = mappedList(node);
    if (list !== undefined) for (const one of list) add(one, textOf(one, constants), text);
    else if (argument && isText(argument)) add(node, textOf(argument, constants), text);
  });
  return found;
}

function literalOf(node: ts.RegularExpressionLiteral): Pick<Expression, 'source' | 'flags'> {
  const end = node.text.lastIndexOf('/');
  return { source: node.text.slice(1, end), flags: node.text.slice(end + 1) };
}

/** The list in `['a', 'b'].map((pattern) => new RegExp(pattern))`. */
function mappedList(node: ts.Node): readonly ts.Expression[] | undefined {
  const call = node.parent.parent;
  if (!ts.isArrowFunction(node.parent) || call === undefined || !ts.isCallExpression(call)) return undefined;
  const made = call.expression;
  if (!ts.isPropertyAccessExpression(made) || !ts.isArrayLiteralExpression(made.expression)) return undefined;
  return made.expression.elements;
}

/** True for what is written as a text, with what is filled in. */
function isText(node: ts.Expression): boolean {
  return ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) || ts.isTaggedTemplateExpression(node);
}

/** The expressions that a file keeps under a name. */
function constantsOf(file: ts.SourceFile): Map<string, ts.Expression> {
  const constants = new Map<string, ts.Expression>();
  visit(file, (node) => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer)
      constants.set(node.name.text, node.initializer);
  });
  return constants;
}

/** A text as it is when it runs, as far as the file says. */
function textOf(node: ts.Expression, constants: ReadonlyMap<string, ts.Expression>): string {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isRegularExpressionLiteral(node)) return literalOf(node).source;
  if (ts.isPropertyAccessExpression(node) && node.name.text === 'source')
    return textOf(node.expression, constants);
  if (ts.isIdentifier(node)) {
    const known = constants.get(node.text);
    return known && (isText(known) || ts.isRegularExpressionLiteral(known))
      ? textOf(known, constants)
      : ANY_NAME;
  }
  const raw = ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'String.raw';
  const template = ts.isTaggedTemplateExpression(node) ? node.template : node;
  const part = (piece: ts.TemplateLiteralLikeNode) => (raw ? (piece.rawText ?? '') : piece.text);
  if (ts.isNoSubstitutionTemplateLiteral(template)) return part(template);
  if (!ts.isTemplateExpression(template)) return ANY_NAME;
  const spans = template.templateSpans.map(
    ({ expression, literal }) => textOf(expression, constants) + part(literal),
  );
  return part(template.head) + spans.join('');
}

/** Columns whose schema says that they hold a regular expression. */
function inTables(): Expression[] {
  const folder = join(GENERATORS, 'knowledge');
  const read = (path: string): unknown => JSON.parse(readFileSync(join(folder, path), 'utf8'));
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) => {
      const columns = new Set<string>();
      each(read(`schemas/${file.replace('.json', '.schema.json')}`), (value, key) => {
        const { description = '' } = value as { description?: unknown };
        if (/regular expression/.test(String(description))) columns.add(key);
      });
      const found: Expression[] = [];
      each(read(file), (value, key) => {
        if (columns.has(key) && typeof value === 'string')
          found.push({ place: `${file} ${key}`, source: value, flags: '' });
      });
      return found;
    });
}

/** Calls `look` with every value of a JSON text and the key it stands at. */
function each(value: unknown, look: (value: unknown, key: string) => void, key = ''): void {
  if (value === null || value === undefined) return;
  look(value, key);
  if (typeof value !== 'object') return;
  for (const [name, inner] of Object.entries(value)) each(inner, look, Array.isArray(value) ? key : name);
}
