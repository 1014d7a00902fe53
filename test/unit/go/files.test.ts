import { expect, test } from 'vitest';
import { go } from '../../../generators/ecosystems/go/index.js';
import { mapProject } from '../../../generators/project/map.js';
import { catalog, dockerfile, planOf, program, values } from './support.js';

const tree = {
  'web/templates/index.html': '',
  'web/static/app.css': '',
  'config/config.yaml': '',
  'migrations/1.sql': '',
  'api/api.go': 'package api\n',
  'api/api.proto': '',
  'api/v2/go.mod': 'module example.com/api\n',
  'api/api.json': '',
  'pb/shop.proto': '',
  'cmd/cmd.go': 'package cmd\n',
  'shop.config.development': '',
  'config.local.yaml': '',
  'index.html': '',
  'settings.toml': '',
  '.env': 'SECRET=1',
  '.editorconfig': '',
  'README.md': '',
};

test.each<[string, string, string[]]>([
  ['a glob', 'r.LoadHTMLGlob("web/templates/*.html")', ['web/templates']],
  ['a nested glob', 'r.LoadHTMLGlob("web/**/*")', ['web']],
  ['a directory', 'http.Dir("./web/static")', ['web/static']],
  ['a file', 'os.ReadFile("config/config.yaml")', ['config/config.yaml']],
  ['a file named anywhere', 'path := "config/config.yaml"', ['config/config.yaml']],
  ['a directory that holds another', 'a("web/static"); os.DirFS("web")', ['web']],
  ['a URL of files', 'migrate.New("file://migrations", dsn)', ['migrations']],
  ['joined parts', 'filepath.Join(root, "web", "templates")', ['web/templates']],
  ['joined parts of what is opened', 'http.Dir(filepath.Join("web", "static"))', ['web/static']],
  ['a glob at the root', 'template.ParseGlob("*.html")', ['index.html']],
  ['viper', 'viper.SetConfigName("config")\nviper.AddConfigPath("./config")', ['config']],
  ['viper at the root', 'viper.SetConfigName("settings")\nviper.AddConfigPath(".")', ['settings.toml']],
  ['a bare word that is opened', 'http.Dir("web")', ['web']],
  ['a pattern that the program fills in', 'fmt.Sprintf("./migrations/%s", name)', ['migrations']],
  ['…with an ending', 'render(fmt.Sprintf("web/templates/%s.html", name))', ['web/templates']],
  ['…at the root', 'os.ReadFile(fmt.Sprintf("%s.toml", name))', ['settings.toml']],
  ['no key of a cache', 'redis.Get(fmt.Sprintf("migrations/%d", id))', []],
  ['a folder whose file is added', 'render("migrations/" + name)', ['migrations']],
  ['no folder of packages that a message begins with', 'panic("api/" + name)', []],
  [
    'a file with the name it gets in the program',
    'stuff("./config/config.yaml:config.yaml")',
    ['config/config.yaml'],
  ],
  ['no volume of another machine', 'mount("./data:/data")', []],
  ['no part of a URL', 'get(base + "migrations/" + name)', []],
  ['no bare word', 'fmt.Println("web", "config")', []],
  ['a variable named after its directory', 'templatesDir := "migrations"', ['migrations']],
  ['no name of a template', 'template.Must(template.New("web").Parse(text))', []],
  ['no name of a driver', 'sql.Open("migrations", dsn)', []],
  ['no element of a path', 'if part == ".." || part == "../" {}', []],
  ['no glob completed elsewhere', 'filepath.Glob(fmt.Sprintf(pattern, "*"))', []],
  ['no settings of developers', 'load("shop.config.development"); os.ReadFile("config.local.yaml")', []],
  ['no file for tools', 'os.ReadFile(".editorconfig")', []],
  ['no directory of definitions', 'basePath = "pb/"', []],
  ['no directory of Go code', 'os.DirFS("./cmd")', []],
  ['no secret and no notes', 'a(".env"); b("README.md")', []],
])('%s', (_name, body, expected) => {
  const files = values(planOf({ ...tree, 'main.go': program(body) })).copies as { from: string }[];
  expect(files.map(({ from }) => from)).toEqual(expected);
});

test.each([
  ['log.Fatal(err)', 'an empty one'],
  ['log.Println(err)', '--env-file'],
])('a .env file whose error a function of its own is given that does %s', (does, expected) => {
  const helper = `package utils\n\nfunc Check(msg string, err error) {\n\tif err != nil {\n\t\t${does}\n\t}\n}\n`;
  const main = program('envErr := godotenv.Load()\n\tutils.Check("no .env", envErr)', [
    'example.com/shop/utils',
  ]);
  const said = planOf({ 'main.go': main, 'utils/utils.go': helper }).warnings.map(({ message }) => message);
  expect(said.join('\n')).toContain(expected);
});

