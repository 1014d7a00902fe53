import { describe, expect, test } from 'vitest';
import { go } from '../../../generators/ecosystems/go/index.js';
import { decide } from '../../../generators/plan/decision.js';
import { mapProject } from '../../../generators/project/map.js';
import type { Base } from '../../../generators/vocabulary.js';
import { catalog, dockerfile, from, MOD, planOf, program, values } from './support.js';

const on = (base: Base) => ({ base: decide(base, { flag: 'base' }) });
const hello = program('println("hi")');

describe('version', () => {
  test.each([
    ['1.22', '1.27'],
    ['1.26.3', '1.27'],
    ['1.27rc1', '1.27'],
  ])('go %s builds with %s', (line, expected) => {
    const plan = planOf({ 'go.mod': `module x\n\ngo ${line}\n`, 'main.go': hello });
    expect(values(plan).buildImage).toBe(`golang:${expected}-alpine`);
    expect(from(plan, 'goVersion')).toBe(`go.mod:3 go ${line}`);
  });

  test('refuses a Go that has no image, and a wish that is too old', () => {
    expect(() => planOf({ 'go.mod': 'module x\n\ngo 1.99\n', 'main.go': hello })).toThrow(
      /go\.mod:3 go 1\.99/,
    );
    const wishes = { languageVersion: decide('1.20', { flag: 'language-version' }) };
    expect(() => planOf({ 'main.go': hello }, wishes)).toThrow(/cannot compile/);
  });

  test.each([
    ['v0.54.0', '1.26.3', '1.26'],
    ['v0.55.0', '1.26.3', '1.27'],
    // Nothing older reaches the go line: it may still compile what the program really imports.
    ['v0.54.0', '1.27', '1.27'],
  ])('golang.org/x/net %s and go %s build with %s', (net, line, expected) => {
    const mod = `module x\n\ngo ${line}\n\nrequire golang.org/x/net ${net} // indirect\n`;
    const plan = planOf({ 'go.mod': mod, 'main.go': hello });
    expect(values(plan).goVersion).toBe(expected);
    if (expected === '1.26') expect(from(plan, 'goVersion')).toMatch(/^go\.mod:5 /);
  });

  test('what another module compiles of it holds Go back as well', () => {
    const mod =
      'module x\n\ngo 1.21\n\nrequire github.com/cloudwego/hertz v0.9.3\nrequire github.com/bytedance/sonic v1.12.0 // indirect\n';
    const main = program('server.Default().Spin()', ['github.com/cloudwego/hertz/pkg/app/server']);
    expect(values(planOf({ 'go.mod': mod, 'main.go': main })).goVersion).toBe('1.25');
  });

  test.each([
    ['github.com/bytedance/sonic', 'v1.11.6', 'github.com/bytedance/sonic', '1.22'],
    ['github.com/bytedance/sonic', 'v1.13.3', 'github.com/bytedance/sonic', '1.24'],
    ['github.com/bytedance/sonic', 'v1.15.0', 'github.com/bytedance/sonic', '1.27'],
    ['golang.org/x/tools', 'v0.20.0', 'golang.org/x/tools/go/packages', '1.24'],
    ['golang.org/x/tools', 'v0.24.1', 'golang.org/x/tools/go/packages', '1.27'],
    // Only some of its packages break.
    ['golang.org/x/tools', 'v0.20.0', 'golang.org/x/tools/cover', '1.27'],
  ])('%s %s, of which %s is imported, builds with %s', (module, version, path, expected) => {
    const mod = `module x\n\ngo 1.21\n\nrequire ${module} ${version}\n`;
    const plan = planOf({
      'go.mod': mod,
      'go.sum': `${module} ${version} h1:x=\n`,
      'main.go': program('', [path]),
    });
    expect(values(plan).goVersion).toBe(expected);
    const told = plan.warnings.map(({ id }) => id);
    expect(told).toEqual(expected === '1.27' ? [] : ['go-held-back']);
  });

  test('takes the wish', () => {
    const plan = planOf(
      { 'main.go': hello },
      { languageVersion: decide('1.26', { flag: 'language-version' }) },
    );
    expect(values(plan).buildImage).toBe('golang:1.26-alpine');
  });

  test.each([
    ['.go-version', '1.26.3\n', '.go-version:1 1.26.3'],
    ['.tool-versions', 'nodejs 24.1.0\ngolang 1.26.3\n', '.tool-versions:2 golang 1.26.3'],
    ['mise.toml', '[tools]\nnode = "24"\ngo = "1.26"\n', 'mise.toml:3 go = "1.26"'],
    ['.mise.toml', '[tools]\ngo = { version = "1.26.1" }\n', '.mise.toml:2 go = { version = "1.26.1" }'],
  ])('%s pins a Go that is supported', (file, text, place) => {
    const plan = planOf({ 'go.mod': 'module x\n\ngo 1.22\n', 'main.go': hello, [file]: text });
    expect(values(plan).buildImage).toBe('golang:1.26-alpine');
    expect(from(plan, 'goVersion')).toBe(place);
    expect(plan.warnings).toEqual([]);
  });

  test.each([
    ['1.22.1', '1.20', /no longer maintained.*1\.27; --language-version 1\.22 insists/],
    ['1.22.1', '1.24', /too old for go\.mod:3 go 1\.24/],
    ['1.99', '1.24', /not known here/],
  ])('a pin of Go %s with go %s is passed over, which is told', (pin, line, message) => {
    const files = { 'go.mod': `module x\n\ngo ${line}\n`, 'main.go': hello, '.go-version': pin };
    const plan = planOf(files);
    expect(values(plan).goVersion).toBe('1.27');
    expect(plan.warnings).toMatchObject([
      { message: expect.stringMatching(message), from: { file: '.go-version', line: 1, text: pin } },
    ]);
  });

  test('a toolchain line above the go line is not fetched and asks for nothing', () => {
    const mod = 'module x\n\ngo 1.24\n\ntoolchain go1.99.1\n';
    const plan = planOf({ 'go.mod': mod, 'main.go': hello });
    expect(values(plan).goVersion).toBe('1.27');
    expect(dockerfile(plan)).not.toContain('GOTOOLCHAIN');
  });

  test.each([
    ['1.99', '1.99', 'golang:1.99-alpine'],
    ['1.99rc1', '1.99-rc', 'golang:1.99-rc-alpine'],
  ])('go %s is refused with --language-version %s, which takes it', (line, version, image) => {
    const files = { 'go.mod': `module x\n\ngo ${line}\n`, 'main.go': hello };
    expect(() => planOf(files)).toThrow(
      expect.objectContaining({ hint: expect.stringContaining(`--language-version ${version} takes it`) }),
    );
    const plan = planOf(files, { languageVersion: decide(version, { flag: 'language-version' }) });
    expect(values(plan).buildImage).toBe(image);
    expect(plan.warnings[0]?.message).toMatch(/on your word/);
  });

  test('a wish for a Go that was never known is refused', () => {
    const wishes = { languageVersion: decide('1.2', { flag: 'language-version' }) };
    expect(() => planOf({ 'go.mod': 'module x\n', 'main.go': hello }, wishes)).toThrow(/not an image known/);
  });

  test('a workspace member asks too', () => {
    const files = {
      'go.work': 'go 1.99\n\nuse .\n',
      'main.go': hello,
    };
    expect(() => planOf(files)).toThrow(/go\.work:1 go 1\.99/);
  });
});

