import { describe, expect, test } from 'vitest';
import { ADD_HOST } from '../../../generators/plan/host-machine.js';
import { MOD, planOf, program } from './support.js';

function flags(files: Record<string, string>) {
  return planOf(files).runFlags?.map(({ value }) => value) ?? [];
}

test.each([
  ['getEnv("DB_HOST", "localhost")', [ADD_HOST, '-e DB_HOST=host.docker.internal']],
  ['getOrReturnDefault("KAFKA_URL", "localhost:9092")', [ADD_HOST, '-e KAFKA_URL=host.docker.internal:9092']],
  [
    'env("BROKER", "amqp://guest:guest@127.0.0.1:5672/")',
    [ADD_HOST, '-e BROKER=amqp://guest:guest@host.docker.internal:5672/'],
  ],
  ['getEnv("DB_HOST", "db")', []],
  ['getEnv("FRONTEND_URL", "http://localhost:3000")', []],
  ['getEnv("METRICS_ADDR", "localhost:9100")', []],
  ['dial("DB_HOST", "localhost")', []],
  ['flag.StringVar(&dsn, "dsn", os.Getenv("DATABASE_DSN"), "of Postgres")', ['-e DATABASE_DSN']],
  ['url := os.Getenv("REDIS_URL")\nif url != "" {\n\tconnect(url)\n}', []],
  ['if os.Getenv("REDIS_URL") == "x" {\n}', []],
  ['name := os.Getenv("APP_NAME")', []],
  [
    'host := os.Getenv("DB_HOST")\nif host == "" {\n\thost = "localhost"\n}',
    [ADD_HOST, '-e DB_HOST=host.docker.internal'],
  ],
  ['host := os.Getenv("DB_HOST")\nif host == "" {\n\thost = "db"\n}', []],
  ['broker := os.Getenv("KAFKA_BROKER")\n\tconnect(broker)', ['-e KAFKA_BROKER']],
  [
    'url := os.Getenv("DATABASE_URL")\nif url == "" {\n\turl = "mysql2://u:p@127.0.0.1:3306/shop"\n}',
    [ADD_HOST, '-e DATABASE_URL=mysql2://u:p@host.docker.internal:3306/shop'],
  ],
  ['connect(os.Getenv("REDIS_ADDR"))', [ADD_HOST, '-e REDIS_ADDR=host.docker.internal:6379']],
  ['connect(os.Getenv("NATS_HOST"))', [ADD_HOST, '-e NATS_HOST=host.docker.internal']],
  ['connect(os.Getenv("DB_NAME"))', []],
])('a server on the machine of a developer: %s', (body, expected) => {
  expect(flags({ 'main.go': program(body) })).toEqual(expected);
});

test('a constant of a package that is an address on localhost', () => {
  const nats = (body: string) => ({ 'main.go': program(body, ['github.com/nats-io/nats.go', 'os']) });
  const moved = 'url := os.Getenv("NATS_URL")\n\tif url == "" {\n\t\turl = nats.DefaultURL\n\t}';
  expect(flags(nats(moved))).toEqual([ADD_HOST, '-e NATS_URL=nats://host.docker.internal:4222']);
  expect(flags(nats('nats.Connect(getEnv("NATS_URL", nats.DefaultURL))'))).toEqual([
    ADD_HOST,
    '-e NATS_URL=nats://host.docker.internal:4222',
  ]);
  const told = (body: string) =>
    planOf(nats(body)).warnings.filter(({ id }) => id === 'service-fixed-on-localhost');
  expect(told('nats.Connect(nats.DefaultURL)')).toMatchObject([{ values: { address: '127.0.0.1:4222' } }]);
  expect(told('nats.Connect(url)')).toEqual([]);
});

test.each([
  ['bot, err := New(os.Getenv("BOT_TOKEN"))', ['-e BOT_TOKEN']],
  ['\tTELEGRAM_SECRET := os.Getenv("TELEGRAM_SECRET")\n\tstart(TELEGRAM_SECRET)', ['-e TELEGRAM_SECRET']],
  ['key := os.Getenv("JWT_SECRET")', ['-e JWT_SECRET=local-secret-of-at-least-32-characters']],
  ['token := os.Getenv("API_TOKEN")\nif token != "" {\n\tuse(token)\n}', []],
  ['if debug {\n\tuse(os.Getenv("API_TOKEN"))\n}', []],
  ['name := os.Getenv("APP_NAME")', []],
])('a secret that is read as it starts: %s', (body, expected) => {
  expect(flags({ 'main.go': program(body, ['os']) })).toEqual(expected);
});

