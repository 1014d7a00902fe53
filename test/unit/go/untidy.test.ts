import { expect, test } from 'vitest';
import { planOf, program, values } from './support.js';

const CHI = 'github.com/go-chi/chi/v5';
const SUM = `${CHI} v5.2.1 h1:x=\n${CHI} v5.2.1/go.mod h1:y=\n`;
const main = program('chi.NewRouter()', [CHI]);
const mod = (go: string, more = '') => `module example.com/shop\n\ngo ${go}\n${more}`;
const requires = `\nrequire ${CHI} v5.2.1\n`;

const MISSING = 'requirement-missing';
const NO_SUM = 'checksum-missing';

test.each<[string, string | undefined, Record<string, string>]>([
  ['nothing missing', undefined, { 'go.mod': mod('1.24', requires), 'go.sum': SUM }],
  ['nothing required', MISSING, { 'go.mod': mod('1.24') }],
  ['nothing required, long ago', MISSING, { 'go.mod': mod('1.13') }],
  ['another required', MISSING, { 'go.mod': mod('1.24', '\nrequire github.com/go-chi/cors v1.2.1\n') }],
  [
    'what another may bring',
    undefined,
    { 'go.mod': mod('1.16', '\nrequire github.com/go-chi/cors v1.2.1\n'), 'go.sum': 'x' },
  ],
  ['no checksum', NO_SUM, { 'go.mod': mod('1.24', requires), 'go.sum': `${CHI} v5.2.1/go.mod h1:y=\n` }],
  [
    'a replacement',
    undefined,
    { 'go.mod': mod('1.24', `${requires}\nreplace ${CHI} => github.com/me/chi v1.0.0\n`), 'go.sum': 'x' },
  ],
  ['a vendor directory', undefined, { 'go.mod': mod('1.24'), 'vendor/modules.txt': '' }],
  [
    'a package of its own',
    undefined,
    { 'main.go': program('', ['example.com/shop/store']), 'store/s.go': 'package store\n' },
  ],
])('%s', (_name, id, files) => {
  const plan = planOf({ 'main.go': main, ...files });
  const completed = values(plan).buildEnvironment;
  if (id === undefined) {
    expect(completed).toEqual([]);
    expect(plan.warnings).toEqual([]);
    return;
  }
  expect(completed).toEqual([{ name: 'GOFLAGS', value: '-mod=mod' }]);
  expect(plan.warnings[0]?.id).toBe(id);
  expect(plan.warnings[0]?.from).toEqual({ file: 'main.go', line: 4 });
  expect(values(plan).manifests).not.toEqual([]);
});
