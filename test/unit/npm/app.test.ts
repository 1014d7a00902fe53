import { describe, expect, test } from 'vitest';
import type { PackageJson } from '../../../generators/ecosystems/npm/read/manifest.js';
import { STANDING } from '../../../generators/plan/ecosystem.js';
import type { Plan } from '../../../generators/plan/plan.js';
import { cite } from '../../../generators/project/evidence.js';
import { mapProject } from '../../../generators/project/map.js';
import { appsOf, npmLock, planOf, repository, variable } from './support.js';

const html = { 'index.html': '<!doctype html>' };

/** The environment of the build, apart from what a repository without a lock file gets. */
function ownEnv(plan: Plan): { name: string; value: string }[] {
  const env = variable(plan, 'buildEnv') as { name: string; value: string }[];
  return env.filter(({ name }) => name !== 'NPM_CONFIG_FORCE');
}

describe('sites', () => {
  test.each<[string, PackageJson, Record<string, string>, Record<string, unknown>]>([
    [
      'Vite',
      { devDependencies: { vite: '7' }, scripts: { build: 'vite build' } },
      html,
      { site: '/app/dist', spa: true },
    ],
    [
      'Vite outDir and base',
      { devDependencies: { vite: '7' }, scripts: { build: 'vite build' } },
      { ...html, 'vite.config.ts': "export default { base: '/shop/', build: { outDir: 'public_html' } }" },
      { site: '/app/public_html', webroot: '/usr/share/nginx/html/shop/', redirectRoot: true },
    ],
    [
      'Vite whose root is a variable',
      { devDependencies: { vite: '7' }, scripts: { build: 'vite build' } },
      {
        'web/index.html': '',
        'vite.config.ts': "let root = 'web'\nexport default { root, build: { outDir: 'dist' } }",
      },
      { site: '/app/web/dist' },
    ],
    [
      'Vite whose root has the value of another variable',
      { devDependencies: { vite: '7' }, scripts: { build: 'vite build' } },
      {
        'web/index.html': '',
        'vite.config.ts': "const pages: string = './web'\nexport default defineConfig({ root: pages })",
      },
      { site: '/app/web/dist' },
    ],
    [
      'Vite with preview as start',
      { devDependencies: { vite: '7' }, scripts: { build: 'vite build', start: 'vite preview' } },
      html,
      { site: '/app/dist' },
    ],
    [
      "next start beside output: 'export'",
      { dependencies: { next: '15' }, scripts: { build: 'next build', start: 'next start' } },
      {
        'next.config.js': "module.exports = { output: 'export' }",
        'package-lock.json': npmLock({ next: '15.0.0' }, { next: { next: './dist/bin/next' } }),
      },
      { site: '/app/out' },
    ],
    [
      'ng serve with a flag',
      { dependencies: { '@angular/core': '20' }, scripts: { start: 'ng serve -o', build: 'ng build' } },
      {
        'angular.json': JSON.stringify({
          projects: { shop: { architect: { build: { builder: '@angular/build:application' } } } },
        }),
        'package-lock.json': npmLock({ '@angular/cli': '20.0.0' }, { '@angular/cli': { ng: 'bin/ng.js' } }),
      },
      { site: '/app/dist/shop/browser' },
    ],
    [
      'CRA with homepage',
      {
        homepage: 'https://x.github.io/calc',
        dependencies: { 'react-scripts': '5' },
        scripts: { start: 'react-scripts start', build: 'react-scripts build' },
      },
      {},
      { site: '/app/build', basePath: '/calc/' },
    ],
    [
      'Angular application',
      { dependencies: { '@angular/core': '20' }, scripts: { start: 'ng serve', build: 'ng build' } },
      {
        'angular.json': JSON.stringify({
          projects: {
            shop: {
              projectType: 'application',
              architect: { build: { builder: '@angular/build:application', options: {} } },
            },
          },
        }),
      },
      { site: '/app/dist/shop/browser' },
    ],
    [
      'Angular browser',
      { dependencies: { '@angular/core': '12' }, scripts: { build: 'ng build' } },
      {
        'angular.json': JSON.stringify({
          projects: {
            shop: {
              architect: {
                build: {
                  builder: '@angular-devkit/build-angular:browser',
                  options: { outputPath: 'dist/web' },
                },
              },
            },
          },
        }),
      },
      { site: '/app/dist/web' },
    ],
    [
      'Angular that builds for developers unless a script says otherwise',
      {
        dependencies: { '@angular/core': '11' },
        scripts: { build: 'ng build', 'build:prod': 'npm run build -- --configuration production --aot' },
      },
      {
        'angular.json': JSON.stringify({
          projects: {
            shop: {
              architect: {
                build: {
                  builder: '@angular-devkit/build-angular:browser',
                  configurations: { production: {} },
                  defaultConfiguration: '',
                },
              },
            },
          },
        }),
      },
      { build: 'npm run build:prod' },
    ],
    [
      'Angular that builds for visitors anyway',
      {
        dependencies: { '@angular/core': '20' },
        scripts: { build: 'ng build', 'build:prod': 'ng build -c production' },
      },
      {
        'angular.json': JSON.stringify({
          projects: {
            shop: {
              architect: {
                build: {
                  builder: '@angular-devkit/build-angular:browser',
                  configurations: { production: {} },
                  defaultConfiguration: 'production',
                },
              },
            },
          },
        }),
      },
      { build: 'npm run build' },
    ],
    [
      'Nuxt that only generates pages',
      { dependencies: { nuxt: '4' }, scripts: { generate: 'nuxt generate', start: 'nuxt dev' } },
      {},
      { build: 'npm run generate', site: '/app/.output/public' },
    ],
    [
      'Gatsby',
      { dependencies: { gatsby: '5' }, scripts: { build: 'gatsby build', start: 'gatsby develop' } },
      {},
      { site: '/app/public', spa: false },
    ],
    [
      'Astro',
      { dependencies: { astro: '5' }, scripts: { build: 'astro build', start: 'astro dev' } },
      {},
      { site: '/app/dist', spa: false },
    ],
    [
      'Astro with the server it once was in a comment',
      { dependencies: { astro: '5', '@astrojs/node': '9' }, scripts: { build: 'astro build' } },
      {
        'astro.config.mjs':
          "/*\nimport node from '@astrojs/node';\nexport default { adapter: node() }\n*/\nexport default { srcDir: './src/*', /* base: '/a' */ outDir: 'out' }",
      },
      { site: '/app/out', spa: false },
    ],
    [
      'VitePress',
      { devDependencies: { vitepress: '1' }, scripts: { build: 'vitepress build docs' } },
      {},
      { site: '/app/docs/.vitepress/dist' },
    ],
    [
      'Docusaurus',
      {
        dependencies: { '@docusaurus/core': '3' },
        scripts: { build: 'docusaurus build', start: 'docusaurus start' },
      },
      {},
      { site: '/app/build' },
    ],
    [
      'Eleventy',
      { devDependencies: { '@11ty/eleventy': '3' }, scripts: { build: 'eleventy' } },
      {},
      { site: '/app/_site' },
    ],
    [
      'Next export',
      { dependencies: { next: '15' }, scripts: { build: 'next build' } },
      { 'next.config.mjs': "export default { output: 'export' }" },
      { site: '/app/out' },
    ],
    [
      'SvelteKit static',
      { devDependencies: { '@sveltejs/kit': '2', vite: '7' }, scripts: { build: 'vite build' } },
      { 'svelte.config.js': "import adapter from '@sveltejs/adapter-static'" },
      { site: '/app/build' },
    ],
  ])('%s', (_, json, files, expected) => {
    const plan = planOf(repository(json, files));
    expect(plan.template.value).toBe('npm-static');
    expect(plan.base.value).toBe('alpine');
    for (const [name, value] of Object.entries(expected)) expect(variable(plan, name)).toEqual(value);
  });

  test('other bases are refused with the way out', () => {
    const project = repository({ devDependencies: { vite: '7' }, scripts: { build: 'vite build' } }, html);
    expect(() => planOf(project, { base: 'scratch' })).toThrow('--base alpine');
  });

  test('old webpack gets the OpenSSL it was made for', () => {
    const plan = planOf(
      repository({ dependencies: { 'react-scripts': '3.4.1' }, scripts: { build: 'react-scripts build' } }),
    );
    expect(ownEnv(plan)).toEqual([{ name: 'NODE_OPTIONS', value: '--openssl-legacy-provider' }]);
  });

  test.each([
    ['npm install --prefix client && npm run build --prefix client', '4.0.3', true],
    ['cd client && npm install && npm run build', '5.0.1', false],
    ['webpack', '4.0.3', false],
  ])('so does the one of a front end that %s makes, with react-scripts %s', (build, version, expected) => {
    const plan = planOf(
      repository(
        { dependencies: { express: '5' }, scripts: { build, start: 'node server.js' } },
        {
          'server.js': 'require("express")().listen(3000)',
          'client/package.json': JSON.stringify({ dependencies: { 'react-scripts': version } }),
        },
      ),
    );
    const legacy = [{ name: 'NODE_OPTIONS', value: '--openssl-legacy-provider' }];
    expect(ownEnv(plan)).toEqual(expected ? legacy : []);
  });

  test('a process file of pm2 starts what the build makes; several programs are nobody’s', () => {
    const json = {
      dependencies: { express: '5', pm2: '6' },
      scripts: { compile: 'tsc --build', start: 'pm2 start ecosystem.config.json --no-daemon' },
    };
    const file = (apps: object[]) => ({ 'ecosystem.config.json': JSON.stringify({ apps }) });
    const one = planOf(repository(json, file([{ name: 'app', script: 'dist/index.js' }])));
    expect(variable(one, 'cmd')).toEqual(['dist/index.js']);
    expect(variable(one, 'build')).toContain('npm run compile');
    const two = repository(json, file([{ script: 'dist/a.js' }, { script: 'dist/b.js' }]));
    expect(() => planOf(two)).toThrow();
  });

  test.each<[string, string, string | undefined]>([
    [
      'a check of process.env',
      "if (!process.env.POSTGRES_URL) {\n  throw new Error('unset')\n}",
      'POSTGRES_URL=postgres://localhost/build ',
    ],
    [
      'a check of a constant',
      "const MONGODB_URI = process.env.MONGODB_URI!;\n\nif (!MONGODB_URI) throw new Error('unset')",
      'MONGODB_URI=mongodb://localhost/build ',
    ],
    [
      'a check of a constant with a name of its own',
      "const uri: string = process.env.DATABASE_URL as string\nif (!uri) {\n  throw new Error('unset')\n}",
      'DATABASE_URL=postgres://localhost/build ',
    ],
    [
      'an address that a client cannot do without',
      'const sql = neon(process.env.DATABASE_URL!);',
      'DATABASE_URL=postgres://localhost/build ',
    ],
    [
      'a constant with a default',
      "const uri = process.env.DATABASE_URL ?? read()\nif (!uri) throw new Error('unset')",
      undefined,
    ],
    ['a check in a function', "() => {\n  if (!process.env.API_KEY) throw new Error('unset')\n}", undefined],
    ['what browsers get', "if (!process.env.NEXT_PUBLIC_API) throw new Error('unset')", undefined],
    [
      'what a schema wants',
      'const env = createEnv({ server: { DATABASE_URL: z.string() }, runtimeEnv: process.env });',
      'DATABASE_URL=postgres://localhost/build ',
    ],
    ['something else', "const READY = check();\nif (!READY) throw new Error('unset')", undefined],
  ])('the build alone gets a stand-in for %s', (_, code, expected) => {
    const plan = planOf(
      repository(
        { dependencies: { next: '16.0.0' }, scripts: { build: 'next build' } },
        { 'lib/db.ts': code },
      ),
    );
    const build = String(variable(plan, 'build'));
    const warned = plan.warnings.filter(({ message }) => message.includes('stand-in'));
    expect(build.includes('=http') || build.includes('://')).toBe(expected !== undefined);
    expect(build).toContain(expected ?? 'npm run build');
    expect(warned.map(({ from }) => cite(from ?? 'default').split(':')[0])).toEqual(
      expected === undefined ? [] : ['lib/db.ts'],
    );
    expect(JSON.stringify(variable(plan, 'environment'))).not.toContain('://');
  });

  test('the checks of a workspace package count for the app that needs it', () => {
    const files = {
      'apps/web/package.json': JSON.stringify({
        name: 'web',
        dependencies: { next: '16.0.0', '@a/db': 'workspace:*' },
        scripts: { build: 'next build' },
      }),
      'packages/db/package.json': JSON.stringify({ name: '@a/db' }),
      'packages/db/src/index.ts': "if (!process.env.DATABASE_URL) throw new Error('unset')",
    };
    const plan = planOf(repository({ workspaces: ['apps/*', 'packages/*'] }, files), {}, 'apps/web');
    expect(variable(plan, 'build')).toContain('DATABASE_URL=postgres://localhost/build npm run build');
  });

  test('public settings reach the build, secrets do not', () => {
    const files = { ...html, '.env.production': 'VITE_API=https://api.example.org\n', '.env': 'DB_URL=x\n' };
    const plan = planOf(
      repository({ devDependencies: { vite: '7' }, scripts: { build: 'vite build' } }, files),
    );
    expect(JSON.stringify(variable(plan, 'ignore'))).toContain('"!.env.production"');
    expect(plan.warnings.map(({ message }) => message).join()).toContain('DB_URL');
  });
});

