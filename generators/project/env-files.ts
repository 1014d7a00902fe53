import { lineAt, type Place, place } from './evidence.js';
import { below } from './paths.js';
import type { Project } from './project.js';

/** How people name the example of a .env file that they commit, the most usual first. */
export const EXAMPLE_ENV_FILES = [
  '.env.example',
  '.env.sample',
  '.env.template',
  '.env.dist',
  'env.example',
  'example.env',
] as const;

/** Other names: `env_example`, `.env.api.example`, `env-example-relational`. */
const OTHER_EXAMPLE = /^\.?env[._-](.{1,100}[._-])?(example|sample|template)([._-]\w+)?$/i;

/** One variable of a .env file. */
export interface EnvLine {
  name: string;
  /** Without quotes and trailing comment; empty when nothing stands there. */
  value: string;
  from: Place;
}

/** The variables of the example environment files in a directory, and of a committed .env behind them. */
export function exampleEnvironment(project: Project, directory: string): EnvLine[] {
  const others = project
    .entries(directory)
    .flatMap(({ name, kind }) => (kind === 'file' && OTHER_EXAMPLE.test(name) ? [name] : []));
  return [...new Set([...EXAMPLE_ENV_FILES, ...others, '.env'])].flatMap((name) => {
    const path = below(directory, name);
    return project.once('env file', path, () => parseEnv(path, project.read(path) ?? ''));
  });
}

/** https://github.com/motdotla/dotenv#what-rules-does-the-parsing-engine-follow */
function parseEnv(path: string, text: string): EnvLine[] {
  return [...text.matchAll(/^[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*=(.*)$/gm)].map((match) => {
    const [line, name = '', given = ''] = match;
    const raw = given.trimStart();
    const quoted = /^(["'`])(.*?)\1/.exec(raw)?.[2];
    const value = quoted ?? raw.replace(/\s#.*/, '').trim();
    return { name, value, from: place(path, lineAt(text, match.index), line) };
  });
}