test.each<[string, string, Record<string, string>, string[], string[]]>([
  [
    'keys that are there',
    'http.ListenAndServeTLS(":443", "./tls/cert.pem", "./tls/key.pem", nil)',
    { 'tls/cert.pem': '', 'tls/key.pem': '' },
    ['tls/cert.pem', 'tls/key.pem'],
    [],
  ],
  [
    'a pair that nobody commits',
    'srv.ListenAndServeTLS("tls/cert.crt", "tls/cert.key")',
    {},
    ['tls/cert.crt', 'tls/cert.key'],
    [],
  ],
  ['a key that signs', 'os.ReadFile("keys/jwt.pem")', { 'keys/jwt.pem': '' }, ['keys/jwt.pem'], []],
  ['no public key', 'os.ReadFile("keys/public.pem")', { 'keys/public.pem': '' }, [], ['keys/public.pem']],
  [
    'no certificate of those who sign',
    'os.ReadFile("ca-cert.pem")',
    { 'ca-cert.pem': '' },
    [],
    ['ca-cert.pem'],
  ],
])('%s are mounted, not copied', (_name, body, files, mounted, copied) => {
  const plan = planOf({ ...files, 'main.go': program(body) });
  const mounts = plan.runFlags?.map(({ value }) => value) ?? [];
  expect(mounts).toEqual(mounted.map((path) => `-v "$PWD/${path}:/app/${path}:ro"`));
  expect((values(plan).copies as { from: string }[]).map(({ from }) => from)).toEqual(copied);
  expect(plan.warnings.some(({ id }) => id === 'keys-mounted')).toBe(mounted.length > 0);
});

test('files of a program in cmd/ that are named from there', () => {
  const plan = planOf({ ...tree, 'cmd/shop/main.go': program('open("../../config/config.yaml")') });
  expect(values(plan).copies).toEqual([
    { stage: null, owner: null, from: 'config/config.yaml', to: '/config/config.yaml' },
  ]);
});

test('belong to the user of a program that writes', () => {
  const plan = planOf({ ...tree, 'main.go': program('os.Create("x"); os.ReadFile("config/config.yaml")') });
  expect(values(plan).copies).toMatchObject([{ owner: '65532:65532' }]);
});

test('what is compiled in is not copied as well', () => {
  const source =
    'package main\n\nimport "embed"\n\n//go:embed web\nvar files embed.FS\n\nfunc main() { dir("./web/static") }\n';
  expect(values(planOf({ ...tree, 'main.go': source })).copies).toEqual([]);
});

test('a .env file is never copied, but told of', () => {
  const plan = planOf({ ...tree, 'main.go': program('godotenv.Load()') });
  expect(plan.warnings[0]).toMatchObject({ from: { file: 'main.go', line: 7 } });
});

test.each([
  ['err := godotenv.Load()\nif err != nil {\n\tlog.Fatal("no .env")\n}', 'an empty one'],
  ['if err := godotenv.Load(".env"); err != nil {\n\tpanic(err)\n}', 'an empty one'],
  ['if err := godotenv.Load(); err != nil {\n\tfmt.Println(err)\n\tos.Exit(1)\n}', 'an empty one'],
  ['if err := godotenv.Load(); err != nil {\n\tlog.Println("no .env")\n}', '--env-file'],
  ['err := godotenv.Load()\nif err != nil {\n\treturn nil, err\n}', 'an empty one'],
  ['if err := cleanenv.ReadConfig(".env", &cfg); err != nil {\n\tlog.Fatal(err)\n}', 'an empty one'],
  [
    'viper.SetConfigFile(".env")\nerr := viper.ReadInConfig()\nif err != nil {\n\tlog.Fatal(err)\n}',
    'mount it',
  ],
  ['gotenv.MustLoad()', 'an empty one'],
  ['gotenv.Load()', '--env-file'],
  ['_ = godotenv.Load()\nif x != y {\n\tlog.Fatal("x")\n}', '--env-file'],
  ['if err := godotenv.Load("config/.env"); err != nil {\n\tpanic(err)\n}', '--env-file'],
])('%j: how to pass a .env file', (body, way) => {
  expect(planOf({ 'main.go': program(body) }).warnings[0]?.message).toContain(way);
});

test('what reads settings of any format is told of only where it names a .env file', () => {
  const plan = planOf({ 'main.go': program('cleanenv.ReadConfig("settings.yaml", &cfg)') });
  expect(plan.warnings).toEqual([]);
});

test.each([
  ['env.Load(".env")', 'an empty one'],
  ['env.Load()', 'an empty one'],
  ['env.Load("settings")', '--env-file'],
])('%s of a package with a common name, where it is imported', (call, way) => {
  const main = program(`if err := ${call}; err != nil {\n\tpanic(err)\n}`, ['github.com/gofor-little/env']);
  const told = (source: string) => planOf({ 'main.go': source }).warnings.map(({ message }) => message);
  expect(told(main)).toContainEqual(expect.stringContaining(way));
  expect(told(main.replace('gofor-little', 'another'))).not.toContainEqual(expect.stringContaining('.env'));
});

