import { describe, expect, it } from 'vitest';
import { appsOf, planOf, repository, variable } from './support.js';

/** What `npm create …` of each framework leaves behind, as far as the plan depends on it. */
describe('sites that a script of another name builds', () => {
  it('VitePress: docs:build', () => {
    const plan = planOf(
      repository(
        {
          scripts: { 'docs:dev': 'vitepress dev', 'docs:build': 'vitepress build' },
          devDependencies: { vitepress: '^1.6.4' },
        },
        { '.vitepress/config.mts': 'export default {}' },
      ),
    );
    expect(variable(plan, 'build')).toBe('npm run docs:build');
    expect(variable(plan, 'site')).toBe('/app/.vitepress/dist');
  });

  it('VitePress beside a library: not its build', () => {
    const plan = planOf(
      repository({
        scripts: { build: 'tsup', 'docs:dev': 'vitepress dev docs', 'docs:build': 'vitepress build docs' },
        devDependencies: { vitepress: '^1.6.4', tsup: '^8.0.0' },
      }),
    );
    expect(variable(plan, 'build')).toBe('npm run docs:build');
  });

  it('VitePress that build prepares and leads to', () => {
    const plan = planOf(
      repository({
        scripts: { build: 'node gen.js && npm run docs:build', 'docs:build': 'vitepress build docs' },
        devDependencies: { vitepress: '^1.6.4' },
      }),
    );
    expect(variable(plan, 'build')).toBe('npm run build');
  });

  it('VuePress 2 by the command of its bundler', () => {
    const plan = planOf(
      repository({
        scripts: { 'docs:build': 'vuepress-vite build docs', 'docs:dev': 'vuepress-vite dev docs' },
        devDependencies: { vuepress: '2.0.0-rc.26' },
      }),
    );
    expect(variable(plan, 'build')).toBe('npm run docs:build');
    expect(variable(plan, 'site')).toBe('/app/docs/.vuepress/dist');
  });

  it('Storybook: build-storybook, where the library has no pages', () => {
    const plan = planOf(
      repository({
        scripts: { build: 'tsup', dev: 'storybook dev -p 6006', 'build-storybook': 'storybook build' },
        dependencies: { react: '^19.0.0' },
        devDependencies: { storybook: '^9.0.0', '@storybook/react-vite': '^9.0.0', vite: '^7.0.0' },
      }),
    );
    expect(variable(plan, 'build')).toBe('npm run build-storybook');
    expect(variable(plan, 'site')).toBe('/app/storybook-static');
  });

  it.each([
    [
      'Parcel told its pages by the start script',
      { start: 'parcel serve src/index.html' },
      'parcel',
      'npx parcel build src/index.html',
    ],
    ['Eleventy', { start: 'eleventy --serve' }, '@11ty/eleventy', 'npx eleventy'],
    ['Vite', { dev: 'vite' }, 'vite', 'npx vite build'],
    [
      'Vite by a script of another name',
      { dev: 'vite', 'web:build': 'vite build' },
      'vite',
      'npm run web:build',
    ],
  ])('%s', (_, scripts, tool, build) => {
    const plan = planOf(
      repository({ scripts, devDependencies: { [tool]: '^7.0.0' } }, { 'index.html': '<p>hi</p>' }),
    );
    expect(variable(plan, 'build')).toBe(build);
  });

  it('Quasar writes a directory for its mode', () => {
    const plan = planOf(
      repository(
        { scripts: { build: 'quasar build' }, devDependencies: { '@quasar/app-vite': '^2.1.0' } },
        { 'index.html': '', 'quasar.config.ts': 'export default {}' },
      ),
    );
    expect(variable(plan, 'site')).toBe('/app/dist/spa');
  });
});

describe('React Router without server rendering', () => {
  it('is a site, though its start script serves', () => {
    const plan = planOf(
      repository(
        {
          scripts: { build: 'react-router build', start: 'react-router-serve ./build/server/index.js' },
          dependencies: { '@react-router/node': '7.16.0', '@react-router/serve': '7.16.0' },
          devDependencies: { '@react-router/dev': '7.16.0' },
        },
        { 'react-router.config.ts': 'export default { ssr: false };' },
      ),
    );
    expect(variable(plan, 'site')).toBe('/app/build/client');
  });
});

