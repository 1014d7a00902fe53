import { describe, expect, test } from 'vitest';
import { explain } from '../../../generators/cli/explain.js';
import { PORT_SOURCES } from '../../../generators/ecosystems/npm/run/ports/sources.js';
import { mapProject } from '../../../generators/project/map.js';
import { planOf, repository, variable } from './support.js';

const express = { dependencies: { express: '5', config: '4' } };

test('the table of sources reads from the most certain to the least', () => {
  const standings = PORT_SOURCES.map(({ standing }) => standing);
  expect(standings).toEqual([...new Set(standings)].sort((a, b) => b - a));
});

describe('a source stands above those below it, and the others are told', () => {
  /** What says a port, the best last: each is added to those before it. */
  const layers: [source: string, port: number, start: string, files: Record<string, string>][] = [
    ['an example environment file', 4001, 'node server.js', { '.env.example': 'PORT=4001' }],
    ['a file of settings', 4002, 'node server.js', { 'config/default.json': '{\n  "port": 4002\n}' }],
    ['the code', 4003, 'node server.js', { 'server.js': 'app.listen(process.env.PORT || 4003)' }],
    ['an option of the start script', 4004, 'node server.js --port 4004', {}],
    ['a variable of the start script', 4005, 'PORT=4005 node server.js --port 4004', {}],
  ];
  test.each(layers.map(([source, port, start], i) => [source, port, start, i] as const))(
    '%s',
    (_source, port, start, i) => {
      const files = Object.assign(
        { 'server.js': 'app.listen(process.env.PORT)' },
        ...layers.slice(0, i + 1).map((layer) => layer[3]),
      );
      const plan = planOf(repository({ scripts: { start }, ...express }, files));
      expect(variable(plan, 'ports')).toEqual([port]);
      const below = layers
        .slice(0, i)
        .map(([, lower]) => lower)
        .reverse();
      expect((plan.variables.ports?.also ?? []).map(({ value }) => value)).toEqual(below);
      for (const value of below) expect(explain(plan)).toContain(`also seen: ${value}  ← `);
    },
  );
});

test('a wish wins, and what it stands above is told; what nothing says is not', () => {
  const json = { scripts: { start: 'node server.js' }, ...express };
  const plan = (code: string) => planOf(repository(json, { 'server.js': code }), { port: 9000 });
  expect(plan('app.listen(process.env.PORT || 4003)').variables.ports).toMatchObject({
    value: [9000],
    also: [{ value: 4003, from: { file: 'server.js', line: 1 } }],
  });
  expect(plan('app.listen(process.env.PORT)').variables.ports?.also).toBeUndefined();
});

describe('what a start script says of a port', () => {
  const portsOf = (start: string, code = 'app.listen(port)') =>
    variable(
      planOf(repository({ scripts: { start }, ...express }, { 'server.js': code, 'migrate.js': '' })),
      'ports',
    );
  test.each<[string, number[]]>([
    ['node server.js -p 4004', [4004]],
    ['node server.js --port=4004', [4004]],
    // For a shell, and only before the server itself.
    ['node migrate.js && PORT=4005 node server.js', [4005]],
    ['PORT=4005 node migrate.js && node server.js', [3000]],
    // Not a port, or somebody else's.
    ['node server.js --port 0', [3000]],
    ['node server.js --port $PORT', [3000]],
    ['node server.js --port 5432', [3000]],
    ['node --conditions=production server.js', [3000]],
  ])('%s', (start, ports) => {
    expect(portsOf(start)).toEqual(ports);
  });
});

test('a lone file looks in the same places, and is given PORT only where it reads it', () => {
  const planFor = (code: string, files: Record<string, string> = {}) =>
    planOf(mapProject({ 'server.js': `const http = require('http');\n${code}`, ...files }));
  const fixed = planFor('http.createServer(answer).listen(4000)');
  expect(variable(fixed, 'ports')).toEqual([4000]);
  expect(JSON.stringify(variable(fixed, 'environment'))).not.toContain('PORT');
  const example = planFor('http.createServer(answer).listen(process.env.PORT)', {
    '.env.example': 'PORT=4001',
  });
  expect(variable(example, 'environment')).toContainEqual({ name: 'PORT', value: '4001' });
});

test.each<[string, Record<string, string>, string, number, boolean]>([
  ['is said by the server', { 'apollo-server': '3' }, 'server.listen().then(log)', 4000, false],
  ['is said by a function of it', { '@apollo/server': '5' }, 'startStandaloneServer(server)', 4000, false],
  ['is told it', { 'apollo-server': '3' }, 'server.listen({ port: 4321 })', 4321, false],
  ['is read from PORT', { 'apollo-server': '3' }, 'server.listen(process.env.PORT)', 3000, true],
  [
    'is another server’s',
    { '@apollo/server': '5', express: '5' },
    'app.use(expressMiddleware(server)); app.listen()',
    3000,
    true,
  ],
])('a port that a package has of itself %s', (_, dependencies, code, port, given) => {
  const json = { scripts: { start: 'node server.js' }, dependencies };
  const plan = planOf(repository(json, { 'server.js': code }));
  expect(variable(plan, 'ports')).toEqual([port]);
  const environment = JSON.stringify(variable(plan, 'environment'));
  expect(environment.includes('"PORT"')).toBe(given);
});
