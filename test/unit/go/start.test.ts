import { describe, expect, test } from 'vitest';
import { MOD, planOf, program, values } from './support.js';

const kong = (fields: string, body = 'kong.Parse(&cli)') => ({
  'main.go': `package main\n\nimport "github.com/alecthomas/kong"\n\ntype CLI struct {\n${fields}\n}\n\nfunc main() {\n${body}\n}\n`,
});

describe('the subcommand that serves', () => {
  test.each<[string, string, string[]]>([
    ['kong, by the field', '\tServe ServeCmd `cmd:"" help:"Serves."`\n\tCheck CheckCmd `cmd:""`', ['serve']],
    ['kong, by its name', '\tRun RunCmd `cmd:"" name:"server"`\n\tCheck CheckCmd `cmd:""`', ['server']],
    ['kong, inline', '\tServe struct {\n\t\tTLS bool\n\t} `cmd:""`', ['serve']],
    ['kong with a default', '\tServe ServeCmd `cmd:"" default:"1"`\n\tCheck CheckCmd `cmd:""`', []],
    [
      'kong with a default of another level',
      '\tServe ServeCmd `cmd:""`\n\tImage ImageCmd `cmd:""`\n}\n\ntype ImageCmd struct {\n\tList ListCmd `cmd:"" default:"1"`',
      ['serve'],
    ],
    ['kong without one', '\tDump DumpCmd `cmd:""`\n\tCheck CheckCmd `cmd:""`', []],
    ['kong with flags only', '\tServe bool `help:"Serve."`', []],
  ])('%s', (_name, fields, cmd) => {
    expect(values(planOf(kong(fields))).cmd).toEqual(cmd);
  });

  test.each([
    ['that runs by itself', 'Run: get,', []],
    ['that only shows its help', '', ['serve']],
  ])('cobra with a root named by the process %s', (_name, run, cmd) => {
    const code = `package main\n\nimport "github.com/spf13/cobra"\n\nfunc main() {\n\troot := &cobra.Command{\n\t\tUse: filepath.Base(os.Args[0]),\n\t\t${run}\n\t}\n\troot.AddCommand(&cobra.Command{\n\t\tUse: "serve",\n\t\tRun: serve,\n\t})\n\troot.Execute()\n}\n`;
    expect(values(planOf({ 'main.go': code })).cmd).toEqual(cmd);
  });

  test('go-flags', () => {
    const code =
      'package main\n\nimport "github.com/jessevdk/go-flags"\n\ntype Options struct {\n\tServer Server `command:"server"`\n\tBackup Backup `command:"backup"`\n}\n\nfunc main() { flags.Parse(&Options{}) }\n';
    expect(values(planOf({ 'main.go': code })).cmd).toEqual(['server']);
  });
});

describe('a variable without which main stops', () => {
  test.each<[string, string, string | undefined]>([
    ['Getenv', 'key := os.Getenv("KEY")\nif key == "" {\n\tlog.Fatal("no KEY")\n}', 'KEY'],
    ['LookupEnv', 'key, ok := os.LookupEnv("KEY")\nif !ok || key == "" {\n\tpanic("no KEY")\n}', 'KEY'],
    ['in one line', 'if key, ok := os.LookupEnv("KEY"); !ok {\n\tos.Exit(1)\n}', 'KEY'],
    ['compared at once', 'if os.Getenv("KEY") == "" {\n\tslog.Error("no")\n\tos.Exit(1)\n}', 'KEY'],
    ['with a default', 'key := os.Getenv("KEY")\nif key == "" {\n\tkey = "x"\n}', undefined],
    [
      'another stops',
      'key := os.Getenv("KEY")\nif key == "" {\n\tkey = "x"\n}\nif err != nil {\n\tpanic(err)\n}',
      undefined,
    ],
  ])('%s', (_name, body, variable) => {
    const { warnings } = planOf({ 'main.go': program(body, ['os', 'log']) });
    const message = expect.stringContaining(`without ${variable}:`);
    expect(warnings).toMatchObject(
      variable === undefined ? [] : [{ message, from: { file: 'main.go', line: 9 } }],
    );
  });
});

