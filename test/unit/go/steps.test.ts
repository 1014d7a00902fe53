import { expect, test } from 'vitest';
import { decide } from '../../../generators/plan/decision.js';
import type { Plan } from '../../../generators/plan/plan.js';
import { planOf, program } from './support.js';

function needs({ steps = [] }: Plan) {
  return Object.entries(steps[0]?.programs?.[0]?.needs ?? {}).map(([need, value]) =>
    need === 'files' ? `files ${(value as { path: string }[]).map(({ path }) => path)}` : need,
  );
}

test('what the build makes, and the program among it', () => {
  const { steps } = planOf({ 'main.go': program('println()') });
  expect(steps).toEqual([
    {
      run: 'go build -trimpath -ldflags="-s -w" -o /out/shop .',
      makes: ['/out/shop'],
      programs: [{ path: '/out/shop', needs: {} }],
    },
  ]);
});

test.each([
  ['a file that a call opens', 'os.Open("rates.csv")', ['os'], {}, ['files rates.csv']],
  [
    'a folder put together',
    'os.ReadFile(filepath.Join("web", "index.html"))',
    ['os', 'path/filepath'],
    {},
    ['files web/index.html'],
  ],
  ['a pattern below a folder', 'template.ParseGlob("web/*.html")', ['html/template'], {}, ['files web']],
  ['a path that is only named', 'println("./rates.csv")', [], {}, []],
  ['a pattern that may match nothing', 'filepath.Glob("*.csv")', ['path/filepath'], {}, []],
  ['zones on a base that has them', 'time.LoadLocation("Asia/Tokyo")', ['time'], {}, ['zones']],
  ['zones that are compiled in', 'time.LoadLocation("Asia/Tokyo")', ['time'], { base: 'alpine' }, []],
  ['zones that it compiles in itself', 'time.LoadLocation("Asia/Tokyo")', ['time', 'time/tzdata'], {}, []],
  ['users', 'user.Lookup("root")', ['os/user'], {}, ['users']],
  ['certificates', 'http.Get("https://example.com")', ['net/http'], {}, ['certificates']],
  ['C of its stage', 'C.f()', ['C'], {}, ['libc']],
  ['C that is linked in', 'C.f()', ['C'], { base: 'alpine' }, []],
] as const)('%s', (_, body, imports, wishes: { base?: string }, expected) => {
  const files = { 'main.go': program(body, [...imports]), 'rates.csv': '1', 'web/index.html': '<p>' };
  const base = wishes.base === undefined ? {} : { base: decide('alpine' as const, { flag: 'base' }) };
  expect(needs(planOf(files, base))).toEqual(expected);
});

test('of a command that the user gave nothing is declared', () => {
  const buildCommand = decide('make', { flag: 'build-command' });
  expect(planOf({ 'main.go': program('println()') }, { buildCommand }).steps).toBeUndefined();
});
