import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { validate } from 'dockerfile-utils';
import { describe, expect, test } from 'vitest';
import { ignoreMatcher } from '../../generators/project/dockerignore.js';
import { type Case, listCases } from '../support/cases.js';
import { copiedSources } from '../support/dockerfile.js';
import { hadolint } from '../support/hadolint.js';
import { SNAPSHOTS } from '../support/paths.js';

const lists = await listCases();
const cases = lists.flatMap((list) => list.cases);

/** Written by the real builds, kept beside the rest. */
const IMAGE_FACTS = 'image.json';

describe.each(lists)('$example.id', ({ example, cases, error }) => {
  test('is detected and planned', () => {
    if (error !== undefined) throw error;
    expect(cases.length).toBeGreaterThan(0);
    expect(new Set(cases.map(({ product }) => product.plan.template.value))).toEqual(
      new Set([example.template]),
    );
  });

  test.each(cases)('on $label is what the snapshot has', async ({ folder, product }) => {
    for (const { path, contents } of product.files) {
      await expect(contents).toMatchFileSnapshot(join(folder, path));
    }
    const plan = `${JSON.stringify(product.plan, null, 2)}\n`;
    await expect(plan).toMatchFileSnapshot(join(folder, 'plan.json'));
  });

  test.each(cases)('on $label is clean for dockerfile-utils', ({ dockerfile }) => {
    expect(validate(dockerfile).map(({ message, range }) => `${range.start.line + 1}: ${message}`)).toEqual(
      [],
    );
  });

  test.each(cases)('on $label copies nothing that .dockerignore hides', (one) => {
    expect(problemsOfSources(one)).toEqual([]);
  });
});

// Not those in snapshots/: with -u, vitest writes them when the tests have ended.
test('hadolint is clean on every Dockerfile', { timeout: 180_000 }, async () => {
  const directory = mkdtempSync(join(tmpdir(), 'dockerfiles-'));
  try {
    const files = cases.map(({ id, dockerfile }) => {
      const folder = join(directory, id);
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'Dockerfile'), dockerfile);
      return join(folder, 'Dockerfile');
    });
    const findings = files.length === 0 ? [] : await hadolint(files);
    expect(findings.map((line) => line.replace(`${directory}${sep}`, ''))).toEqual([]);
  } finally {
    rmSync(directory, { recursive: true });
  }
});

test('no snapshot is left over', () => {
  // What cannot be planned has failed above, and its snapshots are still wanted.
  const unplanned = lists.flatMap(({ example, error }) =>
    error === undefined ? [] : [join(SNAPSHOTS, example.id) + sep],
  );
  const expected = cases.flatMap(({ folder, product }) =>
    [...product.files.map(({ path }) => path), 'plan.json', IMAGE_FACTS].map((path) => join(folder, path)),
  );
  const left = [...filesBelow(SNAPSHOTS)].filter(
    (path) => !expected.includes(path) && !unplanned.some((folder) => path.startsWith(folder)),
  );
  expect(left.map((path) => `${relative(SNAPSHOTS, path)}: delete it, no example makes it any more`)).toEqual(
    [],
  );
});

/** Sources of COPY lines, and inputs of the plan, that are missing or ignored. */
function problemsOfSources({ example, dockerfile, dockerignore, product }: Case): string[] {
  const files = [
    ...[...filesBelow(example.directory)].map((path) => relative(example.directory, path)),
    ...product.files.map(({ path }) => path),
  ];
  const matcher = ignoreMatcher(dockerignore);
  const visible = (source: string) => {
    const copied = source === '.' ? files : files.filter((path) => ignoreMatcher(source).ignores(path));
    return { found: copied.length > 0, sent: copied.some((path) => !matcher.ignores(path)) };
  };
  const problems: string[] = [];
  for (const sources of copiedSources(dockerfile)) {
    for (const source of sources) {
      const { found, sent } = visible(source);
      // A pattern that matches nothing is fine beside a source that exists.
      if (!found && !(source.includes('*') && sources.length > 1)) problems.push(`${source} does not exist`);
      else if (found && !sent) problems.push(`${source} is ignored`);
    }
  }
  for (const input of product.plan.inputs) {
    const { found, sent } = visible(input);
    if (!found) problems.push(`input ${input} does not exist`);
    else if (!sent) problems.push(`input ${input} is ignored`);
  }
  return problems;
}

/** Every file below a directory; none when it does not exist. */
function* filesBelow(directory: string): Iterable<string> {
  if (!existsSync(directory)) return;
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== 'node_modules') yield* filesBelow(path);
    } else yield path;
  }
}
