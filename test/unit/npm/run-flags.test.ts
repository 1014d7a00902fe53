import { describe, expect, test } from 'vitest';
import type { PackageJson } from '../../../generators/ecosystems/npm/read/manifest.js';
import { ADD_HOST } from '../../../generators/plan/host-machine.js';
import { planOf, repository } from './support.js';

const JSON_: PackageJson = { scripts: { start: 'node server.js' }, dependencies: { express: '5' } };
const LISTEN = '\napp.listen(process.env.PORT || 3000);';
const SECRET = 'local-secret-of-at-least-32-characters';

/** What the closing `docker run` gives the container. */
function flagsOf(code: string, files: Record<string, string> = {}, json: PackageJson = JSON_): string[] {
  const plan = planOf(repository(json, { 'server.js': code + LISTEN, ...files }));
  return (plan.runFlags ?? []).map(({ value }) => value).filter((flag) => flag !== ADD_HOST);
}

describe('what the code does not go on without', () => {
  test.each<[string, string[]]>([
    ["if (!process.env.API_TOKEN) { throw new Error('none') }", ['-e API_TOKEN=local']],
    [
      'if (!process.env.DATABASE_URL) process.exit(1)',
      ['-e DATABASE_URL=postgres://host.docker.internal/local'],
    ],
    ['if (!process.env.AAA || !process.env.BBB) throw x', ['-e AAA=local', '-e BBB=local']],
    ['const key = process.env.JWT_SECRET;\nif (!key) {\n  throw x }', [`-e JWT_SECRET=${SECRET}`]],
    [
      "const REQUIRED = ['AAA', 'BBB'];\nfor (const n of REQUIRED) if (!process.env[n]) throw n",
      ['-e AAA=local', '-e BBB=local'],
    ],
    ["use(requireEnv('AAA'))", ['-e AAA=local']],
    ["config.getOrThrow('AAA')", ['-e AAA=local']],
    [
      'passport.use(new GoogleStrategy({ clientID: process.env.G_ID, clientSecret: process.env.G_SECRET }))',
      ['-e G_ID=local', `-e G_SECRET=${SECRET}`],
    ],
    [
      'mongoose.connect(process.env.DB_CONNECTION)',
      ['-e DB_CONNECTION=mongodb://host.docker.internal/local'],
    ],
    ['new MongoClient(process.env.STORE)', ['-e STORE=mongodb://host.docker.internal/local']],
    [
      'const uri = process.env.STORE;\nmongoose.connect(uri, { a: 1 })',
      ['-e STORE=mongodb://host.docker.internal/local'],
    ],
    ['new Redis(process.env.CACHE)', ['-e CACHE=redis://host.docker.internal']],
    ['mysql.createPool(process.env.STORE)', ['-e STORE=mysql://host.docker.internal/local']],
    ['drizzle(process.env.DATABASE_URL!)', ['-e DATABASE_URL=postgres://host.docker.internal/local']],
    ["const uri = process.env.STORE || 'mongodb://db';\nnew MongoClient(uri)", []],
    ['const options = load();\nnew Redis(options)', []],
    [
      "cleanEnv(process.env, { AAA: str(), BBB: port(), CCC: str({ default: 'x' }) })",
      ['-e AAA=local', '-e BBB=3000'],
    ],
    [
      "Joi.object({ AAA: Joi.string().required(), BBB: Joi.number(), CCC: Joi.string().valid('on').required() }).validate(process.env)",
      ['-e AAA=local', '-e CCC=on'],
    ],
    [
      'Joi.object()\n  .keys({ AAA: Joi.string().required(), BBB: Joi.number() })\n  .unknown();\nschema.validate(process.env)',
      ['-e AAA=local'],
    ],
    [
      "import env from '@fastify/env';\nconst schema = { required: ['DB_HOST', 'DB_PORT', 'DB_USER', 'MOST'], properties: { DB_HOST: { type: 'string', default: 'localhost' }, DB_PORT: { default: 3306 }, DB_USER: { type: 'string' }, MOST: { type: 'number' } } }",
      ['-e DB_HOST=host.docker.internal', '-e DB_USER=local', '-e MOST=1'],
    ],
    [
      "import { IsInt } from 'class-validator';\nclass E {\n @IsInt()\n @Min(0)\n AAA: number;\n @IsOptional()\n @IsString()\n BBB: string;\n @ValidateIf((e) => !e.URL)\n @IsString()\n CCC: string;\n @ValidateIf((e) => e.URL)\n @IsString()\n DDD: string;\n}",
      ['-e AAA=1', '-e CCC=local'],
    ],
    [
      "const uri = prod ? process.env['MONGODB_URI'] : process.env['MONGODB_URI_LOCAL'];\nif (!uri) { if (prod) { log() } else { log() }\n process.exit(1) }",
      ['-e MONGODB_URI=mongodb://host.docker.internal/local'],
    ],
    [
      "const uri = env !== 'production' ? process.env.DEV_TOKEN : process.env.TOKEN;\nif (!uri) throw x",
      ['-e TOKEN=local'],
    ],
    [
      'const config = { dbUrl: process.env.APP_MONGODB || process.env.MONGO_URL };\nif (config.dbUrl == null) { process.exit(1) }',
      ['-e APP_MONGODB=mongodb://host.docker.internal/local'],
    ],
    ["invariant(process.env.AAA, 'none')", ['-e AAA=local']],
    [
      "const { DATABASE_URL } = process.env;\ninvariant(typeof DATABASE_URL === 'string', 'none')",
      ['-e DATABASE_URL=postgres://host.docker.internal/local'],
    ],
    ["invariant(user, 'none')", []],
    ["const c = { key: process.env.KEY || 'none' };\nif (!c.key) throw x", []],
    ["mongoose.connect(process.env.DB_CONNECTION || 'mongodb://db')", []],
    ["new Stripe(process.env.KEY ?? 'none')", []],
    ['if (process.env.DEBUG) throw x', []],
    [
      'const pays = Boolean(process.env.PAY_KEY);\nfunction pay() {\n  if (!process.env.PAY_KEY) throw x }',
      [],
    ],
    ['const pays = Boolean(process.env.PAY_KEY);\nif (!process.env.PAY_KEY) throw x', ['-e PAY_KEY=local']],
    ['if (!process.env.PORT) throw x', []],
  ])('%s', (code, flags) => {
    expect(flagsOf(code)).toEqual(flags);
  });

  test('has the value of an example, however it is called', () => {
    const code = 'if (!process.env.REGION) throw x';
    expect(flagsOf(code, { env_example: 'REGION=eu-1' })).toEqual(['-e REGION=eu-1']);
    expect(flagsOf(code, { '.env': 'REGION=secret' })).toEqual(['-e REGION=local']);
  });

  test('has the value of an example at the root of the workspace', () => {
    const project = repository({ private: true, workspaces: ['*'] } as PackageJson, {
      '.env.example': 'REGION=eu-1',
      'api/package.json': JSON.stringify({ ...JSON_, name: 'api' }),
      'api/server.js': `if (!process.env.REGION) throw x${LISTEN}`,
    });
    expect(planOf(project, {}, 'api').runFlags?.map(({ value }) => value)).toEqual(['-e REGION=eu-1']);
  });

  test.each<[string, string, string]>([
    ['its example', 'file:./data.db?connection_limit=1', "'file:./data.db?connection_limit=1'"],
    ['the driver of Prisma', '', 'file:./local.db'],
  ])('names a database as %s does', (_, example, value) => {
    const files = {
      '.env.example': `DATABASE_URL="${example}"`,
      'prisma/schema.prisma': 'datasource db {\n provider = "sqlite"\n url = env("DATABASE_URL")\n}',
    };
    const code = 'if (!process.env.DATABASE_URL) throw x';
    const json = { ...JSON_, dependencies: { express: '5', '@prisma/client': '6' } };
    expect(flagsOf(code, files, json)).toEqual([`-e DATABASE_URL=${value}`]);
    expect(flagsOf(code, files)).toEqual([
      example === '' ? '-e DATABASE_URL=postgres://host.docker.internal/local' : `-e DATABASE_URL=${value}`,
    ]);
  });

  test('is the database of Prisma, also where another package of the workspace has it', () => {
    const schema = 'datasource db {\n provider = "mysql"\n url = env("SHOP_DB")\n}';
    const prisma = { '@prisma/client': '6' };
    const named = ['-e SHOP_DB=mysql://host.docker.internal/local'];
    const own = { ...JSON_, dependencies: { express: '5', ...prisma } };
    expect(flagsOf('', { 'prisma/schema.prisma': schema }, own)).toEqual(named);
    expect(
      flagsOf('', { 'prisma/schema.prisma': schema.replace('env("SHOP_DB")', '"mysql://db"') }, own),
    ).toEqual([]);
    const project = (dependencies: Record<string, string>) =>
      repository({ private: true, workspaces: ['*'] } as PackageJson, {
        'api/package.json': JSON.stringify({ ...JSON_, name: 'api', dependencies }),
        'api/server.js': LISTEN,
        'db/package.json': JSON.stringify({ name: 'db', dependencies: prisma }),
        'db/prisma/schema.prisma': schema,
      });
    const flags = (dependencies: Record<string, string>) =>
      (planOf(project(dependencies), {}, 'api').runFlags ?? []).map(({ value }) => value);
    expect(flags({ db: '*' })).toEqual([ADD_HOST, ...named]);
    expect(flags({})).toEqual([]);
  });

  test('is that of what starts, without what helps its tests', () => {
    const helper = { 'src/test/db.js': 'if (!process.env.SEED) throw x' };
    expect(flagsOf("require('./src/test/db')", helper)).toEqual([]);
  });

  test('is that of what starts, where its imports tell what that is', () => {
    const tool = { 'tools/seed.js': 'if (!process.env.SEED) throw x' };
    expect(flagsOf("require('./a')", tool)).toEqual([]);
    expect(flagsOf('files.forEach((file) => require(file))', tool)).toEqual(['-e SEED=local']);
    expect(flagsOf("require('@fastify/autoload')", tool)).toEqual(['-e SEED=local']);
  });
});

