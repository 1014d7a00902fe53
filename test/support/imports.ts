import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import ts from 'typescript';
import { GENERATORS } from './paths.js';

/** All sources below generators/, relative to it. */
export const sources = readdirSync(GENERATORS, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => path.split(sep).join('/'))
  .sort();

/** A file as TypeScript parses it. */
export function parse(path: string): ts.SourceFile {
  const file = join(GENERATORS, path);
  return ts.createSourceFile(relative('.', file), readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
}

/** Calls `look` with a node and everything in it. */
export function visit(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node);
  ts.forEachChild(node, (child) => visit(child, look));
}

/** One module that a file names: `type` when only its types are used, `lazy` when it is loaded by `import()`. */
export interface Import {
  module: string;
  type: boolean;
  lazy: boolean;
}

/** Every module that a file imports or re-exports, types included. */
export function importsOf(source: ts.SourceFile): Import[] {
  const found: Import[] = [];
  const add = (node: ts.Expression, type: boolean, lazy = false) =>
    found.push({ module: node.getText().slice(1, -1), type, lazy });
  visit(source, (node) => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, node.importClause?.isTypeOnly === true);
    if (ts.isExportDeclaration(node) && node.moduleSpecifier) add(node.moduleSpecifier, node.isTypeOnly);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      for (const argument of node.arguments) add(argument, false, true);
    }
  });
  return found;
}

/** The sources that a source imports, types included; relative to generators/. */
export function neighbours(path: string): string[] {
  return importsOf(parse(path))
    .filter(({ module, lazy }) => module.startsWith('.') && !lazy)
    .map(({ module }) => join(dirname(path), module.replace(/\.js$/, '.ts')).split(sep).join('/'));
}
