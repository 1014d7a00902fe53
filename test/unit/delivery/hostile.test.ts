import { expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { bakeFile } from '../../../generators/delivery/bake.js';
import { deliveryFiles } from '../../../generators/delivery/delivery.js';
import { everyApp } from '../../../generators/delivery/every-app.js';
import { UserError } from '../../../generators/errors.js';
import { defaultCatalog } from '../../../generators/home.js';
import { mapProject } from '../../../generators/project/map.js';
import { CI_SYSTEMS } from '../../../generators/vocabulary.js';
import { type Files, HOSTILE, MARK, seeds, spotsOf } from '../../support/hostile.js';
import { outOfPlace, runsMark } from '../../support/places.js';

/** Every how many-th of the changed repositories is tried. */
const EVERY = Number(process.env.HOSTILE_EVERY ?? 499);

const catalog = defaultCatalog();

/** What a value did to the files that build, start and publish every app together. */
async function problemsOf(files: Files): Promise<string[]> {
  try {
    const project = mapProject(files);
    const { apps } = await everyApp({ version: '1.0.0', project, catalog, wishes: {} });
    const made = { version: '1.0.0', command: apps[0]?.product.command ?? '' };
    const placed = apps.map(({ name, product }) => ({ name, plan: product.plan, placed: true }));
    const together = CI_SYSTEMS.flatMap((ci) =>
      deliveryFiles({ apps: placed, project, delivery: { compose: true, ci }, made }),
    );
    const bake = bakeFile(apps, made);
    return [bake, ...together].flatMap(({ path, contents }) => [
      ...outOfPlace(path, contents),
      ...(path.endsWith('.hcl') ? inHcl(contents) : inYaml(path, contents)),
    ]);
  } catch (error) {
    return error instanceof UserError ? [] : [`a defect: ${(error as Error).stack}`];
  }
}

/** Outside of comments and quoted texts nothing is marked, and no text holds an expression that is. */
function inHcl(text: string): string[] {
  const code = text.replace(/^\s*#.*$/gm, '');
  const expressions = code.match(/(?<!\$)\$\{[^}]*\}/g) ?? [];
  const bare = code.replace(/"(?:\\.|[^"\\])*"/g, '""');
  return [bare, ...expressions].some((part) => part.includes(MARK)) ? [`${MARK} in docker-bake.hcl`] : [];
}

/** It is YAML, no key is marked, and no command runs what is. */
function inYaml(path: string, text: string): string[] {
  const document = parseDocument(text);
  if (document.errors.length > 0) return [`${path}: ${document.errors[0]?.message}`];
  const found: string[] = [];
  const visit = (value: unknown, at: string): void => {
    if (Array.isArray(value)) for (const one of value) visit(one, at);
    else if (value !== null && typeof value === 'object') {
      for (const [key, inner] of Object.entries(value)) {
        if (key.includes(MARK) && at !== 'environment') found.push(`${path}: the key ${key}`);
        visit(inner, key);
      }
    } else if (/^(run|script|before_script)$/.test(at) && runsMark(String(value)))
      found.push(`${path}: a command runs ${MARK}`);
  };
  visit(document.toJS(), '');
  return found;
}

test.each(Object.entries(seeds(EVERY === 1)))(
  'no value changes what builds the apps of %s',
  async (_, files) => {
    const found: string[] = [];
    let count = 0;
    for (const spot of spotsOf(files)) {
      for (const value of HOSTILE) {
        if (count++ % EVERY !== 0) continue;
        const problems = await problemsOf(spot.change(files, value));
        found.push(...problems.map((problem) => `${spot.token} = ${JSON.stringify(value)}: ${problem}`));
      }
    }
    expect(found).toEqual([]);
  },
);

test('a value that is not kept in its place is seen', () => {
  expect(inHcl(`target "a" {\n  context = ${MARK}\n}\n`)).not.toEqual([]);
  expect(inHcl(`target "a" {\n  tags = ["\${${MARK}}"]\n}\n`)).not.toEqual([]);
  expect(inHcl(`target "a" {\n  tags = ["$\${${MARK}}"]\n}\n`)).toEqual([]);
  expect(inYaml('ci.yml', `run: touch ${MARK}\n`)).not.toEqual([]);
  expect(inYaml('ci.yml', `${MARK}: 1\n`)).not.toEqual([]);
  expect(inYaml('ci.yml', 'a: [\n')).not.toEqual([]);
});
