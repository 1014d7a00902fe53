import { describe, expect, it } from 'vitest';
import { choose } from '../../../generators/detect/choose.js';
import { UserError } from '../../../generators/errors.js';
import type { Detection } from '../../../generators/plan/ecosystem.js';

const app = (path: string, standing: number, ecosystem: Detection['ecosystem'] = 'go'): Detection => ({
  ecosystem,
  app: path,
  title: `${ecosystem} ${path}`,
  evidence: [{ file: path, line: 1 }],
  facts: undefined,
  standing,
});
const among = (detections: Detection[], wanted?: string) =>
  choose({
    found: { detections, refusals: [], names: [] },
    directory: 'shop',
    ...(wanted && { app: wanted }),
  });

function refusalOf(attempt: () => unknown): UserError {
  try {
    attempt();
  } catch (error) {
    if (error instanceof UserError) return error;
  }
  throw new Error('it was not refused');
}

describe('choose', () => {
  it('takes the one that stands out and knows the others', () => {
    const [api, tool] = [app('cmd/api', 80), app('cmd/tool', 10)];
    expect(among([tool, api])).toEqual({ one: api, others: [tool] });
  });

  it('leaves a tie open', () => {
    const tied = [app('cmd/a', 50), app('cmd/b', 50)];
    expect(among(tied)).toEqual({ open: tied });
  });

  it('puts the back end first, then what lies higher', () => {
    const paths = ['apps/client', 'tools/x/y', 'apps/server', 'other'];
    const choice = among(paths.map((path) => app(path, 50)));
    const open = 'open' in choice ? choice.open.map((one) => one.app) : [];
    expect(open).toEqual(['apps/server', 'other', 'tools/x/y', 'apps/client']);
  });

  it('puts the newest first of folders that only differ in their numbers', () => {
    const paths = ['javalin4', 'javalin10', 'javalin7', 'b2', 'a1'];
    const choice = among(paths.map((path) => app(path, 50)));
    const open = 'open' in choice ? choice.open.map((one) => one.app) : [];
    expect(open).toEqual(['a1', 'b2', 'javalin10', 'javalin7', 'javalin4']);
  });

  it('takes the Java app first, whose pages the package.json beside it builds', () => {
    const choice = among([app('.', 100, 'npm'), app('.', 100, 'maven')]);
    expect('open' in choice && choice.open.map(({ ecosystem }) => ecosystem)).toEqual(['maven', 'npm']);
  });

  it('lists what fits on a screen', () => {
    const many = Array.from({ length: 25 }, (_, i) => app(`cmd/${i}`, 50));
    const hint = refusalOf(() => among(many, 'nowhere')).hint;
    expect(hint).toMatch(/--app cmd\/\d+ [^\n]*\n {2}and 5 more$/);
  });

  it.each(['cmd/b', './cmd/b', 'cmd/b/'])('--app %s beats standing', (path) => {
    const [a, b] = [app('cmd/a', 80), app('cmd/b', 10)];
    expect(among([a, b], path)).toEqual({ one: b, others: [a] });
  });

  it('names the apps there are when --app is none of them', () => {
    expect(() => among([app('cmd/a', 80)], 'cmd/z')).toThrow('there is no app "cmd/z" in shop');
  });

  it('tells apart apps of two ecosystems at one path by --language', () => {
    const both = [app('.', 100), app('.', 100, 'npm')];
    const hint = refusalOf(() => among(both, 'nowhere')).hint;
    expect(hint).toContain('--app . --language npm');
  });

  it('hands on the one refusal, or says what was looked for', () => {
    const refusal = new UserError('only a library');
    const found = { detections: [], refusals: [refusal], names: [] };
    expect(() => choose({ found, directory: 'shop' })).toThrow(refusal);
    expect(() => among([])).toThrow(
      'no go.mod, package.json, pom.xml or file of another known language in shop',
    );
  });
});
