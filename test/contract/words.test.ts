import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

test('no file cites a rule by a code that is defined nowhere', () => {
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\n')
    .filter((path) => /\.(ts|mjs|hbs|md|json|sh)$/.test(path) && !/lock|CHANGELOG/.test(path));
  const cited = files.flatMap((path) => {
    const text = readFileSync(join(root, path), 'utf8');
    return [...text.matchAll(/\(R\d{1,2}(?:, R\d{1,2})*\)/g)].map(([code]) => `${path}: ${code}`);
  });
  expect(cited.map((place) => `${place}: say the reason, or link it`)).toEqual([]);
});