describe("servers on the developer's machine", () => {
  test.each<[string, string[]]>([
    [
      "connect(process.env.MONGO_URI || 'mongodb://localhost:27017/shop')",
      ['-e MONGO_URI=mongodb://host.docker.internal:27017/shop'],
    ],
    ["createClient({ host: process.env.REDIS_HOST ?? '127.0.0.1' })", ['-e REDIS_HOST=host.docker.internal']],
    [
      "TypeOrmModule.forRootAsync({ useFactory: (config) => ({ type: 'postgres', url: config.get<string>('DATABASE_URL'), }) })",
      ['-e DATABASE_URL=postgres://host.docker.internal/local'],
    ],
    [
      "new DataSource({ type: 'mysql', url: process.env.DB_URL, host: process.env.DB_HOST })",
      ['-e DB_URL=mysql://host.docker.internal/local', '-e DB_HOST=host.docker.internal'],
    ],
    ['axios({ url: process.env.API_URL })', []],
    ["if (process.env.REDIS_URL) connect({ url: process.env.REDIS_URL || 'x' })", []],
    ["cors({ origin: process.env.CLIENT_URL || 'http://localhost:5173' })", []],
    ["server.listen(3000, process.env.HOST || 'localhost')", []],
    ["connect(process.env.MONGO_URI || 'mongodb://db/shop')", []],
  ])('%s', (code, flags) => {
    expect(flagsOf(code)).toEqual(flags);
  });

  test('are called by a name that the engine is told', () => {
    const code = "connect(process.env.MONGO_URI || 'mongodb://localhost/shop')";
    const plan = planOf(repository(JSON_, { 'server.js': code + LISTEN }));
    expect(plan.runFlags?.[0]?.value).toBe(ADD_HOST);
  });

  test('in a .env file too', () => {
    const env = { '.env': 'DB_HOST=localhost\nNAME=localhost' };
    expect(flagsOf("require('dotenv').config()", env)).toEqual([
      '--env-file .env',
      '-e DB_HOST=host.docker.internal',
    ]);
  });
});

