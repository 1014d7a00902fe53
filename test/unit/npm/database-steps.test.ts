import { expect, test } from 'vitest';
import { planOf, repository, variable } from './support.js';

const NEXT = 'NEXT_PRIVATE_STANDALONE=true NEXT_TELEMETRY_DISABLED=1 ';

test.each<[string, Record<string, string>, string[], string | undefined]>([
  [
    'Prisma',
    { build: 'prisma generate && prisma migrate deploy && next build' },
    ['npx prisma generate', 'npx next build'],
    'prisma migrate deploy',
  ],
  [
    'Prisma, whose client pushing made',
    { build: 'prisma db push && next build' },
    ['npx next build'],
    'prisma db push',
  ],
  [
    'a program of its own',
    { build: 'tsx lib/db/migrate && next build' },
    ['npx next build'],
    'tsx lib/db/migrate',
  ],
  [
    'scripts in a row',
    {
      build: 'run-s db:migrate build:next',
      'db:migrate': 'dotenv -c -- drizzle-kit migrate',
      'build:next': 'next build',
    },
    ['npm run build:next'],
    'dotenv -c -- drizzle-kit migrate',
  ],
  [
    'a script before',
    { prebuild: 'npm run migrate', migrate: 'knex migrate:latest', build: 'next build' },
    ['npx next build'],
    'knex migrate:latest',
  ],
  [
    'what stays is as it was',
    { build: 'rm -rf .next && cross-env A="b c" next build && prisma migrate deploy' },
    ['rm -rf .next', "A='b c' npx next build"],
    'prisma migrate deploy',
  ],
  ['no step that makes files', { build: 'prisma generate && next build' }, ['npm run build'], undefined],
  [
    'no chain of its own',
    { build: 'prisma migrate deploy || true; next build' },
    ['npm run build'],
    undefined,
  ],
])('a build leaves out what wants a database: %s', (_name, scripts, commands, left) => {
  const plan = planOf(repository({ dependencies: { next: '16.0.0' }, scripts }));
  const lines = commands.length === 1 ? [NEXT + commands[0]] : [`export ${NEXT.trim()}`, ...commands];
  expect(variable(plan, 'build')).toBe(lines.join(' \\\n && '));
  const warning = plan.warnings.find(({ message }) => message.includes('no database'));
  if (left === undefined) expect(warning).toBeUndefined();
  else expect(warning?.message).toContain(`leaves out ${left}: run that`);
});

test.each<[string, Record<string, string>, string | null, string | undefined]>([
  [
    'a process manager',
    { build: 'rm -rf ./dist && tsc && pm2 restart "Bot"', start: 'node dist/index.js' },
    'rm -rf ./dist \\\n && npx tsc',
    'pm2 restart Bot',
  ],
  ['the start', { build: 'tsc && npm start', start: 'node dist/index.js' }, 'npx tsc', 'npm start'],
  [
    'the start itself',
    { build: 'tsc && node dist/index.js', start: 'NODE_ENV=production node dist/index.js' },
    'npx tsc',
    'node dist/index.js',
  ],
  [
    'what starts, without a script for it',
    { build: 'tsc && node ./dist/index' },
    'npx tsc',
    'node ./dist/index',
  ],
  ['a watcher', { build: 'tsc && nodemon dist/index.js', start: 'node dist/index.js' }, 'npx tsc', 'nodemon'],
  [
    'nothing of a build that ends',
    { build: 'tsc && node copy.js', start: 'node dist/index.js' },
    'npm run build',
    undefined,
  ],
  [
    'nothing of a script with an operand',
    { build: 'npm start build', start: 'node dist/index.js' },
    'npm run build',
    undefined,
  ],
])('a build leaves out what never ends: %s', (_name, scripts, build, left) => {
  const plan = planOf(
    repository(
      { scripts, dependencies: { express: '5' }, devDependencies: { typescript: '5' } },
      {
        'src/index.ts': "require('express')().listen(3000);",
        'tsconfig.json': '{ "compilerOptions": { "outDir": "dist" } }',
      },
    ),
  );
  expect(variable(plan, 'build')).toBe(`${build} \\\n && npm prune --omit=dev`);
  const warning = plan.warnings.find(({ message }) => message.includes('has to end'));
  if (left === undefined) expect(warning).toBeUndefined();
  else expect(warning?.message).toContain(left);
});
