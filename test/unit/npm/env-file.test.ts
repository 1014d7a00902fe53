import { expect, test } from 'vitest';
import { planOf, repository, variable } from './support.js';

const json = { scripts: { start: 'node index.js' }, dependencies: { dotenv: '^16.0.0' } };
const stops = (code: string) => {
  const plan = planOf(
    repository(json, { 'index.js': `${code}\nrequire('http').createServer(f).listen(3000);\n` }),
  );
  return variable(plan, 'envFile') !== null;
};

test.each<[string, string, boolean]>([
  [
    'a check of what dotenv found',
    "const found = require('dotenv').config();\nif (found.error) {\n  // stop\n  throw new Error('no .env');\n}",
    true,
  ],
  [
    '…that ends the process',
    "const { config } = require('dotenv');\nconst r = config();\nif (r.error) { console.error(r.error); process.exit(1); }",
    true,
  ],
  ["Node's own reader", 'process.loadEnvFile();', true],
  ['…for which somebody is ready', 'try { process.loadEnvFile(); } catch {}', false],
  ['dotenv as it comes', "require('dotenv').config();\nif (failed) { throw new Error('other'); }", false],
  [
    'a check that only says so',
    "const found = require('dotenv').config();\nif (found.error) { console.warn('none'); }",
    false,
  ],
  ['a comment', "// const found = require('dotenv').config(); if (found.error) { throw 1; }", false],
])('an empty .env is made for an app that stops without one: %s', (_name, code, expected) => {
  expect(stops(code)).toBe(expected);
});

test('it is there in the working directory of an app of a workspace, and beside what a build wrote', () => {
  const code =
    "const found = require('dotenv').config();\nif (found.error) { throw found.error; }\nserver.listen(3000);";
  const built = planOf(
    repository(
      { scripts: { build: 'tsc', start: 'node dist/index.js' }, dependencies: { dotenv: '^16.0.0' } },
      { 'tsconfig.json': '{"compilerOptions":{"outDir":"dist"}}', 'src/index.ts': code },
    ),
  );
  expect(variable(built, 'envFile')).toBe('.env');
  expect(JSON.stringify(variable(built, 'copies'))).toContain('"/app/.env"');
  expect(built.warnings.map(({ message }) => message).join()).toContain('an empty one');
});

test.each<[string, string, string]>([
  ['one that Docker reads as the program does', 'TOKEN=a\n', 'env-file-loaded'],
  ['one with blanks and quotes', 'TOKEN = "a"\n', 'env-file-mounted'],
  ['one of comments alone', '# TOKEN = a\n', 'env-file-loaded'],
])('what is said of a .env file fits the command: %s', (_, text, id) => {
  const code = "require('dotenv').config();\nrequire('http').createServer(f).listen(3000);";
  const plan = planOf(repository(json, { 'index.js': code, '.env': text }));
  expect(plan.warnings.map((one) => one.id)).toContain(id);
  const mounts = (plan.runFlags ?? []).some(({ value }) => value.startsWith('-v '));
  expect(mounts).toBe(id === 'env-file-mounted');
});

test.each<[string, string, Record<string, string>, string | undefined]>([
  ['of before 7 loads it', '^6.19.2', { '.env': 'DATABASE_URL=a\n' }, 'env-file-loaded'],
  ['of before 7 is not asked about where there is none', '^6.19.2', {}, undefined],
  ['of 7 leaves that to the app', '^7.1.0', { '.env': 'DATABASE_URL=a\n' }, undefined],
])('the client of Prisma %s', (_, range, files, id) => {
  const app = { scripts: { start: 'node index.js' }, dependencies: { '@prisma/client': range } };
  const code = "require('http').createServer(f).listen(3000);";
  const plan = planOf(repository(app, { 'index.js': code, ...files }));
  const said = plan.warnings.map((one) => one.id).filter((one) => /^env-file-(loaded|mounted)$/.test(one));
  expect(said).toEqual(id === undefined ? [] : [id]);
  expect((plan.runFlags ?? []).map(({ value }) => value).includes('--env-file .env')).toBe(id !== undefined);
});
