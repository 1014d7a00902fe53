import { describe, expect, it } from 'vitest';
import type { Catalog, Template } from '../../../generators/catalog/catalog.js';
import { type BaseRequest, chooseBase } from '../../../generators/plan/bases.js';

const template: Template = {
  manifest: {
    id: 'toy',
    title: 'Toy',
    ecosystem: 'npm',
    description: '',
    bases: {
      distroless: { build: 'node-slim', runtime: 'distroless-node', description: 'no shell' },
      alpine: { build: 'node-alpine', runtime: 'node-alpine', description: 'a shell' },
      scratch: { refused: 'Node.js needs a C library', description: 'nothing' },
    },
    variables: {},
    files: {},
  },
  sources: {},
};
const row = (image: string, versions: string[], ended: string[] = []) =>
  ({ image, versions, ended, libc: 'glibc', shell: true, user: '1:1' }) as const;
const catalog: Catalog = {
  templates: { toy: template },
  partials: {},
  images: {
    'node-slim': row('node:{version}-slim', ['24'], ['18']),
    'node-alpine': row('node:{version}-alpine', ['24'], ['18']),
    'distroless-node': row('distroless/node{version}', ['24']),
  },
};
const choice = (request: Partial<BaseRequest>) =>
  chooseBase({ catalog, template, version: '24', ...request });

describe('chooseBase', () => {
  it('takes the first legal base and fills the version in', () => {
    const { base, build, runtime, options, about } = choice({});
    expect(base).toEqual({ value: 'distroless', from: 'default', because: 'no shell' });
    expect([build.name, runtime.name, runtime.user]).toEqual(['node:24-slim', 'distroless/node24', '1:1']);
    expect(options.map((option) => option.base)).toEqual(['distroless', 'alpine', 'scratch']);
    expect(options[2]?.refused).toBe('Node.js needs a C library');
    expect(about).toBe('no shell');
  });

  it('refuses a wish with the reason and the way out', () => {
    const wish = { value: 'scratch', from: { flag: 'base' } } as const;
    expect(() => choice({ wish })).toThrow('scratch is not possible here: Node.js needs a C library');
    try {
      choice({ wish });
    } catch (error) {
      expect(error).toMatchObject({ hint: 'Use --base distroless, --base alpine.', exitCode: 1 });
    }
  });

  it('passes over a base that has no image for the version', () => {
    const { base, options } = choice({ version: '18' });
    expect(base.value).toBe('alpine');
    expect(options.find((option) => option.base === 'distroless')?.refused).toBe(
      'distroless/node18 is not published',
    );
  });

  it('passes over what the app itself rules out', () => {
    const { base } = choice({ blocked: { distroless: 'the start command needs a shell' } });
    expect(base.value).toBe('alpine');
    expect(() => choice({ blocked: { distroless: 'x', alpine: 'y' } })).toThrow(
      'no runtime base is possible',
    );
  });
});