describe('React Router', () => {
  const cmd = (version: string, files = {}) =>
    variable(
      planOf(
        repository(
          {
            scripts: { build: 'react-router build', start: 'react-router-serve ./build/server/index.js' },
            dependencies: { '@react-router/serve': version },
            devDependencies: { '@react-router/dev': version },
          },
          files,
        ),
        { base: 'distroless' },
      ),
      'cmd',
    );

  it.each([
    ['7.16.0', {}, 'bin.js'],
    ['^8.0.0', {}, 'bin.cjs'],
    [
      '>=7',
      {
        'pnpm-lock.yaml':
          "lockfileVersion: '9.0'\npackages:\n  '@react-router/serve@7.9.4':\n    hasBin: true\n",
      },
      'bin.js',
    ],
  ])('%s is served by a file of its version', (version, files, file) => {
    expect(cmd(version, files)).toEqual([
      `node_modules/@react-router/serve/${file}`,
      'build/server/index.js',
    ]);
  });
});

describe('Angular with server rendering', () => {
  const angular = (options: object, version = '^22.0.0') =>
    planOf(
      repository(
        {
          scripts: { start: 'ng serve', build: 'ng build' },
          dependencies: { '@angular/core': version, '@angular/ssr': version },
        },
        {
          'angular.json': JSON.stringify({
            projects: {
              shop: {
                projectType: 'application',
                architect: {
                  build: {
                    builder: '@angular/build:application',
                    options: { server: 'src/main.server.ts', ssr: { entry: 'src/server.ts' }, ...options },
                  },
                },
              },
            },
          }),
        },
      ),
    );
  const hosts = (plan: ReturnType<typeof angular>) => JSON.stringify(variable(plan, 'environment'));

  it('answers on localhost, and says how to name other hosts', () => {
    const plan = angular({ outputMode: 'server', security: { allowedHosts: [] } });
    expect(hosts(plan)).toContain('"NG_ALLOWED_HOSTS","value":"localhost,127.0.0.1"');
    expect(plan.warnings.map(({ message }) => message).join()).toContain('NG_ALLOWED_HOSTS');
  });

  it('leaves alone what angular.json names, and what does not ask', () => {
    expect(hosts(angular({ security: { allowedHosts: ['example.com'] } }))).not.toContain('NG_ALLOWED_HOSTS');
    expect(hosts(angular({}, '^21.0.0'))).not.toContain('NG_ALLOWED_HOSTS');
  });

  it('is a site where all of it is rendered while building', () => {
    expect(variable(angular({ outputMode: 'static' }), 'site')).toBe('/app/dist/shop/browser');
  });
});

describe('Qwik City', () => {
  const city = (files: Record<string, string>, scripts = {}) =>
    repository(
      {
        scripts: { build: 'qwik build', start: 'vite --open --mode ssr', ...scripts },
        devDependencies: { '@builder.io/qwik-city': '^1.20.1', vite: '^7.0.0' },
      },
      files,
    );

  it('is the server of its adapter', () => {
    const plan = planOf(
      city({ 'adapters/express/vite.config.ts': '' }, { serve: 'node server/entry.express' }),
    );
    expect(variable(plan, 'cmd')).toEqual(['server/entry.express.js']);
    expect(JSON.stringify(variable(plan, 'copies'))).toContain('/app/dist');
    // It imports undici, which its starter has among the development dependencies.
    expect(JSON.stringify(variable(plan, 'copies'))).toContain('/app/node_modules');
    expect(variable(plan, 'build')).toBe('npm run build');
  });

  it('is a site with the static adapter', () => {
    expect(variable(planOf(city({ 'adapters/static/vite.config.ts': '' })), 'site')).toBe('/app/dist');
  });

  it('without one gets the one of Node while it is built, and says so', () => {
    const plan = planOf(city({}));
    expect(variable(plan, 'build')).toContain('npx qwik add node-server --skipConfirmation=true');
    expect(variable(plan, 'cmd')).toEqual(['server/entry.node-server.js']);
    expect(plan.warnings.map(({ id }) => id)).toContain('adapter-added');
  });

  it('for the platform of others is refused', () => {
    expect(() => planOf(city({ 'adapters/vercel-edge/vite.config.ts': '' }))).toThrow(/for vercel-edge/);
  });
});

