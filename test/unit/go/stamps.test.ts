import { expect, test } from 'vitest';
import { dockerfile, planOf, values } from './support.js';

const main = (declaration: string) =>
  `package main\n\nimport "example.com/shop/internal/build"\n\n${declaration}\n\nfunc main() { println(version, build.Commit) }\n`;
const build = { 'internal/build/build.go': 'package build\n\nvar (\n\tCommit string\n\tDate = "never"\n)\n' };
const go = (text: string) => `\tgo build -ldflags "${text}" .\n`;

test.each<[string, string, Record<string, string>, string, string[]]>([
  [
    'a Makefile',
    'var version = "dev"',
    { Makefile: go('-s -X main.version=$(V)') },
    ' -X main.version=$VERSION',
    ['VERSION=dev'],
  ],
  [
    'goreleaser',
    'var version string',
    { '.goreleaser.yaml': '- -s -w -X main.version={{.Version}}\n' },
    ' -X main.version=$VERSION',
    ['VERSION=dev'],
  ],
  [
    'quotes',
    'var version = "0.0.1"',
    { Taskfile: '', 'Taskfile.yml': `- go build -ldflags="-X 'main.version={{.V}}'"\n` },
    ' -X main.version=$VERSION',
    ['VERSION=0.0.1'],
  ],
  [
    'a package of the module, named by a variable of make',
    'var version string',
    {
      Makefile: `PKG := example.com/shop/internal/build\n${go('-X $(PKG).Commit=$(SHA) -X ${PKG}.Date=$(NOW)')}`,
    },
    ' -X example.com/shop/internal/build.Commit=$COMMIT -X example.com/shop/internal/build.Date=$DATE',
    ['COMMIT=unknown', 'DATE=never'],
  ],
  ['no other variable', 'var Runtime string', { Makefile: go('-X main.Runtime=docker') }, '', []],
  ['no constant', 'const version = "1"', { Makefile: go('-X main.version=$(V)') }, '', []],
  [
    'no variable of a block of constants',
    'const (\n\tversion = "1"\n)',
    { Makefile: go('-X main.version=$(V)') },
    '',
    [],
  ],
  ['no variable that a call sets', 'var version = read()', { Makefile: go('-X main.version=$(V)') }, '', []],
  ['no variable that is not there', 'var Version string', { Makefile: go('-X main.version=$(V)') }, '', []],
  ['nothing without -X', 'var version string', { Makefile: go('-s -w') }, '', []],
])('%s', (_name, declaration, files, flags, args) => {
  const plan = planOf({ ...build, ...files, 'main.go': main(declaration) });
  expect(values(plan).build).toContain(`-ldflags="-s -w${flags}" -o`);
  const text = dockerfile(plan);
  expect([...text.matchAll(/^ARG ((?:VERSION|COMMIT|DATE)=.*)$/gm)].map(([, arg]) => arg)).toEqual(args);
});
