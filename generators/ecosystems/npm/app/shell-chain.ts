import { shellWord } from '../../../project/shell.js';
import { dependenciesOf, inProduction, type Manifest } from '../read/manifest.js';
import { nested } from '../read/nested-scripts.js';
import type { Command } from '../read/script.js';

/** A chain of commands that ends with the server, for a shell. */
export interface Chain {
  text: string;
  /** A development dependency that one of the commands runs. */
  needsDev?: string;
}

/** Packages whose executables have another name. */
const OWNERS = new Map(
  Object.entries({
    'sequelize-cli': 'sequelize-cli',
    sequelize: 'sequelize-cli',
    tsc: 'typescript',
    'mikro-orm': '@mikro-orm/cli',
    'typeorm-ts-node-commonjs': 'typeorm',
    'typeorm-ts-node-esm': 'typeorm',
    dotenv: 'dotenv-cli',
    'run-s': 'npm-run-all',
  }),
);

/**
 * Commands that run one after the other, the server last and in place of the shell, so that signals
 * reach it. Assignments stay, the wrappers around them go: they are development dependencies.
 */
export function chainOf(manifest: Manifest, written: string, commands: Command[]): Chain {
  // What a shell would put in for a variable is lost in the words.
  const plain = commands.every(({ words }) => words.every((word) => !/[$`*?]/.test(word)));
  const last = commands.length - 1;
  const text = plain
    ? commands.map((command, i) => wordsOf(command, i === last ? ['exec'] : [])).join(' && ')
    : written;
  const needed = toolOf(manifest, commands);
  return { text, ...(needed !== undefined && { needsDev: needed }) };
}

function wordsOf({ env, words }: Command, before: string[]): string {
  const assignments = Object.entries(env)
    .filter(([name]) => name !== 'NODE_ENV')
    .map(([name, value]) => `${name}=${shellWord(value)}`);
  return [...assignments, ...before, ...words.map(shellWord)].join(' ');
}

/** The first development dependency among the programs of a chain, also behind `npm run`. */
function toolOf(manifest: Manifest, commands: Command[]): string | undefined {
  const all = dependenciesOf(manifest);
  const lines = commands.flatMap(({ words }) => nested(manifest, words.join(' ')));
  const programs = lines.map(
    (line) => /^(?:npx |(?:pnpm|yarn) (?:exec )?)?([\w@/.-]+)/.exec(line)?.[1] ?? '',
  );
  const packages = programs.map((name) => OWNERS.get(name) ?? name);
  return packages.find((name) => name in all && !inProduction(manifest, name));
}
