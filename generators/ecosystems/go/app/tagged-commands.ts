import type { Program } from '../read/program.js';
import { spotAt } from '../read/source.js';
import type { Command } from './command.js';
import { SERVING } from './command.js';

const NOTHING = { name: '', from: { file: '', line: 0 }, lines: { first: 0, last: 0 } };

/** kong's `cmd:""` (named after its field where it has no `name`) and go-flags' `command:"serve"`. */
export function taggedCommands({ sources, imports }: Program): Command[] {
  const key = imports.has('github.com/alecthomas/kong')
    ? 'cmd'
    : imports.has('github.com/jessevdk/go-flags')
      ? 'command'
      : undefined;
  if (key === undefined) return [];
  const fields = new RegExp(
    String.raw`^[ \t]*(\w+)[ \t]+(?:[\w.*]+|struct[^\x60]{0,1000}\})[ \t]*\x60([^\x60]*\b${key}:"[^\x60]*)\x60`,
    'gm',
  );
  const structs = new Map<string, Command[]>();
  for (const { code, path } of sources) {
    for (const { 1: field = '', 2: tag = '', index } of code.matchAll(fields)) {
      const given = new RegExp(String.raw`\b(?:${key === 'cmd' ? 'name' : key}):"([^"]+)"`).exec(tag)?.[1];
      const name = given ?? field.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase();
      const struct = `${path}:${code.lastIndexOf('\ntype ', index)}`;
      // A default command runs where none is named.
      const from = spotAt({ path, code }, index);
      const command = {
        name,
        from,
        runs: true,
        root: /\bdefault:"/.test(tag),
        lines: { first: from.line, last: from.line },
      };
      structs.set(struct, [...(structs.get(struct) ?? []), command]);
    }
  }
  // Each struct is one level of commands, and the program's own come before those of its commands.
  const level = [...structs.values()].find((found) => found.some(({ name }) => SERVING.includes(name)));
  return level === undefined ? [] : [...level, { ...NOTHING, runs: false, root: true }];
}