describe('frameworks with tools of their own', () => {
  it('Meteor is refused', () => {
    const project = repository({ scripts: { start: 'meteor run' } }, { '.meteor/release': 'METEOR@3.3\n' });
    expect(() => planOf(project)).toThrow(/METEOR@3\.3 makes this app/);
  });

  it('RedwoodJS is refused', () => {
    const project = repository(
      { devDependencies: { '@redwoodjs/core': '8.9.0' } },
      { 'api/package.json': '{"name":"api"}', 'web/package.json': '{"name":"web"}' },
    );
    expect(() => planOf(project)).toThrow(/RedwoodJS/);
  });
});

describe('fastify-cli', () => {
  const plan = planOf(
    repository(
      {
        scripts: {
          clean: "node -e \"require('fs').rmSync('dist', { recursive: true, force: true })\"",
          'build:ts': 'npm run clean && tsc',
          start: 'npm run build:ts && fastify start -l info dist/app.js',
        },
        dependencies: { fastify: '^5.0.0', 'fastify-cli': '^8.0.2' },
        devDependencies: { typescript: '^5.0.0' },
      },
      { 'src/app.ts': 'export default async function app() {}', 'tsconfig.json': '{}' },
    ),
  );

  it('starts what its start script builds first', () => {
    expect(variable(plan, 'build')).toContain('npm run build:ts');
    expect(variable(plan, 'cmd')).toEqual([
      'node_modules/fastify-cli/cli.js',
      'start',
      '-l',
      'info',
      'dist/app.js',
    ]);
    expect(JSON.stringify(variable(plan, 'copies'))).toContain('/app/dist');
  });

  it('listens to others in every engine', () => {
    expect(variable(plan, 'environment')).toContainEqual({ name: 'FASTIFY_ADDRESS', value: '0.0.0.0' });
  });
});

describe('Analog', () => {
  const analog = (config: string) =>
    planOf(
      repository(
        {
          scripts: {
            start: 'npm run dev',
            build: 'vite build',
            preview: 'node dist/analog/server/index.mjs',
          },
          dependencies: { '@angular/core': '^20.0.0' },
          devDependencies: { '@analogjs/platform': '^2.0.0', vite: '^7.0.0' },
        },
        { 'vite.config.ts': `export default { plugins: [analog({ ${config} })] };`, 'index.html': '' },
      ),
    );

  it('is the server that Nitro makes, on its port', () => {
    const plan = analog('');
    expect(variable(plan, 'cmd')).toEqual(['dist/analog/server/index.mjs']);
    expect(variable(plan, 'ports')).toEqual([3000]);
  });

  it('is a site where it says so, whatever previews it', () => {
    expect(variable(analog('static: true'), 'site')).toBe('/app/dist/analog/public');
  });
});

describe('Nitro told to build for another platform', () => {
  const nuxt = (config: string) =>
    planOf(
      repository(
        { scripts: { build: 'nuxt build' }, dependencies: { nuxt: '^4.0.0' } },
        { 'nuxt.config.ts': `export default defineNuxtConfig({ ${config} })` },
      ),
    );

  it('builds for Node here, and says so', () => {
    const plan = nuxt(
      "modules: ['@nuxt/ui'], nitro: { compressPublicAssets: true, preset: 'cloudflare_pages' }",
    );
    expect(variable(plan, 'build')).toBe('NITRO_PRESET=node-server npm run build');
    expect(plan.warnings.map(({ message }) => message).join()).toContain("preset: 'cloudflare_pages'");
  });

  it('is a site where it makes files', () => {
    expect(variable(nuxt("nitro: { preset: 'github_pages' }"), 'site')).toBe('/app/.output/public');
  });

  it.each(["nitro: { preset: 'node-server' }", "unocss: { preset: 'mini' }", ''])('not with %s', (config) => {
    expect(variable(nuxt(config), 'build')).toBe('npm run build');
  });

  it('SolidStart', () => {
    const plan = planOf(
      repository(
        {
          scripts: { build: 'vinxi build', start: 'vinxi start' },
          dependencies: { '@solidjs/start': '1', vinxi: '0.5' },
        },
        { 'app.config.ts': "export default defineConfig({ server: { preset: 'vercel' } });" },
      ),
    );
    expect(variable(plan, 'build')).toBe('NITRO_PRESET=node-server npm run build');
  });
});

it('Nuxt that generates pages is a site, whatever its start script was', () => {
  const plan = planOf(
    repository({
      scripts: { build: 'nuxt generate', start: 'node .output/server/index.mjs' },
      dependencies: { nuxt: '^4.0.0' },
    }),
  );
  expect(variable(plan, 'site')).toBe('/app/.output/public');
});