describe('targets', () => {
  const tested = { 'main.go': hello, 'main_test.go': 'package main\n' };
  const targets = (files: Record<string, string>, wishes = {}) => values(planOf(files, wishes));

  test('no test file, no test stage; nested modules and testdata have none of ours', () => {
    const files = { 'main.go': hello, 'sub/go.mod': MOD, 'sub/a_test.go': '', 'testdata/b_test.go': '' };
    expect(targets(files)).toMatchObject({ test: null, ships: 'build' });
    expect(() => targets(files, { test: decide('gate', { flag: 'test' }) })).toThrow(
      /gate has nothing to run/,
    );
  });

  test('a test file makes a test stage, the gate makes it what ships', () => {
    expect(targets(tested)).toMatchObject({ test: { stage: 'build' }, ships: 'build' });
    expect(targets(tested, { test: decide('gate', { flag: 'test' }) }).ships).toBe('test');
    expect(targets(tested, { test: decide('none', { flag: 'test' }) })).toMatchObject({
      test: null,
      ships: 'build',
    });
  });

  test('tests that start containers are said', () => {
    const mod = `${MOD}require github.com/testcontainers/testcontainers-go v0.34.0\n`;
    const text = dockerfile(planOf({ ...tested, 'go.mod': mod, 'go.sum': '' }));
    expect(text).toContain(
      '# Tests that start containers (github.com/testcontainers/testcontainers-go) fail in a build.',
    );
  });

  test.each([
    ['1.27', 'air-verse/air@v1.67'],
    ['1.22', 'air-verse/air@v1.52'],
    ['1.21', 'cosmtrek/air@v1.49'],
  ])('a dev target with Go %s has an air that it compiles', (version, air) => {
    const files = { 'go.mod': 'module example.com/shop\n\ngo 1.21\n', 'main.go': hello };
    const languageVersion = decide(version, { flag: 'language-version' });
    const plan = planOf(files, { dev: decide(true, { flag: 'dev' }), languageVersion });
    expect(dockerfile(plan)).toContain(`go install github.com/${air}`);
  });

  test('the settings of the repository beat ours', () => {
    const plan = planOf({ ...tested, '.air.toml': '' }, { dev: decide(true, { flag: 'dev' }) });
    expect(values(plan).dev).toMatchObject({ cmd: ['air'] });
  });
});