describe('a variable without which the start-up stops', () => {
  const LOAD = 'func Load() (*Config, error) {\n\tkey := os.Getenv("KEY")\n\tname := "x"\n';
  const STOP = '\tif key == "" {\n\t\treturn nil, errors.New("no KEY")\n\t}\n\treturn nil, nil\n}\n';
  const fatal = 'cfg, err := config.Load()\nif err != nil {\n\tlog.Fatal(err)\n}';

  test.each<[string, string, string, boolean]>([
    ['in another package, whose error ends it', fatal, LOAD + STOP, true],
    ['…whose error is only told', 'cfg, err := config.Load()\nlog.Println(err)', LOAD + STOP, false],
    [
      '…that is called under a condition',
      `if os.Getenv("TRACING") == "1" {\n\t${fatal}\n}`,
      LOAD + STOP,
      false,
    ],
    [
      '…after another way out',
      fatal,
      LOAD.replace('\tkey', '\tif !enabled() && quiet {\n\t\treturn nil, nil\n\t}\n\tkey') + STOP,
      false,
    ],
    ['…with more to be true', fatal, LOAD + STOP.replace('""', '"" && strict'), false],
  ])('%s', (_name, body, code, told) => {
    const files = {
      'config/config.go': `package config\n\n${code}`,
      'main.go': program(body, ['os', 'log', 'example.com/shop/config']),
      '.env.example': 'KEY=secret\nHOST=localhost\n',
    };
    const plan = planOf(files);
    expect(plan.warnings.map(({ id }) => id)).toEqual(told ? ['variables-required'] : []);
    expect(plan.runFlags?.map(({ value }) => value)).toEqual(told ? ['-e KEY=secret'] : undefined);
  });

  test('in what cobra runs for the command that is started, and for no other', () => {
    const command = (use: string, variable: string) =>
      `var ${use} = &cobra.Command{\n\tUse: "${use}",\n\tRunE: func(c *cobra.Command, a []string) error {\n\t\tkey := os.Getenv("${variable}")\n\t\tif key == "" {\n\t\t\treturn errors.New("no")\n\t\t}\n\t\treturn nil\n\t},\n}\n`;
    const head = 'package main\n\nimport "github.com/spf13/cobra"\n';
    const plan = planOf({
      'serve.go': `${head}\n${command('serve', 'KEY')}`,
      'migrate.go': `${head}\n${command('migrate', 'OTHER')}`,
      'main.go': `${head}\nvar root = &cobra.Command{Use: "shop"}\n\nfunc main() {\n\troot.AddCommand(serve, migrate)\n\troot.Execute()\n}\n`,
    });
    const told = plan.warnings.find(({ id }) => id === 'variables-required');
    expect(told?.values).toEqual({ variables: ['KEY'] });
  });
});

test('a function that stops for a variable, whatever else it is given', () => {
  const must =
    '\nfunc mustEnv(log *slog.Logger, name string) string {\n\tv := os.Getenv(name)\n\tif v == "" {\n\t\tos.Exit(1)\n\t}\n\treturn v\n}\n';
  const plan = planOf({ 'main.go': program('key := mustEnv(log, "KEY")', ['os']) + must });
  expect(plan.warnings).toMatchObject([{ id: 'variables-required', values: { variables: ['KEY'] } }]);
});

describe('many variables that are required', () => {
  const fields = ['A', 'B', 'C', 'D'].map((name) => `\t${name} string \`env:"${name}_X,required"\`\n`);
  const config = `package main\n\ntype Config struct {\n${fields.join('')}}\n\nfunc main() { http.ListenAndServe(":3000", nil) }\n`;
  const example = 'A_X=1\nB_X=2\n# C\nC_X=3\nD_X=4\n';

  test.each<[string, string, string[] | undefined]>([
    ['are given as a file', example, ['--env-file .env.example']],
    ['…that says the same port', `${example}PORT=3000\n`, ['--env-file .env.example']],
    [
      '…but not one with another port',
      `${example}PORT=4000\n`,
      ['-e A_X=1', '-e B_X=2', '-e C_X=3', '-e D_X=4'],
    ],
    [
      '…nor one with quotes, which Docker keeps',
      `${example}NAME="x"\n`,
      ['-e A_X=1', '-e B_X=2', '-e C_X=3', '-e D_X=4'],
    ],
    ['few are given by name', 'A_X=1\nB_X="two words"\n', ['-e A_X=1', '-e B_X', '-e C_X', '-e D_X']],
  ])('%s', (_name, text, flags) => {
    const plan = planOf({ 'main.go': config, '.env.example': text });
    expect(plan.runFlags?.map(({ value }) => value)).toEqual(flags);
  });

  test('more than a line has room for are given as the .env file that they have to be in', () => {
    const names = [...'ABCDEFGHIJKLM'].map((name) => `\t${name} string \`env:"${name}_X,required"\`\n`);
    const plan = planOf({
      'main.go': `package main\n\ntype Config struct {\n${names.join('')}}\n\nfunc main() {}\n`,
    });
    expect(plan.runFlags?.map(({ value }) => value)).toEqual(['--env-file .env']);
  });
});

describe('a tool that the code starts', () => {
  const git = { 'main.go': program('exec.CommandContext(ctx, "git", "log").Run()', ['os/exec']) };
  const shell = { 'main.go': program('exec.Command("sh", "-c", line).Run()', ['os/exec']) };
  const browser = { 'main.go': program('exec.Command("xdg-open", url).Start()', ['os/exec']) };
  const base = (value: 'distroless' | 'alpine') => ({ base: { value, from: { flag: 'base' } } });

  test('is told of where the base has it not', () => {
    expect(planOf(git, base('distroless')).warnings).toMatchObject([
      { id: 'tools-missing', values: { tools: ['git'], bare: true }, from: { file: 'main.go', line: 8 } },
    ]);
    expect(planOf(git, base('alpine')).warnings).toHaveLength(1);
    expect(planOf(shell, base('distroless')).warnings).toHaveLength(1);
    expect(planOf(shell, base('alpine')).warnings).toEqual([]);
    expect(planOf(browser, base('distroless')).warnings).toEqual([]);
  });

  test('is known from the package that starts it', () => {
    const mod = (path: string) => ({
      'go.mod': `${MOD}\nrequire ${path} v1.0.0\n`,
      'go.sum': '',
      'main.go': program('run()', [path]),
    });
    const warned = (path: string) =>
      planOf(mod(path)).warnings.flatMap(({ id, values }) => (id === 'tools-missing' ? values : []));
    expect(warned('github.com/chromedp/chromedp')).toMatchObject([{ tools: ['a Chromium browser'] }]);
    expect(warned('github.com/chromedp/cdproto')).toEqual([]);
  });
});