describe('what a server needs beside its code', () => {
  it('Feathers: the port in its settings', () => {
    const plan = planOf(
      repository(
        {
          scripts: { compile: 'tsc', start: 'node lib/' },
          dependencies: { '@feathersjs/configuration': '5', '@feathersjs/koa': '5' },
        },
        {
          'src/index.ts': "app.listen(app.get('port'))",
          'config/default.json': '{\n  "host": "localhost",\n  "port": 3030\n}',
        },
      ),
    );
    expect(variable(plan, 'ports')).toEqual([3030]);
  });

  it('Moleculer: where the services are, when its start script does not say', () => {
    const project = (start: string) =>
      repository(
        { scripts: { start }, dependencies: { moleculer: '0.14', 'moleculer-web': '0.10' } },
        { 'services/api.service.js': 'module.exports = { settings: { port: process.env.PORT || 3000 } }' },
      );
    const setting = { name: 'SERVICEDIR', value: 'services' };
    expect(variable(planOf(project('moleculer-runner')), 'environment')).toContainEqual(setting);
    expect(variable(planOf(project('moleculer-runner services')), 'environment')).not.toContainEqual(setting);
  });

  it('LoopBack: no preload that production goes without', () => {
    const scripts = { build: 'lb-tsc', start: 'node -r source-map-support/register .' };
    const json = { main: 'dist/index.js', scripts, dependencies: { '@loopback/rest': '15' } };
    const cmd = (more: object) => variable(planOf(repository({ ...json, ...more })), 'cmd');
    expect(cmd({ devDependencies: { 'source-map-support': '0.5' } })).toEqual(['.']);
    expect(cmd({ dependencies: { '@loopback/rest': '15', 'source-map-support': '0.5' } })).toContain('-r');
  });

  const prisma = (base: string, version = '6') =>
    planOf(
      repository(
        {
          scripts: { build: 'next build', start: 'next start' },
          dependencies: { next: '15', '@prisma/client': version },
          devDependencies: { prisma: version },
        },
        { 'prisma/schema.prisma': '', 'app/page.tsx': '' },
      ),
      { base },
    );

  it('Prisma’s engine has one place on every platform where no shell can find it', () => {
    const plan = prisma('distroless');
    expect(variable(plan, 'environment')).toContainEqual({
      name: 'PRISMA_QUERY_ENGINE_LIBRARY',
      value: '/app/prisma-engine/libquery_engine.so.node',
    });
    expect(variable(plan, 'prismaEngine')).toContain('platform=linux-arm64');
    expect(variable(plan, 'copies')).toContainEqual(
      expect.objectContaining({ from: '/app/prisma-engine', to: '/app/prisma-engine' }),
    );
    for (const other of [prisma('slim'), prisma('distroless', '7')]) {
      expect(variable(other, 'prismaEngine')).toBeNull();
      expect(JSON.stringify(variable(other, 'copies'))).not.toContain('prisma-engine');
    }
  });

  it('a database in a file belongs to the user it runs as', () => {
    const plan = planOf(
      repository({
        scripts: { build: 'strapi build', start: 'strapi start' },
        dependencies: { '@strapi/strapi': '5.54.0', 'better-sqlite3': '12.8.0' },
      }),
    );
    expect(JSON.stringify(variable(plan, 'copies'))).toContain('"owner":"65532:65532"');
  });

  it('the settings of AdonisJS come from a file, whose address is a developer’s', () => {
    const plan = planOf(
      repository(
        {
          scripts: { start: 'node bin/server.js', build: 'node ace build' },
          dependencies: { '@adonisjs/core': '6' },
        },
        {
          'adonisrc.ts': '',
          'bin/server.ts': '',
          '.env.example': 'PORT=3333\nHOST=localhost\nAPP_KEY=\nNODE_ENV=development\n',
        },
      ),
    );
    expect(plan.warnings.map(({ message }) => message).join()).toContain(
      '--env-file .env -e HOST=0.0.0.0 -e NODE_ENV=production',
    );
  });

  it('a variable that a comment mentions is none', () => {
    const plan = planOf(
      repository(
        { scripts: { build: 'next build', start: 'next start' }, dependencies: { next: '15' } },
        {
          'src/env.js':
            '// NEXT_PUBLIC_X: process.env.NEXT_PUBLIC_X,\nexport const url = "http://x"; /* env.NEXT_PUBLIC_Y */\nconst z = process.env.NEXT_PUBLIC_Z;',
        },
      ),
    );
    expect(variable(plan, 'buildArguments')).toEqual([{ name: 'NEXT_PUBLIC_Z', value: null, secret: false }]);
  });
});