test.each([
  ['`env:"APP_NAME,required"`', 'without APP_NAME:'],
  ['`env:"APP_NAME,notEmpty"`', 'without APP_NAME:'],
  ['`env:"APP_NAME" env-required:"true"`', 'without APP_NAME:'],
  ['`long:"name" env:"APP_NAME" required:"true"`', 'without APP_NAME:'],
  ['`env:"APP_NAME" envDefault:"x" required:"true"`', undefined],
  ['`env:"APP_NAME"`', undefined],
  ['`env:"APP_PORT,required"`', undefined],
  ['`json:"name" required:"true"`', undefined],
])('a required setting %s is told of', (tag, message) => {
  const config = `package main\n\ntype Config struct {\n\tName string ${tag}\n}\n\nfunc main() {}\n`;
  const { warnings } = planOf({ 'main.go': config });
  if (message === undefined) expect(warnings).toEqual([]);
  else
    expect(warnings).toMatchObject([
      { message: expect.stringContaining(message), from: { file: 'main.go', line: 4 } },
    ]);
});

test('many required settings are counted', () => {
  const fields = ['A', 'B', 'C', 'D', 'E'].map((name) => `\t${name} string \`env:"${name}_X,required"\`\n`);
  const config = `package main\n\ntype Config struct {\n${fields.join('')}}\n\nfunc main() {}\n`;
  expect(planOf({ 'main.go': config }).warnings[0]?.message).toContain('A_X, B_X, C_X and 2 more:');
});

test('an empty .env is there for a program that stops without one, and for no other', () => {
  const stops = 'if err := godotenv.Load(); err != nil {\n\tpanic(err)\n}';
  const text = dockerfile(planOf({ ...tree, 'main.go': program(stops) }));
  expect(text).toMatch(/RUN touch \/out\/\.env\n/);
  expect(text).toMatch(/WORKDIR \/app\n[\s\S]*COPY --from=build \/out\/\.env \.\/\n/);
  expect(dockerfile(planOf({ ...tree, 'main.go': program('godotenv.Load()') }))).not.toContain('.env');
});

test("the module's own directory is no file of its program", () => {
  const project = mapProject({
    'server/go.mod': 'module example.com/shop/server\n\ngo 1.26\n',
    'server/main.go': program('os.Open("server")\nload("config.yaml")'),
    'server/config.yaml': 'a: 1\n',
  });
  const [detection] = go.detect(project);
  const plan = detection && go.plan({ project, detection, wishes: {}, catalog });
  expect(plan && values(plan).copies).toMatchObject([{ from: 'server/config.yaml', to: './config.yaml' }]);
});

test.each<[string, string, string[]]>([
  ['a database below the working directory', 'sql.Open("sqlite", "./data/shop.db")', ['/app/data']],
  ['…by its URL', 'sql.Open("sqlite", "file:data/shop.db?cache=shared")', ['/app/data']],
  ['…that the program makes a folder for', 'os.MkdirAll("data", 0o755)\nopen("data/shop.db")', []],
  ['a database elsewhere', 'path := getEnv("DB_PATH", "/data/shop.db")', ['/data']],
  ['…even where it would make the folder', 'os.MkdirAll("/data", 0o755)\nopen("/data/shop.db")', ['/data']],
  ['a log', 'os.OpenFile("/var/log/shop/shop.log", os.O_CREATE, 0o644)', ['/var/log/shop']],
  ['uploads', 'c.SaveUploadedFile(file, "uploads/"+file.Filename)', ['/app/uploads']],
  ['a database beside the program', 'sql.Open("sqlite", "shop.db")', []],
  ['a temporary file', 'os.Create("/tmp/shop/x.log")', []],
  ['a file that is only read', 'os.Open("reports/x.csv")', []],
])('a folder to write in: %s', (_name, body, folders) => {
  expect(values(planOf({ 'main.go': program(body) })).folders).toEqual(folders);
});

test('a folder to write in that is copied is not made', () => {
  const plan = planOf({ 'main.go': program('os.DirFS("data"); open("data/shop.db")'), 'data/seed.json': '' });
  expect(values(plan).folders).toEqual([]);
  expect(dockerfile(planOf({ 'main.go': program('open("/data/shop.db")') }))).toMatch(
    /USER \S+\nWORKDIR \/data\nWORKDIR \/app\n/,
  );
});

test.each([
  ['./../gorm.db', '/app/work'],
  ['../shop.sqlite', '/app/work'],
  ['../../shop.db', null],
  ['./data/shop.db', null],
  ['shop.db', null],
])('a database that it makes at %s', (path, below) => {
  const files = { 'main.go': program(`gorm.Open("sqlite3", "${path}")`) };
  expect(values(planOf(files)).below).toBe(below);
  const beside = {
    ...files,
    'main.go': program(`gorm.Open("sqlite3", "${path}")\n\tos.Open("a.txt")`, ['os']),
    'a.txt': '',
  };
  expect(values(planOf(beside)).below).toBe(null);
});
