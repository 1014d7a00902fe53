import { expect, test } from 'vitest';
import { withOwnCaches } from '../../build/cold.js';

test.each([
  [
    '--mount=type=cache,target=/go/pkg/mod go mod download',
    '--mount=type=cache,target=/go/pkg/mod,id=n/go/pkg/mod go mod download',
  ],
  [
    '--mount=type=cache,id=m2,target=/m2,sharing=locked mvn',
    '--mount=type=cache,target=/m2,sharing=locked,id=nm2 mvn',
  ],
  ['--mount=type=secret,id=npmrc npm ci', '--mount=type=secret,id=npmrc npm ci'],
])('%s has a cache of its own', (given, wanted) => {
  expect(withOwnCaches(`RUN ${given}`, 'n')).toBe(`RUN ${wanted}`);
});
