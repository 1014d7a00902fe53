import { isClientSetting } from '../../../knowledge/client-settings.js';
import { exampleEnvironment } from '../../../project/env-files.js';
import type { Project } from '../../../project/project.js';
import type { Program } from '../read/program.js';
import type { Source } from '../read/source.js';
import type { Port } from './port.js';
import { isServerPort, namesPort } from './port.js';
import type { RuntimeFile } from './runtime-files.js';

const CONFIG = /\.(ya?ml|json|toml|ini|properties|conf)$/;

/** Settings of tests, among those in a directory that is copied. */
const TESTS = /(^|\/)(tests?|testing|testdata|fixtures|examples?)\//;

/** Ports in the configuration files that the program opens. */
export function configPorts(project: Project, files: readonly RuntimeFile[]): Port[] {
  return files
    .flatMap(({ path, directory }) =>
      directory
        ? [...project.walk(path)]
            .filter((file) => !TESTS.test(file))
            .map((file) => ({ path: file, weight: 4 }))
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

/** True where some code listens, though nothing next to it says where. */
export function listens(sources: readonly Source[]): boolean {
  return sources.some(({ code }) => /\.(ListenAndServe|Listen|Serve|Run|Start)(TLS)?\(/.test(code));
}

/** Ports of a program that listens where its settings say, from the example of those settings. */
export function examplePorts(project: Project, { sources, scope }: Program): Port[] {
  if (!listens(sources)) return [];
  const found = [...new Set([scope.module.dir, '.'])]
    .flatMap((dir) => exampleEnvironment(project, dir))
    .flatMap(({ name, value: text, from: { file, line = 1 } }): Port[] => {
      const value = Number(/^(?:0\.0\.0\.0)?:?(\d{2,5})$/.exec(text)?.[1]);
      const named = namesPort(name) || /(ADDR(ESS)?|LISTEN|BIND)$/i.test(name);
      if (!named || isClientSetting(name) || !isServerPort(value)) return [];
      return [{ value, from: { file, line }, because: `${name} is set to it there`, weight: 3 }];
    });
  return found.filter(({ from }) => from.file === found[0]?.from.file);
}
