import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clearCache, detect } from 'detect-package-manager';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lockFiles } from '../../../generators/ecosystems/npm/read/lock.js';
import { diskProject } from '../../../generators/project/disk.js';

// The package itself is not called by the product: it looks at the disk by itself, does not know bun.lock
// or packageManager, and without a lock file reports what the machine has installed. Its choice among
// lock files is the one people are used to, so ours has to be the same.

const FILES = ['package-lock.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lockb'];
const SETS = Array.from({ length: 2 ** FILES.length - 1 }, (_, set) =>
  FILES.filter((_file, i) => ((set + 1) >> i) & 1),
);
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'locks-'));
  clearCache();
});
afterEach(() => rmSync(root, { recursive: true }));

it.each(SETS)('chooses as detect-package-manager among %s %s %s %s', async (...files) => {
  for (const file of files) writeFileSync(join(root, file), '');
  const [first] = lockFiles(diskProject(root), '.');
  expect(first?.manager).toBe(await detect({ cwd: root }));
});
