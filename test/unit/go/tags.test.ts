import { expect, test } from 'vitest';
import { planOf, program, values } from './support.js';

const files = {
  'main.go': program('serve()'),
  'embed.go': '//go:build embed && !dev\n\npackage main\n\nfunc serve() {}\n',
  'plain.go': '//go:build !embed\n\npackage main\n\nfunc serve() {}\n',
};
const tagsOf = (more: Record<string, string>) =>
  /-tags=(\S+)/.exec(String(values(planOf({ ...files, ...more })).build))?.[1];

test.each<[string, string | undefined, Record<string, string>]>([
  ['a Makefile', 'embed', { Makefile: 'build:\n\tgo build -tags embed -o bin/shop .\n' }],
  ['a variable of it', 'embed', { Makefile: 'TAGS ?= embed\nbuild:\n\tgo build -tags "$(TAGS)" .\n' }],
  ['lines that go on', 'embed', { Makefile: 'build:\n\tgo build \\\n\t\t-tags=embed,netgo \\\n\t\t.\n' }],
  ['GOFLAGS', 'embed', { Makefile: 'export GOFLAGS := -tags=embed\nbuild:\n\tgo build .\n' }],
  ['own tags before GOFLAGS', undefined, { Makefile: 'GOFLAGS=-tags=embed\nb:\n\tgo build -tags netgo .\n' }],
  ['goreleaser flags', 'embed', { '.goreleaser.yml': 'builds:\n  - flags:\n      - -tags=embed\n' }],
  [
    'goreleaser tags',
    'embed',
    { '.goreleaser.yml': 'builds:\n  - tags:\n      - embed\n      - osusergo\n' },
  ],
  ['a module that is known', 'sqlite_fts5', { Makefile: 'b:\n\tgo build -tags sqlite_fts5 .\n' }],
  [
    'a Dockerfile first',
    undefined,
    { Makefile: 'b:\n\tgo build -tags embed .\n', Dockerfile: 'RUN go build . # tags\n' },
  ],
  ['no tag of developers', undefined, { Makefile: 'run:\n\tgo build -tags dev .\n' }],
  ['no tag that nothing asks for', undefined, { Makefile: 'build:\n\tgo build -tags netgo .\n' }],
  ['no tag of another program', undefined, { Makefile: 'build:\n\tgo build -tags embed ./cmd/other\n' }],
  ['no variable of elsewhere', undefined, { Makefile: 'build:\n\tgo build -tags "$(TAGS)" .\n' }],
  ['no tag of a linter', undefined, { Makefile: 'lint:\n\tgolangci-lint run --build-tags embed\n' }],
])('%s', (_name, expected, more) => {
  expect(tagsOf(more)).toBe(expected);
});

test('a tag that asks for what is not committed is left out', () => {
  const embed =
    '//go:build embed\n\npackage main\n\nimport _ "embed"\n\n//go:embed data.bin\nvar data []byte\n\nfunc serve() {}\n';
  const Makefile = 'build:\n\tgo build -tags embed .\n';
  expect(tagsOf({ 'embed.go': embed, Makefile })).toBeUndefined();
  expect(tagsOf({ 'embed.go': embed, Makefile, 'data.bin': 'x' })).toBe('embed');
});
