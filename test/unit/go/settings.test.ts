import { describe, expect, test } from 'vitest';
import { planOf, program, values } from './support.js';

const STRUCT = `type Config struct {
\tEnv  string \`yaml:"env"\`
\tGRPC GRPC   \`yaml:"grpc"\`
}

type GRPC struct {
\tPort int \`yaml:"port" env-default:"8080" env:"GRPC_PORT"\`
}
`;

/** A program whose settings are where its first lines say. */
const asking = (lines: string) => ({
  'main.go': `package main\n\nimport "os"\n\n${STRUCT}\nfunc main() {\n\t${lines.replaceAll('\n', '\n\t')}\n\tload(path)\n}\n`,
});

const STOPS = '\nif path == "" {\n\tpanic("no settings")\n}';
const YAML = 'env: local\ngrpc:\n  port: 44044\n';

describe('a settings file that the program is pointed to', () => {
  test.each<[string, string, object]>([
    [
      'by a variable',
      `path := os.Getenv("CONFIG_PATH")${STOPS}`,
      { environment: [{ name: 'CONFIG_PATH', value: 'config/prod.yaml' }], cmd: [], ports: [44044] },
    ],
    [
      'by a variable that a constant names',
      `name := "SHOP_CONFIG"\npath, ok := os.LookupEnv(name)\nif !ok {\n\tlog.Fatal("no settings")\n}`,
      { environment: [{ name: 'SHOP_CONFIG', value: 'config/prod.yaml' }] },
    ],
    [
      'by a flag',
      `flag.StringVar(&path, "config", "", "path to the settings")\nflag.Parse()${STOPS}`,
      { environment: [], cmd: ['--config=config/prod.yaml'], ports: [44044] },
    ],
    [
      'by a flag, as nobody keeps the variable',
      `flag.StringVar(&path, "config", "", "path")\nif path == "" {\n\tos.Getenv("CONFIG_PATH")\n}${STOPS}`,
      { environment: [], cmd: ['--config=config/prod.yaml'] },
    ],
  ])('%s', (_name, lines, expected) => {
    const plan = planOf({ ...asking(lines), 'config/prod.yaml': YAML, 'config/local.yaml': YAML });
    expect(values(plan)).toMatchObject(expected);
    expect(values(plan).copies).toMatchObject([{ from: 'config/prod.yaml', to: './config/prod.yaml' }]);
    expect(plan.warnings).toEqual([]);
  });

  test.each<[string, string]>([
    ['that has a default', 'path := os.Getenv("CONFIG_PATH")\nif path == "" {\n\tpath = "/etc/shop.yaml"\n}'],
    ['that it does without', 'if path := os.Getenv("CONFIG_PATH"); path != "" {\n\tload(path)\n}'],
    ['of another name', `path := os.Getenv("DATA_PATH")${STOPS}`],
  ])('no file for a variable %s', (_name, lines) => {
    const plan = planOf({ ...asking(lines), 'config/prod.yaml': YAML });
    expect(values(plan)).toMatchObject({ environment: [], copies: [] });
  });

  test.each<[string, string]>([
    ['is for tests', 'config/local_tests.yaml'],
    ['holds other keys', 'config/sqlc.yaml'],
    ['lies elsewhere', 'docs/prod.yaml'],
  ])('no file that %s', (_name, path) => {
    const lines = `path := os.Getenv("CONFIG_PATH")${STOPS}`;
    const text = path.includes('sqlc') ? 'version: 2\nsql: []\nplugins: []\n' : YAML;
    expect(values(planOf({ ...asking(lines), [path]: text })).copies).toEqual([]);
  });

  test('the settings of a developer, where there are no others, with a warning', () => {
    const lines = `path := os.Getenv("CONFIG_PATH")${STOPS}`;
    const plan = planOf({ ...asking(lines), 'config/local.yaml': YAML });
    expect(plan.warnings).toMatchObject([{ id: 'settings-of-developers' }]);
  });

  test('an example of it is mounted', () => {
    const lines = `path := os.Getenv("CONFIG_PATH")${STOPS}`;
    const plan = planOf({ ...asking(lines), 'config/config.example.yaml': YAML });
    expect(values(plan)).toMatchObject({
      environment: [{ name: 'CONFIG_PATH', value: 'config/config.yaml' }],
      copies: [],
      ports: [44044],
    });
    expect(plan.runFlags).toMatchObject([
      { value: '-v "$PWD/config/config.example.yaml:/app/config/config.yaml:ro"' },
    ]);
  });

  test('localhost in it is told of, and moved where a variable goes before it', () => {
    const lines = `path := os.Getenv("CONFIG_PATH")${STOPS}`;
    const struct =
      'type HTTP struct {\n\tAddress string `yaml:"address"`\n\tBind string `yaml:"bind" env:"HTTP_BIND"`\n}\n';
    const files = { ...asking(lines), 'http.go': `package main\n\n${struct}` };
    const fixed = planOf({ ...files, 'config/prod.yaml': 'http:\n  address: "localhost:8082"\nenv: x\n' });
    expect(fixed.warnings).toMatchObject([{ id: 'port-localhost', values: { port: 8082 } }]);
    const moved = planOf({ ...files, 'config/prod.yaml': 'http:\n  bind: localhost:8082\nenv: x\n' });
    expect(moved.warnings).toEqual([]);
    expect(values(moved).environment).toContainEqual({ name: 'HTTP_BIND', value: '0.0.0.0:8082' });
  });
});

