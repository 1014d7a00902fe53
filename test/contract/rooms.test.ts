import { describe, expect, test } from 'vitest';
import { ECOSYSTEM_IDS } from '../../generators/vocabulary.js';
import { neighbours, sources } from '../support/imports.js';

/** The rooms of generators/ from the bottom up: a file imports from its own row and from those before it. */
const HOUSE = [
  ['errors.ts', 'nearest.ts', 'vocabulary.ts', 'knowledge', 'project'],
  ['catalog'],
  ['plan', 'templates.ts', 'home.ts'],
  ['render'],
  ['write', 'engine', 'preflight'],
  ['registry'],
  ['ecosystems'],
  ['detect', 'contributions'],
  ['produce.ts'],
  ['audit', 'verify', 'drift', 'delivery'],
  ['authoring'],
  ['cli'],
  ['app'],
];

/** The rooms of an ecosystem, likewise. `read` knows formats, `plan` puts everything together. */
const ECOSYSTEM = [
  ['sentences.ts'],
  ['read'],
  ['app'],
  ['version'],
  ['build'],
  ['run'],
  ['front-ends'],
  ['targets'],
  ['plan'],
  ['index.ts'],
];

const floorOf = (rooms: string[][], room: string) => rooms.findIndex((row) => row.includes(room));

const graph = new Map(sources.map((path) => [path, neighbours(path)]));

describe('generators/', () => {
  test.each(sources)('%s is in a room', (path) => {
    expect(floorOf(HOUSE, roomOf(path)), `no room ${roomOf(path)}: see docs/architecture.md`).not.toBe(-1);
  });

  test.each(sources)('%s imports nothing from above', (path) => {
    const floor = floorOf(HOUSE, roomOf(path));
    const above = (graph.get(path) ?? []).filter((other) => floorOf(HOUSE, roomOf(other)) > floor);
    expect(above).toEqual([]);
  });
});

describe.each(ECOSYSTEM_IDS)('the ecosystem %s', (id) => {
  const home = `ecosystems/${id}/`;
  const own = sources.filter((path) => path.startsWith(home));
  const room = (path: string) => roomOf(path.slice(home.length));

  test('has its files in the rooms that all ecosystems have', () => {
    expect(own.filter((path) => floorOf(ECOSYSTEM, room(path)) === -1)).toEqual([]);
  });

  test.each(own)('%s imports nothing from above, and nothing of another ecosystem', (path) => {
    const floor = floorOf(ECOSYSTEM, room(path));
    const wrong = (graph.get(path) ?? []).filter((other) =>
      other.startsWith(home)
        ? floorOf(ECOSYSTEM, room(other)) > floor ||
          (floorOf(ECOSYSTEM, room(other)) === floor && room(other) !== room(path))
        : other.startsWith('ecosystems/'),
    );
    expect(wrong).toEqual([]);
  });
});

test('no imports go round in a circle, types included', () => {
  expect(circles(graph)).toEqual([]);
});

test('a circle is found', () => {
  const round = new Map([
    ['a', ['b']],
    ['b', ['c']],
    ['c', ['b']],
  ]);
  expect(circles(round)).toEqual([['b', 'c']]);
});

/** The first folder of a path, or the file itself where it lies in none. */
function roomOf(path: string): string {
  return path.split('/')[0] ?? path;
}

/** Groups of files that reach each other (the strongly connected components, by Tarjan's algorithm). */
function circles(edges: ReadonlyMap<string, readonly string[]>): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const enter = (node: string): number => {
    const own = index.size;
    index.set(node, own);
    let lowest = own;
    stack.push(node);
    for (const next of edges.get(node) ?? []) {
      if (!index.has(next)) lowest = Math.min(lowest, enter(next));
      else if (stack.includes(next)) lowest = Math.min(lowest, index.get(next) ?? own);
    }
    low.set(node, lowest);
    if (lowest === own) {
      const group = stack.splice(stack.indexOf(node));
      if (group.length > 1) found.push(group.sort());
    }
    return lowest;
  };
  for (const node of edges.keys()) if (!index.has(node)) enter(node);
  return found;
}