const MOUNTED = '-v "$PWD/.env:/app/.env:ro"';

describe('a .env file that the program loads', () => {
  const load = "require('dotenv').config()";
  test.each<[string, string, string[]]>([
    ['is handed over', 'TOKEN=a\n# note\nNAME=b', ['--env-file .env']],
    [
      'but for what the image knows better',
      'PORT=4000\nNODE_ENV=dev\nHOST=localhost',
      ['--env-file .env', '-e HOST=0.0.0.0', '-e NODE_ENV=production', '-e PORT=3000'],
    ],
    ['is mounted where Docker would read it in another way: quotes', 'TOKEN="a"', [MOUNTED]],
    ['…blanks', 'TOKEN = a\nPORT = 4000', [MOUNTED]],
    ['…a comment', 'TOKEN=a # b', [MOUNTED]],
    ['…other line ends', 'TOKEN=a\r\n', [MOUNTED]],
    ['…beside a server on this machine', 'DB_HOST = localhost', [MOUNTED, '-e DB_HOST=host.docker.internal']],
    ['not where it says nothing', '# TOKEN=', []],
  ])('%s', (_, text, flags) => {
    expect(flagsOf(load, { '.env': text })).toEqual(flags);
  });

  test('is left alone where nothing loads it', () => {
    expect(flagsOf('', { '.env': 'TOKEN=a' })).toEqual([]);
  });
});

