import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { importsOf, parse, sources, visit } from '../support/imports.js';

/** An effect, and the only files that may have it: everything else decides and returns. */
const EFFECTS = [
  {
    effect: 'reads or writes files',
    modules: /^(node:)?fs(\/promises)?$/,
    owners: [
      'project/disk.ts',
      'catalog/',
      'home.ts',
      'write/',
      'cli/directory.ts',
      'cli/edits.ts',
      'cli/enclosing.ts',
      'app/',
      'authoring/',
      'cli/template.ts',
      'contributions/',
      'engine/',
      'verify/',
      'audit/weigh.ts',
      'cli/audit.ts',
      'drift/saved.ts',
      'drift/folder.ts',
      'cli/save.ts',
      'registry/logins.ts',
    ],
  },
  { effect: 'runs programs', modules: /^(node:)?child_process$/, owners: ['engine/'] },
  {
    effect: 'asks questions',
    modules: /inquirer|^(node:)?readline/,
    owners: ['cli/ask.ts', 'cli/plain-question.ts', 'app/'],
  },
  { effect: 'writes through Yeoman', modules: /yeoman|^mem-fs/, owners: ['app/'] },
  { effect: 'uses the network', modules: /^(node:)?(net|http|https|http2|tls|dgram)$/, owners: ['engine/'] },
];

/** The process itself: arguments, environment, terminal, exit. */
const OWNS_PROCESS = ['cli/main.ts', 'cli/command-line.ts', 'app/'];

const owned = (path: string, owners: readonly string[]) =>
  owners.some((owner) => path === owner || (owner.endsWith('/') && path.startsWith(owner)));

describe.each(EFFECTS)('what $effect', ({ effect, modules, owners }) => {
  test.each(sources.filter((path) => !owned(path, owners)))('is not generators/%s', (path) => {
    const found = importsOf(parse(path))
      .filter(({ module, type }) => !type && modules.test(module))
      .map(({ module }) => module);
    const allowed = owners.length === 0 ? 'nothing here may' : `only ${owners.join(', ')} may`;
    expect(found.map((name) => `do without ${name}, which ${effect}: ${allowed}`)).toEqual([]);
  });
});

describe('process', () => {
  test.each(sources.filter((path) => !owned(path, OWNS_PROCESS)))(
    'is not touched by generators/%s',
    (path) => {
      const found = usesOf(parse(path), 'process');
      const allowed = `only ${OWNS_PROCESS.join(', ')} may touch process`;
      expect(found.map((line) => `${line}: take the value as an argument, ${allowed}`)).toEqual([]);
    },
  );
});

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