test.each<[string, PackageJson]>([
  [
    'Electron',
    {
      devDependencies: { electron: '38', 'electron-vite': '4', vite: '7' },
      scripts: { build: 'tsc --noEmit && electron-vite build' },
    },
  ],
  [
    'Tauri around a framework',
    { dependencies: { nuxt: '4', '@tauri-apps/cli': '2' }, scripts: { build: 'tauri build' } },
  ],
])('what only %s packs is no site', (_, json) => {
  expect(() => planOf(repository(json, html))).toThrow('this is a desktop app');
});

test('pages that are built before they are packed are a site', () => {
  const json = {
    devDependencies: { electron: '38', vite: '7' },
    scripts: { build: 'vite build && electron-builder' },
  };
  expect(variable(planOf(repository(json, html)), 'build')).toBe('npx vite build');
});

describe('servers that frameworks build', () => {
  test.each<[string, PackageJson, Record<string, string>, string[], string[]]>([
    [
      'Next',
      { dependencies: { next: '15' }, scripts: { build: 'next build', start: 'next start' } },
      { 'public/a.svg': '' },
      ['server.js'],
      ['/app/.next/standalone', '/app/.next/static', '/app/public'],
    ],
    [
      'Next whose lock file names its program',
      { dependencies: { next: '15' }, scripts: { build: 'next build', start: 'next start -p 4000' } },
      { 'package-lock.json': npmLock({ next: '15.0.0' }, { next: { next: 'dist/bin/next' } }) },
      ['server.js'],
      ['/app/.next/standalone', '/app/.next/static'],
    ],
    [
      'Next 12 in an ES module',
      { type: 'module', dependencies: { next: '12.2.5' }, scripts: { build: 'next build' } },
      {},
      ['server.cjs'],
      ['/app/.next/standalone', '/app/.next/standalone/server.js', '/app/.next/static'],
    ],
    [
      'Next 11',
      { dependencies: { next: '^11.1.0' }, scripts: { build: 'next build', start: 'next start' } },
      { 'next.config.js': 'module.exports = {};' },
      ['node_modules/next/dist/bin/next', 'start'],
      ['/app/package.json', '/app/node_modules', '/app/.next', '/app/next.config.js'],
    ],
    [
      'SvelteKit with adapter-auto',
      {
        devDependencies: { '@sveltejs/kit': '2', '@sveltejs/adapter-auto': '^6.0.0' },
        dependencies: { zod: '4' },
        scripts: { build: 'vite build' },
      },
      { 'svelte.config.js': "import adapter from '@sveltejs/adapter-auto';" },
      ['build'],
      ['/app/package.json', '/app/node_modules', '/app/build'],
    ],
    [
      'Nuxt',
      { dependencies: { nuxt: '4' }, scripts: { build: 'nuxt build', generate: 'nuxt generate' } },
      {},
      ['.output/server/index.mjs'],
      ['/app/.output'],
    ],
    [
      'Nuxt whose scripts know its own preview only',
      { dependencies: { nuxt: '4' }, scripts: { build: 'nuxt build', preview: 'nuxt preview' } },
      { 'package-lock.json': npmLock({ '@nuxt/cli': '3.0.0' }, { '@nuxt/cli': { nuxt: 'bin/nuxi.mjs' } }) },
      ['.output/server/index.mjs'],
      ['/app/.output'],
    ],
    [
      'SvelteKit',
      {
        devDependencies: { '@sveltejs/kit': '2' },
        dependencies: { zod: '4' },
        scripts: { build: 'vite build' },
      },
      { 'svelte.config.js': "import adapter from '@sveltejs/adapter-node'" },
      ['build'],
      ['/app/package.json', '/app/node_modules', '/app/build'],
    ],
    [
      'Astro node',
      { dependencies: { astro: '5', '@astrojs/node': '9' }, scripts: { build: 'astro build' } },
      { 'astro.config.mjs': "import node from '@astrojs/node'" },
      ['dist/server/entry.mjs'],
      ['/app/package.json', '/app/node_modules', '/app/dist'],
    ],
    [
      'React Router with a server of its own in the same folder',
      {
        dependencies: { '@react-router/serve': '7' },
        devDependencies: { '@react-router/dev': '7' },
        scripts: { build: 'react-router build && rollup -c', start: 'node build/server/main.js' },
      },
      {},
      ['build/server/main.js'],
      ['/app/'],
    ],
    [
      'React Router',
      {
        dependencies: { '@react-router/serve': '7' },
        devDependencies: { '@react-router/dev': '7' },
        scripts: { build: 'react-router build', start: 'react-router-serve ./build/server/index.js' },
      },
      {},
      ['node_modules/@react-router/serve/bin.js', 'build/server/index.js'],
      ['/app/package.json', '/app/node_modules', '/app/build'],
    ],
    [
      'Nest',
      {
        dependencies: { '@nestjs/core': '11' },
        scripts: { build: 'nest build', start: 'nest start', 'start:prod': 'node dist/main' },
      },
      {},
      ['dist/main'],
      ['/app/package.json', '/app/node_modules', '/app/dist'],
    ],
  ])('%s', (_, json, files, cmd, copies) => {
    const plan = planOf(repository(json, files));
    expect(plan.template.value).toBe('npm-build');
    expect(variable(plan, 'cmd')).toEqual(cmd);
    expect((variable(plan, 'copies') as { from: string }[]).map(({ from }) => from)).toEqual(copies);
  });

  test.each([
    ['2', 'vercel', '', 'npm install --no-save --no-audit --no-fund @sveltejs/adapter-node@5'],
    [
      '2',
      'netlify',
      'yarn.lock',
      'yarn add --dev --ignore-workspace-root-check --ignore-engines @sveltejs/adapter-node@5',
    ],
    [
      '1',
      'auto',
      'pnpm-lock.yaml',
      'pnpm add --save-dev --ignore-workspace-root-check @sveltejs/adapter-node@1',
    ],
  ])("SvelteKit %s with adapter-%s is built with Node's (%s)", (kit, adapter, lock, add) => {
    const project = repository(
      {
        devDependencies: { '@sveltejs/kit': kit, [`@sveltejs/adapter-${adapter}`]: '2' },
        scripts: { build: 'vite build' },
      },
      {
        'svelte.config.js': `import adapter from '@sveltejs/adapter-${adapter}'`,
        ...(lock && { [lock]: '' }),
      },
    );
    const plan = planOf(project);
    const swap = `sed -i 's#@sveltejs/adapter-${adapter}#@sveltejs/adapter-node#' svelte.config.js`;
    expect(variable(plan, 'build')).toContain(`${add} \\\n && ${swap} \\\n && `);
    expect(variable(plan, 'cmd')).toEqual(['build']);
    expect(plan.warnings.map(({ id }) => id)).toContain('adapter-swapped');
  });

  test('an adapter that is made by somebody else is refused', () => {
    const project = repository(
      { devDependencies: { '@sveltejs/kit': '2' }, scripts: { build: 'vite build' } },
      { 'svelte.config.js': "import adapter from 'svelte-adapter-deno'" },
    );
    expect(() => planOf(project)).toThrow('svelte-adapter-deno');
  });

  test('a custom Next server ships the whole app', () => {
    const plan = planOf(
      repository(
        {
          dependencies: { next: '15', express: '5' },
          scripts: { build: 'next build', start: 'node server.js' },
        },
        { 'server.js': '' },
      ),
    );
    expect(variable(plan, 'cmd')).toEqual(['server.js']);
    expect(variable(plan, 'copies')).toEqual([{ stage: 'build', from: '/app/', to: './', owner: '' }]);
  });

  test('files that the code reads come along', () => {
    const files = {
      'src/main.ts': "readFileSync('data/cities.json'); join(cwd, 'views')",
      'data/cities.json': '[]',
      'views/a.ejs': '',
      'docs/x.md': '',
    };
    const plan = planOf(
      repository(
        { dependencies: { express: '5' }, scripts: { build: 'tsc', start: 'node dist/main.js' } },
        files,
      ),
    );
    const copied = (variable(plan, 'copies') as { from: string }[]).map(({ from }) => from);
    expect(copied).toEqual([
      '/app/package.json',
      '/app/node_modules',
      '/app/dist',
      '/app/data/cities.json',
      '/app/views',
    ]);
  });
});

