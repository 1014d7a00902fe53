import { describe, expect, test } from 'vitest';
import { detect } from '../../../generators/detect/detect.js';
import type { IgnoreGroup } from '../../../generators/plan/ignore.js';
import { mapProject } from '../../../generators/project/map.js';
import { catalog, planOf, repository, variable } from './support.js';

const PAGE = '<!doctype html><title>Page</title>';

describe('pages that nothing builds', () => {
  test.each<[string, Record<string, string>, string[]]>([
    ['at the root', { 'index.html': PAGE, 'about.html': PAGE }, ['.']],
    [
      'beside a package.json that only formats them',
      { 'public/index.html': PAGE, 'package.json': '{}' },
      ['public'],
    ],
    ['not where a library shows itself', { 'index.html': PAGE, 'package.json': '{"main":"lib.js"}' }, []],
    ['not where something else serves them', { 'index.html': PAGE, 'app.py': '' }, []],
    ['not where a generator fills them', { 'index.html': '---\nlayout: home\n---\n', '_config.yml': '' }, []],
    ['not in a folder of an unknown project', { 'templates/index.html': PAGE, 'main.zig': '' }, []],
  ])('are found %s', async (_, files, apps) => {
    const { detections } = await detect({ project: mapProject(files), wishes: {}, catalog });
    expect(detections.map(({ app }) => app)).toEqual(apps);
  });

  test('are found in a folder when the language is asked for', async () => {
    const { detections } = await detect({
      project: mapProject({ 'public/index.html': PAGE }),
      wishes: {},
      catalog,
      language: 'npm',
    });
    expect(detections.map(({ app }) => app)).toEqual(['public']);
  });

  const planFor = (files: Record<string, string>) => planOf(mapProject({ 'index.html': PAGE, ...files }));
  const hidden = (files: Record<string, string>) =>
    (variable(planFor(files), 'ignore') as unknown as IgnoreGroup[]).find(({ title }) =>
      /visitors/.test(title),
    )?.lines;

  test('leave out what is for nobody who visits', () => {
    expect(hidden({ 'README.md': '', LICENSE: '', 'deploy.sh': '', 'story.md': '' })).toEqual([
      '**/.*',
      '!**/.well-known',
      'LICENSE',
      'README.md',
      'deploy.sh',
    ]);
  });

  test('keep what a page shows', () => {
    expect(hidden({ 'README.md': '', 'index.html': '<script src="docsify.min.js"></script>' })).not.toContain(
      'README.md',
    );
  });

  test('answer unknown paths with the first page where another host is told to', () => {
    expect(variable(planFor({}), 'spa')).toBe(false);
    expect(variable(planFor({ _redirects: '/*  /index.html  200\n' }), 'spa')).toBe(true);
  });

  test('live below the path that they say', () => {
    const plan = planFor({ 'index.html': '<base href="/docs/">' });
    expect(variable(plan, 'webroot')).toBe('/usr/share/nginx/html/docs/');
    expect(variable(plan, 'redirectRoot')).toBe(true);
  });

  test('have no tests and need no dev server', () => {
    expect(() => planOf(repository({}, { 'index.html': PAGE }), { dev: true })).toThrow('served as they are');
    expect(() => planOf(repository({}, { 'index.html': PAGE }), { test: 'gate' })).toThrow(
      'served as they are',
    );
  });
});
