import { describe, expect, test } from 'vitest';
import { planOf, repository, variable } from './support.js';

/** The ports of a program whose server.js holds this code. */
function portsOf(
  code: string,
  files: Record<string, string> = {},
  dependencies: Record<string, string> = {},
) {
  const json = { scripts: { start: 'node server.js' }, dependencies };
  return variable(planOf(repository(json, { 'server.js': code, ...files })), 'ports');
}

describe('a default that a variable may replace', () => {
  test.each<[string, Record<string, string>]>([
    ['const DEFAULT_PORT = 8123; app.listen(process.env.PORT || DEFAULT_PORT)', {}],
    ['const p = process.env.PORT ? Number(process.env.PORT) : 8123; app.listen(p)', {}],
    ['const HTTP_PORT = 8123; app.listen(HTTP_PORT)', {}],
    ['const c = require("./config.json"); app.listen(c.port)', { 'config.json': '{"port": 8123}' }],
    [
      'const c = require("./config"); app.listen(process.env.PORT || c.port)',
      { 'config.json': '{"port": 8123}' },
    ],
    ['const c = require("./settings"); app.listen(c.PORT)', { 'settings.js': 'exports.PORT = 8123' }],
    ['convict({ port: { format: "port", default: 8123, env: "PORT" } }); app.listen(c.get("port"))', {}],
    ['const env = cleanEnv(process.env, { PORT: port({ default: 8123 }) }); app.listen(env.PORT)', {}],
    ['const P = env.get("PORT").default("8123").asPortNumber(); app.listen(P)', {}],
    ['app.listen(argv.port || 8123)', {}],
    ['fastify.listen({ port: Number(process.env.PORT ?? 8123), host })', {}],
    ['const { PORT = 8123 } = process.env; app.listen(PORT)', {}],
    ['const opts = { httpPort: 8123 }; server.listen(opts.httpPort)', {}],
    [
      'const yaml = load(readFileSync("config.yml")); app.listen(yaml.server.port)',
      { 'config.yml': 'redis:\n  port: 6379\nserver:\n  port: 8123\n' },
    ],
    ['const listenPort = process.env.LISTEN_PORT || 8123; app.listen(listenPort)', {}],
    ['const port = process.env.MY_APP_PORT || 8123; app.listen(port)', {}],
    ['app.listen(process.env.CUSTOM_PORT || 8123)', {}],
    ['Bun.serve({ port: Bun.env.PORT ?? 8123, fetch })', {}],
    [
      "app.listen(config.getOrThrow('app.port', { infer: true }))",
      {
        'src/mail.config.ts': 'const mail = { port: 2525 }',
        'src/app.config.ts':
          'const app = { port: process.env.APP_PORT ? parseInt(process.env.APP_PORT, 10) : 8123 }',
        '.env.example': 'APP_PORT=9999',
      },
    ],
    ['const MY_PORT = 8123\nhttp.createServer(h).listen(MY_PORT)', {}],
    ['const c = new Config(); app.listen(c.get().port)', { 'src/config.js': 'const port = 8123' }],
  ])('%s', (code, files) => {
    expect(portsOf(code, files)).toEqual([8123]);
  });
});

describe('what leads to no port of its own', () => {
  test.each<[string, Record<string, string>, number[]]>([
    ['app.listen(a); const a = b; const b = a', {}, [3000]],
    ['app.listen(0)', {}, [3000]],
    ['connect({ port: 5432 }); app.listen(process.env.PORT)', {}, [3000]],
    ['app.listen(c.port); const c = { port: 6379 }', {}, [3000]],
    ['const c = require("./config"); app.listen(c.port)', { 'config.json': '{"port": ' }, [3000]],
  ])('%s', (code, files, ports) => {
    expect(portsOf(code, files)).toEqual(ports);
  });
});

describe('whose port it is', () => {
  const nest = (sourceRoot: string) =>
    JSON.stringify({
      sourceRoot,
      projects: {
        billing: { type: 'application', root: 'apps/billing' },
        gateway: { type: 'application', root: 'apps/gateway' },
        shared: { type: 'library', root: 'libs/shared' },
      },
    });
  const main = (port: number) => `NestFactory.create(AppModule).then((app) => app.listen(${port}));`;
  test.each([
    ['node dist/apps/gateway/main', 'apps/billing/src', [4000]],
    ['node dist/main', 'apps/gateway/src', [4000]],
    ['node dist/apps/billing/main', 'apps/gateway/src', [3001]],
  ])('of the applications of a Nest monorepo the one that starts: %s', (start, sourceRoot, ports) => {
    const json = {
      scripts: { build: 'nest build', start },
      dependencies: { '@nestjs/core': '11', '@nestjs/platform-express': '11' },
      devDependencies: { '@nestjs/cli': '11' },
    };
    const project = repository(json, {
      'nest-cli.json': nest(sourceRoot),
      'apps/billing/src/main.ts': main(3001),
      'apps/gateway/src/main.ts': main(4000),
    });
    expect(variable(planOf(project), 'ports')).toEqual(ports);
  });

  test('what starts comes before what lies beside it, through the files that it imports', () => {
    const json = { scripts: { build: 'tsc', start: 'node dist/server.js' }, dependencies: { express: '5' } };
    const files = {
      'src/admin.ts': 'app.listen(process.env.PORT || 9001)',
      'src/server.ts': "import './http/listen.js'",
      'src/http/listen.ts': 'app.listen(process.env.PORT || 8123)',
    };
    expect(variable(planOf(repository(json, files)), 'ports')).toEqual([8123]);
  });
});