test.each([
  ['playwright', "import { firefox } from 'playwright'", 'playwright@1.54.0 install --with-deps firefox'],
  ['playwright-webkit', '', 'playwright@1.54.0 install --with-deps webkit'],
])('%s gets the browsers that it drives, on slim', (name, code, install) => {
  const json = { scripts: { start: 'node server.js' }, dependencies: { [name]: '1.54.0' } };
  const plan = planOf(repository(json, { 'server.js': `${code}; app.listen(3000)` }));
  expect(plan.base.value).toBe('slim');
  expect(variable(plan, 'runtimePackages')).toContain(install);
  expect(variable(plan, 'environment')).toContainEqual({
    name: 'PLAYWRIGHT_BROWSERS_PATH',
    value: '/opt/playwright',
  });
});

test.each([
  [{ dependencies: { 'onnxruntime-node': '1' } }, true],
  [{ devDependencies: { 'onnxruntime-node': '1' } }, false],
])('a binary for glibc alone rules out Alpine: %j', (names, refused) => {
  const project = repository({ scripts: { start: 'node a.js' }, ...names }, { 'a.js': 'x.listen(3000)' });
  const plan = () => planOf(project, { base: 'alpine' });
  if (refused) expect(plan).toThrow(/glibc alone/);
  else expect(plan().base.value).toBe('alpine');
});

