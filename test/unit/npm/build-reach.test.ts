import { describe, expect, test } from 'vitest';
import { planOf, repository, variable } from './support.js';

describe('a build that asks git for its commit', () => {
  const site = (files: Record<string, string>, build = 'vite build') =>
    planOf(
      repository({ scripts: { build }, devDependencies: { vite: '7' } }, { 'index.html': '', ...files }),
    );
  test.each<[string, Record<string, string>, string?]>([
    ['in the configuration', { 'vite.config.js': "const c = execSync('git rev-parse HEAD')" }],
    ['by its arguments', { 'vite.config.ts': "spawnSync('git', ['describe'])" }],
    [
      'in a program of the build',
      { 'scripts/v.js': "execSync('git log -1')" },
      'node scripts/v.js && vite build',
    ],
    ['in the script', {}, 'VITE_SHA=$(git rev-parse HEAD) vite build'],
  ])('has git and one commit: %s', (_, files, build) => {
    const plan = site(files, build);
    expect(variable(plan, 'buildImage')).toBe('node:24');
    expect(variable(plan, 'build')).toMatch(/^git init -q/);
    expect(plan.warnings.map(({ id }) => id)).toContain('git-history');
  });

  test.each<[string, Record<string, string>]>([
    ['one that is caught', { 'vite.config.js': "try { c = execSync('git rev-parse HEAD') } catch {}" }],
    ['one in a comment', { 'vite.config.js': "// execSync('git rev-parse HEAD')" }],
    ['one of a developer', { 'scripts/release.js': "execSync('git log -1')" }],
  ])('needs none for %s', (_, files) => {
    const plan = site(files);
    expect(variable(plan, 'buildImage')).toBe('node:24-slim');
    expect(variable(plan, 'build')).not.toContain('git');
  });
});

describe("variables that Prisma's configuration insists on", () => {
  const json = {
    scripts: { build: 'tsc', start: 'node dist/index.js' },
    dependencies: { '@prisma/client': '7.0.0' },
    devDependencies: { prisma: '7.0.0', typescript: '5.0.0' },
  };
  const files = {
    'prisma/schema.prisma': '',
    'tsconfig.json': '{}',
    'src/index.ts': 'listen(3000)',
  };
  const config =
    "import { defineConfig, env } from 'prisma/config';\nexport default { url: env('DATABASE_URL') }";
  const runsOf = (prisma: string, scripts = {}) => {
    const all = { ...json, scripts: { ...json.scripts, ...scripts } };
    const plan = planOf(repository(all, { ...files, 'prisma.config.ts': prisma }));
    return [variable(plan, 'install'), variable(plan, 'build')].join('\n');
  };
  const given = 'DATABASE_URL=postgres://localhost/build';

  test('are stood in for where its commands run, and nowhere else', () => {
    expect(runsOf(config)).toContain(`${given} npx prisma generate \\\n && npm run build`);
    expect(runsOf(config, { postinstall: 'prisma generate' })).toMatch(new RegExp(`^${given} npm install`));
    expect(runsOf(config, { build: 'prisma generate && tsc' })).toContain(`${given} npm run build`);
  });

  test.each([
    "export default { url: process.env.DATABASE_URL ?? '' }",
    "import { env } from './env';\nenv('A')",
  ])('are none in %s', (prisma) => {
    expect(runsOf(prisma)).not.toContain('localhost');
  });
});

describe('imports in letters of another case', () => {
  const said = (code: string, files: Record<string, string>) =>
    planOf(
      repository(
        { scripts: { build: 'vite build' }, devDependencies: { vite: '7' } },
        { 'index.html': '', 'src/main.ts': code, ...files },
      ),
    )
      .warnings.filter(({ id }) => id === 'import-case')
      .map(({ values }) => values.file);
  test.each<[string, string, string[]]>([
    ["import a from './components/header'", 'src/components/Header.tsx', ['src/components/Header.tsx']],
    ["import a from './Components/Header'", 'src/components/Header.tsx', ['src/components/Header.tsx']],
    ["import './app.css'", 'src/App.css', ['src/App.css']],
    ["import a from './Util.js'", 'src/util.ts', ['src/util.ts']],
    ["import a from './util'", 'src/util.ts', []],
    ["import a from './made'", 'src/other.ts', []],
    ["// import a from './Util'", 'src/util.ts', []],
    ["import a from 'Util'", 'src/util.ts', []],
  ])('%s', (code, file, found) => {
    expect(said(code, { [file]: '' })).toEqual(found);
  });
});

describe('SQL files that Prisma asks a database about', () => {
  const schema = (provider: string, features = '["typedSql"]') =>
    `generator client {\n  previewFeatures = ${features}\n}\ndatasource db {\n  provider = "${provider}"\n  url = env("DB")\n}`;
  const planFor = (files: Record<string, string>, scripts = {}) =>
    planOf(
      repository(
        {
          scripts: { start: 'node server.js', ...scripts },
          dependencies: { '@prisma/client': '6.19.2', express: '5' },
          devDependencies: { prisma: '6.19.2' },
        },
        { 'server.js': 'app.listen(3000)', 'prisma/sql/search.sql': '', ...files },
      ),
    );
  const warned = (plan: ReturnType<typeof planFor>) => plan.warnings.some(({ id }) => id === 'typed-sql');
  const migrations = { 'prisma/migrations/1_init/migration.sql': '' };

  test('are asked about one that the migrations make, where it is a file', () => {
    const plan = planFor({ ...migrations, 'prisma/schema.prisma': schema('sqlite') });
    expect(variable(plan, 'build')).toContain(
      'DB=file:/tmp/build.db npx prisma migrate deploy \\\n && DB=file:/tmp/build.db npx prisma generate --sql',
    );
    expect(warned(plan)).toBe(false);
  });

  test.each<[string, Record<string, string>, object]>([
    ['another database', { ...migrations, 'prisma/schema.prisma': schema('postgresql') }, {}],
    ['no migrations', { 'prisma/schema.prisma': schema('sqlite') }, {}],
    [
      'a script that asks by itself',
      { ...migrations, 'prisma/schema.prisma': schema('sqlite') },
      { postinstall: 'prisma generate --sql' },
    ],
  ])('%s is said', (_, files, scripts) => {
    expect(warned(planFor(files, scripts))).toBe(true);
  });

  test('a client without them is generated as ever', () => {
    const plan = planFor({ ...migrations, 'prisma/schema.prisma': schema('sqlite', '["metrics"]') });
    expect(variable(plan, 'build')).toContain('npx prisma generate');
    expect(variable(plan, 'build')).not.toContain('--sql');
    expect(warned(plan)).toBe(false);
  });
});