describe('a package that only has a command', () => {
  const bin = { name: '@acme/greet', bin: { greet: './bin/greet.js', other: './bin/other.js' } };

  it('runs it, with the arguments of docker run', () => {
    const plan = planOf(repository(bin, { 'bin/greet.js': '', 'bin/other.js': '' }), { base: 'distroless' });
    expect(variable(plan, 'entrypoint')).toEqual(['/nodejs/bin/node', '/app/bin/greet.js']);
    expect(variable(plan, 'cmd')).toBeNull();
    expect(variable(plan, 'ports')).toEqual([]);
    expect(plan.init).toBeUndefined();
  });

  it('builds it first, and takes what that wrote', () => {
    const json = {
      name: 'greet',
      bin: './dist/cli.js',
      scripts: { build: 'tsup' },
      devDependencies: { tsup: '8' },
    };
    const plan = planOf(repository(json, { 'src/cli.ts': '' }), { base: 'alpine' });
    expect(variable(plan, 'entrypoint')).toEqual(['node', '/app/dist/cli.js']);
    expect(variable(plan, 'build')).toContain('npm run build');
  });

  it('is no reason for an image inside of a workspace, nor without a way to make it', () => {
    const root = { private: true, workspaces: ['packages/*'] };
    const member = repository(root, {
      'packages/greet/package.json': JSON.stringify(bin),
      'packages/greet/bin/greet.js': '',
    });
    expect(() => planOf(member)).toThrow(/nothing in/);
    expect(() => planOf(repository({ name: 'greet', bin: './dist/cli.js' }))).toThrow(/nothing in/);
  });
});

it('a worker that one script starts is the program', () => {
  const plan = planOf(
    repository(
      { scripts: { worker: 'node worker.js', seed: 'node seed.js' }, dependencies: { bullmq: '5' } },
      { 'worker.js': 'new Worker()', 'seed.js': '' },
    ),
  );
  expect(variable(plan, 'cmd')).toContain('worker.js');
});

describe('the page for paths that belong to the router', () => {
  const kit = (options: string) =>
    planOf(
      repository(
        {
          scripts: { build: 'vite build' },
          devDependencies: { '@sveltejs/kit': '2', '@sveltejs/adapter-static': '3' },
        },
        {
          'svelte.config.js': 'export default { preprocess: [] };',
          'vite.config.ts': `import adapter from '@sveltejs/adapter-static';\nsveltekit({ adapter: adapter({ ${options} }) })`,
        },
      ),
    );
  const router = (config: string) =>
    planOf(
      repository(
        { scripts: { build: 'react-router build' }, devDependencies: { '@react-router/dev': '7' } },
        { 'react-router.config.ts': `export default { ssr: false, ${config} };` },
      ),
    );

  it.each([
    ['SvelteKit names it', kit("fallback: '200.html'"), true, '200.html'],
    ['SvelteKit without one', kit(''), false, 'index.html'],
    ['React Router', router(''), true, 'index.html'],
    ['React Router that renders its root', router("prerender: ['/', '/about']"), true, '__spa-fallback.html'],
    ['React Router that renders another page', router("prerender: ['/about']"), true, 'index.html'],
  ])('%s', (_, plan, spa, fallback) => {
    expect(variable(plan, 'spa')).toBe(spa);
    expect(variable(plan, 'fallback')).toBe(fallback);
  });
});

describe('apps that do not run in a container', () => {
  it.each([
    ['phones', { scripts: { start: 'expo start' }, dependencies: { expo: '58', 'react-native': '0.88' } }],
    ['desktop', { main: 'main.js', scripts: { start: 'electron .' }, devDependencies: { electron: '38' } }],
    ['Cloudflare', { scripts: { dev: 'wrangler dev' }, devDependencies: { wrangler: '4', hono: '4' } }],
  ])('are refused as what they are: %s', (what, json) => {
    expect(() => planOf(repository(json, { 'main.js': '' }))).toThrow(new RegExp(what));
  });

  it('Expo with pages for browsers is a site', () => {
    const expo = (output: string) =>
      repository(
        { scripts: { start: 'expo start' }, dependencies: { expo: '58', 'react-native-web': '0.21' } },
        { 'app.json': `{"expo": {"web": {"output": "${output}"}}}` },
      );
    const plan = planOf(expo('static'));
    expect(variable(plan, 'build')).toBe('npx expo export --platform web');
    expect(variable(plan, 'spa')).toBe(false);
    expect(() => planOf(expo('server'))).toThrow(/phones/);
  });
});

