import { describe, expect, it } from 'vitest';
import type { Catalog } from '../../../generators/catalog/catalog.js';
import { decide, type Json } from '../../../generators/plan/decision.js';
import type { Plan } from '../../../generators/plan/plan.js';
import { render } from '../../../generators/render/render.js';

function renderToy(text: string, values: Record<string, Json>, declared = Object.keys(values)): string {
  const variables = Object.fromEntries(
    declared.map((name) => [name, { type: 'string', description: '' } as const]),
  );
  const catalog: Catalog = {
    templates: {
      toy: {
        manifest: {
          id: 'toy',
          title: '',
          ecosystem: 'go',
          description: '',
          bases: {},
          variables,
          files: { 'Dockerfile.hbs': 'Dockerfile' },
        },
        sources: { 'Dockerfile.hbs': text },
      },
    },
    partials: { greeting: 'hello {{name}}\n' },
    images: {},
  };
  const plan: Plan = {
    ecosystem: 'go',
    app: decide('.', 'default'),
    template: decide('toy', 'default'),
    base: decide('scratch', 'default'),
    variables: Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, decide(value, 'default')]),
    ),
    inputs: [],
    buildFlags: [],
    warnings: [],
    bases: [],
    open: [],
  };
  return render(plan, catalog, { version: '1.2.3', command: 'npx create-dockerfile' })[0]?.contents ?? '';
}

describe('render', () => {
  it('escapes nothing of a command', () => {
    expect(renderToy('RUN {{command flags}}', { flags: '-ldflags="-s & <w>"' })).toBe(
      'RUN -ldflags="-s & <w>"\n',
    );
  });

  it('prints lists in exec form', () => {
    expect(renderToy('CMD {{json cmd}}', { cmd: ['node', 'a "b".js'] })).toBe(
      'CMD ["node", "a \\"b\\".js"]\n',
    );
  });

  it('gives the base and the command, and reads partials', () => {
    expect(renderToy('FROM {{word base}}\n# {{comment command}} {{> greeting}}', { name: 'you' })).toBe(
      'FROM scratch\n# npx create-dockerfile hello you\n',
    );
  });

  it('leaves one blank line at most', () => {
    expect(renderToy('a\n{{#each lines}}\n{{this}}\n{{/each}}\n\n\n\nb\n\n', { lines: [] })).toBe('a\n\nb\n');
  });

  it.each([
    ['a\n{{#if user}}USER {{user}}{{/if}}\nb', { user: '' }, 'a\nb\n'],
    ['a\n{{#if user}}USER {{user}}{{/if}}\nb', { user: '1:1' }, 'a\nUSER 1:1\nb\n'],
    ['{{#each user}}ARG {{this}}{{/each}}\nb', { user: ['X', 'Y'] }, 'ARG X\nARG Y\nb\n'],
    ['{{#if user}}a{{/if}} {{#if user}}b{{/if}}', { user: 'x' }, 'a b\n'],
    ['{{#if user}}{{#if user}}a{{/if}} b{{/if}}\nc', { user: 'x' }, 'a b\nc\n'],
  ])('a block that is a whole line takes its line with it: %j with %j', (text, values, expected) => {
    expect(renderToy(text, values)).toBe(expected);
  });

  it.each([
    ['{{nmae}}', { name: '' }, ['name'], '"nmae" not defined'],
    ['{{name}}', { name: '', extra: '' }, ['name'], 'templates/toy/template.json does not declare extra: '],
    ['{{name}}', { name: '' }, ['name', 'other'], 'templates/toy/template.json declares other: the plan has'],
  ])('%s with %j, declared %j, is a defect', (text, values, declared, message) => {
    expect(() => renderToy(text, values, declared)).toThrow(message);
  });
});
