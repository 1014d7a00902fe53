import { describe, expect, test } from 'vitest';
import { planOf, repository, variable } from './support.js';

const NEXT = { dependencies: { next: '16.0.0' }, scripts: { build: 'next build' } };

function copiesOf(config: string, inner?: string): string[] {
  const files = { 'next.config.mjs': config };
  const member = { [`${inner}/next.config.mjs`]: config, [`${inner}/package.json`]: JSON.stringify(NEXT) };
  const project =
    inner === undefined ? repository(NEXT, files) : repository({ workspaces: ['apps/*'] }, member);
  const copies = variable(planOf(project, {}, inner ?? '.'), 'copies') as { from: string; to: string }[];
  return copies.slice(0, 1).map(({ from, to }) => `${from} → ${to}`);
}

const HERE = 'const here = path.dirname(fileURLToPath(import.meta.url));\n';

describe('the standalone server of Next.js is taken from where it lies', () => {
  test.each<[string, string, string | undefined, string]>([
    ['no root is named', 'export default {}', undefined, '/app/.next/standalone → ./'],
    ['no root in a workspace', 'export default {}', 'apps/web', '/app/apps/web/.next/standalone → /app/'],
    [
      'one above the repository',
      "module.exports = { outputFileTracingRoot: path.join(__dirname, '..') }",
      undefined,
      '/app/.next/standalone/app → ./',
    ],
    [
      'the same by another name for here, two levels up',
      `${HERE}export default { outputFileTracingRoot: path.join(here, '..', '..') }`,
      undefined,
      '/app/.next/standalone/app → ./',
    ],
    [
      'the bundler’s',
      `${HERE}export default { images: {}, turbopack: { root: path.join(here, '..') } }`,
      undefined,
      '/app/.next/standalone/app → ./',
    ],
    [
      'the root of a workspace',
      "export default { outputFileTracingRoot: path.join(import.meta.dirname, '../../') }",
      'apps/web',
      '/app/apps/web/.next/standalone → /app/',
    ],
    [
      'the app itself in a workspace',
      'export default {\n  outputFileTracingRoot: __dirname,\n}',
      'apps/web',
      '/app/apps/web/.next/standalone → /app/apps/web/',
    ],
    [
      'a folder between them',
      "export default { outputFileTracingRoot: path.resolve(process.cwd(), '..') }",
      'apps/web',
      '/app/apps/web/.next/standalone → /app/apps/',
    ],
    [
      'one above the workspace',
      "export default { outputFileTracingRoot: path.join(dirname(fileURLToPath(import.meta.url)), '../../..') }",
      'apps/web',
      '/app/apps/web/.next/standalone/app → /app/',
    ],
  ])('%s', (_, config, inner, expected) => {
    expect(copiesOf(config, inner)).toEqual([expected]);
  });
});