test.each<[string, PackageJson, string[]]>([
  [
    'NextAuth.js 4',
    { dependencies: { next: '15', 'next-auth': '4' } },
    [`-e NEXTAUTH_SECRET=${SECRET}`, '-e NEXTAUTH_URL=http://localhost:3000'],
  ],
  [
    'Auth.js',
    { dependencies: { next: '15', 'next-auth': '5.0.0-beta.25' } },
    [`-e AUTH_SECRET=${SECRET}`, '-e AUTH_TRUST_HOST=true'],
  ],
  [
    'SvelteKit',
    { devDependencies: { '@sveltejs/kit': '2', '@sveltejs/adapter-node': '5' } },
    ['-e ORIGIN=http://localhost:3000'],
  ],
  [
    'SvelteKit, whose adapter the build replaces',
    { devDependencies: { '@sveltejs/kit': '2', '@sveltejs/adapter-vercel': '5' } },
    ['-e ORIGIN=http://localhost:3000'],
  ],
  ['none of them', { dependencies: { next: '15' } }, []],
])('what packages do not work without: %s', (_, json, flags) => {
  const adapter = Object.keys(json.devDependencies ?? {}).at(-1);
  const files = { 'svelte.config.js': `import node from '${adapter}'` };
  const build = json.dependencies?.next === undefined ? 'vite build' : 'next build';
  const plan = planOf(repository({ scripts: { build }, ...json }, files));
  expect((plan.runFlags ?? []).map(({ value }) => value)).toEqual(flags);
});

describe('settings that nobody commits', () => {
  const code = "const settings = yaml.load(fs.readFileSync(path.join(__dirname, 'config.yml')));\n";
  const example = { 'config.sample.yml': 'port: 4000\ndb:\n  port: 5432\n' };
  test('are those of their example', () => {
    expect(flagsOf(code, example)).toEqual(['-v "$PWD/config.sample.yml:/app/config.yml:ro"']);
    const serves = `${code}if (settings.port < 1) settings.port = process.env.PORT || 80;\nserve(settings);`;
    const plan = planOf(repository(JSON_, { 'server.js': serves, ...example }));
    expect(plan.variables.ports?.value).toEqual([4000]);
  });

  test.each<[string, Record<string, string>]>([
    ['are there', { ...example, 'config.yml': 'port: 5000' }],
    ['have no example', {}],
    ['are another file', { 'other.sample.yml': 'port: 4000' }],
  ])('not where they %s', (_, files) => {
    expect(flagsOf(code, files)).toEqual([]);
  });
});