describe('a server that only the compose file knows', () => {
  const compose =
    'services:\n  app:\n    build: .\n  mysql:\n    image: mysql\n    environment:\n      A: b\nvolumes:\n  data:\n';
  const flagsWith = (body: string) => flags({ 'main.go': program(body), 'docker-compose.yml': compose });

  test.each([
    ['getEnv("DB_HOST", "mysql")', [ADD_HOST, '-e DB_HOST=host.docker.internal']],
    ['getEnv("DB_ADDR", "mysql:3306")', [ADD_HOST, '-e DB_ADDR=host.docker.internal:3306']],
    ['getEnv("DB_HOST", "data")', []],
    ['getEnv("DB_HOST", "db.example.org")', []],
    ['getEnv("LOG_LEVEL", "app")', []],
  ])('%s', (body, expected) => {
    expect(flagsWith(body)).toEqual(expected);
  });

  test('tags name it, with what is asked for beside it', () => {
    const config =
      'package main\n\ntype Config struct {\n\tHost string `env:"DB_HOST" env-default:"mysql"`\n\tPass string `env:"DB_PASS"`\n\tName string `env:"DB_NAME" env-default:"shop"`\n}\n';
    const files = { 'main.go': program(''), 'config.go': config, 'docker-compose.yml': compose };
    expect(flags(files)).toEqual([ADD_HOST, '-e DB_HOST=host.docker.internal', '-e DB_PASS']);
  });
});

test('the example says where the server is that a variable names', () => {
  const files = {
    'main.go': program('open(os.Getenv("DATABASE_URL"))'),
    '.env.example': 'DATABASE_URL=postgres://shop@localhost:5432/shop\n',
  };
  expect(flags(files)).toEqual([ADD_HOST, '-e DATABASE_URL=postgres://shop@host.docker.internal:5432/shop']);
});

test('what it takes to reach a database is named with its host', () => {
  const files = {
    'go.mod': `${MOD}\nrequire github.com/lib/pq v1.10.9\n`,
    'go.sum': '',
    'main.go': program(
      'open(os.Getenv("DB_HOST"), os.Getenv("DB_PORT"), os.Getenv("DB_USER"), os.Getenv("DB_PASSWORD"), os.Getenv("SHOP"))',
      ['github.com/lib/pq'],
    ),
    '.env.example': 'DB_HOST=db\nDB_USER=shop\nDB_PASSWORD=\nSHOP=x\n',
  };
  expect(flags(files)).toEqual([
    ADD_HOST,
    '-e DB_HOST=host.docker.internal',
    '-e DB_PORT=5432',
    '-e DB_USER=shop',
    '-e DB_PASSWORD',
  ]);
});

test.each([
  ['your_database_url', '-e DATABASE_URL'],
  ['shop.db', '-e DATABASE_URL=shop.db'],
])('the example %s of an address', (example, expected) => {
  const files = {
    'main.go': program('open(os.Getenv("DATABASE_URL"))'),
    '.env.example': `DATABASE_URL=${example}\n`,
  };
  expect(flags(files)).toEqual([expected]);
});

test.each([
  ['`env:"REDIS_ADDR" envDefault:"localhost:6379"`', [ADD_HOST, '-e REDIS_ADDR=host.docker.internal:6379']],
  ['`env:"REDIS_ADDR" envDefault:"redis:6379"`', []],
  ['`env:"BASE_URL,required"`', ['-e BASE_URL=http://localhost:8080']],
  ['`env:"SHOP_URL,required"`', ['-e SHOP_URL=http://localhost:8080']],
  ['`env:"BILLING_URL,required"`', ['-e BILLING_URL']],
  ['`env:"JWT_SECRET,required"`', ['-e JWT_SECRET=local-secret-of-at-least-32-characters']],
  ['`env:"GITHUB_CLIENT_SECRET,required"`', ['-e GITHUB_CLIENT_SECRET']],
  ['`env:"JWT_PUBLIC_KEY,required"`', ['-e JWT_PUBLIC_KEY']],
])('a field with the tag %s', (tag, expected) => {
  const config = `package main\n\ntype Config struct {\n\tX string ${tag}\n}\n\nfunc main() {}\n`;
  expect(flags({ 'main.go': config })).toEqual(expected);
});

