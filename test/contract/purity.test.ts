import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { GENERATORS } from '../support/paths.js';

/** An effect, and the only files that may have it: everything else decides and returns. */
const EFFECTS = [
  {
    effect: 'reads or writes files',
    modules: /^(node:)?fs(\/promises)?$/,
    owners: ['project.ts', 'catalog.ts', 'home.ts', 'write.ts', 'run.ts', 'app/', 'engine/'],
  },
  { effect: 'runs programs', modules: /^(node:)?child_process$/, owners: ['engine/'] },
  { effect: 'asks questions', modules: /inquirer|^(node:)?readline/, owners: ['prompt.ts', 'app/'] },
  { effect: 'writes through Yeoman', modules: /yeoman|^mem-fs/, owners: ['app/'] },
  { effect: 'uses the network', modules: /^(node:)?(net|http|https|http2|tls|dgram)$/, owners: [] },
];

/** The process itself: arguments, environment, terminal, exit. */
const OWNS_PROCESS = ['cli.ts', 'command-line.ts', 'app/'];

const files = readdirSync(GENERATORS, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .sort();

const owned = (path: string, owners: readonly string[]) =>
  owners.some((owner) => path === owner || (owner.endsWith('/') && path.startsWith(owner)));

describe.each(EFFECTS)('what $effect', ({ effect, modules, owners }) => {
  test.each(files.filter((path) => !owned(path, owners)))('is not generators/%s', (path) => {
    const found = importsOf(parse(path)).filter((name) => modules.test(name));
    const allowed = owners.length === 0 ? 'nothing here may' : `only ${owners.join(', ')} may`;
    expect(found.map((name) => `do without ${name}, which ${effect}: ${allowed}`)).toEqual([]);
  });
});

describe('process', () => {
  test.each(files.filter((path) => !owned(path, OWNS_PROCESS)))('is not touched by generators/%s', (path) => {
    const found = usesOf(parse(path), 'process');
    const allowed = `only ${OWNS_PROCESS.join(', ')} may touch process`;
    expect(found.map((line) => `${line}: take the value as an argument, ${allowed}`)).toEqual([]);
  });
});

function parse(path: string): ts.SourceFile {
  const file = join(GENERATORS, path);
  return ts.createSourceFile(relative('.', file), readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
}

/** Modules that are loaded when the file runs: types do not count, `await import()` does. */
function importsOf(source: ts.SourceFile): string[] {
  const found: string[] = [];
  visit(source, (node) => {
    if (ts.isImportDeclaration(node) && !node.importClause?.isTypeOnly)
      found.push(node.moduleSpecifier.getText());
    if (ts.isExportDeclaration(node) && !node.isTypeOnly && node.moduleSpecifier)
      found.push(node.moduleSpecifier.getText());
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      found.push(...node.arguments.map((argument) => argument.getText()));
    }
  });
  return found.map((text) => text.slice(1, -1));
}

/** Lines that use a global of this name (not a property or key that is called so). */
function usesOf(source: ts.SourceFile, name: string): string[] {
  const found: string[] = [];
  visit(source, (node) => {
    if (!ts.isIdentifier(node) || node.text !== name) return;
    const { parent } = node;
    if (ts.isPropertyAccessExpression(parent) && parent.name === node) return;
    if (ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent)) return;
    found.push(`line ${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`);
  });
  return found;
}

function visit(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node);
  ts.forEachChild(node, (child) => visit(child, look));
}
