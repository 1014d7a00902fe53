import { describe, expect, test } from 'vitest';
import type { PackageJson } from '../../../generators/ecosystems/npm/read/manifest.js';
import type { Plan } from '../../../generators/plan/plan.js';
import { mapProject } from '../../../generators/project/map.js';
import { npmLock, planOf, variable } from './support.js';

const CLIENT = {
  'client/package.json': JSON.stringify({
    scripts: { build: 'vite build' },
    devDependencies: { vite: '^7.0.0' },
  }),
  'client/package-lock.json': npmLock({}),
  'client/index.html': '',
};
const serverJson = (more: PackageJson = {}) =>
  JSON.stringify({ scripts: { start: 'node index.js' }, dependencies: { express: '^5.0.0' }, ...more });

function servedBy(code: string, { dir = 'server', files = {}, json = serverJson() } = {}) {
  const at = (name: string) => (dir === '.' ? name : `${dir}/${name}`);
  const project = mapProject({
    ...CLIENT,
    [at('package.json')]: json,
    [at('package-lock.json')]: npmLock({}),
    [at('index.js')]: `${code}\napp.listen(3000)`,
    ...files,
  });
  return servedIn(planOf(project, {}, dir));
}
const servedIn = (plan: Plan) =>
  (variable(plan, 'copies') as { stage: string | null }[]).filter(({ stage }) => stage === 'web');
const COPY = { owner: '', stage: 'web', from: '/src/client/dist' };

describe('a front end that the build of the server makes', () => {
  const CODE = "app.use(express.static(path.join(__dirname, '../client/dist')));\napp.listen(3000)";
  const copiesOf = (build: string, files: Record<string, string> = {}, start = 'node dist/index.js') => {
    const json = {
      scripts: { build, start },
      dependencies: { express: '^5.0.0' },
      devDependencies: { typescript: '^5.0.0' },
    };
    const plan = planOf(
      mapProject({
        ...CLIENT,
        'package.json': JSON.stringify(json),
        'package-lock.json': npmLock({}),
        'tsconfig.json': '{"compilerOptions":{"outDir":"dist","rootDir":"src"}}',
        'src/index.ts': CODE,
        ...files,
      }),
      {},
      '.',
    );
    return (variable(plan, 'copies') as { stage: string | null; from: string }[]).filter(({ from }) =>
      from.includes('client'),
    );
  };
  const OWN = { owner: '', stage: 'build', from: '/app/client/dist', to: '/app/client/dist' };

  test.each<[string, string]>([
    ['in its directory', 'tsc && cd client && npm ci && npm run build'],
    ['by a flag', 'tsc && npm --prefix client run build'],
    ['by a flag of pnpm', 'tsc && pnpm --dir ./client run build'],
  ])('comes from the build stage: %s', (_, build) => {
    expect(copiesOf(build)).toEqual([OWN]);
  });

  test('has a stage of its own where that build does not make it', () => {
    expect(copiesOf('tsc')).toEqual([expect.objectContaining({ stage: 'web', to: '/app/client/dist' })]);
  });

  test('comes along with a package that is copied as a whole', () => {
    const files = { 'index.js': CODE.replace('../', '') };
    expect(copiesOf('cd client && npm run build', files, 'node index.js')).toEqual([]);
  });
});

describe('a front end that the server serves', () => {
  test.each<[string, string, Parameters<typeof servedBy>[1], string]>([
    ['beside it', "express.static(path.join(__dirname, '../client/dist'))", {}, '/client/dist'],
    [
      'in several words',
      "express.static(path.resolve(__dirname, '..', 'client', 'dist'))",
      {},
      '/client/dist',
    ],
    ['from where it starts', "express.static('../client/dist')", {}, '/client/dist'],
    ['below it', "express.static(path.join(__dirname, 'client/dist'))", { dir: '.' }, '/app/client/dist'],
    [
      'by one of its pages',
      "sendFile(path.join(__dirname, '../client/dist/index.html'))",
      {},
      '/client/dist',
    ],
    [
      'from a folder deeper down',
      '',
      { files: { 'server/src/web.js': "static(join(import.meta.dirname, '../../client/dist'))" } },
      '/client/dist',
    ],
  ])('is built in a stage of its own: %s', (_, code, options, to) => {
    expect(servedBy(code, options)).toEqual([{ ...COPY, to }]);
  });

  test.each<[string, string, Parameters<typeof servedBy>[1]]>([
    [
      'committed',
      "express.static(path.join(__dirname, '../client/dist'))",
      { files: { 'client/dist/index.html': '' } },
    ],
    [
      'built by the build of the server',
      "express.static(path.join(__dirname, 'client/dist'))",
      {
        dir: '.',
        json: serverJson({
          scripts: {
            start: 'node index.js',
            build: 'npm install --prefix client && npm run build --prefix client',
          },
        }),
      },
    ],
    ['somewhere else', "express.static(path.join(__dirname, 'public'))", {}],
    [
      'named by what serves nothing',
      "read('../client/dist')",
      { json: JSON.stringify({ scripts: { start: 'node index.js' } }) },
    ],
  ])('is not when it is %s', (_, code, options) => {
    expect(servedBy(code, options)).toEqual([]);
  });
});

test('what its pages read while they are built is an argument of their stage', () => {
  const project = mapProject({
    ...CLIENT,
    'client/src/api.ts': 'import.meta.env.VITE_API_URL',
    'server/package.json': serverJson(),
    'server/package-lock.json': npmLock({}),
    'server/index.js': "express.static('../client/dist'); app.listen(3000)",
  });
  expect(variable(planOf(project, {}, 'server'), 'frontEnds')).toEqual([
    expect.objectContaining({
      name: 'web',
      buildArguments: [{ name: 'VITE_API_URL', value: null, secret: false }],
      build: 'npm run build',
    }),
  ]);
});

test('in a workspace it keeps its place beside the server', () => {
  const project = mapProject({
    'package.json': JSON.stringify({ workspaces: ['server', 'client'] }),
    'package-lock.json': npmLock({}),
    'client/package.json': CLIENT['client/package.json'].replace('{', '{"name":"client",'),
    'client/index.html': '',
    'server/package.json': serverJson({ name: 'server' }),
    'server/index.js': "express.static(path.join(__dirname, '../client/dist')); app.listen(3000)",
  });
  const plan = planOf(project, {}, 'server');
  expect(servedIn(plan)).toEqual([{ ...COPY, to: '/app/client/dist' }]);
  expect(variable(plan, 'frontEnds')).toEqual([
    expect.objectContaining({ workdir: '/src', build: 'npm run build --workspace=client' }),
  ]);
});
