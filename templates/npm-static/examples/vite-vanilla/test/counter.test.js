import assert from 'node:assert';
import test from 'node:test';
import { counter } from '../src/counter.js';

test('counts what was added', () => {
  const clicks = counter();
  clicks.add();
  assert.equal(clicks.label('clicks'), 'clicks: 1');
});