describe('settings of which there is only an example', () => {
  test.each<[string, string, string, string]>([
    ['named by the code', 'os.ReadFile("config.yaml")', 'config.example.yaml', 'config.yaml'],
    ['with the word behind', 'os.ReadFile("conf/app.toml")', 'conf/app.toml.dist', 'conf/app.toml'],
    ['that viper finds', 'viper.SetConfigName("config")', 'config.sample.yml', 'config.yml'],
  ])('%s', (_name, body, example, as) => {
    const plan = planOf({ 'main.go': program(body), [example]: 'server:\n  port: 3000\n' });
    expect(plan.runFlags).toMatchObject([{ value: `-v "$PWD/${example}:/app/${as}:ro"` }]);
    expect(plan.warnings).toMatchObject([{ id: 'settings-missing', values: { file: as, example } }]);
    expect(values(plan)).toMatchObject({ ports: [3000], copies: [] });
  });

  test('nothing is mounted where they are committed', () => {
    const files = { 'config.yaml': '', 'config.example.yaml': '' };
    const plan = planOf({ 'main.go': program('os.ReadFile("config.yaml")'), ...files });
    expect(plan.runFlags).toBeUndefined();
    expect(values(plan).copies).toMatchObject([{ from: 'config.yaml' }]);
  });

  test.each([
    ['stops', 'panic(err)', '-v "$PWD/.env.example:/app/.env:ro"'],
    ['goes on', 'log.Println(err)', undefined],
  ])('a program that %s without a .env file', (_name, end, flag) => {
    const body = `viper.SetConfigFile(\`.env\`)\nif err := viper.ReadInConfig(); err != nil {\n\tif x {\n\t\t${end}\n\t}\n}`;
    const plan = planOf({ 'main.go': program(body), '.env.example': 'APP_NAME=shop\n' });
    expect(plan.runFlags?.[0]?.value).toBe(flag);
  });
});

test.each<[string, string, string[]]>([
  ['a directory from the call', 'AddConfigPath(path)', ['app.env']],
  ['a directory nobody names', 'AddConfigPath("/etc/shop")', []],
])('viper with %s', (_name, add, expected) => {
  const load = `\nfunc load(path string) {\n\tviper.${add}\n\tviper.SetConfigName("app")\n\tviper.SetConfigType("env")\n\tviper.ReadInConfig()\n}\n`;
  const main = program('load(".")\nhttp.ListenAndServe(config.Address, nil)');
  const plan = planOf({ 'main.go': main + load, 'app.env': 'SERVER_ADDRESS=0.0.0.0:3000\n' });
  expect((values(plan).copies as { from: string }[]).map(({ from }) => from)).toEqual(expected);
  expect(values(plan).ports).toEqual(expected.length === 0 ? [] : [3000]);
});

test('what copied settings name is copied too', () => {
  const files = {
    'db/migrations/1.sql': '',
    'db/notes/1.txt': '',
    'web/index.html': '',
    'seeds/1.sql': '',
    'i18n/de.json': '',
  };
  const text =
    'migrations: "file://db/migrations"\nindex: ./web/index.html\nother: db/none\nplain: db\nseedDir: seeds\nnames:\n  - i18n/de.json\n';
  const plan = planOf({ 'main.go': program('os.ReadFile("config.yaml")'), 'config.yaml': text, ...files });
  const copies = values(plan).copies as { from: string }[];
  expect(copies.map(({ from }) => from)).toEqual([
    'config.yaml',
    'db/migrations',
    'i18n/de.json',
    'seeds',
    'web/index.html',
  ]);
});

