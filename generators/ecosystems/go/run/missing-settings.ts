import { bodyAt } from '../../../project/braces.js';
import { EXAMPLE_ENV_FILES } from '../../../project/env-files.js';
import { exampleOfFile } from '../../../project/example-files.js';
import { below, within } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import type { Program } from '../read/program.js';
import type { Spot } from '../read/source.js';
import type { Needs } from './needs.js';
import { basesOf, paths } from './runtime-files.js';
import { viperSearch } from './viper-search.js';

/** Settings that the program opens and nobody commits, but for an example of them. */
export interface MissingSettings {
  /** Path of the example in the repository. */
  example: string;
  /** Path that the program opens, below its working directory. */
  as: string;
  from: Spot;
}

/**
 * The settings that the program opens and the repository has only an example of: `config.yaml` where there is
 * `config.example.yaml`, and a `.env` file that it does not start without.
 */
export function missingSettings(project: Project, program: Program, needs: Needs): MissingSettings[] {
  const named = program.sources
    .filter(({ generated }) => !generated)
    .flatMap((source) =>
      paths(source)
        .filter(({ text }) => /\.(ya?ml|toml|json|ini|conf)$/.test(text) && !/[*?]/.test(text))
        .map(({ text, line }) => ({ as: text, from: { file: source.path, line, text: `"${text}"` } })),
    );
  const found = makesThem(program)
    ? []
    : [...named, ...viperSearch(program)].flatMap(({ as, from }) => {
        const places = basesOf(program).flatMap((base) => within(base, as) ?? []);
        if (places.some((path) => project.has(path))) return [];
        const example = places.flatMap((path) => exampleOfFile(project, path) ?? [])[0];
        const to = within('.', as);
        return example === undefined || to === undefined ? [] : [{ example, as: to, from }];
      });
  const all = [...found, ...environmentFile(project, program, needs)];
  return all.filter(({ example }, index) => all.findIndex((other) => other.example === example) === index);
}

/** True where the program writes its settings itself when they are not there: a file that is mounted would be in its way. */
function makesThem({ sources }: Program): boolean {
  return sources.some(({ code, path, generated }) => {
    if (generated) return false;
    const absent = /\b(?:os\.IsNotExist\(\w+\)|errors\.Is\(\w+,\s*(?:os|fs)\.ErrNotExist\))[^{}\n]{0,100}\{/g;
    return [...code.matchAll(absent)].some((match) => {
      const body = bodyAt(code, match.index + match[0].length - 1);
      const writes = /\b(?:(?:os|ioutil)\.WriteFile|os\.Create|(?:\w+\.)?(?:[wW]rite|[sS]ave)\w*)\(/.test(
        body,
      );
      return writes && /conf|cfg|settings/i.test(`${path} ${body}`);
    });
  });
}

function environmentFile(project: Project, program: Program, needs: Needs): MissingSettings[] {
  const { dotenvSettings: from } = needs;
  if (from === undefined) return [];
  const [path] = basesOf(program)
    .flatMap((base) => ['.env', ...EXAMPLE_ENV_FILES].map((name) => below(base, name)))
    .filter((one) => project.has(one));
  return path === undefined ? [] : [{ example: path, as: '.env', from }];
}
