import { expect, test } from 'vitest';
import type { ImageRow } from '../../../generators/catalog/catalog.js';
import { asIssue, checkTags, nextAfter } from '../../tags/tags.js';

const DIGEST = `sha256:${'a1'.repeat(32)}`;

/** A registry that has these tags. */
const having = (...tags: string[]) => ({
  login: () => undefined,
  fetch: (async (url: string | URL | Request) =>
    tags.some((tag) => `${url}`.endsWith(`/manifests/${tag}`))
      ? new Response(null, { headers: { 'docker-content-digest': DIGEST } })
      : new Response(null, { status: 404 })) as typeof fetch,
});

const row = (image: string, more: Partial<ImageRow> = {}): ImageRow => ({
  image,
  libc: 'glibc',
  shell: true,
  ...more,
});

test('every tag is asked for, those that ended as well', async () => {
  const rows = {
    node: row('node:{version}-slim', { versions: ['24'], ended: ['20'], default: '24' }),
    nginx: row('nginx:1.30'),
    scratch: row('scratch'),
  };
  const report = await checkTags(rows, having('24-slim', '20-slim', '26-slim'));
  expect(report).toEqual({
    asked: 3,
    missing: [{ id: 'nginx', image: 'nginx:1.30', says: 'docker.io has no nginx:1.30' }],
    newer: [{ id: 'node', image: 'node:26-slim' }],
  });
  expect(asIssue(report)).toContain('- `node:26-slim` is published');
  expect(asIssue({ asked: 3, missing: [], newer: [] })).toBe('');
});

test.each([
  [['1.27', '1.26'], ['1.28']],
  [
    ['24', '22'],
    ['25', '26', '27', '28'],
  ],
  [[], []],
  [['jammy'], []],
])('what may follow %j', (versions, next) => {
  expect(nextAfter(versions)).toEqual(next);
});
