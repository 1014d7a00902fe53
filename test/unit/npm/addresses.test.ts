import { expect, test } from 'vitest';
import { planOf, repository } from './support.js';

test.each<[string, string, boolean]>([
  ['an address of its own', "Hapi.server({ port: 3000, host: 'localhost' })", true],
  ['the same of a class', "new Hapi.Server({ host: '127.0.0.1', port: 3000 })", true],
  ['every address', "Hapi.server({ port: 3000, host: '0.0.0.0' })", false],
  ['a default', "Hapi.server({ port: 3000, host: process.env.HOST || 'localhost' })", false],
])('hapi with %s', (_, server, said) => {
  const plan = planOf(
    repository(
      { scripts: { start: 'node server.js' }, dependencies: { '@hapi/hapi': '21.0.0' } },
      { 'server.js': `const Hapi = require('@hapi/hapi');\nconst server = ${server};\nserver.start();` },
    ),
  );
  expect(plan.warnings.some(({ id }) => id === 'localhost-only')).toBe(said);
});
