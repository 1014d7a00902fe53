import { within } from '../../../project/paths.js';
import type { Program } from '../read/program.js';
import { functionAt, type Source, type Spot, spotAt } from '../read/source.js';

/** The endings that viper tries, https://pkg.go.dev/github.com/spf13/viper#pkg-variables. */
const ENDINGS = ['json', 'toml', 'yaml', 'yml', 'properties', 'hcl', 'env', 'ini'];

/** A place where viper looks for its settings. */
export interface Searched {
  /** Path below the working directory. */
  as: string;
  /** Set where the name is one of several that the code may hand over. */
  name?: string;
  from: Spot;
}

/**
 * Where viper looks, in its order: the name it is given in each directory it is given, with each ending. A
 * directory that a function takes as its argument is what the function is called with.
 */
export function viperSearch(program: Program): Searched[] {
  return program.sources.flatMap((source) => {
    if (source.generated) return [];
    const { code } = source;
    const given = /\.SetConfigName\(\s*(?:"([^"]+)"|(\w+))\s*\)/.exec(code);
    if (given === null) return [];
    const name = given[1] ?? textOf(code, given[2] ?? '');
    if (name === undefined) return handed(program, source, given.index);
    if (name.startsWith('.')) return [];
    const from = { ...spotAt(source, given.index), text: `SetConfigName("${name}")` };
    return directoriesOf(source, program).flatMap((directory) =>
      ENDINGS.flatMap((ending) => {
        const as = within('.', `${directory}/${name}.${ending}`);
        return as === undefined ? [] : [{ as, from }];
      }),
    );
  });
}

/** Names of settings that a function is handed as its argument: a path without its ending, `"./config/config-local"`. */
function handed({ sources }: Program, source: Source, index: number): Searched[] {
  const [, name = ''] = /\.SetConfigName\(\s*(\w+)/.exec(source.code.slice(index)) ?? [];
  const start = source.code.lastIndexOf('\nfunc ', index);
  const head = source.code.slice(start + 1, index).split('\n', 1)[0] ?? '';
  if (!new RegExp(String.raw`[(,]\s*${name}\b`).test(head)) return [];
  const names = sources
    .filter(({ generated }) => !generated)
    .flatMap(({ literals }) => literals.map(({ value }) => value))
    .filter((value) => /^(?:\.\/)?(?:[\w-]{1,60}\/){1,4}[\w-]{0,60}conf[\w-]{0,60}$/i.test(value));
  return [...new Set(names)].flatMap((one) =>
    ENDINGS.flatMap((ending) => {
      const as = within('.', `${one}.${ending}`);
      const from = { ...spotAt(source, index), text: `SetConfigName("${one}")` };
      return as === undefined ? [] : [{ as, name: one, from }];
    }),
  );
}

function directoriesOf(source: Source, program: Program): string[] {
  const { code } = source;
  const found = [...code.matchAll(/\.AddConfigPath\(\s*(?:"([^"]*)"|(\w+))\s*\)/g)].flatMap((match) => {
    const literal = match[1] ?? textOf(code, match[2] ?? '');
    if (literal !== undefined) return [literal];
    return calledWith(program, functionAt(code, match.index).name);
  });
  const relative = found.filter((directory) => !/^[/$~]/.test(directory));
  return found.length === 0 ? ['.'] : [...new Set(relative)];
}

/** What a variable of the same file holds. */
function textOf(code: string, name: string): string | undefined {
  return new RegExp(String.raw`\b${name}\s*(?:string\s*)?:?=\s*"([^"\n]+)"`).exec(code)?.[1];
}

/** The texts that a function is given as its first argument. */
function calledWith({ sources }: Program, name: string): string[] {
  if (name === '') return [];
  const calls = new RegExp(String.raw`(?<!func )\b${name}\(\s*"([^"\n]*)"`, 'g');
  return sources.flatMap(({ code }) => [...code.matchAll(calls)].map(([, text = '']) => text));
}
