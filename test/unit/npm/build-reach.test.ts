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