describe('modules', () => {
  test('no go.sum and nothing required: no download', () => {
    const text = dockerfile(planOf({ 'main.go': hello }));
    expect(text).not.toMatch(/go\.sum|download|\/go\/pkg\/mod/);
  });

  test('required without go.sum: made up in the build, with a warning', () => {
    const plan = planOf({ 'go.mod': `${MOD}require github.com/a/b v1.0.0\n`, 'main.go': hello });
    expect(dockerfile(plan)).toContain('ENV GOFLAGS=-mod=mod');
    expect(plan.warnings[0]?.message).toMatch(/go\.sum is not committed/);
  });

  test('vendor/ is used from go 1.14 on', () => {
    const files = { 'go.sum': '', 'main.go': hello, 'vendor/modules.txt': '' };
    const require = 'require github.com/a/b v1.0.0\n';
    const text = (go: string) =>
      dockerfile(planOf({ ...files, 'go.mod': `module x\n\ngo ${go}\n${require}` }));
    expect(text('1.22')).not.toContain('download');
    expect(text('1.13')).toContain('go mod download');
  });

  test('with tool directives only what the program needs is downloaded, by go build', () => {
    const mod = `${MOD}tool x.com/lint\nrequire x.com/lint v1.0.0\n`;
    const text = dockerfile(planOf({ 'go.mod': mod, 'go.sum': '', 'main.go': hello }));
    expect(text).not.toContain('go mod download');
    expect(text).toContain('target=/go/pkg/mod');
  });

  test('a module in a sub-directory is copied alone', () => {
    const plan = planOf(
      {
        'go.mod': '',
        'api/go.mod': `${MOD}require a.com/b v1.0.0\n`,
        'api/go.sum': '',
        'api/main.go': hello,
      },
      {},
      'api',
    );
    expect(values(plan)).toMatchObject({
      workdir: '/src',
      manifests: [{ from: ['api/go.mod', 'api/go.sum'], to: './' }],
      sources: { from: 'api', to: './' },
    });
    expect(plan.inputs).toContain('api/go.mod');
  });

  test('a local replacement below the root is copied where it lies', () => {
    const plan = planOf({
      'go.mod': `${MOD}require x.com/lib v0.0.0\nrequire a.com/b v1.0.0\nreplace x.com/lib => ./pkg/lib\n`,
      'go.sum': '',
      'main.go': hello,
      'pkg/lib/go.mod': 'module x.com/lib\n',
    });
    expect(values(plan).manifests).toEqual([
      { from: ['go.mod', 'go.sum'], to: './' },
      { from: ['pkg/lib/go.mod'], to: '/src/pkg/lib/' },
    ]);
  });

  test('a local replacement is copied first, where it lies', () => {
    const plan = planOf(
      {
        'api/go.mod': `${MOD}require x.com/lib v0.0.0\nrequire a.com/b v1.0.0\nreplace x.com/lib => ../lib\n`,
        'api/go.sum': '',
        'api/main.go': hello,
        'lib/go.mod': 'module x.com/lib\n',
        'go.mod': '',
      },
      {},
      'api',
    );
    expect(values(plan)).toMatchObject({
      workdir: '/src/api',
      manifests: [
        { from: ['api/go.mod', 'api/go.sum'], to: './' },
        { from: ['lib/go.mod'], to: '/src/lib/' },
      ],
      sources: { from: '.', to: '/src/' },
    });
  });

  test('nothing is downloaded, and no checksum is missed, where directories replace all requirements', () => {
    const plan = planOf({
      'go.mod': `${MOD}require x.com/lib v0.0.0\nreplace x.com/lib => ./lib\n`,
      'lib/go.mod': 'module x.com/lib\n\ngo 1.24\n',
      'lib/lib.go': 'package lib\n',
      'main.go': hello,
    });
    expect(values(plan)).toMatchObject({ manifests: [] });
    expect(plan.warnings.map(({ id }) => id)).not.toContain('go-sum-missing');
  });

  test.each(['../lib', '/home/me/lib', './gone'])('refuses replace => %s', (target) => {
    const files = { 'go.mod': `${MOD}replace x.com/lib => ${target}\n`, 'main.go': hello };
    expect(() => planOf(files)).toThrow(/go\.mod:4 replace x\.com\/lib/);
  });

  test('a workspace copies every member', () => {
    const plan = planOf(
      {
        'go.mod': '',
        'go.work': 'go 1.26\n\nuse (\n\t./api\n\t./lib\n)\n',
        'go.work.sum': '',
        'api/go.mod': `${MOD}require a.com/b v1.0.0\n`,
        'api/go.sum': '',
        'api/main.go': program('lib.F()', ['x.com/lib']),
        'lib/go.mod': 'module x.com/lib\n\ngo 1.25\n',
        'lib/lib.go': 'package lib\n\nimport "net/http"\n',
      },
      on('scratch'),
      'api',
    );
    expect(values(plan)).toMatchObject({
      manifests: [
        { from: ['go.work', 'go.work.sum'], to: '/src/' },
        { from: ['api/go.mod', 'api/go.sum'], to: './' },
        { from: ['lib/go.mod'], to: '/src/lib/' },
      ],
    });
  });

  test('a go.work that does not name the module is switched off', () => {
    const plan = planOf({ 'go.work': 'go 1.26\n\nuse ./gone\n', 'main.go': hello });
    expect(dockerfile(plan)).toContain('ENV GOWORK=off');
  });
});