test('a program that drives a browser gets the one of Debian, on slim', () => {
  const json = { scripts: { start: 'node server.js' }, dependencies: { puppeteer: '24' } };
  const plan = planOf(repository(json, { 'server.js': 'app.listen(3000)' }));
  expect(plan.base.value).toBe('slim');
  expect(variable(plan, 'runtimePackages')).toContain('--no-install-recommends chromium');
  expect(ownEnv(plan)).toEqual([{ name: 'PUPPETEER_SKIP_DOWNLOAD', value: 'true' }]);
  expect(variable(plan, 'environment')).toContainEqual({
    name: 'PUPPETEER_EXECUTABLE_PATH',
    value: '/usr/bin/chromium',
  });
  expect(plan.bases.find(({ base }) => base === 'alpine')?.refused).toContain('which gets one');
});

test.each<[Record<string, string>, string]>([
  [{ build: 'check-db && next build', 'build-docker': 'next build' }, 'npm run build-docker'],
  [{ build: 'next build', 'build:docker': 'docker build .' }, 'npm run build'],
])('a build made for images goes first, one that makes an image does not: %j', (scripts, expected) => {
  const plan = planOf(repository({ dependencies: { next: '16.0.0' }, scripts }));
  expect(String(variable(plan, 'build')).split(' \\\n')[0]).toMatch(new RegExp(`${expected}$`));
});

