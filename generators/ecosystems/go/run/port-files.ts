import { isClientSetting } from '../../../knowledge/client-settings.js';
import { type EnvLine, exampleEnvironment } from '../../../project/env-files.js';
import type { Project } from '../../../project/project.js';
import { baseName, programName } from '../app/program-name.js';
import type { Program } from '../read/program.js';
import type { Source } from '../read/source.js';
import { structTagsOf } from '../read/struct-tags.js';
import type { Port } from './port.js';
import { isServerPort, namesPort } from './port.js';
import type { RuntimeFile } from './runtime-files.js';

const CONFIG = /\.(ya?ml|json|toml|ini|properties|conf|env)(\.(example|sample|template|dist))?$/;

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
      const lines = (project.read(path) ?? '').split('\n');
      return lines.flatMap((text, index): Port[] => {
        section =
          HEADING.exec(text)
            ?.slice(1)
            .find((name) => name !== undefined) ?? section;
        const [, name, preset = ''] = REPLACED.exec(text) ?? [];
        const found = portIn(text.replace(REPLACED, preset), section);
        if (found === undefined) return [];
        const { key, value, localhost } = found;
        const from = { file: path, line: index + 1 };
        const host = hostBeside(lines, index);
        if (host !== undefined && joinsHost(program)) {
          return [{ value, from, because: `${host} is set to localhost`, weight, localhost: true }];
        }
        if (name !== undefined) {
          const variable = { name, kind: preset.startsWith(':') ? ('address' as const) : ('port' as const) };
          return [{ value, from, because: `${key} is ${name}, or it`, weight, variable }];
        }
        if (!localhost) return [{ value, from, because: `${key} is set to it`, weight }];
        const because = `${key} is set to "localhost:${value}"`;
        return [
          { value, from, because, weight: weight - 2, localhost, ...replacedBy(project, program, key) },
        ];
      });
    });
}

/** A variable with what stands in for it, as Beego and libraries for YAML write it: `${PORT||8000}`, `${PORT:-8000}`. */
const REPLACED = /\$\{([A-Z][A-Z0-9_]{0,60})(?:\|\||:-?)(:?\d{2,5})\}/;

/** The key of the host that stands beside a port, where that is localhost. */
function hostBeside(lines: readonly string[], index: number): string | undefined {
  const indent = /^\s*/.exec(lines[index] ?? '')?.[0];
  for (const line of lines.slice(Math.max(0, index - 2), index + 3)) {
    const [, space, key] =
      /^(\s*)"?(\w*host(?:name)?)"?\s*[:=]\s*["']?(?:localhost|127\.0\.0\.1)["']?,?\s*$/i.exec(line) ?? [];
    if (key !== undefined && space === indent) return key;
  }
  return undefined;
}

/** True where the code puts an address together of a host and a port. */
function joinsHost({ sources }: Program): boolean {
  return sources.some(({ code }) =>
    /\bSprintf\(\s*"%s:%[dsv]"[^)]{0,200}\bhost\b|\bhost\b\s*\+\s*":"|\bJoinHostPort\([^)]{0,200}\bhost\b/i.test(
      code,
    ),
  );
}

const HEADING = /^\s*(?:\[([^\]]+)\]\s*|"?([\w.-]+)"?\s*:\s*(?:\{\s*)?)$/;

/** Sections about the program's own server: elsewhere localhost is where another one is. */
const SERVER = /http|server|listen|web|api|app|grpc|rest/i;

/** The port that a line of settings names, with the key it belongs to. */
function portIn(
  text: string,
  section: string,
): { key: string; value: number; localhost: boolean } | undefined {
  const match =
    /^\s*"?([\w.-]*port)"?\s*[:=]\s*["']?()?:?(\d{2,5})["']?,?\s*(#.*)?$/i.exec(text) ??
    /^\s*"?([\w.-]*(?:addr(?:ess)?|listen|bind|listen_?ur[il]))"?\s*[:=]\s*["']?(?:(0\.0\.0\.0|\[::\]|localhost|127\.0\.0\.1)?:)?(\d{2,5})["']?,?\s*(#.*)?$/i.exec(
      text,
    );
  const [, key = '', host = '', digits] = match ?? [];
  const value = Number(digits);
  const localhost = /^(localhost|127)/.test(host);
  if (!isServerPort(value) || isClientSetting(`${section} ${key}`)) return undefined;
  return localhost && !SERVER.test(`${section} ${key}`) ? undefined : { key, value, localhost };
}

/** The variable that a struct tag puts before what the file says: `yaml:"address" env:"HTTP_ADDRESS"`. */
function replacedBy(project: Project, program: Program, key: string): Pick<Port, 'variable'> | object {
  const tagged = new RegExp(String.raw`\b(?:yaml|toml|json):"${key}["","]`);
  const tags = program.sources
    .flatMap((source) => structTagsOf(project, source))
    .filter(({ text }) => tagged.test(text));
  const [only, ...others] = tags;
  return only?.env === undefined || others.length > 0
    ? {}
    : { variable: { name: only.env, kind: 'address' } };
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