describe('cgo', () => {
  const c = (preamble: string) => `package main\n\n/*\n${preamble}\n*/\nimport "C"\n\nfunc main() {}\n`;

  test('import "C" links to glibc, or to musl by the compiler that Alpine has to be given', () => {
    const files = { 'main.go': c('#include <stdint.h>\n#cgo LDFLAGS: -lm') };
    const plan = planOf(files);
    expect(values(plan)).toMatchObject({
      buildImage: 'golang:1.27-trixie',
      runtimeImage: 'gcr.io/distroless/cc-debian13:nonroot',
    });
    expect(dockerfile(plan)).toContain('CGO_ENABLED=1');
    expect(dockerfile(plan)).not.toMatch(/BUILDPLATFORM|apk add/);
    for (const base of ['scratch', 'alpine'] as const) {
      const text = dockerfile(planOf(files, on(base)));
      expect(text).toContain('FROM golang:1.27-alpine AS build');
      expect(text).toContain('RUN apk add --no-cache gcc musl-dev\n');
      expect(text).toContain(`-ldflags="-s -w -linkmode external -extldflags=-static"`);
    }
  });

  test.each<[string, Record<string, string>, RegExp]>([
    ['a library', { 'main.go': c('#cgo pkg-config: zlib') }, /main\.go:4 links a library/],
    ['a header of glibc', { 'main.go': c('#include <execinfo.h>') }, /main\.go:4 includes <execinfo\.h>/],
    ['C++', { 'main.go': c(''), 'shop.cc': '' }, /shop\.cc is no C/],
    [
      'a SQLite from before musl 1.2.4',
      {
        'go.mod': `${MOD}require github.com/mattn/go-sqlite3 v1.14.17\n`,
        'main.go': program('', ['github.com/mattn/go-sqlite3']),
      },
      /v1\.14\.17 \(go\.mod:4\) does not compile with musl/,
    ],
  ])('%s rules out scratch and alpine', (_name, files, reason) => {
    expect(() => planOf(files, on('scratch'))).toThrow(reason);
    expect(() => planOf(files, on('alpine'))).toThrow(reason);
  });

  test('libraries of its own C code are installed, or told of when no package is known', () => {
    const plan = planOf({ 'main.go': c('#cgo linux LDFLAGS: -lpcap -lm\n#cgo windows LDFLAGS: -lwpcap') });
    expect(values(plan)).toMatchObject({
      buildPackages: ['libpcap-dev'],
      runtimePackages: ['libpcap0.8t64'],
      runtimeImage: 'debian:trixie-slim',
    });
    expect(planOf({ 'main.go': c('#cgo LDFLAGS: -lshop') }).warnings).toMatchObject([
      { message: expect.stringContaining('links shop'), from: { file: 'main.go', line: 4 } },
    ]);
  });

  test('private modules and musl: git too', () => {
    const mod = `${MOD}require git.acme.internal/a/b v1.0.0\n`;
    const text = dockerfile(planOf({ 'go.mod': mod, 'main.go': c('') }, on('alpine')));
    expect(text).toContain('RUN apk add --no-cache gcc git musl-dev\n');
  });

  test('a stand-in in pure Go beside it keeps cgo off', () => {
    const plan = planOf({
      'main.go': program('a.F()', ['example.com/shop/a']),
      'a/c.go': '//go:build cgo\n\npackage a\n\nimport "C"\n',
      'a/pure.go': '//go:build !cgo\n\npackage a\n',
    });
    expect(values(plan).crossCompiles).toBe(true);
  });

  test('what is imported counts, not what go.mod lists', () => {
    const indirect = `${MOD}require github.com/mattn/go-sqlite3 v1.14.0 // indirect\n`;
    expect(
      planOf({ 'go.mod': indirect, 'go.sum': '', 'main.go': hello }).variables.crossCompiles?.value,
    ).toBe(true);
    const used = { 'main.go': program('', ['gorm.io/driver/sqlite']) };
    expect(from(planOf(used), 'crossCompiles')).toBe('main.go:4');
  });

  test('only the code that the program imports counts', () => {
    const plan = planOf({ 'main.go': hello, 'other/db.go': 'package other\n\nimport "C"\n' });
    expect(values(plan).crossCompiles).toBe(true);
  });

  test('C libraries are installed, which distroless cannot do', () => {
    const plan = planOf({ 'main.go': program('', ['github.com/google/gopacket/pcap']) });
    expect(plan.base.value).toBe('slim');
    expect(dockerfile(plan)).toContain('libpcap0.8t64');
  });
});

