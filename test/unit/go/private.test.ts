import { expect, test } from 'vitest';
import { dockerfile, planOf, program, values } from './support.js';

const mod = (...paths: string[]) => ({
  'go.mod': `module github.com/acme/shop\n\ngo 1.26\n\nrequire (\n${paths.map((path) => `\t${path} v1.0.0\n`).join('')})\n`,
  'go.sum': '',
  'main.go': program('println("hi")'),
});

test.each<[string, string, Record<string, string>, string | undefined]>([
  ['a host inside a company', 'git.acme.internal/team/lib', {}, 'git.acme.internal'],
  ['a git server of its own', 'gitlab.acme.io/team/lib', {}, 'gitlab.acme.io'],
  ['a public host', 'github.com/acme/lib', {}, undefined],
  ['a public host called git', 'gitlab.freedesktop.org/mesa/lib', {}, undefined],
  ['a vanity path', 'code.as/core/socks', {}, undefined],
  ['a vanity path called code', 'code.some.one/lib', {}, undefined],
  ['a public forge', 'git.sr.ht/~some/lib', {}, undefined],
  [
    'GOPRIVATE in a Makefile',
    'github.com/acme/lib',
    { Makefile: 'export GOPRIVATE := github.com/acme/*\n' },
    'github.com/acme/*',
  ],
  [
    'GOPRIVATE in CI',
    'github.com/acme/lib',
    { '.github/workflows/ci.yml': 'env:\n  GOPRIVATE: "github.com/acme"\n' },
    'github.com/acme',
  ],
  [
    'go env -w',
    'github.com/acme/lib',
    { '.gitlab-ci.yml': '  - go env -w GOPRIVATE=github.com/acme/*\n' },
    'github.com/acme/*',
  ],
  ['a variable', 'github.com/acme/lib', { Makefile: 'GOPRIVATE=$(PRIVATE)\n' }, undefined],
  [
    'GOPRIVATE of what is not required',
    'github.com/other/lib',
    { Makefile: 'GOPRIVATE=github.com/acme/*\n' },
    undefined,
  ],
])('%s', (_name, path, files, expected) => {
  const { buildEnvironment } = values(planOf({ ...mod(path), ...files }));
  const set = (buildEnvironment as { name: string; value: string }[]).find(
    ({ name }) => name === 'GOPRIVATE',
  );
  expect(set?.value).toBe(expected);
});

test('a netrc is lent to the steps that fetch, in an image that has git', () => {
  const plan = planOf(mod('git.acme.internal/team/lib'));
  const text = dockerfile(plan);
  expect(text).toContain('FROM --platform=$BUILDPLATFORM golang:1.27-trixie AS build');
  expect(text).toContain('ENV GOPRIVATE=git.acme.internal\n');
  expect(
    text.match(/--mount=type=secret,id=netrc,target=\/root\/\.netrc \\\n {4}--mount=type=cache/g),
  ).toHaveLength(2);
  expect(plan.buildFlags).toEqual([
    {
      value: '--secret id=netrc,src=$HOME/.netrc',
      from: { file: 'go.mod', line: 6 },
      because: 'git.acme.internal/team/lib is private',
    },
  ]);
});

test('ssh where the repository builds with it', () => {
  const ci = '      - run: git config --global url."git@github.com:".insteadOf "https://github.com/"\n';
  const files = { Makefile: 'GOPRIVATE=github.com/acme/*\n', '.github/workflows/ci.yml': ci };
  const plan = planOf({ ...mod('github.com/acme/lib'), ...files });
  const text = dockerfile(plan);
  expect(text).toContain('ssh-keyscan github.com >> /root/.ssh/known_hosts');
  expect(text).toContain('git config --global url."ssh://git@github.com/".insteadOf https://github.com/');
  expect(text.match(/--mount=type=ssh /g)).toHaveLength(2);
  expect(text).not.toContain('netrc');
  expect(plan.buildFlags[0]?.value).toBe('--ssh default');
});

test('a token in CI is no ssh', () => {
  const ci = 'git config --global url."https://x:${TOKEN}@github.com/".insteadOf "https://github.com/"\n';
  const files = { Makefile: 'GOPRIVATE=github.com/acme/*\n', '.github/workflows/ci.yml': ci };
  expect(dockerfile(planOf({ ...mod('github.com/acme/lib'), ...files }))).toContain('id=netrc');
});

test('vendor/ needs no credentials, public modules neither', () => {
  const files = { ...mod('git.acme.internal/team/lib'), 'vendor/modules.txt': '' };
  expect(dockerfile(planOf(files))).not.toMatch(/GOPRIVATE|netrc|trixie AS build/);
  expect(dockerfile(planOf(mod('github.com/acme/lib')))).not.toMatch(/GOPRIVATE|netrc|trixie AS build/);
});
