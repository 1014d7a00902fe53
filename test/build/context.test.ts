import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { ignoreMatcher } from '../../generators/project/dockerignore.js';
import { dockerOf } from '../support/bed.js';
import { IGNORE_CASES, IGNORE_FILES } from '../support/ignore-cases.js';

// Our matcher against the engine's own: what it says is left out is what does not arrive.

const docker = dockerOf(inject('bed'));
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'create-dockerfile-context-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(IGNORE_CASES)('.dockerignore: $title', async ({ title, lines }) => {
  const context = join(folder, title.replaceAll(/\W+/g, '-'));
  const text = lines.join('\n');
  for (const path of IGNORE_FILES) {
    mkdirSync(dirname(join(context, path)), { recursive: true });
    writeFileSync(join(context, path), path);
  }
  // Beside the context, as BuildKit takes it: neither file is then part of what is compared.
  const dockerfile = `${context}.Dockerfile`;
  writeFileSync(dockerfile, 'FROM scratch\nCOPY . /\n');
  writeFileSync(`${dockerfile}.dockerignore`, text);
  const output = `${context}.out`;
  const outcome = await docker.run(['build', '--file', dockerfile, '--output', output, context]);
  expect(outcome).toMatchObject({ code: 0 });

  const matcher = ignoreMatcher(text);
  expect(filesBelow(output)).toEqual(IGNORE_FILES.filter((path) => !matcher.ignores(path)).sort());
});

function filesBelow(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .sort();
}
