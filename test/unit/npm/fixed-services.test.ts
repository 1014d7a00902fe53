import { describe, expect, test } from 'vitest';
import { planOf, repository } from './support.js';

const LISTEN = '\napp.listen(process.env.PORT || 3000);';

/** What is said of servers that the program looks for. */
function saidOf(code: string, files: Record<string, string> = {}): string[] {
  const json = { scripts: { start: 'node server.js' }, dependencies: { express: '5' } };
  const { warnings } = planOf(repository(json, { 'server.js': code + LISTEN, ...files }));
  return warnings.filter(({ id }) => id === 'service-fixed').map(({ message }) => message);
}

describe('a database that is looked for on the developer’s machine alone', () => {
  test.each<[string, string]>([
    ["mongoose.connect('mongodb://localhost:27017/shop')", 'localhost:27017'],
    ['new Sequelize(\n  "postgres://me:secret@localhost:5432/shop"\n)', 'localhost:5432'],
    ["monk('127.0.0.1:27017/shop')", '127.0.0.1:27017'],
    ["mysql.createConnection({ user: 'root', host: 'localhost', password: 'x' })", 'localhost'],
    ['module.exports = {\n  HOST: "localhost",\n  USER: "root",\n};', 'localhost'],
  ])('is said: %s', (code, address) => {
    const [said = ''] = saidOf(code);
    expect(said).toContain(`a server at ${address},`);
    expect(said).not.toContain('secret');
  });

  test.each([
    "mongoose.connect(process.env.DB || 'mongodb://localhost/shop')",
    "const url = process.env.DB\n  ?? 'mongodb://localhost/shop'",
    "const schema = { url: { default: 'redis://localhost:6379' } }",
    "// mongoose.connect('mongodb://localhost/shop')",
    "cors({ origin: 'http://localhost:3000' })",
    "const proxy = { host: 'localhost', port: 9000 }",
    "mongoose.connect('mongodb://db/shop')",
  ])('is not: %s', (code) => {
    expect(saidOf(code)).toEqual([]);
  });

  test('is not said of code that does not run', () => {
    expect(saidOf("require('./a')", { 'a.js': '', 'tools/seed.js': "connect('redis://localhost')" })).toEqual(
      [],
    );
  });
});
