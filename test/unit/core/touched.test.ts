import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../../support/paths.js';
import { filterOf, templatesHere, touchedBy } from '../../touched.mjs';

const TEMPLATES = {
  go: { ecosystem: 'go', partials: ['header', 'apk'] },
  npm: { ecosystem: 'npm', partials: ['header'] },
  'npm-static': { ecosystem: 'npm', partials: ['header', 'nginx'] },
  rust: { partials: ['header', 'apk'] },
};

describe('what has to be built after a change of', () => {
  test.each([
    ['a template', ['templates/rust/Dockerfile.hbs'], ['rust']],
    ['an example', ['templates/go/examples/chi-api/main.go'], ['go']],
    ['a snapshot', ['snapshots/npm/express-js/slim/Dockerfile'], ['npm']],
    ['what only a plan says', ['snapshots/npm/express-js/slim/plan.json'], []],
    ['a partial of some', ['templates/_partials/apk.hbs'], ['go', 'rust']],
    ['a partial of all', ['templates/_partials/header.hbs'], ['go', 'npm', 'npm-static', 'rust']],
    ['a planner', ['generators/ecosystems/npm/run/ports.ts'], ['npm', 'npm-static']],
    ['how languages are read', ['generators/ecosystems/data/values.ts'], ['rust']],
    [
      'several',
      ['templates/rust/template.json', 'README.md', 'generators/ecosystems/go/index.ts'],
      ['go', 'rust'],
    ],
    [
      'words, tests and the command line',
      [
        'docs/templates.md',
        'CHANGELOG.md',
        'test/unit/go/plan.test.ts',
        'generators/cli/run.ts',
        '.github/workflows/ci.yml',
        'templates/template.schema.json',
      ],
      [],
    ],
    ['nothing', [], []],
  ])('%s', (_, files, touched) => {
    expect(touchedBy(files, TEMPLATES)).toEqual(touched);
  });

  test.each([
    'templates/images.json',
    'generators/plan/bases.ts',
    'generators/knowledge/breakages.json',
    'generators/render/places.ts',
    'test/build/images.test.ts',
    'test/bed/images/catalog',
    'package-lock.json',
    'vitest.config.ts',
  ])('%s: everything', (file) => {
    expect(touchedBy(['docs/templates.md', file], TEMPLATES)).toBe('all');
  });

  test('a template that is gone: everything', () => {
    expect(touchedBy(['templates/perl/Dockerfile.hbs'], TEMPLATES)).toBe('all');
  });
});

test('a filter finds the tests by the ids of their examples, and no others', () => {
  const filter = new RegExp(filterOf(['npm', 'rust']));
  expect("'npm/express-js' on 'slim' builds").toMatch(filter);
  expect("the naive image of 'rust/tally-cli' is larger").toMatch(filter);
  expect("'npm-static/vitepress' on 'alpine' builds").not.toMatch(filter);
  expect(filterOf('all')).toBe('.');
  expect(filterOf([])).toBe('nothing');
});

test('the templates of this repository are read with what they use', () => {
  const here = templatesHere();
  expect(here.rust?.ecosystem).toBeUndefined();
  expect(here.go?.ecosystem).toBe('go');
  expect(here['npm-static']?.partials).toContain('header');
  for (const { partials } of Object.values(here))
    for (const name of partials)
      expect(existsSync(join(ROOT, 'templates/_partials', `${name}.hbs`))).toBe(true);
});
