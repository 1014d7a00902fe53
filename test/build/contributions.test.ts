import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { skeleton } from '../../generators/authoring/skeleton.js';
import { testTemplate } from '../../generators/authoring/test.js';
import { builtinPartials, defaultCatalog } from '../../generators/home.js';
import { dockerOf } from '../support/bed.js';
import { ROOT } from '../support/paths.js';

const bed = inject('bed');
const docker = dockerOf(bed);

/** The company's registry is nowhere: its base images are the public ones by other names. */
const COMPANY = {
  'gcr.io/distroless/static-debian13:nonroot': 'registry.example.com/base/static:2026.11',
  'alpine:3.24': 'registry.example.com/base/alpine:2026.11',
};

beforeAll(async () => {
  for (const [image, name] of Object.entries(COMPANY)) await docker.text(['tag', image, name]);
});

async function tested(path: string) {
  const lines: string[] = [];
  const folder = { path, name: path };
  const catalog = { ...defaultCatalog(), partials: builtinPartials() };
  const result = await testTemplate({
    folder,
    catalog,
    docker,
    update: false,
    say: (line) => lines.push(line),
  });
  return { result, lines: lines.join('\n') };
}

/** A folder of the template that may be changed. */
function copyOf(files: string | Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'template-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  if (typeof files === 'string') cpSync(files, root, { recursive: true });
  else
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
  return root;
}

describe('the tests that authors run for a template of their own', () => {
  test("pass for a company's standard that extends the Go template", async () => {
    const { result, lines } = await tested(join(ROOT, 'test/templates/company-go'));
    expect(result, lines).toEqual({ passed: 5, failed: 0, skipped: 0 });
    expect(lines).toMatch(/^clock +distroless +\d/m);
  });

  test('pass for the folder that template new writes', async () => {
    const { result, lines } = await tested(copyOf(skeleton('tide')));
    expect(result, lines).toEqual({ passed: 3, failed: 0, skipped: 0 });
  });

  test('fail for an image that prints something else, is too large, or runs as root', async () => {
    const files = skeleton('tide');
    const example = JSON.parse(files['examples/greeting/example.json'] ?? '');
    const broken = copyOf({
      ...files,
      'examples/greeting/example.json': JSON.stringify({ ...example, stdout: 'good bye' }),
    });
    expect((await tested(broken)).lines).toContain(
      'FAIL  greeting on alpine: it prints "hello from world\\n"',
    );
    const large = copyOf({
      ...files,
      'examples/greeting/example.json': JSON.stringify({ ...example, sizeMB: { alpine: 1, slim: 1 } }),
    });
    expect((await tested(large)).lines).toContain('MB, and its budget is 1');
    const root = copyOf({
      ...files,
      'Dockerfile.hbs': (files['Dockerfile.hbs'] ?? '').replace(
        'USER {{word user}}',
        'LABEL user={{word user}}',
      ),
    });
    expect((await tested(root)).lines).toContain('the image runs as root');
  });
});
