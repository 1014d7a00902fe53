import { describe, expect, it } from 'vitest';
import type { PackageJson } from '../../../generators/ecosystems/npm/read/manifest.js';
import { npmLock, planOf, repository, variable } from './support.js';

const app = (scripts: PackageJson['scripts'], files: Record<string, string> = {}) =>
  repository(
    { scripts: { start: 'node server.js', ...scripts } },
    {
      'server.js': "require('http').createServer().listen(3000)",
      'package-lock.json': npmLock({}),
      ...files,
    },
  );

const TESTED = { 'test/app.test.js': '' };

describe('--lint', () => {
  it('lints before the tests, in their stage', () => {
    const plan = planOf(app({ test: 'node --test', lint: 'eslint .' }, TESTED), { lint: true });
    expect(variable(plan, 'test')).toMatchObject({
      does: 'runs the lint script (eslint .), then runs the test script (node --test)',
      command: 'npm run lint \\\n && npm test',
      gated: null,
    });
  });

  it('has the stage to itself where there are no tests, or none are wanted', () => {
    const alone = { does: 'runs the lint script (eslint .)', command: 'npm run lint' };
    expect(variable(planOf(app({ lint: 'eslint .' }), { lint: true }), 'test')).toMatchObject(alone);
    const tested = app({ test: 'node --test', lint: 'eslint .' }, TESTED);
    expect(variable(planOf(tested, { lint: true, test: 'none' }), 'test')).toMatchObject(alone);
  });

  it('stops the build behind the gate', () => {
    const plan = planOf(app({ lint: 'eslint .' }), { lint: true, test: 'gate' });
    expect((variable(plan, 'test') as { gated: unknown }).gated).not.toBeNull();
  });

  it('prefers the script that changes nothing', () => {
    const plan = planOf(app({ lint: 'eslint --fix .', 'lint:check': 'eslint .' }), { lint: true });
    expect(variable(plan, 'test')).toMatchObject({ command: 'npm run lint:check' });
  });

  it('is refused where nothing lints', () => {
    expect(() => planOf(app({}), { lint: true })).toThrow(
      '--lint has nothing to run: package.json has no lint script',
    );
  });

  it('is not there unless it is asked for', () => {
    const plan = planOf(app({ test: 'node --test', lint: 'eslint .' }, TESTED));
    expect(variable(plan, 'test')).toMatchObject({ command: 'npm test' });
  });
});