describe('a server on localhost that nothing moves', () => {
  const fixed = (files: Record<string, string>) =>
    planOf(files).warnings.find(({ id }) => id === 'service-fixed-on-localhost')?.values;

  test.each([
    ['sql.Open("mysql", "root:x@tcp(localhost:3306)/shop")', { address: 'localhost:3306' }],
    ['sql.Open("postgres", "host=127.0.0.1 user=shop dbname=shop")', { address: '127.0.0.1' }],
    ['dial("mongodb://localhost:27017")', { address: 'localhost:27017' }],
    ['kafka.TCP("127.0.0.1:9092")', { address: '127.0.0.1:9092' }],
    ['get("http://localhost:8080/items")', undefined],
    ['dial("localhost:9000")', undefined],
    ['url := os.Getenv("DB")\n\tif url == "" {\n\t\turl = "mongodb://localhost:27017"\n\t}', undefined],
    ['flag.String("redis", "localhost:6379", "where")', undefined],
    ['getEnv("REDIS_ADDR", "localhost:6379")', undefined],
  ])('%s', (body, expected) => {
    expect(fixed({ 'main.go': program(body) })).toEqual(expected);
  });

  test('in the settings that the image holds', () => {
    const files = {
      'main.go': program('read(os.ReadFile("config/local.yml"))'),
      'config/local.yml': 'dsn: "postgres://127.0.0.1/shop?user=a"\nurl: http://localhost:3000\n',
    };
    expect(fixed(files)).toEqual({ address: '127.0.0.1', file: 'config/local.yml' });
    expect(fixed({ ...files, 'config/local.yml': 'url: http://localhost:3000\n' })).toBeUndefined();
  });
});

test.each([
  ['database:\n  host: 127.0.0.1 # here\n  port: 3306\n', '127.0.0.1:3306'],
  ['{\n  "dbHost": "localhost",\n  "dbUser": "shop",\n  "dbPort": "5432"\n}\n', 'localhost:5432'],
  ['server:\n  host: localhost\n  port: 8081\n', undefined],
  ['database:\n  host: localhost\nredis:\n    port: 6379\n', undefined],
  ['database:\n  host: db\n  port: 3306\n', undefined],
])('a server on localhost whose port stands in a line of its own: %j', (settings, address) => {
  const plan = planOf({
    'main.go': program('load("config/app.yml")\n\thttp.ListenAndServe(":8080", nil)'),
    'config/app.yml': settings,
  });
  expect(plan.warnings.find(({ id }) => id === 'service-fixed-on-localhost')?.values).toEqual(
    address === undefined ? undefined : { address, file: 'config/app.yml' },
  );
});

describe('flags whose default is a server on localhost stand behind the image', () => {
  const behind = (body: string, more: Record<string, string> = {}) => {
    const { runArguments, runFlags } = planOf({ 'main.go': program(body), ...more });
    return [runFlags?.map(({ value }) => value), runArguments?.map(({ value }) => value)];
  };

  test.each([
    [
      'flag.StringVar(&cfg.dsn, "db-dsn", "postgres://a:b@localhost/shop?sslmode=disable", "of PostgreSQL")',
      [[ADD_HOST], ["'--db-dsn=postgres://a:b@host.docker.internal/shop?sslmode=disable'"]],
    ],
    [
      'flag.String("redis-addr", "localhost:6379", "")',
      [[ADD_HOST], ['--redis-addr=host.docker.internal:6379']],
    ],
    ['flag.String("addr", "localhost:4000", "")', [undefined, undefined]],
    ['flag.String("upstream", "http://localhost:9000", "")', [undefined, undefined]],
    ['flag.String("dsn", "a:b@/shop", "")', [undefined, undefined]],
  ])('%s', (body, expected) => {
    expect(behind(body)).toEqual(expected);
  });

  test("a data source of MySQL's driver without an address is on localhost", () => {
    const mysql = {
      'go.mod': `${MOD}\nrequire github.com/go-sql-driver/mysql v1.9.3\n`,
      'go.sum': '',
      'main.go': program('flag.String("dsn", "web:pass@/snippetbox?parseTime=true", "MySQL")', [
        'github.com/go-sql-driver/mysql',
      ]),
    };
    const { runArguments } = planOf(mysql);
    expect(runArguments?.map(({ value }) => value)).toEqual([
      "'--dsn=web:pass@tcp(host.docker.internal:3306)/snippetbox?parseTime=true'",
    ]);
  });
});
