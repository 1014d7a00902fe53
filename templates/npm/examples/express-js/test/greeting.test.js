const assert = require('node:assert');
const test = require('node:test');
const greeting = require('../src/greeting');

test('greets by name', () => assert.equal(greeting(' ada '), 'hello ada'));
test('greets whoever has none', () => assert.equal(greeting(' '), 'hello stranger'));
