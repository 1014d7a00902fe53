import { expect, test } from 'vitest';
import { knownCauses } from '../../../generators/knowledge/known-causes.js';
import { causeOf } from '../../../generators/verify/causes.js';

const STARTS: [line: string, id: string][] = [
  [
    "Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'express' imported from /app/server.js",
    'module-missing',
  ],
  ['java.lang.NoClassDefFoundError: javax/xml/bind/JAXBException', 'module-missing'],
  ['Error: listen EACCES: permission denied 0.0.0.0:80', 'root-needed'],
  ["Error: EACCES: permission denied, mkdir '/app/uploads'", 'permission'],
  ['panic: dial tcp 127.0.0.1:5432: connect: connection refused', 'database'],
  ['exec /app/server: exec format error', 'architecture'],
  [
    'Error: runc: runc create failed: error setting rlimit type 7: operation not permitted: OCI permission denied',
    'engine-denied',
  ],
  ["/app/server: /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.38' not found", 'glibc-missing'],
  ['Error: DATABASE_URL is required', 'setting-missing'],
  ['port 8080/ did not answer as expected within 60 s: other side closed', 'localhost-or-port'],
];

test.each(STARTS)('the start that says %j has a known cause', (line, id) => {
  expect(causeOf(['booting', line], 'start')?.id).toBe(id);
});

const BUILDS: [line: string, id: string][] = [
  [
    'npm error `npm ci` can only install packages when your package.json and package-lock.json are in sync.',
    'lock-file',
  ],
  ['ERR_PNPM_OUTDATED_LOCKFILE  Cannot install with "frozen-lockfile"', 'lock-file'],
  ['src/main.ts(3,7): error TS2322: Type', 'typescript-errors'],
  ['ERROR: failed to solve: failed to compute cache key: "/dist": not found', 'copy-missing'],
  ['npm error code E401', 'private-package'],
  ['Failed to fetch `Geist Mono` from Google Fonts.', 'network'],
  ['sh: vite: not found', 'command-missing'],
  ['--- FAIL: TestAnswer (0.00s)', 'test-failed'],
  [
    'ERROR: failed to solve: node:99: failed to resolve source metadata for docker.io/library/node:99',
    'no-image',
  ],
  ['fatal error: error in backend: IO failure on output stream: No space left on device', 'disk-full'],
];

test.each(BUILDS)('the build that says %j has a known cause', (line, id) => {
  expect(causeOf([line], 'build')?.id).toBe(id);
});

test('what stands later in the log counts: what stands before it was survived', () => {
  const lines = ['npm warn ETIMEDOUT, trying again', 'src/a.ts(1,1): error TS1005: expected', 'exit code: 1'];
  expect(causeOf(lines, 'build')?.id).toBe('typescript-errors');
});

test('a log that nobody has seen before has none', () => {
  expect(causeOf(['the sky is green'], 'build')).toBeUndefined();
  expect(causeOf([], 'start')).toBeUndefined();
});

test('no sign of a cause is the sign of another one at the same place', () => {
  const all = knownCauses.flatMap(({ id, at, says }) =>
    says.flatMap((text) => at.map((place) => `${place} ${text} ${id}`)),
  );
  const signs = all.map((text) => text.slice(0, text.lastIndexOf(' ')));
  expect(signs.filter((sign, i) => signs.indexOf(sign) !== i)).toEqual([]);
});
