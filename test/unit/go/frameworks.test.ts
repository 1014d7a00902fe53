import { describe, expect, test } from 'vitest';
import { planOf, program, values } from './support.js';

const pocketbase = {
  'main.go': program('pocketbase.New().Start()', ['github.com/pocketbase/pocketbase']),
  'pb_public/index.html': '',
  'pb_migrations/1.js': '',
  'notes/1.txt': '',
};

test('PocketBase serves by its command, and writes beside its program', () => {
  const plan = planOf(pocketbase);
  expect(values(plan)).toMatchObject({
    binary: '/app/shop',
    entrypoint: ['/app/shop'],
    cmd: ['serve', '--http=0.0.0.0:8090'],
    ports: [8090],
    copies: [{ from: 'pb_migrations' }, { from: 'pb_public' }],
  });
  expect(plan.warnings.map(({ id }) => id)).toEqual(['requirement-missing']);
});

test('a port and a start command that were asked for stand', () => {
  const port = { value: 3000, from: { flag: 'port' } };
  expect(values(planOf(pocketbase, { port }))).toMatchObject({
    cmd: ['serve', '--http=0.0.0.0:3000'],
    ports: [3000],
  });
  const startCommand = { value: 'migrate up', from: { flag: 'start-command' } };
  expect(values(planOf(pocketbase, { startCommand })).cmd).toEqual(['migrate', 'up']);
});

test('a package below the framework follows no convention', () => {
  const files = { ...pocketbase, 'main.go': program('', ['github.com/pocketbase/pocketbase/tools/types']) };
  expect(values(planOf(files))).toMatchObject({ binary: '/usr/local/bin/shop', cmd: [], copies: [] });
});

test.each([
  ['github.com/beego/beego/v2/server/web', 'conf/app.conf', 'httpport = 8085\n', 'conf', 8085],
  [
    'github.com/gogf/gf/v2/frame/g',
    'manifest/config/config.yaml',
    'address: ":8000"\n',
    'manifest/config',
    8000,
  ],
])('%s opens folders that no line names', (path, file, text, folder, port) => {
  const plan = planOf({ 'main.go': program('web.Run()', [path]), [file]: text });
  expect(values(plan)).toMatchObject({ copies: [{ from: folder, to: `./${folder}` }], ports: [port] });
});

test.each([
  ['with Prefork', 'fiber.New(fiber.Config{Prefork: true})', 'github.com/gofiber/fiber/v2', true],
  ['with Prefork of version 3', 'cfg.EnablePrefork = true', 'github.com/gofiber/fiber/v3', true],
  ['without it', 'fiber.New(fiber.Config{Prefork: false})', 'github.com/gofiber/fiber/v2', false],
  ['of another framework', 'x.New(x.Config{Prefork: true})', 'example.org/x', false],
])('a program %s wants an init', (_name, body, path, wanted) => {
  const plan = planOf({ 'main.go': program(body, [path]) });
  expect(plan.init !== undefined).toBe(wanted);
  expect(plan.warnings.some(({ id }) => id === 'init-needed')).toBe(wanted);
});

test('etcd is told where it listens, in its own repository as well', () => {
  const plan = planOf({
    'go.mod': 'module go.etcd.io/etcd/server/v3\n\ngo 1.26\n',
    'main.go': program('etcdmain.Main(os.Args)', ['go.etcd.io/etcd/server/v3/etcdmain']),
    'etcdmain/main.go': 'package etcdmain\n\nfunc Main(args []string) {}\n',
  });
  expect(values(plan)).toMatchObject({
    cmd: ['--listen-client-urls=http://0.0.0.0:2379', '--advertise-client-urls=http://localhost:2379'],
    ports: [2379],
  });
});

describe('Caddy with modules of its own', () => {
  const caddy = { 'main.go': program('caddycmd.Main()', ['github.com/caddyserver/caddy/v2/cmd']) };

  test.each<[string, string, number[]]>([
    ['a name', 'example.org {\n\trespond "x"\n}\n', [443, 80]],
    ['a name with a default', '{\n\tdebug\n}\n\n{$SERVER_NAME:localhost} {\n}\n', [443, 80]],
    ['a port', '(snippet) {\n}\n:8080 {\n\thandle /a {\n\t}\n}\n', [8080]],
    ['plain HTTP', 'http://example.org {\n}\n', [80]],
    ['no block', 'localhost\nrespond "x"\n', [443, 80]],
  ])('serves what its Caddyfile says: %s', (_name, Caddyfile, ports) => {
    expect(values(planOf({ ...caddy, Caddyfile }))).toMatchObject({
      cmd: ['run', '--config', 'Caddyfile'],
      copies: [{ from: 'Caddyfile', to: './Caddyfile' }],
      ports,
    });
  });

  test('its secrets are passed, and without a Caddyfile nothing is assumed', () => {
    const Caddyfile = ':8080 {\n\thub {env.HUB_JWT_KEY} {env.HUB_ALG}\n}\n';
    expect(planOf({ ...caddy, Caddyfile }).runFlags?.map(({ value }) => value)).toEqual([
      '-e HUB_JWT_KEY=local-secret-of-at-least-32-characters',
    ]);
    expect(values(planOf(caddy))).toMatchObject({ cmd: [], copies: [], ports: [] });
  });
});
