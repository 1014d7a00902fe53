import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { examplesIn } from '../../../generators/authoring/example.js';

const GOOD = {
  title: 'a server',
  probe: { path: '/', status: 200, body: 'hello' },
  sizeMB: { slim: 100 },
  change: { file: 'app.rb', from: 'hello', to: 'hello again' },
  naive: { image: 'ruby:3.4', build: 'true', start: ['ruby', 'app.rb'] },
  absent: ['spec'],
};

/** A template's folder with one example. */
function folder(spec: object): string {
  const root = mkdtempSync(join(tmpdir(), 'example-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, 'examples/one'), { recursive: true });
  writeFileSync(join(root, 'examples/one/example.json'), JSON.stringify(spec));
  return root;
}

describe('example.json', () => {
  it('is taken where it follows its schema', () => {
    expect(examplesIn(folder(GOOD))).toMatchObject([{ name: 'one', spec: GOOD }]);
  });

  it('is refused by the name of the key that is wrong', () => {
    const wrong = folder({ ...GOOD, probe: { path: '/', contains: 'hello' } });
    expect(() => examplesIn(wrong)).toThrow(/probe needs "status".*probe has no property "contains"/);
  });
});
