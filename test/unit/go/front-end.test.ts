import { describe, expect, test } from 'vitest';
import { UserError } from '../../../generators/errors.js';
import { type Product, produce } from '../../../generators/produce.js';
import { mapProject } from '../../../generators/project/map.js';
import { VERSION } from '../../support/made.js';
import { catalog, MOD } from './support.js';

const EMBED = (pattern: string, name = 'main') =>
  `package ${name}\n\nimport "embed"\n\n//go:embed ${pattern}\nvar dist embed.FS\n`;
const MAIN = 'package main\n\nfunc main() {}\n';
const VITE = JSON.stringify({ scripts: { build: 'vite build' }, devDependencies: { vite: '^7.1.0' } });
const NPM_LOCK = JSON.stringify({
  lockfileVersion: 3,
  packages: { '': {}, 'node_modules/vite': { version: '7.1.0' } },
});
const WEB = {
  'web/package.json': VITE,
  'web/package-lock.json': NPM_LOCK,
  'web/index.html': '<p>',
  'web/src/main.js': '',
};

function product(files: Record<string, string>, app?: string): Promise<Product> {
  const project = mapProject({ 'go.mod': MOD, ...files });
  return produce({ version: VERSION, project, catalog, wishes: {}, ...(app !== undefined && { app }) });
}