describe('what the program needs around it', () => {
  test.each<[string, Base, string, string[], RegExp]>([
    ['certificates on scratch', 'scratch', '', ['net/http'], /COPY --from=build \/etc\/ssl/],
    ['certificates on slim', 'slim', '', ['github.com/a/b'], /COPY --from=build \/etc\/ssl/],
    ['/tmp on scratch', 'scratch', 'os.CreateTemp("", "x")', ['os'], /WORKDIR \/tmp/],
    ['time zones on alpine', 'alpine', 'time.LoadLocation("UTC")', ['time'], /-tags=timetzdata/],
    ['a home on scratch', 'scratch', 'os.UserHomeDir()', ['os'], /ENV HOME=\/app/],
    ['a place beside the binary', 'distroless', 'os.Executable()', ['os'], /ENTRYPOINT \["\/app\/shop"\]/],
  ])('%s', (_name, base, body, imports, expected) => {
    expect(dockerfile(planOf({ 'main.go': program(body, imports) }, on(base)))).toMatch(expected);
  });

  test('nothing of it for a program that needs nothing', () => {
    const text = dockerfile(planOf({ 'main.go': hello }, on('scratch')));
    expect(text).not.toMatch(/\/etc\/ssl|\/tmp|timetzdata|ENV/);
  });

  test('embedded files that are not there are refused, with their place', () => {
    const source =
      'package main\n\nimport "embed"\n\n//go:embed all:web/dist\nvar files embed.FS\n\nfunc main() {}\n';
    expect(() => planOf({ 'main.go': source })).toThrow(/main\.go:5 embeds "all:web\/dist"/);
    const plan = planOf({ 'main.go': source, 'web/dist/app.js': '', 'web/dist/site.pem': '' });
    expect(JSON.stringify(values(plan).ignore)).toContain('!web/dist/site.pem');
    expect(plan.inputs).toContain('web/dist/app.js');
  });

  test('own packages that are not there are refused, with their place', () => {
    const files = { 'main.go': program('', ['example.com/shop/gen/api']) };
    expect(() => planOf(files)).toThrow(/main\.go:4 imports example\.com\/shop\/gen\/api/);
  });
});

