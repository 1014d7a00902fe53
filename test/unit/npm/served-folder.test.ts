import { describe, expect, test } from 'vitest';
import { servedFolder } from '../../../generators/ecosystems/npm/app/served-folder.js';
import { appsOf, planOf, repository, variable } from './support.js';

const PAGE = '<!doctype html><script src="build/bundle.js"></script>';

describe('what a file server is told to serve', () => {
  test.each<[string, string, { dir?: string; spa: boolean }]>([
    ['sirv', 'public --no-clear', { dir: 'public', spa: false }],
    ['sirv', '--port 8080 dist --single', { dir: 'dist', spa: true }],
    ['serve', '-s build -l 3000', { dir: 'build', spa: true }],
    ['serve', '-l 3000', { spa: false }],
    ['http-server', './dist -p 8080 -s', { dir: 'dist', spa: false }],
    ['serve', '../elsewhere', { spa: false }],
    ['serve', '.', { spa: false }],
  ])('%s %s', (program, words, folder) => {
    expect(servedFolder(program, words.split(' '))).toEqual(folder);
  });
});

describe('a folder that a bundler writes into and a file server serves is a site', () => {
  const planFor = (start: string, build = 'rollup -c') =>
    planOf(
      repository(
        { scripts: { build, start }, devDependencies: { rollup: '4.0.0', 'sirv-cli': '3.0.0' } },
        { 'public/index.html': PAGE, 'src/main.js': '' },
      ),
    );

  test('the one of its start script', () => {
    const plan = planFor('sirv public --no-clear');
    expect(plan.template.value).toBe('npm-static');
    expect(variable(plan, 'site')).toBe('/app/public');
    expect(variable(plan, 'build')).toBe('npm run build');
    expect(variable(plan, 'spa')).toBe(false);
  });

  test('a router of its own', () => {
    expect(variable(planFor('sirv public --single'), 'spa')).toBe(true);
  });

  test('http-server takes public by itself', () => {
    expect(variable(planFor('http-server'), 'site')).toBe('/app/public');
  });

  test('without a folder nothing is known', () => {
    expect(() => planFor('serve')).toThrow('nothing in package.json starts');
  });

  test('pages that nothing builds stay what they are', () => {
    const found = appsOf(
      repository(
        { scripts: { start: 'sirv public' }, dependencies: { 'sirv-cli': '3.0.0' } },
        { 'public/index.html': PAGE },
      ),
    );
    expect(found.map(({ app }) => app)).toEqual(['public']);
  });
});

test.each(['live-server', 'live-server --port=8080', 'browser-sync start --server'])(
  'pages whose start is "%s", which is for developers',
  (start) => {
    const project = repository(
      { scripts: { start }, devDependencies: { 'live-server': '1.2.2', 'browser-sync': '3.0.0' } },
      { 'index.html': '<!doctype html>', 'css/style.css': '' },
    );
    expect(planOf(project).template.value).toBe('npm-pages');
  },
);