test('a variable of its own that the server listens on is set', () => {
  const code = 's.bindAsync(`0.0.0.0:${process.env.PAYMENT_PORT}`, c)';
  const plan = planOf(repository({ scripts: { start: 'node index.js' } }, { 'index.js': code }));
  expect(variable(plan, 'environment')).toContainEqual({ name: 'PAYMENT_PORT', value: '3000' });
});

test.each<[string, boolean]>([
  ['app.listen({ port: 3000 })', true],
  ['app.listen(3000)', true],
  ['app.listen({ host: "0.0.0.0", port: 3000 })', false],
  ['app.listen({ port: 3000, host })', false],
  ['app.listen(config)', false],
  ["app.listen(3000, '0.0.0.0')", false],
])('Fastify %s is on localhost only: %s', (call, expected) => {
  const code = `import Fastify from 'fastify';\nconst options = { ignore: 'pid,hostname' };\n${call}`;
  const plan = planOf(
    repository(
      { scripts: { start: 'node server.js' }, dependencies: { fastify: '5' } },
      { 'server.js': code },
    ),
  );
  expect(plan.warnings.some(({ message }) => message.startsWith('Fastify'))).toBe(expected);
});

describe('ports', () => {
  const portsOf = (code: string, files: Record<string, string> = {}) =>
    variable(
      planOf(repository({ scripts: { start: 'node server.js' } }, { 'server.js': code, ...files })),
      'ports',
    );
  test.each<[string, Record<string, string>, number[]]>([
    ['app.listen(process.env.PORT || 5000)', {}, [5000]],
    ['const port = parseInt(process.env.PORT ?? "8081", 10); x.listen(port)', {}, [8081]],
    ['app.listen(4567)', {}, [4567]],
    ['server.listen({ host, port: 9000 })', {}, [9000]],
    ['export const PORT = parseIntegerEnv("PORT", 8080); http.listen(PORT)', {}, [8080]],
    ['const c = { apiPort: env.API_PORT || 9000 }; http.listen(c.apiPort)', {}, [9000]],
    ["options('port', { default: '80', describe: 'x' }); s.listen(argv.port)", {}, [80]],
    ['/**\n * port: 80,\n */\ns.listen(parseInt(process.env.PORT, 10))', {}, [3000]],
    ["program.option('-p, --port <n>', 'port', '8123'); s.listen(o.port)", {}, [8123]],
    ['http.listen(process.env.PORT)', { 'src/Validator.svelte': 'let o = { port: 443 }' }, [3000]],
    ['app.listen(process.env.PORT)', { '.env.example': 'PORT=7000' }, [7000]],
    ['app.listen(process.env.PORT)', {}, [3000]],
    ['createTransport({ host: "smtp", port: 465 }); app.listen(config.port)', {}, [3000]],
    ['console.log("done")', {}, []],
    ['s.bindAsync(`0.0.0.0:${process.env["PAYMENT_PORT"]}`, c)', {}, [3000]],
    ['app.listen(process.env.SHOP_PORT)', { '.env.example': 'SHOP_PORT=7001' }, [7001]],
    ['app.listen(process.env.DB_PORT)', {}, [3000]],
  ])('%s', (code, files, ports) => {
    expect(portsOf(code, files)).toEqual(ports);
  });

  test.each([
    ["server.listen(3000, process.env.WS_HOST || '127.0.0.1')", 'WS_HOST'],
    ["const host = process.env.APP_HOST ?? 'localhost';", 'APP_HOST'],
    ["const at = process.env.SHOP_AT || 'localhost';\nserver.listen(3000, at, () => log(at))", 'SHOP_AT'],
    ["const at = process.env.DOMAIN || 'localhost';\nserver.listen(3000, () => log(at))", undefined],
    ["connect(process.env.REDIS_HOST || 'localhost')", undefined],
  ])('%s is opened by %s', (code, name) => {
    const project = repository(
      { scripts: { start: 'node server.js' } },
      { 'server.js': `${code}\nhttp.createServer().listen(3000)` },
    );
    const environment = variable(planOf(project), 'environment') as { name: string; value: string }[];
    expect(environment.filter(({ value }) => value === '0.0.0.0').map((one) => one.name)).toEqual(
      name === undefined ? [] : [name],
    );
  });

  test('listening on localhost only is said with its line', () => {
    const plan = planOf(
      repository(
        { scripts: { start: 'node server.js' } },
        { 'server.js': "\napp.listen(3000, '127.0.0.1')" },
      ),
    );
    expect(plan.warnings[0]).toMatchObject({ from: { file: 'server.js', line: 2 } });
  });

  test('a .env file that the code loads is said', () => {
    const plan = planOf(
      repository({ scripts: { start: 'node server.js' } }, { 'server.js': "require('dotenv').config()" }),
    );
    expect(plan.warnings[0]).toMatchObject({ from: { file: 'server.js' } });
    expect(plan.warnings[0]?.message).toContain('--env-file');
  });

  test('of several SvelteKit adapters the one of Node, built by the script for it', () => {
    const json = {
      scripts: { build: 'vite build', 'build:node': "DEPLOY_ENV='node' npm run build" },
      devDependencies: { '@sveltejs/kit': '2', '@sveltejs/adapter-node': '5', '@sveltejs/adapter-auto': '5' },
    };
    const config = "import auto from '@sveltejs/adapter-auto';\nimport node from '@sveltejs/adapter-node';";
    const plan = planOf(repository(json, { 'svelte.config.js': config }));
    expect(variable(plan, 'cmd')).toEqual(['build']);
    expect(variable(plan, 'build')).toContain('npm run build:node');
  });

  test('a program around what SvelteKit builds listens where that does', () => {
    const json = { scripts: { start: 'node start.js' }, devDependencies: { '@sveltejs/adapter-node': '5' } };
    const project = repository(json, { 'start.js': "spawn('node', ['build/index.js'])" });
    expect(variable(planOf(project), 'ports')).toEqual([3000]);
  });

  test.each(['puppeteer', '@wppconnect-team/wppconnect'])('%s starts a browser: slim', (name) => {
    const plan = planOf(
      repository({ scripts: { start: 'node a.js' }, dependencies: { [name]: '1' } }, { 'a.js': '' }),
    );
    expect(plan.base.value).toBe('slim');
  });

  test('VitePress that dates its pages gets an image with git', () => {
    const image = (config: string) => {
      const json = { scripts: { build: 'vitepress build docs' }, devDependencies: { vitepress: '1' } };
      return variable(planOf(repository(json, { 'docs/.vitepress/config.ts': config })), 'buildImage');
    };
    expect(image('export default {\n  lastUpdated: true,\n}')).toBe('node:24');
    expect(image('export default {}')).toBe('node:24-slim');
  });

  test('AdonisJS starts from the directory that it builds', () => {
    const json = {
      scripts: { start: 'node bin/server.js', build: 'node ace build' },
      dependencies: { '@adonisjs/core': '6' },
    };
    const plan = planOf(repository(json, { 'adonisrc.ts': '', 'bin/server.ts': '', 'ace.js': '' }));
    expect(variable(plan, 'cmd')).toEqual(['bin/server.js']);
    expect(JSON.stringify(variable(plan, 'copies'))).toContain('"from":"/app/build"');
    expect(variable(plan, 'ports')).toEqual([3333]);
  });

  test('TanStack Start for another platform is refused', () => {
    const names = { '@tanstack/react-start': '1', '@cloudflare/vite-plugin': '1', express: '5', tsx: '4' };
    const project = repository(
      { scripts: { build: 'vite build' }, dependencies: names },
      { 'src/server.ts': 'export default {}' },
    );
    expect(() => planOf(project)).toThrow(/another platform/);
  });

  test('the entry may lie where helpers do', () => {
    const project = repository(
      { scripts: { start: 'apidoc -o dist && node scripts/server.js' } },
      {
        'scripts/server.js': "import './back.js'",
        'scripts/back.js': 'app.listen(process.env.PORT || 8080)',
      },
    );
    expect(variable(planOf(project), 'ports')).toEqual([8080]);
  });

  test('a word of the code is no directory that it reads', () => {
    const project = repository(
      { scripts: { start: 'node dist/main.js', build: 'tsc' }, devDependencies: { typescript: '5' } },
      {
        'src/main.ts': "const kind = 'docker'; app.use('api'); readdirSync('snippets'); open('./seeds')",
        'docker/x.sh': '',
        'api/x.sh': '',
        'snippets/x.js': '',
        'seeds/x.sql': '',
      },
    );
    const copied = (variable(planOf(project), 'copies') as { from: string }[]).map(({ from }) => from);
    expect(copied).toEqual(['/app/package.json', '/app/dist', '/app/seeds', '/app/snippets']);
  });

  test('the port of the defaults that the package config reads, not that of what it talks to', () => {
    const project = repository(
      { scripts: { start: 'node server.js' }, dependencies: { config: '3', express: '5' } },
      {
        'server.js': "app.listen(config.get('server.port'))",
        'config/default.json': JSON.stringify({ redis: { port: 6379 }, server: { port: 8081 } }, null, 2),
      },
    );
    const plan = planOf(project);
    expect(variable(plan, 'ports')).toEqual([8081]);
    expect(JSON.stringify(variable(plan, 'environment'))).not.toContain('PORT');
  });

  test('one listener for the program itself is no warning when another is open', () => {
    const inner = "tunnel.listen({ port: 0, host: '127.0.0.1' })";
    const warnings = (code: string) =>
      planOf(repository({ scripts: { start: 'node server.js' } }, { 'server.js': code })).warnings;
    expect(warnings(inner)[0]?.message).toContain('127.0.0.1 only');
    expect(warnings(`${inner}; app.listen(3000)`)).toEqual([]);
  });

  test('--port sets PORT where it is read, and warns where it is not', () => {
    const reads = repository(
      { scripts: { start: 'node server.js' } },
      { 'server.js': 'app.listen(process.env.PORT || 3000)' },
    );
    expect(variable(planOf(reads, { port: 8080 }), 'environment')).toContainEqual({
      name: 'PORT',
      value: '8080',
    });
    const fixed = repository({ scripts: { start: 'node server.js' } }, { 'server.js': 'app.listen(3000)' });
    expect(planOf(fixed, { port: 8080 }).warnings[0]?.message).toContain('whatever PORT says');
  });
});

