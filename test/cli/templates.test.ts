import { cpSync, existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { skeleton } from '../../generators/authoring/skeleton.js';
import { ROOT } from '../support/paths.js';
import { KEYS, repository, run, runOnTerminal } from './command.js';
import { GO, NODE } from './repositories.js';

const COMPANY = join(ROOT, 'test/templates/company-go');

/** A repository of the language that `template new tide` brings. */
const TIDE = { 'tide.json': '{"name": "tables", "main": "app.sh"}', 'app.sh': 'echo hi\n' };

/** The files of a template below a directory of a repository. */
function below(directory: string, files: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`${directory}/${path}`, text]));
}

const changed = (files: Record<string, string>, path: string, from: string, to: string) => ({
  ...files,
  [path]: (files[path] ?? '').replace(from, () => to),
});

describe('a template of a language', () => {
  const own = below('.create-dockerfile/templates/tide', skeleton('tide'));

  it('is found in the repository, takes part in detection and writes its files', () => {
    const root = repository({ ...TIDE, ...own });
    const { code, stderr } = run(root, ['--yes']);
    expect({ code, stderr }).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('tide program tables'),
    });
    expect(readFileSync(join(root, 'Dockerfile'), 'utf8')).toContain('ENTRYPOINT ["sh", "app.sh"]');
  });

  it('is given by --template from anywhere, which the command that repeats it says', () => {
    const root = repository(TIDE);
    const templates = repository(skeleton('tide'));
    const { code, stdout } = run(root, ['--print', '--template', templates]);
    expect(code).toBe(0);
    expect(stdout).toContain(`--template ${templates}`);
  });

  it('comes from a package that package.json lists, of which nothing runs', () => {
    const files = {
      ...TIDE,
      'package.json': '{"name": "x", "devDependencies": {"create-dockerfile-template-tide": "1"}}',
      ...below('node_modules/create-dockerfile-template-tide', {
        ...skeleton('tide'),
        'index.js': 'process.exit(9)',
        'package.json': '{"name": "create-dockerfile-template-tide", "main": "index.js"}',
      }),
    };
    const { code, stderr } = run(repository(files), ['--dry-run', '--language', 'tide']);
    expect({ code, stderr }).toMatchObject({ code: 0 });
  });

  it('extends a language of this package, and replaces some of its images', () => {
    const image = 'registry.example.com/python:{version}';
    const company = repository({
      'template.json': JSON.stringify({
        id: 'company-python',
        title: 'Python of the company',
        description: 'Python on the images of the company',
        extends: 'python',
        images: {
          'python-slim': {
            image,
            versions: ['3.13'],
            default: '3.13',
            user: '65532:65532',
            libc: 'glibc',
            shell: true,
          },
        },
      }),
    });
    const root = repository({ 'requirements.txt': 'requests\n', 'main.py': 'print(1)\n' });
    const { code, stdout } = run(root, ['--print', '--base', 'slim', '--template', company]);
    expect({ code, stdout }).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('FROM registry.example.com/python:3.13 AS runtime'),
    });
  });

  it('explains every variable with its place', () => {
    const { stdout } = run(repository({ ...TIDE, ...own }), ['--explain', '--dry-run']);
    expect(stdout).toMatch(/main +app\.sh +← tide\.json:1/);
  });

  it('refuses in its own words', () => {
    const root = repository({ 'tide.json': '{"name": "tables"}', ...own });
    const { code, stderr } = run(root, ['--yes']);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr:
        'create-dockerfile: tide.json names no "main", so there is nothing to start\nAdd "main": "app.sh" to tide.json.\n',
    });
  });

  it('asks its questions, and --set answers them', () => {
    const asking = changed(
      own,
      '.create-dockerfile/templates/tide/template.json',
      '"default": "app"',
      '"ask": "What is its name?"',
    );
    const root = repository({ ...asking, 'tide.json': '{"main": "app.sh"}', 'app.sh': '' });
    const { code, screen } = runOnTerminal(
      root,
      [],
      [
        { wait: 'runtime base', send: KEYS.enter },
        { wait: 'What is its name?', send: `gulls${KEYS.enter}` },
      ],
    );
    expect({ code, screen }).toMatchObject({ code: 0, screen: expect.stringContaining('--set name=gulls') });
    expect(run(root, ['--print', '--set', 'name=terns']).stdout).toContain('what terns needs');
    expect(run(root, ['--set', 'terns'])).toMatchObject({ code: 2 });
  });
});

