import { isClientSetting } from '../../../knowledge/client-settings.js';
import { type EnvLine, exampleEnvironment } from '../../../project/env-files.js';
import type { Project } from '../../../project/project.js';
import { baseName, programName } from '../app/program-name.js';
import type { Program } from '../read/program.js';
import type { Source } from '../read/source.js';
import type { Port } from './port.js';
import { isServerPort, namesPort } from './port.js';
import type { RuntimeFile } from './runtime-files.js';

const CONFIG = /\.(ya?ml|json|toml|ini|properties|conf)$/;

/** Settings of tests, among those in a directory that is copied. */
const TESTS = /(^|\/)(tests?|testing|testdata|fixtures|examples?)\//;

/** Ports in the configuration files that the program opens. */
export function configPorts(project: Project, program: Program, files: readonly RuntimeFile[]): Port[] {
  return files
    .flatMap(({ path, directory }) =>
      directory
        ? ownSettings(project, program, path).map((file) => ({ path: file, weight: 4 }))
        : [{ path, weight: 5 }],
    )
    .filter(({ path }) => CONFIG.test(path))
    .flatMap(({ path, weight }) => {
      let section = '';
      return (project.read(path) ?? '').split('\n').flatMap((text, index): Port[] => {
        const heading = /^\s*(?:\[([^\]]+)\]|"?([\w.-]+)"?\s*:\s*\{?)\s*$/.exec(text);
        if (heading !== null) section = heading[1] ?? heading[2] ?? '';
        const match =
          /^\s*"?([\w.-]*port)"?\s*[:=]\s*["']?:?(\d{2,5})["']?,?\s*(#.*)?$/i.exec(text) ??
          /^\s*"?([\w.-]*(?:addr(?:ess)?|listen|bind))"?\s*[:=]\s*["']?(?:(?:0\.0\.0\.0|\[::\])?:)?(\d{2,5})["']?,?\s*(#.*)?$/i.exec(
            text,
          );
        const value = Number(match?.[2]);
        if (match === null || !isServerPort(value)) return [];
        if (isClientSetting(`${section} ${match[1]}`)) return [];
        return [
          { value, from: { file: path, line: index + 1 }, because: `${match[1]} is set to it`, weight },
        ];
      });
    });
}

/** The settings in a directory: where one of the files is named after the program, the others are of its neighbours. */
function ownSettings(project: Project, program: Program, directory: string): string[] {
  const files = [...project.walk(directory)].filter((file) => CONFIG.test(file) && !TESTS.test(file));
  const names = [programName(project, program), baseName(program.dir)];
  const own = files.filter((file) => names.includes(baseName(file).replace(CONFIG, '')));
  return own.length > 0 ? own : files;
}

/** True where some code listens, though nothing next to it says where. */
export function listens(sources: readonly Source[]): boolean {
  return sources.some(({ code }) => /\.(ListenAndServe|Listen|Serve|Run|Start)(TLS)?\(/.test(code));
}

/** The value that the example of the settings has for a variable without a default of its own. */
export function exampleOf(
  project: Project,
  program: Program,
  { variable }: Port,
): Pick<Port, 'value'> | object {
  const line = examples(project, program).find(({ name }) => name === variable?.name);
  const value = Number(/^(?:[\w.]*:)?(\d{2,5})$/.exec(line?.value ?? '')?.[1]);
  return line !== undefined && isServerPort(value)
    ? { value, because: `it reads ${line.name}, set to ${value} as in ${line.from.file}` }
    : {};
}

function examples(project: Project, { scope }: Program): EnvLine[] {
  return [...new Set([scope.module.dir, '.'])].flatMap((dir) => exampleEnvironment(project, dir));
}

/** Ports of a program that listens where its settings say, from the example of those settings. */
export function examplePorts(project: Project, program: Program): Port[] {
  if (!listens(program.sources)) return [];
  const found = examples(project, program).flatMap(
    ({ name, value: text, from: { file, line = 1 } }): Port[] => {
      const value = Number(/^(?:0\.0\.0\.0)?:?(\d{2,5})$/.exec(text)?.[1]);
      const named = namesPort(name) || /(ADDR(ESS)?|LISTEN|BIND)$/i.test(name);
      if (!named || isClientSetting(name) || !isServerPort(value)) return [];
      return [{ value, from: { file, line }, because: `${name} is set to it there`, weight: 3 }];
    },
  );
  return found.filter(({ from }) => from.file === found[0]?.from.file);
}