describe('workspaces', () => {
  const files = {
    'package.json': JSON.stringify({ private: true, workspaces: ['apps/*', 'packages/*'] }),
    'package-lock.json': JSON.stringify({ lockfileVersion: 3, packages: {} }),
    'apps/api/package.json': JSON.stringify({
      name: 'api',
      scripts: { start: 'node dist/main.js', build: 'tsc' },
      dependencies: { express: '5', '@x/lib': '*' },
    }),
    'apps/web/package.json': JSON.stringify({
      name: 'web',
      scripts: { build: 'vite build' },
      devDependencies: { vite: '7' },
    }),
    'apps/web/index.html': '',
    'packages/lib/package.json': JSON.stringify({ name: '@x/lib', scripts: { build: 'tsc' } }),
  };
  const project = mapProject(files);

  test('yarn 2+ lends a package the tools of the root', () => {
    const build = (tools: object) => {
      const lib = { name: '@x/lib', scripts: { build: 'tsc' }, ...tools };
      const berry = mapProject({
        ...files,
        'package.json': JSON.stringify({
          private: true,
          packageManager: 'yarn@4.0.0',
          workspaces: ['apps/*', 'packages/*'],
          devDependencies: { typescript: '5' },
        }),
        'yarn.lock': '__metadata:\n  version: 8\n',
        'packages/lib/package.json': JSON.stringify(lib),
      });
      return variable(planOf(berry, {}, 'apps/api'), 'build');
    };
    expect(build({})).toContain('yarn exec yarn workspace @x/lib run build');
    expect(build({ devDependencies: { typescript: '5' } })).not.toContain('exec yarn workspace @x/lib');
  });

  test('documentation stands behind the app, whatever it is called', () => {
    const docs = { dependencies: { '@docusaurus/core': '3' }, scripts: { build: 'docusaurus build' } };
    const all = appsOf(mapProject({ ...files, 'dev-docs/package.json': JSON.stringify(docs) }));
    const standing = (app: string) => all.find((one) => one.app === app)?.standing ?? 0;
    expect(standing('dev-docs')).toBeLessThan(standing('apps/web'));
  });

  test('an app whose script calls a tool of the root is one, a library with Next.js is none', () => {
    const all = mapProject({
      ...files,
      'site/package.json': JSON.stringify({
        name: 'site',
        scripts: { 'build:app': 'cross-env A=1 vite build' },
      }),
      'site/index.html': '',
      'packages/cards/package.json': JSON.stringify({ name: '@x/cards', dependencies: { next: '16' } }),
      'package.json': JSON.stringify({ workspaces: ['site', 'packages/*'], devDependencies: { vite: '7' } }),
    });
    const apps = appsOf(all).map(({ app }) => app);
    expect(apps).toContain('site');
    expect(apps).not.toContain('packages/cards');
  });

  test('an extension of an editor is no app', () => {
    const extension = {
      engines: { vscode: '^1.90.0' },
      scripts: { build: 'vite build' },
      devDependencies: { vite: '7' },
    };
    const both = mapProject({ ...files, 'apps/vscode/package.json': JSON.stringify(extension) });
    expect(appsOf(both).map(({ app }) => app)).not.toContain('apps/vscode');
  });

  test('a site that a Java build packs stands behind the Java program', () => {
    const site = { scripts: { build: 'vite build' }, devDependencies: { vite: '7' } };
    const standing = (pom: string) =>
      appsOf(repository(site, { 'index.html': '', 'pom.xml': pom }))[0]?.standing;
    expect(standing('<artifactId>frontend-maven-plugin</artifactId>')).toBe(STANDING.clear);
    expect(standing('<project/>')).toBe(STANDING.root);
  });

  test('pages beside a program of another language are its documentation or its front end', () => {
    const pages = { 'docs/index.html': '<p>' };
    expect(appsOf(mapProject(pages)).map(({ app }) => app)).toEqual(['docs']);
    expect(appsOf(mapProject({ ...pages, 'pom.xml': '<project/>' }))).toEqual([]);
    const standing = (files: Record<string, string>) => appsOf(mapProject(files)).map((one) => one.standing);
    expect(standing({ ...pages, 'server/pom.xml': '<project/>' })).toEqual([STANDING.side]);
    expect(standing({ 'index.html': '<p>' })).toEqual([STANDING.root]);
  });

  test('each runnable member is an app', () => {
    expect(appsOf(project).map(({ app }) => app)).toEqual(['apps/api', 'apps/web']);
  });

  test('all manifests first, siblings built before the app, each in its place', () => {
    const plan = planOf(project, {}, 'apps/api');
    expect(JSON.stringify(variable(plan, 'manifests'))).toContain('apps/web/package.json');
    expect(variable(plan, 'build')).toBe(
      '--mount=type=cache,target=/root/.npm \\\n    npm run build --workspace=packages/lib \\\n && npm run build --workspace=apps/api \\\n && npm ci --no-audit --no-fund --omit=dev --ignore-scripts --workspace=apps/api',
    );
    expect(variable(plan, 'workdir')).toBe('/app/apps/api');
    expect((variable(plan, 'copies') as { to: string }[]).map(({ to }) => to)).toEqual([
      '/app/package.json',
      '/app/node_modules',
      '/app/packages/lib',
      '/app/apps/api',
    ]);
  });

  test('a site of a workspace finds its output', () => {
    expect(variable(planOf(project, {}, 'apps/web'), 'site')).toBe('/app/apps/web/dist');
  });
});