describe('wishes', () => {
  test('a build command that writes elsewhere', () => {
    const plan = planOf(
      { 'main.go': hello },
      { buildCommand: decide('go build -o bin/x .', { flag: 'build-command' }) },
    );
    expect(values(plan)).toMatchObject({ build: 'go build -o bin/x .', output: '/src/bin/x' });
  });

  test('a start command', () => {
    const start = (text: string) =>
      values(planOf({ 'main.go': hello }, { startCommand: decide(text, { flag: 'start-command' }) })).cmd;
    expect(start('./shop serve --verbose')).toEqual(['serve', '--verbose']);
    expect(start('serve "two words"')).toEqual(['serve', 'two words']);
    expect(() => start('serve && true')).toThrow(/needs a shell/);
  });
});

test('an embedded directory with a placeholder only is a warning when it builds, else refused', () => {
  const source = (pattern: string) =>
    `package main\n\nimport "embed"\n\n//go:embed ${pattern}\nvar files embed.FS\n\nfunc main() {}\n`;
  const plan = planOf({ 'main.go': source('dist/*'), 'dist/.gitkeep': '' });
  expect(plan.warnings).toMatchObject([{ from: { file: 'main.go', line: 5 } }]);
  expect(() => planOf({ 'main.go': source('dist'), 'dist/.gitkeep': '' })).toThrow(
    /main\.go:5 embeds "dist"/,
  );
});

test.each([
  ['page.templ', 'page_templ.go', 'go run -mod=mod github.com/a-h/templ/cmd/templ generate'],
  ['page.ego', 'page.ego.go', 'go run github.com/benbjohnson/ego/cmd/ego@latest ./view'],
  ['page.qtpl', 'page.qtpl.go', 'go run github.com/valyala/quicktemplate/qtc@latest'],
])('%s that is not compiled to Go is compiled by the build', (template, generated, command) => {
  const files = {
    'go.mod': 'module example.com/shop\n\ngo 1.26\n\nrequire github.com/a-h/templ v0.3.1\n',
    'main.go': program('view.Page()', ['example.com/shop/view']),
    'view/view.go': 'package view\n\nvar title = ""\n',
    [`view/${template}`]: '',
  };
  const plan = planOf(files);
  expect(values(plan).generate).toMatchObject({ commands: [command] });
  expect(plan.warnings.map(({ id }) => id)).toContain('code-generated');
  const { 'view/view.go': _, ...alone } = files;
  expect(values(planOf(alone)).generate).toMatchObject({ commands: [command] });
  const none = [
    { ...files, [`view/${generated}`]: 'package view\n' },
    {
      ...files,
      'view/view.go': `package view\n\nimport "embed"\n\n//go:embed ${template}\nvar files embed.FS\n`,
    },
    { ...files, 'main.go': program('') },
  ];
  for (const each of none) expect(values(planOf(each)).generate).toBeNull();
});

