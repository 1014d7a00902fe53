import { describe, expect, test } from 'vitest';
import type { PackageJson } from '../../../generators/ecosystems/npm/read/manifest.js';
import type { BuildArgument } from '../../../generators/plan/front-end.js';
import { npmLock, planOf, repository, variable } from './support.js';

const VITE: PackageJson = { scripts: { build: 'vite build' }, devDependencies: { vite: '^7.0.0' } };

function planFor(json: PackageJson, files: Record<string, string>) {
  return planOf(repository(json, { 'index.html': '', 'package-lock.json': npmLock({}), ...files }));
}
const argumentsOf = (json: PackageJson, files: Record<string, string>) =>
  lines(variable(planFor(json, files), 'buildArguments'));

/** `NAME`, or `NAME=default`. */
function lines(list: unknown): string[] {
  return (list as BuildArgument[]).map(({ name, value }) => (value === null ? name : `${name}=${value}`));
}

describe('what a front end reads while it is built', () => {
  test.each<[string, PackageJson, Record<string, string>, string[]]>([
    ['Vite', VITE, { 'src/api.ts': 'fetch(import.meta.env.VITE_API_URL)' }, ['VITE_API_URL']],
    ['a page of Vite', VITE, { 'index.html': '<title>%VITE_TITLE%</title>' }, ['VITE_TITLE']],
    [
      'Vite with a prefix of its own',
      VITE,
      { 'vite.config.ts': "export default { envPrefix: 'APP_' }", 'src/a.ts': 'import.meta.env.APP_ID' },
      ['APP_ID'],
    ],
    [
      'Vite, all at once',
      VITE,
      { 'src/env.ts': 'schema.parse(import.meta.env)', '.env.example': 'VITE_B=1\nVITE_A=\nSECRET=x\n' },
      ['VITE_A', 'VITE_B'],
    ],
    [
      'Create React App',
      { scripts: { build: 'react-scripts build' }, dependencies: { 'react-scripts': '^5.0.0' } },
      { 'src/App.jsx': 'process.env.REACT_APP_B; process.env.REACT_APP_A; process.env.NODE_ENV' },
      ['REACT_APP_A', 'REACT_APP_B'],
    ],
    [
      'a server that Next.js builds',
      { scripts: { build: 'next build', start: 'next start' }, dependencies: { next: '^15.0.0' } },
      { 'app/page.tsx': "process.env['NEXT_PUBLIC_ORIGIN']; process.env.DATABASE_URL" },
      ['NEXT_PUBLIC_ORIGIN'],
    ],
    ['nothing of another tool', VITE, { 'src/a.ts': 'process.env.REACT_APP_OLD; import.meta.env.MODE' }, []],
    [
      'nothing in tests and settings',
      VITE,
      { 'src/a.test.ts': 'import.meta.env.VITE_X', 'vite.config.ts': 'process.env.VITE_PROXY' },
      [],
    ],
  ])('becomes an argument of the build for %s', (_, json, files, expected) => {
    expect(argumentsOf(json, files)).toEqual(expected);
  });

  test('has a default where a schema stops the build without one', () => {
    const next = { scripts: { build: 'next build' }, dependencies: { next: '^15.0.0' } };
    const schema = (rule: string, more = '') =>
      `createEnv({ client: { NEXT_PUBLIC_APP_URL: ${rule} }, ${more} runtimeEnv: { NEXT_PUBLIC_APP_URL: process.env.NEXT_PUBLIC_APP_URL } })`;
    const page = { 'app/page.tsx': 'process.env.NEXT_PUBLIC_APP_URL' };
    const given = (text: string, files: Record<string, string> = {}) =>
      argumentsOf(next, { ...page, ...files, 'env.mjs': text });
    expect(given(schema('z.string().min(1)'))).toEqual(['NEXT_PUBLIC_APP_URL=http://localhost']);
    const example = { '.env.example': 'NEXT_PUBLIC_APP_URL=http://localhost:3000' };
    expect(given(schema('z.string().url()'), example)).toEqual(['NEXT_PUBLIC_APP_URL=http://localhost:3000']);
    expect(given(schema('z.string().optional()'), example)).toEqual(['NEXT_PUBLIC_APP_URL']);
    expect(given(schema('z.string()', 'skipValidation: off,'), example)).toEqual(['NEXT_PUBLIC_APP_URL']);
  });

  test('has a default only where SvelteKit cannot build without, and nothing committed gives it', () => {
    const json = {
      scripts: { build: 'vite build' },
      devDependencies: { '@sveltejs/kit': '^2.0.0', '@sveltejs/adapter-node': '^5.0.0', vite: '^7.0.0' },
    };
    const files = {
      'svelte.config.js': "import adapter from '@sveltejs/adapter-node'",
      'src/a.ts': "import { PUBLIC_URL, PUBLIC_SET, PUBLIC_NEW } from '$env/static/public'",
      '.env.example': 'PUBLIC_URL=http://localhost:3000\n',
      '.env': 'PUBLIC_SET=yes\n',
    };
    expect(argumentsOf(json, files)).toEqual([
      'PUBLIC_NEW=',
      'PUBLIC_SET',
      'PUBLIC_URL=http://localhost:3000',
    ]);
  });

  test('SvelteKit writes private ones into the server, which is said and hidden from nobody', () => {
    const json: PackageJson = {
      scripts: { build: 'vite build' },
      devDependencies: { '@sveltejs/kit': '^2.0.0', '@sveltejs/adapter-node': '^5.0.0', vite: '^7.0.0' },
    };
    const files = {
      'svelte.config.js': "import adapter from '@sveltejs/adapter-node'",
      'src/hooks.server.ts':
        "import { PUBLIC_URL } from '$env/static/public';\nimport {\n  API_SECRET as secret,\n  DB_URL,\n} from '$env/static/private';",
    };
    expect(argumentsOf(json, files)).toEqual(['API_SECRET=', 'DB_URL=', 'PUBLIC_URL=']);
    const plan = planOf(repository(json, files));
    expect(variable(plan, 'mistaken')).toBeNull();
    const [open, closed] = plan.warnings.map(({ message }) => message).slice(-2);
    expect(open).toMatch(/^the front end gets PUBLIC_URL while .*--build-arg PUBLIC_URL=…$/);
    expect(closed).toMatch(/^\$env\/static\/private writes API_SECRET, DB_URL into the server/);
  });

  test('is read in the workspace packages that the app needs', () => {
    const json = (name: string, rest: PackageJson) => JSON.stringify({ name, ...rest });
    const project = repository(
      { workspaces: ['*'] },
      {
        'package-lock.json': npmLock({}),
        'web/package.json': json('web', { ...VITE, dependencies: { ui: '*' } }),
        'web/index.html': '',
        'ui/package.json': json('ui', {}),
        'ui/index.ts': 'import.meta.env.VITE_THEME',
      },
    );
    expect(lines(variable(planOf(project, {}, 'web'), 'buildArguments'))).toEqual(['VITE_THEME']);
  });

  test('silences linters that take a public name for a secret, and only then', () => {
    const named = (name: string) =>
      variable(planFor(VITE, { 'a.ts': `import.meta.env.${name}` }), 'mistaken');
    expect(named('VITE_API_KEY')).toBe('VITE_API_KEY');
    expect(named('VITE_PUBLIC_KEY')).toBeNull();
    expect(named('VITE_MONKEY')).toBeNull();
  });

  test('is said once, with the place', () => {
    const { warnings } = planFor(VITE, { 'src/api.ts': '\nfetch(import.meta.env.VITE_API_URL)' });
    expect(warnings).toContainEqual({
      id: 'variables-baked',
      values: { names: 'VITE_API_URL', first: 'VITE_API_URL' },
      message: expect.stringContaining('docker build --build-arg VITE_API_URL=…'),
      from: { file: 'src/api.ts', line: 2 },
    });
  });
});

test('what a committed .env gives browsers is the default where the file itself stays out', () => {
  const next = { scripts: { build: 'next build' }, dependencies: { next: '^15.0.0' } };
  const page = 'process.env.NEXT_PUBLIC_URL; process.env.NEXT_PUBLIC_OWN; process.env.NEXT_PUBLIC_ODD';
  const files = {
    'app/page.tsx': page,
    '.env':
      'SECRET=x\nNEXT_PUBLIC_URL="https://example.com/a" # ours\nNEXT_PUBLIC_OWN=1\nNEXT_PUBLIC_ODD=$x y\n',
    '.env.production': 'NEXT_PUBLIC_OWN=2\n',
  };
  expect(argumentsOf(next, files)).toEqual([
    'NEXT_PUBLIC_ODD',
    'NEXT_PUBLIC_OWN',
    'NEXT_PUBLIC_URL=https://example.com/a',
  ]);
  // A developer's own file says nothing to others.
  expect(argumentsOf(next, { ...files, '.gitignore': '.env\n' })).toContain('NEXT_PUBLIC_URL');
});