test('code beside the folders of what starts asks for nothing, even where the imports do not tell all', () => {
  const json: PackageJson = { scripts: { start: 'node server/main.js' }, dependencies: { express: '5' } };
  const wants = (name: string) => `if (!process.env.${name}) throw new Error('none');\n`;
  const project = repository(json, {
    'server/main.js': `const routes = require(process.argv[2]);\napp.listen(3000);\n`,
    'server/routes/users.js': wants('USERS_TOKEN'),
    'extra/release.js': wants('RELEASE_TOKEN'),
  });
  expect((planOf(project).runFlags ?? []).map(({ value }) => value)).toEqual(['-e USERS_TOKEN=local']);
});

describe('settings that git does not keep', () => {
  const bot = (files: Record<string, string>, dependencies: Record<string, string> = {}) =>
    planOf(
      repository(
        { scripts: { start: 'node bot.js' }, dependencies: { 'discord.js': '14', ...dependencies } },
        files,
      ),
    );
  const mountsOf = (plan: ReturnType<typeof planOf>) =>
    (plan.runFlags ?? []).flatMap(({ value }) => (value.startsWith('-v') ? [value] : []));
  const said = (plan: ReturnType<typeof planOf>) =>
    plan.warnings.filter(({ id }) => id === 'settings-kept-out').map(({ from }) => from);

  test.each<[string, Record<string, string>, string]>([
    [
      'a module of them',
      { 'bot.js': "const { token } = require('./config.json');", '.gitignore': 'config.json' },
      'config.json',
    ],
    [
      'one without its ending, further on',
      {
        'bot.js': "require('./lib/start.js')",
        'lib/start.js': "const keys = require('../config/keys');",
        '.gitignore': 'config/keys.js',
      },
      'config/keys.js',
    ],
  ])('%s is mounted, and said', (_, files, file) => {
    const plan = bot(files);
    expect(mountsOf(plan)).toEqual([`-v "$PWD/${file}:/app/${file}:ro"`]);
    expect(said(plan)).toHaveLength(1);
  });

  test('what the package config reads is as well, unless there is another file of it', () => {
    const files = { 'bot.js': "const uri = require('config').get('mongoURI');" };
    const ignored = { ...files, '.gitignore': 'config/default.json\n' };
    expect(mountsOf(bot(ignored, { config: '3' }))).toEqual([
      '-v "$PWD/config/default.json:/app/config/default.json:ro"',
    ]);
    expect(mountsOf(bot(files, { config: '3' }))).toEqual([]);
    expect(mountsOf(bot({ ...ignored, 'config/production.json': '{}' }, { config: '3' }))).toEqual([]);
    expect(mountsOf(bot(ignored))).toEqual([]);
  });

  test('an example takes the place of a module as well, and of what a command reads', () => {
    const example = bot({
      'bot.js': "require('./config.json')",
      'config.example.json': '{}',
      '.gitignore': 'config.json',
    });
    expect(mountsOf(example)).toEqual(['-v "$PWD/config.example.json:/app/config.json:ro"']);
    expect(said(example)).toEqual([]);
    const start = 'sequelize db:migrate && node bot.js';
    const json = { scripts: { start }, dependencies: { 'sequelize-cli': '6', express: '5' } };
    const files = { 'bot.js': 'app.listen(3000)', '.sequelizerc.example': '' };
    const rc = '-v "$PWD/.sequelizerc.example:/app/.sequelizerc:ro"';
    expect(mountsOf(planOf(repository(json, files), { base: 'alpine' }))).toEqual([rc]);
    expect(mountsOf(planOf(repository(json, { ...files, '.sequelizerc': '' }), { base: 'alpine' }))).toEqual(
      [],
    );
  });

  test('what git keeps, what is there and what a build makes is none', () => {
    const loads = "require('./config.json')";
    for (const files of [
      { 'bot.js': loads },
      { 'bot.js': loads, 'config.json': '{}', '.gitignore': 'config.json' },
      { 'bot.js': "require('./dist/server.js')", '.gitignore': 'dist' },
    ])
      expect(mountsOf(bot(files))).toEqual([]);
  });
});
