import { expect, test } from 'vitest';
import { appRank } from '../../../generators/knowledge/app-folders.js';

test.each([
  ['api-gateway', 'order-service'],
  ['order-service', 'eureka-server'],
  ['order-service', 'config-server'],
  ['backend', 'frontend'],
  ['apps/server', 'apps/worker'],
])('%s is taken before %s', (first, second) => {
  expect(appRank(first)).toBeLessThan(appRank(second));
});

test('services that look alike rank alike', () => {
  expect(appRank('order-service')).toBe(appRank('payment-service'));
});