describe('a server of one’s own around a framework', () => {
  const json = {
    dependencies: { next: '12.3.4', express: '5' },
    devDependencies: { cypress: '13', typescript: '5' },
    scripts: {
      build: 'next build && tsc --project server',
      start: 'NODE_ENV=production node dist/index.js',
    },
  };

  test('starts, even where the build makes it', () => {
    const plan = planOf(repository(json, { 'server/index.ts': 'server.listen(process.env.PORT || 5055)' }));
    expect(variable(plan, 'cmd')).toEqual(['dist/index.js']);
    expect(variable(plan, 'copies')).toEqual([{ stage: 'build', from: '/app/', to: './', owner: '' }]);
  });

  test('is not the file that the framework itself makes', () => {
    const made = { ...json, scripts: { ...json.scripts, start: 'node .next/standalone/server.js' } };
    expect(variable(planOf(repository(made)), 'cmd')).toEqual(['server.js']);
  });

  test('ships the site that it serves beside its own output', () => {
    const plan = planOf(
      repository(
        {
          dependencies: { express: '5' },
          devDependencies: { vite: '7', typescript: '5' },
          scripts: { build: 'vite build && tsc', start: 'node dist/server.js' },
        },
        { ...html, 'vite.config.ts': "export default { build: { outDir: 'web' } }" },
      ),
    );
    const copied = (variable(plan, 'copies') as { from: string }[]).map(({ from }) => from);
    expect(copied).toEqual(['/app/package.json', '/app/node_modules', '/app/dist', '/app/web']);
  });

  test('development tools do not download their programs into the build', () => {
    expect(ownEnv(planOf(repository(json)))).toEqual([{ name: 'CYPRESS_INSTALL_BINARY', value: '0' }]);
  });
});

