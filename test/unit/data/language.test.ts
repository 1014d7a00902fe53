import { describe, expect, test } from 'vitest';
import type { TemplateVariable } from '../../../generators/catalog/catalog.js';
import { detectionsOf, manifestWith, planOf, variableOf } from './support.js';

const TOY = { 'toy.json': '{ "name": "shop" }' };

describe('which of several apps is meant', () => {
  const detect = {
    programs: { read: [{ json: '{dir}/toy.json', at: '/name' }] },
    main: [{ json: '{dir}/toy.json', at: '/name' }],
    prefer: { serves: true },
    aside: { helper: true },
    title: 'Toy {program}',
  };
  const variables: Record<string, TemplateVariable> = {
    serves: { type: 'string', description: 'Serves', read: [{ json: '{dir}/toy.json', at: '/serves' }] },
    helper: { type: 'string', description: 'Helper', read: [{ variable: 'dir', match: '^tasks$' }] },
  };
  const template = { manifest: manifestWith({ detect }, { variables }) };
  const app = (name: string, more = '') => `{ "name": "${name}"${more} }`;

  test.each<[string, Record<string, string>, string, boolean]>([
    [
      'one that is preferred',
      { 'a/toy.json': app('a'), 'b/toy.json': app('b', ', "serves": true') },
      'b',
      true,
    ],
    ['none of two alike', { 'a/toy.json': app('a'), 'b/toy.json': app('b') }, 'a', false],
    ['the one that is no helper', { 'tasks/toy.json': app('tasks'), 'z/toy.json': app('z') }, 'z', true],
    [
      'the root before one that is preferred',
      { 'toy.json': app('r'), 'b/toy.json': app('b', ', "serves": true') },
      '.',
      true,
    ],
  ])('%s', (_, files, meant, clear) => {
    const [first, second] = detectionsOf(template, files);
    expect(first?.app).toBe(meant);
    expect(first?.standing !== second?.standing).toBe(clear);
  });
});

test('the name of a variable of the environment can be a value', () => {
  const manifest = manifestWith(
    {
      environment: [
        { name: '{hostName}', value: '0.0.0.0' },
        { name: '{portName}', value: '80' },
      ],
    },
    {
      variables: {
        environment: { type: 'list', description: 'Environment' },
        hostName: { type: 'string', description: 'Host', read: [{ json: 'toy.json', at: '/host' }] },
        portName: { type: 'string', description: 'Port', read: [{ json: 'toy.json', at: '/port' }] },
      },
    },
  );
  const plan = planOf({ manifest }, { 'toy.json': '{ "host": "SHOP_HOST" }' });
  expect(variableOf(plan, 'environment')).toEqual([{ name: 'SHOP_HOST', value: '0.0.0.0' }]);
});

test.each([
  ['2', 'alpine:3.24'],
  ['1', 'debian:trixie-slim'],
])('a base can have other images for version %s', (version, image) => {
  const base = { description: 'for a test' };
  const manifest = manifestWith(
    { version: { row: 'toy', read: [{ as: 'exact', json: 'toy.json', at: '/version' }] } },
    {
      images: {
        toy: { image: 'toy:{version}', versions: ['2', '1'], default: '2', libc: 'glibc', shell: true },
      },
      bases: {
        slim: [
          { ...base, build: 'toy', runtime: 'debian-slim', when: { languageVersion: '1' } },
          { ...base, build: 'toy', runtime: 'alpine' },
        ],
      },
      variables: { runtimeImage: { type: 'string', description: 'Image' } },
    },
  );
  const plan = planOf({ manifest }, { 'toy.json': `{ "version": "${version}" }` });
  expect(variableOf(plan, 'runtimeImage')).toBe(image);
});

test.each([
  ['{ "name": "shop" }', 'shop handles no signals'],
  ['{ "name": "shop", "signals": true }', undefined],
])('a program that nothing ends wants an init: %s', (text, because) => {
  const manifest = manifestWith(
    { init: { when: { signals: false }, because: '{name} handles no signals' } },
    {
      variables: {
        name: { type: 'string', description: 'Name', read: [{ json: 'toy.json', at: '/name' }] },
        signals: { type: 'string', description: 'Signals', read: [{ json: 'toy.json', at: '/signals' }] },
      },
    },
  );
  expect(planOf({ manifest }, { 'toy.json': text }).init).toBe(because);
});

test('a text names paths of the root without a dot', () => {
  const manifest = manifestWith({
    warn: [{ when: { dir: true }, message: 'look at {dir}/toy.json and ../x' }],
  });
  const [warning] = planOf({ manifest }, TOY).warnings;
  expect(warning?.message).toBe('look at toy.json and ../x');
});
