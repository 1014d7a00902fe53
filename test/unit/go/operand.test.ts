import { describe, expect, test } from 'vitest';
import { planOf, program, values } from './support.js';

const COBRA = ['github.com/spf13/cobra'];
const commands = (literal: string) =>
  program('root.Execute()', COBRA).concat(
    `\nvar root = &cobra.Command{Use: "shop"}\n\nvar serve = &cobra.Command{${literal}, Run: run}\n\nvar check = &cobra.Command{Use: "check", Run: run}\n\nfunc init() {\n\troot.AddCommand(serve)\n\troot.AddCommand(check)\n}\n\ntype Config struct {\n\tStorage string \`yaml:"storage"\`\n}\n`,
  );

describe('what the serving command wants behind its name', () => {
  test('settings, of which the repository has an example', () => {
    const plan = planOf({
      'main.go': commands('Use: "serve [flags] [config file]", Args: cobra.ExactArgs(1)'),
      'config.yaml.dist': 'storage: memory\n',
      'config.docker.yaml': 'storage: {{ getenv "STORAGE" }}\n',
    });
    expect(values(plan).cmd).toEqual(['serve', 'config.yaml']);
    expect(plan.runFlags).toMatchObject([{ value: '-v "$PWD/config.yaml.dist:/app/config.yaml:ro"' }]);
  });

  test('a folder for its data, which the image makes', () => {
    const plan = planOf({ 'main.go': commands('Use: "serve DIR"') });
    expect(values(plan)).toMatchObject({ cmd: ['serve', '/app/data'], folders: ['/app/data'] });
  });

  test("a folder, as a help template of MinIO's commands shows it", () => {
    const usage = 'USAGE:\n  {{.HelpName}} {{if .VisibleFlags}}[FLAGS] {{end}}DIR1 [DIR2..]\n';
    const cli = (name: string, help: string) =>
      `cli.Command{\n\tName: "${name}",\n\tUsage: "x",\n\tAction: run,\n\tCustomHelpTemplate: \`${help}\`,\n}`;
    const plan = planOf({
      'main.go': program('app := cli.NewApp()', ['github.com/minio/cli']).concat(
        `\nvar serverCmd = ${cli('server', usage)}\n\nvar genCmd = ${cli('fmt-gen', '')}\n`,
      ),
    });
    expect(values(plan)).toMatchObject({ cmd: ['server', '/app/data'], folders: ['/app/data'] });
  });

  test.each([
    ['nothing', 'Use: "serve"'],
    ['what may be left out', 'Use: "serve [data-dir]"'],
    ['something else', 'Use: "serve ADDRESS", Args: cobra.ExactArgs(1)'],
  ])('%s', (_name, literal) => {
    expect(values(planOf({ 'main.go': commands(literal) })).cmd).toEqual(['serve']);
  });
});