describe('pages by hand', () => {
  const page = { 'index.html': '<link rel=stylesheet href=dist/output.css>' };
  const build = 'tailwindcss -i src/input.css -o dist/output.css --minify';

  it('whose styles a tool makes are a site, without what made it', () => {
    const plan = planOf(
      repository(
        { scripts: { dev: `${build} --watch`, build }, devDependencies: { tailwindcss: '4' } },
        page,
      ),
    );
    expect(variable(plan, 'build')).toBe(
      'npm run build \\\n && cp -r . /site \\\n && rm -rf /site/node_modules /site/package.json /site/nginx.static.conf',
    );
    expect(variable(plan, 'site')).toBe('/site');
  });

  it('are made by the script that does not watch', () => {
    const scripts = { start: 'npm run css -- --watch', css: 'sass sass/main.scss css/main.css' };
    const plan = planOf(repository({ scripts, devDependencies: { sass: '1' } }, page));
    expect(variable(plan, 'build')).toContain('npm run css');
  });

  it.each([
    [
      'a library with a demo',
      { main: 'dist/index.js', scripts: { build: 'tsc' }, devDependencies: { typescript: '5' } },
    ],
    [
      'a check of types',
      {
        main: 'dist/index.js',
        scripts: { typecheck: 'tsc --noEmit -p .' },
        devDependencies: { typescript: '5' },
      },
    ],
    ['other steps', { scripts: { build: 'sass a b && node deploy.js' }, devDependencies: { sass: '1' } }],
  ])('not %s', (_, json) => {
    expect(() => planOf(repository(json, page))).toThrow(/nothing in/);
  });

  it('are served as they are beside a check of types', () => {
    const scripts = { typecheck: 'tsc --noEmit -p jsconfig.json' };
    const plan = planOf(repository({ scripts, devDependencies: { typescript: '5' } }, page));
    expect(plan.template.value).toBe('npm-pages');
  });

  it('docsify serves docs as they are', () => {
    const project = repository(
      { scripts: { start: 'docsify serve ./docs' }, devDependencies: { 'docsify-cli': '4' } },
      { 'docs/index.html': '<div id=app></div>', 'docs/README.md': '# hi' },
    );
    expect(variable(planOf(project), 'pages')).toBe('docs/');
  });
});

describe('beside an app of the same repository', () => {
  const api = {
    'apps/api/package.json': JSON.stringify({
      scripts: { start: 'node server.js' },
      dependencies: { express: '5' },
    }),
    'apps/api/server.js': 'app.listen(3000)',
  };
  const workspaces = ['apps/*'];

  it.each([
    ['stories', { scripts: { 'build-storybook': 'storybook build' }, devDependencies: { storybook: '9' } }],
    [
      'documentation',
      { scripts: { 'docs:build': 'vitepress build docs' }, devDependencies: { vitepress: '1' } },
    ],
    ['a command', { name: 'tool', bin: './cli.js' }],
  ])('%s are not the app', (_, json) => {
    const project = repository({ ...json, workspaces }, { ...api, 'cli.js': '' });
    const found = [...appsOf(project)].sort((a, b) => b.standing - a.standing);
    expect(found[0]?.app).toBe('apps/api');
    expect(found[1]?.standing).toBeLessThan(found[0]?.standing ?? 0);
  });
});

describe('a webpack configuration', () => {
  it.each([
    ["output: { path: path.resolve(__dirname, 'public'), filename: 'a.js' }", 'public'],
    ["output: { filename: 'a.js', path: path.join(__dirname, 'www/out') }", 'www/out'],
    ["output: { path: OUT } };\nconst OUT = path.resolve(__dirname, 'web');", 'web'],
    ["output: { filename: 'a.js' }", 'dist'],
  ])('%s writes to %s', (output, directory) => {
    const plan = planOf(
      repository(
        {
          scripts: { build: 'webpack' },
          devDependencies: { webpack: '5', 'webpack-cli': '6', 'html-webpack-plugin': '5' },
        },
        { 'webpack.config.js': `module.exports = { ${output}` },
      ),
    );
    expect(variable(plan, 'site')).toBe(`/app/${directory}`);
  });
});