describe('a file of a package that a tool writes', () => {
  const files = {
    'go.mod': 'module example.com/shop\n\ngo 1.26\n\nrequire golang.org/x/tools v0.30.0\n',
    'main.go': program('pill.Aspirin.String()', ['example.com/shop/pill']),
  };
  const pill = (line: string) => ({ ...files, 'pill/pill.go': `package pill\n\n${line}\ntype Pill int\n` });
  test.each([
    '//go:generate stringer -type=Pill',
    '//go:generate go run golang.org/x/tools/cmd/stringer@v0.30.0 -type=Pill',
    '//go:generate go tool stringer -type=Pill',
  ])('is written by the build: %s', (line) => {
    const plan = planOf(pill(line));
    expect(values(plan).generate).toMatchObject({
      commands: ['go -C pill run golang.org/x/tools/cmd/stringer@latest -type=Pill'],
    });
    expect(plan.warnings.map(({ id }) => id)).toContain('code-generated');
    const committed = { ...pill(line), 'pill/pill_string.go': 'package pill\n' };
    expect(values(planOf(committed)).generate).toBeNull();
  });

  test('has the name that the comment gives it', () => {
    const named = pill('//go:generate stringer -type=Pill -output=names.go');
    expect(values(planOf({ ...named, 'pill/names.go': 'package pill\n' })).generate).toBeNull();
  });

  test('is there where the package has its method', () => {
    const method = 'package pill\n\nfunc (p Pill) String() string { return "" }\n';
    const held = { ...pill('//go:generate stringer -type=Pill'), 'pill/names.go': method };
    expect(values(planOf(held)).generate).toBeNull();
  });

  test('is none of another tool, which may be there for tests', () => {
    expect(values(planOf(pill('//go:generate mockgen -source=pill.go'))).generate).toBeNull();
  });

  test('is written by wire for what has its build tag', () => {
    const wired = { 'main.go': program(''), 'wire.go': '//go:build wireinject\n\npackage main\n' };
    expect(values(planOf(wired)).generate).toMatchObject({
      commands: ['go run github.com/google/wire/cmd/wire@latest'],
    });
    expect(values(planOf({ ...wired, 'wire_gen.go': 'package main\n' })).generate).toBeNull();
  });
});

test('documentation that swag writes is written by the build; another package that is missing is refused', () => {
  const files = {
    'main.go': `// @title Shop\n${program('', ['example.com/shop/docs'])}`,
  };
  expect(values(planOf(files)).generate).toMatchObject({
    commands: ['go run github.com/swaggo/swag/cmd/swag@latest init -g main.go -o docs'],
  });
  expect(() => planOf({ 'main.go': program('', ['example.com/shop/docs']) })).toThrow(
    'example.com/shop/docs',
  );
  const other = { 'main.go': `// @title Shop\n${program('', ['example.com/shop/gen/api'])}` };
  expect(() => planOf(other)).toThrow('example.com/shop/gen/api');
});

test.each([
  ['', 'go generate && CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH go build -o /out/shop .'],
  ['github.com/mattn/go-sqlite3', 'go generate && go build -o /out/shop .'],
])('every go build of a given command is for the target (%j)', (path, build) => {
  const files = { 'main.go': program('', path === '' ? [] : [path]) };
  const wishes = {
    buildCommand: decide('go generate && go build -o /out/shop .', { flag: 'build-command' }),
  };
  expect(values(planOf(files, wishes)).build).toBe(build);
});

test('assets of go-bindata that are not generated are refused, with their place', () => {
  const files = { 'main.go': program('data, _ := Asset("x")') };
  expect(() => planOf(files)).toThrow(/main\.go:7 calls Asset/);
  const generated = 'package main\n\nfunc Asset(name string) ([]byte, error) { return nil, nil }\n';
  expect(planOf({ ...files, 'bindata.go': generated }).app.value).toBe('.');
  expect(planOf({ 'main.go': program('bindata.Asset("x")') }).app.value).toBe('.');
});

test('scratch has a user database where the program looks users up', () => {
  const files = { 'main.go': program('user.Lookup("app")', ['os/user']) };
  const text = dockerfile(planOf(files, on('scratch')));
  expect(text).toContain('RUN echo app:x:65532:65532::/app: > /out/passwd');
  expect(text).toContain('COPY --from=build /out/passwd /out/group /etc/');
  expect(dockerfile(planOf(files, on('alpine')))).not.toContain('passwd');
  const current = { 'main.go': program('user.Current()', ['os/user']) };
  expect(dockerfile(planOf(current, on('scratch')))).not.toContain('passwd');
});