test.each<[string, Record<string, string>]>([
  ['that viper finds', { 'config.yaml': 'server:\n  port: 3000\n' }],
  ['that are mounted', { 'config.example.yaml': 'server:\n  port: 3000\n' }],
])('the port in settings %s goes before the default in the code', (_name, files) => {
  const body = 'viper.SetConfigName("config")\nviper.SetDefault("server.port", 8080)\napp.Listen(addr)';
  expect(values(planOf({ 'main.go': program(body), ...files })).ports).toMatchObject({ 0: 3000 });
  expect(values(planOf({ 'main.go': program(body) })).ports).toEqual([8080]);
});

test.each([
  ['joins', 'cfg.Server.Host + ":" + cfg.Server.Port', ['port-localhost']],
  ['does not join', '":" + cfg.Server.Port', []],
])('localhost beside the port, in a program that %s them', (_name, address, ids) => {
  const main = program(`os.ReadFile("config.yaml")\nhttp.ListenAndServe(${address}, nil)`);
  const plan = planOf({ 'main.go': main, 'config.yaml': 'server:\n  host: localhost\n  port: 3000\n' });
  expect(values(plan).ports).toEqual([3000]);
  expect(plan.warnings.map(({ id }) => id)).toEqual(ids);
});

test('the port in settings that are compiled in', () => {
  const code =
    'package main\n\nimport _ "embed"\n\n//go:embed config.yaml\nvar text []byte\n\nfunc main() { app.Listen(addr) }\n';
  const plan = planOf({ 'main.go': code, 'config.yaml': 'server:\n  port: 3000\n' });
  expect(values(plan)).toMatchObject({ ports: [3000], copies: [] });
});

describe('a name of settings that viper is handed', () => {
  const load = (name: string) => ({
    'main.go': program(`\tload(pathOf(os.Getenv("config")))\n\thttp.ListenAndServe(cfg.Server.Port, nil)`, [
      'os',
      'example.com/shop/config',
    ]),
    'config/config.go': `package config\n\nfunc pathOf(kind string) string {\n\treturn "${name}"\n}\n\nfunc load(filename string) {\n\tv := viper.New()\n\tv.SetConfigName(filename)\n\tv.AddConfigPath(".")\n}\n`,
    'config/config-local.yml': 'server:\n  Port: :5000\n',
    'config/other.yml': '',
  });

  test('it has no ending, and the file lies beside the program', () => {
    expect(values(planOf(load('./config/config-local')))).toMatchObject({
      copies: [{ from: 'config/config-local.yml', to: './config/config-local.yml' }],
      ports: [5000],
    });
  });

  test('other texts are none', () => {
    expect(values(planOf(load('config/other')))).toMatchObject({ copies: [] });
  });
});

test.each([
  ['db/db_', [{ from: 'config.json' }, { from: 'db', to: './db' }]],
  ['db/none-', [{ from: 'config.json' }]],
])('settings name the beginning of a path: %s', (prefix, copies) => {
  const plan = planOf({
    'main.go': program('\tload("config.json")\n\tserve()'),
    'config.json': `{\n\t"migrations_prefix": "${prefix}",\n\t"db_name": "sqlite3"\n}\n`,
    'db/db_sqlite3/1.sql': '',
    'db/db_mysql/1.sql': '',
  });
  expect(values(plan)).toMatchObject({ copies });
});

test('of the servers in settings one on localhost is told and not exposed', () => {
  const plan = planOf({
    'main.go': program('\tload("config.json")\n\tserver.ListenAndServe()'),
    'config.json':
      '{\n\t"admin_server": {\n\t\t"listen_url": "127.0.0.1:3333"\n\t},\n\t"pages": {\n\t\t"listen_url": "0.0.0.0:8080"\n\t}\n}\n',
  });
  expect(values(plan)).toMatchObject({ ports: [8080] });
  expect(plan.warnings).toMatchObject([{ id: 'port-localhost', values: { port: 3333 } }]);
});

test.each([
  ['writeConfig(path)', undefined],
  ['return nil, fmt.Errorf("no settings: %w", err)', ['-v "$PWD/config.example.yaml:/app/config.yaml:ro"']],
])('settings that are not there, where it does: %s', (body, flags) => {
  const plan = planOf({
    'main.go': program(
      `\tpath := "config.yaml"\n\tif _, err := os.Stat(path); os.IsNotExist(err) {\n\t\t${body}\n\t}\n\tload(config)`,
      ['os'],
    ),
    'config.example.yaml': 'port: 8080\n',
  });
  expect(plan.runFlags?.map(({ value }) => value)).toEqual(flags);
});