describe('a template that extends another', () => {
  it('stands in its place, with its images, its files and its bases', () => {
    const root = repository({ ...GO, 'company-ca.pem': 'x' });
    const { code, stdout } = run(root, ['--print', '--template', COMPANY]);
    expect(code).toBe(0);
    expect(stdout).toContain('FROM registry.example.com/base/static:2026.11 AS runtime');
    expect(stdout).toContain('USER 10001:10001');
    const refused = run(root, ['--print', '--template', COMPANY, '--base', 'scratch']);
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('run on its base image') });
  });

  it('lets through what it copies, though it is called like a secret', () => {
    const root = repository({ ...GO, 'company-ca.pem': 'x' });
    expect(run(root, ['--yes', '--template', COMPANY]).code).toBe(0);
    expect(readFileSync(join(root, '.dockerignore'), 'utf8')).toMatch(
      /\*\*\/\*\.pem[\s\S]*!company-ca\.pem\n$/,
    );
  });

  it('is told when what it copies is not there', () => {
    const { code, stderr } = run(repository(GO), ['--yes', '--template', COMPANY]);
    expect({ code, stderr }).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('company-ca.pem is copied, and it is not in the build context'),
    });
  });

  it('is listed with where it comes from and which is taken', () => {
    const root = repository({ ...GO, 'company-ca.pem': 'x' });
    const { code, stdout } = run(root, ['--list-templates', '--template', COMPANY]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\* {2}company-go +go .*in the place of go\)$/m);
    expect(stdout).toMatch(/^ {3}maven +maven .*built in\)$/m);
    expect(run(repository({ 'a.txt': '' }), ['--list-templates']).stdout).toContain('None is taken here');
  });
});

describe("an author's mistake is told with file and line", () => {
  const files = skeleton('tide');
  const told = (broken: Record<string, string>) => {
    const { code, stderr } = run(repository({ ...TIDE, ...below('t', broken) }), [
      '--yes',
      '--template',
      't',
    ]);
    expect(code).toBe(1);
    return stderr;
  };

  it.each([
    ['no JSON', changed(files, 'template.json', '{', ''), 'template.json is no JSON'],
    [
      'an unknown property',
      changed(files, 'template.json', '"files"', '"flies"'),
      'has no property "flies"; did you mean "files"?',
    ],
    [
      'an undeclared variable',
      changed(files, 'Dockerfile.hbs', '{{word user}}', '{{word usr}}'),
      'Dockerfile.hbs:11 usr is not declared in template.json; did you mean user?',
    ],
    [
      'an unused variable',
      changed(
        files,
        'template.json',
        '"ports": {',
        '"more": {"type": "string", "description": "nothing", "default": "x"}, "ports": {',
      ),
      'more is not used',
    ],
    [
      'an unknown variable of a source',
      changed(files, 'template.json', '{main} /out', '{mian} /out'),
      'there is no variable mian; did you mean main?',
    ],
    [
      'a bare value',
      changed(files, 'Dockerfile.hbs', '{{word user}}', '{{user}}'),
      '{{user}} needs a helper that says where it stands',
    ],
    [
      'a value as shell text',
      changed(files, 'Dockerfile.hbs', '{{command build}}', '{{command name}}'),
      '{{command name}} takes variables of the type command',
    ],
    [
      'an unknown image',
      changed(files, 'template.json', '"runtime": "alpine"', '"runtime": "alpin"'),
      'there is no row alpin in the image table; did you mean alpine?',
    ],
    [
      'no expression',
      changed(files, 'template.json', '"at": "/port"', '"at": "/port", "match": "(?=x)"'),
      'this is no regular expression of RE2',
    ],
    [
      'a file outside of its folder',
      changed(
        files,
        'template.json',
        '"dockerignore.hbs": ".dockerignore"',
        '"dockerignore.hbs": "../../.bashrc"',
      ),
      'must match pattern',
    ],
    [
      'a block that decides',
      changed(files, 'Dockerfile.hbs', '{{> run}}', '{{#with name}}{{/with}}\n{{> run}}'),
      'there is no with',
    ],
    [
      'a path into prototypes',
      changed(files, 'Dockerfile.hbs', '{{> run}}', '{{word constructor}}\n{{> run}}'),
      'constructor is not declared',
    ],
  ] as [string, Record<string, string>, string][])('%s', (_, broken, message) => {
    expect(told(broken)).toContain(message);
  });

  it('a link out of its folder is not followed', () => {
    const { 'Dockerfile.hbs': _, ...rest } = files;
    const root = repository({ ...TIDE, ...below('t', rest), 'secret.txt': 'secret' });
    symlinkSync(join(root, 'secret.txt'), join(root, 't/Dockerfile.hbs'));
    const { code, stderr } = run(root, ['--print', '--template', 't']);
    expect({ code, stderr }).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('links are not followed'),
    });
    expect(existsSync(join(root, 'Dockerfile'))).toBe(false);
  });
});