describe('a Procfile', () => {
  const files = { 'cmd/api/main.go': hello, 'cmd/jobs/main.go': hello };

  test('says which program is meant, and its arguments', () => {
    const plan = planOf({ ...files, Procfile: 'web: bin/jobs --queue mail\n' });
    expect(plan.app.value).toBe('cmd/jobs');
    expect(plan.variables.cmd).toMatchObject({
      value: ['--queue', 'mail'],
      from: { file: 'Procfile', line: 1 },
    });
  });

  test('of another program, or with a variable that nobody knows, says nothing', () => {
    expect(planOf({ ...files, Procfile: 'web: bin/other serve\n' }).variables.cmd?.value).toEqual([]);
    expect(planOf({ ...files, Procfile: 'web: bin/jobs -db=$DB\n' }).variables.cmd?.value).toEqual([]);
  });

  test.each(['-port=$PORT', '-port $PORT', '-port=${PORT:-5000}'])('%s is given a port', (argument) => {
    const plan = planOf({ ...files, Procfile: `web: bin/jobs ${argument}\n` });
    expect(plan.variables.cmd?.value).toEqual(argument.replace(/\$.*/, '8080').split(' '));
    expect(plan.variables.ports).toMatchObject({ value: [8080], from: { file: 'Procfile', line: 1 } });
  });

  test('$PORT is the port that the code or the user names, and no flag is given twice', () => {
    const body = 'port := flag.Int("port", 80, "")\nhttp.ListenAndServe(fmt.Sprintf(":%d", *port), nil)';
    const main = program(body, ['flag', 'fmt', 'net/http']);
    const project = { 'cmd/jobs/main.go': main, Procfile: 'web: bin/jobs -port $PORT\n' };
    expect(planOf(project).variables.cmd?.value).toEqual(['-port', '8080']);
    const wishes = { port: decide(9999, { flag: 'port' }) };
    expect(values(planOf(project, wishes))).toMatchObject({ cmd: ['-port', '9999'], ports: [9999] });
  });
});

describe('without a go.mod', () => {
  const found = (files: Record<string, string>) => {
    const project = mapProject(files, 'notes');
    const [detection] = go.detect(project);
    return detection && go.plan({ project, detection, wishes: {}, catalog });
  };

  test('a module is made up, named like the directory', () => {
    const plan = found({ 'main.go': program('println("hi")') });
    expect(plan && dockerfile(plan)).toMatch(/COPY \. \.\/\n# .*\nRUN go mod init notes\n/);
    expect(plan && dockerfile(plan)).not.toContain('/go/pkg/mod');
    expect(plan?.warnings[0]?.message).toMatch(/go mod init notes && go mod tidy/);
  });

  test('it is called what its own packages are imported by, and tidied when it imports more', () => {
    const plan = found({
      'main.go': program('store.Open(); mux.New()', ['github.com/me/notes/store', 'github.com/gorilla/mux']),
      'store/store.go': 'package store\n',
    });
    const text = plan === undefined ? '' : dockerfile(plan);
    expect(text).toMatch(/RUN --mount=type=cache,target=\/go\/pkg\/mod \\\n/);
    expect(text).toMatch(/go mod init github\.com\/me\/notes \\\n && go mod tidy/);
  });

  test('a library, or dependencies that another tool brought, is none', () => {
    expect(found({ 'a.go': 'package a\n' })).toBeUndefined();
    expect(found({ 'main.go': program(''), 'vendor/x/x.go': 'package x\n' })).toBeUndefined();
  });
});

test.each(['go build -o bin/shop-$VERSION .', 'go build -o "bin/shop-$(git describe --tags)" .'])(
  'a given command whose path only its shell knows (%s) writes to ours',
  (command) => {
    const plan = planOf({ 'main.go': hello }, { buildCommand: decide(command, { flag: 'build-command' }) });
    expect(values(plan)).toMatchObject({ build: 'go build -o /out/shop .', output: '/out/shop' });
  },
);