/** The lines of the Dockerfile, comments left out. */
async function lines(files: Record<string, string>): Promise<string[]> {
  const { files: written } = await product(files);
  const text = written.find(({ path }) => path === 'Dockerfile')?.contents ?? '';
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

const webStage = (all: string[]) =>
  all.slice(
    0,
    all.findIndex((line) => line.endsWith('AS build')),
  );

test('an embedded directory that a front end builds gets a stage of its own', async () => {
  const all = await lines({ ...WEB, 'main.go': `${EMBED('all:web/dist')}\nfunc main() {}\n` });
  expect(webStage(all)).toEqual([
    'FROM --platform=$BUILDPLATFORM node:24-slim AS web',
    'WORKDIR /src/web',
    'COPY web/package.json web/package-lock.json ./',
    'RUN --mount=type=cache,target=/root/.npm \\',
    '    npm ci --no-audit --no-fund',
    'COPY web ./',
    'RUN npm run build',
  ]);
  const copied = all.indexOf('COPY --from=web /src/web/dist ./web/dist');
  expect(all[copied - 1]).toBe('COPY . ./');
  expect(copied).toBeLessThan(all.findIndex((line) => line.includes('go build')));
});

test.each<[string, Record<string, string>, string[]]>([
  [
    'pnpm',
    { 'web/pnpm-lock.yaml': "lockfileVersion: '9.0'\n" },
    ['RUN npm install -g pnpm@10', '    pnpm install --frozen-lockfile', 'RUN pnpm run build'],
  ],
  [
    'yarn 1',
    { 'web/yarn.lock': '# yarn lockfile v1\n\nvite@^7.1.0:\n  version "7.1.0"\n' },
    ['    yarn install --frozen-lockfile --ignore-engines', 'RUN yarn run build'],
  ],
  [
    'yarn 4',
    { 'web/yarn.lock': '__metadata:\n  version: 8\n\n"vite@npm:^7.1.0":\n  version: 7.1.0\n' },
    ['ENV YARN_NODE_LINKER=node-modules', '    yarn install --immutable', 'RUN yarn run build'],
  ],
  [
    'bun',
    { 'web/bun.lock': '{ "lockfileVersion": 1, "packages": { "vite": ["vite@7.1.0", "", {}, ""] } }' },
    ['RUN npm install -g bun@1', '    bun install --frozen-lockfile', 'RUN bun run build'],
  ],
])('%s installs and builds it', async (_, lock, expected) => {
  const { 'web/package-lock.json': _lock, ...web } = WEB;
  const all = await lines({ ...web, ...lock, 'main.go': `${EMBED('web/dist')}\nfunc main() {}\n` });
  expect(webStage(all)).toEqual(expect.arrayContaining(expected));
});

describe('where the files go', () => {
  const copyOf = async (files: Record<string, string>) =>
    (await lines(files)).filter((line) => line.startsWith('COPY --from=web'));

  test.each<[string, Record<string, string>, string]>([
    [
      'the package beside the front end embeds dist/*',
      {
        ...WEB,
        'web/web.go': EMBED('dist/*', 'web'),
        'main.go': MAIN.replace('\n\n', '\n\nimport _ "example.com/shop/web"\n\n'),
      },
      'COPY --from=web /src/web/dist ./web/dist',
    ],
    [
      'files of the directory are named one by one',
      { ...WEB, 'main.go': `${EMBED('web/dist/index.html web/dist/assets/*')}\nfunc main() {}\n` },
      'COPY --from=web /src/web/dist ./web/dist',
    ],
    [
      'outDir leads out of the front end',
      {
        ...WEB,
        'web/vite.config.ts': "export default { build: { outDir: '../internal/ui/dist' } }",
        'internal/ui/ui.go': EMBED('dist', 'ui'),
        'main.go': MAIN.replace('\n\n', '\n\nimport _ "example.com/shop/internal/ui"\n\n'),
      },
      'COPY --from=web /src/internal/ui/dist ./internal/ui/dist',
    ],
    [
      'outDir may be set from outside, and several parts of it are embedded',
      {
        ...WEB,
        'web/vite.config.ts':
          "export default { build: { outDir: process.env.OUT || '../internal/ui/front-dist' } }",
        'internal/ui/ui.go': EMBED('front-dist/assets/* front-dist/img/* front-dist/index.html', 'ui'),
        'main.go': MAIN.replace('\n\n', '\n\nimport _ "example.com/shop/internal/ui"\n\n'),
      },
      'COPY --from=web /src/internal/ui/front-dist ./internal/ui/front-dist',
    ],
    [
      'a part of what is embedded is built',
      {
        ...WEB,
        '.gitignore': '/ui/dist\n',
        'ui/favicon.ico': '',
        'ui/api/v1.json': '{}',
        'ui/api/swagger.js': '',
        'web/vite.config.ts': "export default { build: { outDir: '../ui/dist' } }",
        'main.go': `${EMBED('ui')}\nfunc main() {}\n`,
      },
      'COPY --from=web /src/ui/dist ./ui/dist',
    ],
    [
      'outDir is resolved in the configuration',
      {
        ...WEB,
        'web/vite.config.ts':
          "export default { root: 'app', build: { outDir: path.resolve(__dirname, '..', 'static') } }",
        'main.go': `${EMBED('static')}\nfunc main() {}\n`,
      },
      'COPY --from=web /src/static ./static',
    ],
    [
      'another script than build writes there',
      {
        ...WEB,
        'web/package.json': VITE.replace(
          '"build":',
          '"release":"vite build --outDir=../server/dist","build":',
        ),
        'server/dist.go': EMBED('all:dist', 'server'),
        'main.go': MAIN.replace('\n\n', '\n\nimport _ "example.com/shop/server"\n\n'),
      },
      'COPY --from=web /src/server/dist ./server/dist',
    ],
    [
      'a script copies it there',
      {
        ...WEB,
        'web/package.json': VITE.replace('vite build', 'vite build && cp -r dist ../server/public'),
        'server/dist.go': EMBED('public', 'server'),
        'main.go': MAIN.replace('\n\n', '\n\nimport _ "example.com/shop/server"\n\n'),
      },
      'COPY --from=web /src/server/public ./server/public',
    ],
    [
      'webpack names its directory once',
      {
        'ui/package.json': JSON.stringify({
          scripts: { build: 'webpack' },
          devDependencies: { webpack: '5', 'webpack-dev-server': '5' },
        }),
        'ui/webpack.config.js':
          "const OUT = path.resolve(__dirname, 'public');\nconst output = { filename: '[name].js', path: OUT };",
        'main.go': `${EMBED('ui/public')}\nfunc main() {}\n`,
      },
      'COPY --from=web /src/ui/public ./ui/public',
    ],
    [
      'Angular writes below what is embedded',
      {
        'ui/package.json': JSON.stringify({
          scripts: { build: 'ng build' },
          dependencies: { '@angular/core': '20' },
        }),
        'ui/angular.json': JSON.stringify({
          projects: { shop: { architect: { build: { builder: '@angular/build:application' } } } },
        }),
        'main.go': `${EMBED('ui/dist')}\nfunc main() {}\n`,
      },
      'COPY --from=web /src/ui/dist ./ui/dist',
    ],
    [
      'the module lies in a directory of its own',
      {
        'web/package.json': VITE,
        'web/index.html': '',
        'web/vite.config.js': "export default { build: { outDir: '../api/dist' } }",
        'api/go.mod': MOD,
        'api/main.go': `${EMBED('dist')}\nfunc main() {}\n`,
      },
      'COPY --from=web /src/api/dist ./dist',
    ],
  ])('%s', async (_, files, copy) => {
    const { 'go.mod': _mod, ...rest } = { 'go.mod': '', ...files };
    expect(await copyOf('api/go.mod' in files ? { ...rest } : files)).toEqual([copy]);
  });
});

test.each([
  ['http.Dir', 'http.FileServer(http.Dir("./web/dist"))', './web/dist'],
  ['gin', 'r.Use(static.Serve("/", static.LocalFile("./web/dist", true)))', './web/dist'],
  ['echo', 'e.Static("/", "web/dist")', './web/dist'],
  ['its page', 'http.ServeFile(w, r, "web/dist/index.html")', './web/dist'],
  ['from a directory beside it', 'http.Dir("../web/dist")', '/web/dist'],
])('a served directory is copied to where %s opens it', async (_, call, to) => {
  const at = to.startsWith('/') ? 'api/main.go' : 'main.go';
  const all = await lines({ ...WEB, [at]: `package main\n\nfunc main() {\n\t${call}\n}\n` });
  const copied = all.indexOf(`COPY --from=web /src/web/dist ${to}`);
  expect(copied).toBeGreaterThan(all.findIndex((line) => line.endsWith('AS runtime')));
});

test('the front end is a member of a workspace', async () => {
  const all = await lines({
    'package.json': JSON.stringify({ private: true, workspaces: ['apps/*'] }),
    'package-lock.json': NPM_LOCK,
    'apps/admin/package.json': VITE.replace('{', '{"name":"admin",'),
    'apps/admin/index.html': '',
    'main.go': `${EMBED('apps/admin/dist')}\nfunc main() {}\n`,
  });
  expect(webStage(all)).toEqual(
    expect.arrayContaining([
      'WORKDIR /src',
      'COPY apps/admin/package.json ./apps/admin/',
      'RUN npm run build --workspace=apps/admin',
    ]),
  );
  expect(all).toContain('COPY --from=web /src/apps/admin/dist ./apps/admin/dist');
});

test('what the front end reads outside of its directory comes along', async () => {
  const all = await lines({
    ...WEB,
    'web/src/main.ts': "import errors from '../../api/errors.json'",
    'web/tsconfig.json': '{ "extends": "../tsconfig.base.json" }',
    'api/errors.json': '{}',
    'tsconfig.base.json': '{}',
    'main.go': `${EMBED('web/dist')}\nfunc main() {}\n`,
  });
  expect(webStage(all)).toEqual(
    expect.arrayContaining(['COPY api/errors.json /src/api/', 'COPY tsconfig.base.json /src/']),
  );
});

test('what the build writes into the pages can be given to it, and nothing that looks like a secret', async () => {
  const all = await lines({
    ...WEB,
    'web/src/main.js': 'import.meta.env.VITE_API + import.meta.env.VITE_AUTH_TOKEN',
    'main.go': `${EMBED('web/dist')}\nfunc main() {}\n`,
  });
  expect(webStage(all).filter((line) => line.startsWith('ARG'))).toEqual(['ARG VITE_API']);
});

describe('what is built again', () => {
  const embedding = { ...WEB, 'main.go': `${EMBED('all:web/dist')}\nfunc main() {}\n` };
  const stages = async (files: Record<string, string>) =>
    (await lines(files)).filter((line) => line.startsWith('FROM')).length;

  test.each<[string, Record<string, string>]>([
    ['a placeholder', { 'web/dist/.gitkeep': '' }],
    ['a page that stands in', { 'web/dist/index.html': 'build me' }],
    ['what git leaves out', { '.gitignore': '/web/dist\n', 'web/dist/index.html': '', 'web/dist/a.js': '' }],
    ['what its own .gitignore leaves out', { 'web/.gitignore': 'dist\n', 'web/dist/a.js': '' }],
  ])('%s', async (_, files) => {
    expect(await stages({ ...embedding, ...files })).toBe(3);
  });

  test('a part of a directory whose other files are committed', async () => {
    const files = {
      'package.json': JSON.stringify({ scripts: { build: 'node esbuild.config.mjs' } }),
      'esbuild.config.mjs': "await build({ entryPoints: ['ui-src/app.js'], outdir: 'server/ui/dist/' })",
      '.gitignore': '/server/ui/dist\n',
      'server/ui/index.html': '',
      'server/ui/api.json': '',
      'server/ui/logo.js': '',
      'server/embed.go': EMBED('ui', 'server'),
      'main.go': MAIN.replace('\n\n', '\n\nimport _ "example.com/shop/server"\n\n'),
    };
    const all = await lines(files);
    expect(all).toContain('COPY --from=web /src/server/ui/dist ./server/ui/dist');
    expect(all).toContain('RUN npm run build');
  });

  test('not pages that are templates, though a configuration names them', async () => {
    const config = "export default { build: { rollupOptions: { input: '../templates' } } }";
    const files = { ...WEB, 'web/vite.config.js': config, 'templates/a.html': '' };
    expect(await stages({ ...files, 'main.go': `${EMBED('templates')}\nfunc main() {}\n` })).toBe(2);
  });

  test('not what is committed', async () => {
    expect(await stages({ ...embedding, 'web/dist/index.html': '', 'web/dist/a.js': '' })).toBe(2);
    expect(await stages({ ...WEB, 'main.go': MAIN })).toBe(2);
  });
});

test('stale output and modules stay out of the context, settings for the browser in it', async () => {
  const { files, plan } = await product({
    ...WEB,
    'web/dist/.gitkeep': '',
    'web/.env.production': 'VITE_API=/api\n',
    'main.go': `${EMBED('all:web/dist')}\nfunc main() {}\n`,
  });
  const ignore = files.find(({ path }) => path === '.dockerignore')?.contents.split('\n');
  expect(ignore).toEqual(expect.arrayContaining(['**/node_modules', 'web/dist', '!web/.env.production']));
  expect(ignore).not.toContain('!web/dist/.gitkeep');
  expect(plan.inputs).toEqual(expect.arrayContaining(['web/package.json', 'web/package-lock.json']));
  expect(plan.warnings).toEqual([]);
});

test('Go code in the output directory stays in the context', async () => {
  const { files } = await product({
    ...WEB,
    'web/dist/dist.go': EMBED('assets', 'dist'),
    'main.go': MAIN.replace('\n\n', '\n\nimport _ "example.com/shop/web/dist"\n\n'),
  });
  const ignore = files.find(({ path }) => path === '.dockerignore')?.contents.split('\n');
  expect(ignore).not.toContain('web/dist');
  expect(files[0]?.contents).toContain('COPY --from=web /src/web/dist ./web/dist');
});

test('credentials of .npmrc are mounted where the front end installs', async () => {
  const files = {
    ...WEB,
    'web/.npmrc': '//npm.example.com/:_authToken=x\n',
    'main.go': `${EMBED('web/dist')}\nfunc main() {}\n`,
  };
  const all = await lines(files);
  expect(all.join('\n')).toContain('--mount=type=secret,id=npmrc,target=/src/web/.npmrc');
  const { plan } = await product(files);
  expect(plan.buildFlags.map(({ value }) => value)).toEqual(['--secret id=npmrc,src=web/.npmrc']);
});

test('with a front end beside it at the root, the program is the app', async () => {
  const files = { 'package.json': VITE, 'index.html': '', 'main.go': `${EMBED('dist')}\nfunc main() {}\n` };
  const { plan, notes } = await product(files);
  expect(plan.ecosystem).toBe('go');
  expect(notes.join()).toContain('--app . --language npm');
  expect((await lines(files)).join('\n')).toContain('COPY --from=web /src/dist ./dist');
});

test('of programs that look alike the one with a front end is the app', async () => {
  const { plan } = await product({
    ...WEB,
    'cmd/agent/main.go': MAIN,
    'cmd/hub/main.go': MAIN.replace('\n\n', '\n\nimport _ "example.com/shop/web"\n\n'),
    'web/web.go': EMBED('all:dist', 'web'),
  });
  expect(plan.app.value).toBe('cmd/hub');
});

test('several front ends get a stage each', async () => {
  const all = await lines({
    ...WEB,
    'admin/package.json': VITE,
    'admin/index.html': '',
    'main.go': `${EMBED('web/dist admin/dist')}\nfunc main() {}\n`,
  });
  expect(all).toEqual(
    expect.arrayContaining([
      'FROM --platform=$BUILDPLATFORM node:24-slim AS web',
      'COPY --from=admin /src/admin/dist ./admin/dist',
    ]),
  );
});

test('themes that lie side by side in one directory', async () => {
  const theme = (name: string) => ({
    [`web/${name}/package.json`]: JSON.stringify({
      scripts: { build: `react-scripts build && mv -f build ../build/${name}` },
      dependencies: { 'react-scripts': '5.0.1' },
    }),
  });
  const all = await lines({
    ...theme('air'),
    ...theme('berry'),
    'web/build/.gitkeep': '',
    'main.go': `${EMBED('web/build/*')}\nfunc main() {}\n`,
  });
  expect(all).toEqual(
    expect.arrayContaining([
      'COPY --from=air /src/web/build/air ./web/build/air',
      'COPY --from=berry /src/web/build/berry ./web/build/berry',
    ]),
  );
});

test('the only front end fills what nothing else does, and the user is told', async () => {
  const { plan, files } = await product({
    ...WEB,
    'internal/ui/ui.go': EMBED('all:dist', 'ui'),
    'main.go': MAIN.replace('\n\n', '\n\nimport _ "example.com/shop/internal/ui"\n\n'),
  });
  expect(files[0]?.contents).toContain('COPY --from=web /src/web/dist ./internal/ui/dist');
  expect(plan.warnings.map(({ message }) => message).join()).toContain('the only front end here');
});

test.each<[string, Record<string, string>]>([
  [
    'two builds write it',
    {
      ...WEB,
      'web/vite.config.js': "export default { build: { outDir: '../static' } }",
      'admin/package.json': VITE,
      'admin/index.html': '',
      'admin/vite.config.js': "export default { build: { outDir: '../static' } }",
      'main.go': `${EMBED('static')}\nfunc main() {}\n`,
    },
  ],
  ['nothing builds it', { 'main.go': `${EMBED('static')}\nfunc main() {}\n` }],
  ['it is no front end', { ...WEB, 'main.go': `${EMBED('data/countries.csv')}\nfunc main() {}\n` }],
])('refuses when %s', async (_, files) => {
  await expect(product(files)).rejects.toThrow(UserError);
});