describe('the settings of an organisation', () => {
  const set = (settings: object) => ({ ...GO, '.create-dockerfile.json': JSON.stringify(settings) });

  it('replace images, add labels and lines, and answer questions; flags go before them', () => {
    const root = repository(
      set({
        mirrors: { 'docker.io': 'mirror.example.com/hub', 'gcr.io': 'mirror.example.com/gcr' },
        labels: { 'org.opencontainers.image.vendor': 'Example Inc' },
        ignore: ['notes/'],
        answers: { base: 'alpine', port: 9000 },
        images: { alpine: { image: 'registry.example.com/alpine:3.24', user: '10001:10001' } },
      }),
    );
    const { stdout } = run(root, ['--print']);
    expect(stdout).toContain('FROM --platform=$BUILDPLATFORM mirror.example.com/hub/library/golang:');
    expect(stdout).toContain('FROM registry.example.com/alpine:3.24 AS runtime\nUSER 10001:10001');
    expect(stdout).toContain('LABEL org.opencontainers.image.vendor="Example Inc"');
    expect(stdout).toContain('EXPOSE 9000');
    expect(run(root, ['--print', '--base', 'distroless']).stdout).toContain(
      'FROM mirror.example.com/gcr/distroless/static-debian13:nonroot',
    );
    expect(run(root, ['--yes']).code).toBe(0);
    expect(readFileSync(join(root, '.dockerignore'), 'utf8')).toContain('\nnotes/\n');
  });

  it('stand in package.json as well', () => {
    const manifest = {
      ...JSON.parse(NODE['package.json']),
      'create-dockerfile': { answers: { base: 'alpine' } },
    };
    const root = repository({ ...NODE, 'package.json': JSON.stringify(manifest) });
    expect(run(root, ['--print']).stdout).toContain('-alpine AS runtime');
  });

  it.each([
    [{ lables: {} }, '.create-dockerfile.json:1 the file has no property "lables"; did you mean "labels"?'],
    [{ answers: { bse: 'alpine' } }, 'answers "bse", and there is no such question\nDid you mean base?'],
    [{ answers: { base: 'alpin' } }, '--base is one of'],
    [{ images: { alpin: { image: 'a:1' } } }, 'replaces the image alpin, and there is no such row'],
  ])('of %j what is wrong is told', (settings, message) => {
    const { code, stderr } = run(repository(set(settings)), ['--print']);
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining(message) });
  });
});

describe('tools for authors', () => {
  it('template new writes a folder that template test passes', () => {
    const root = repository({});
    expect(run(root, ['template', 'new', 'tide'])).toMatchObject({ code: 0 });
    const { code, stdout } = run(root, ['template', 'test', 'tide', '--no-build']);
    expect({ code, stdout }).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('3 passed, 0 failed, 2 skipped'),
    });
    expect(run(root, ['template', 'new', 'tide'])).toMatchObject({ code: 1 });
  });

  it('template test tells a snapshot that differs, and --update takes it', () => {
    const root = repository({});
    run(root, ['template', 'new', 'tide']);
    run(root, ['template', 'test', 'tide', '--no-build']);
    const changedFiles = changed(skeleton('tide'), 'Dockerfile.hbs', 'collects', 'gathers');
    cpSync(repository(changedFiles), join(root, 'tide'), { recursive: true });
    const differs = run(root, ['template', 'test', 'tide', '--no-build']);
    expect(differs).toMatchObject({ code: 1, stdout: expect.stringContaining('--update takes it') });
    expect(run(root, ['template', 'test', 'tide', '--no-build', '--update']).code).toBe(0);
    expect(run(root, ['template', 'test', 'tide', '--no-build']).code).toBe(0);
  });

  it('template docs prints bases and variables', () => {
    const root = repository({});
    run(root, ['template', 'new', 'tide']);
    const { stdout } = run(root, ['template', 'docs', 'tide']);
    expect(stdout).toContain('## tide program (`tide`)');
    expect(stdout).toContain('| `main` | string | The script that starts it |');
  });

  it.each([
    [['template', 'tset'], 'there is no "template tset"'],
    [['template', 'new', '../x'], 'template new takes the id of the template'],
    [['template', 'test', '--buidl'], '--buidl'],
    [['template', 'test', '/nowhere'], 'there is no template.json in /nowhere'],
  ])('%j is bad usage', (args, message) => {
    const { code, stderr } = run(repository({}), args);
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining(message) });
  });
});