describe('an Nx workspace with one package.json', () => {
  const json = {
    dependencies: { express: '5', react: '19' },
    devDependencies: { nx: '23', vite: '7' },
    scripts: { start: 'nx serve', build: 'nx build' },
  };
  const target = (executor: string, options: object) =>
    JSON.stringify({ projectType: 'application', targets: { build: { executor, options } } });
  const files = {
    'nx.json': '{}',
    'apps/api/project.json': target('@nx/webpack:webpack', {
      target: 'node',
      outputPath: 'dist/apps/api',
      main: 'apps/api/src/main.ts',
    }),
    'apps/api/src/main.ts': 'app.listen(process.env.PORT || 3333)',
    'apps/web/project.json': JSON.stringify({ name: 'shop', projectType: 'application', targets: {} }),
    'apps/web/vite.config.ts': "export default { build: { outDir: '../../dist/apps/web' } }",
    'apps/web-e2e/project.json': target('@nx/cypress:cypress', { outputPath: 'x' }),
    'libs/ui/project.json': JSON.stringify({ projectType: 'library', targets: {} }),
  };

  test('is its applications, not its root', () => {
    expect(appsOf(repository(json, files)).map(({ app }) => app)).toEqual(['apps/api', 'apps/web']);
  });

  test('a server is built by Nx and ships with the modules of the root', () => {
    const plan = planOf(repository(json, files), {}, 'apps/api');
    expect(variable(plan, 'build')).toContain('npx nx build api \\\n && npm prune');
    expect(variable(plan, 'cmd')).toEqual(['dist/apps/api/main.js']);
    expect(variable(plan, 'ports')).toEqual([3333]);
    expect(variable(plan, 'workdir')).toBe('/app');
    const copied = (variable(plan, 'copies') as { from: string }[]).map(({ from }) => from);
    expect(copied).toEqual(['/app/package.json', '/app/node_modules', '/app/dist']);
  });

  test('a site is what its bundler is told to write', () => {
    const plan = planOf(repository(json, files), {}, 'apps/web');
    expect(variable(plan, 'build')).toBe('npx nx build shop');
    expect(variable(plan, 'site')).toBe('/app/dist/apps/web');
  });

  test.each<[string, object, string, string]>([
    [
      '@angular/build:application',
      { outputPath: { base: 'dist/shop', browser: '' } },
      'site',
      '/app/dist/shop',
    ],
    [
      '@angular-devkit/build-angular:browser',
      { outputPath: 'dist/apps/shop' },
      'site',
      '/app/dist/apps/shop',
    ],
    [
      '@nx/esbuild:esbuild',
      { outputPath: 'dist/bot', main: 'apps/api/src/bot.ts' },
      'cmd',
      'dist/bot/bot.js',
    ],
    ['@nx/js:tsc', { outputPath: 'dist/job', main: 'apps/api/src/job.ts' }, 'cmd', 'dist/job/src/job.js'],
  ])('%s %j', (executor, options, name, expected) => {
    const plan = planOf(
      repository(json, { ...files, 'apps/api/project.json': target(executor, options) }),
      {},
      'apps/api',
    );
    expect([variable(plan, name)].flat()).toEqual([expected]);
  });
});

test('a native fork compiles as the package it comes from, and so does any addon by its tools', () => {
  const lock = JSON.parse(npmLock({ '@acme/sqlite3': '15.0.0', quick: '1.0.0', '@types/bcrypt': '5.0.0' }));
  Object.assign(lock.packages['node_modules/quick'], { hasInstallScript: true, dependencies: { nan: '2' } });
  const plan = planOf(
    repository(
      { scripts: { start: 'node server.js' }, dependencies: { quick: '1' } },
      { 'server.js': 'x.listen(1234)', 'package-lock.json': JSON.stringify(lock) },
    ),
  );
  expect(plan.variables.buildImage?.because).toBe('@acme/sqlite3, quick may have to be compiled');
});

test.each([
  ['', true],
  ['package-lock.json', false],
  ['yarn.lock', false],
])('without a lock file npm does not stop at peers that contradict each other (%j)', (lock, forced) => {
  const json = { scripts: { start: 'node server.js' }, dependencies: { express: '5' } };
  const files = {
    'server.js': 'app.listen(3000)',
    ...(lock && { [lock]: lock.endsWith('.json') ? '{}' : '' }),
  };
  const plan = planOf(repository(json, files));
  const env = variable(plan, 'buildEnv');
  const force = { name: 'NPM_CONFIG_FORCE', value: 'true' };
  // The comment of the stage says why.
  expect(variable(plan, 'why')).toBe(
    `Node 24, the default${forced ? '; npm passes over peers that disagree, as no lock file settles them' : ''}`,
  );
  if (forced) expect(env).toContainEqual(force);
  else expect(env).not.toContainEqual(force);
});

test('without dependencies there are no peers to pass over', () => {
  const plan = planOf(
    repository({ scripts: { start: 'node server.js' } }, { 'server.js': 'app.listen(3000)' }),
  );
  expect(variable(plan, 'why')).toBe('Node 24, the default');
  expect(variable(plan, 'buildEnv')).toEqual([]);
});
