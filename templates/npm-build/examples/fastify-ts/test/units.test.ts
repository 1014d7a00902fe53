import assert from 'node:assert';
import test from 'node:test';
import { metres } from '../src/units.ts';

test('a mile is 1609.344 metres', () => assert.equal(metres('mile'), 1609.344));
test('an unknown unit has no length', () => assert.equal(metres('hour', 2), undefined));
