import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { produce } from '../../../generators/produce.js';
import { diskProject } from '../../../generators/project/disk.js';
import { VERSION } from '../../support/made.js';
import { catalog } from './support.js';

const parsed = vi.hoisted(() => new Map<string, number>());

/** Counts how often a parser gets a text. */
function counting<T extends Record<string, unknown>>(module: T, name: keyof T, textAt: number): T {
  const parse = module[name] as (...values: string[]) => unknown;
  const counted = (...values: string[]) => {
    const text = `${String(name)} ${values[textAt]}`;
    parsed.set(text, (parsed.get(text) ?? 0) + 1);
    return parse(...values);
  };
  return { ...module, [name]: counted };
}

vi.mock(import('../../../generators/ecosystems/go/read/source.js'), async (original) =>
  counting(await original(), 'parseSource', 1),
);
vi.mock(import('../../../generators/ecosystems/go/read/modfile.js'), async (original) =>
  counting(counting(await original(), 'parseModFile', 0), 'parseWorkFile', 0),
);

beforeEach(() => parsed.clear());

test.each(['cmd-layout', 'embedded-ui'])('%s: no file is parsed twice in a run', async (example) => {
  const project = diskProject(join(import.meta.dirname, '../../../templates/go/examples', example));
  await produce({ version: VERSION, project, catalog, wishes: {} });
  expect(parsed.size).toBeGreaterThan(1);
  expect([...parsed].filter(([, times]) => times > 1)).toEqual([]);
});
