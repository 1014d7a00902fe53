import { EXAMPLE } from '../../../project/example-files.js';
import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import type { Program } from '../read/program.js';

/** Folders that hold settings by convention, beside the root of the module and of the repository. */
const FOLDERS = ['config', 'configs', 'conf', 'cfg', 'etc', 'settings', 'deploy', 'deployments'];

const FORMATS = /\.(ya?ml|toml|json|ini)(\.(example|sample|template|dist))?$/;

const TESTS = /(^|[._-])(tests?|testing|ci|e2e|mock)([._-]|$)/i;

/** What settings are made for, by their names: those of a container or of production before those of a developer. */
const RANKS: readonly RegExp[] = [
  /(^|[._-])(docker|container|compose)([._-]|$)/i,
  /(^|[._-])(prod|production|release)([._-]|$)/i,
  /^(app(lication)?|config(uration)?|default|main|server|service|settings)\.\w+$/i,
  /(^|[._-])(stage|staging|preprod)([._-]|$)/i,
  /(^|[._-])(dev|development|local)([._-]|$)/i,
];

/** A file that holds the program's own settings. */
export interface Candidate {
  path: string;
  /** The path it has once it is copied and filled in, where it is only an example. */
  exampleOf?: string;
}

/**
 * The files of the repository that hold the program's own settings, those made for a container first, examples
 * last: their names are the usual ones, and most of their keys are fields of the program's structs.
 */
export function settingsFiles(project: Project, program: Program): Candidate[] {
  const keys = settingKeys(program);
  const roots = [...new Set([program.dir, program.scope.module.dir, '.'])];
  const found = roots.flatMap((root) => [
    ...filesIn(project, root).filter((path) => /(config|settings|conf)[^/]{0,255}$/i.test(path)),
    ...FOLDERS.flatMap((folder) => filesIn(project, below(root, folder))),
  ]);
  return (
    [...new Set(found)]
      .filter((path) => !TESTS.test(nameOf(path)))
      .filter((path) => isAbout(project.read(path) ?? '', keys))
      // A template of another program is no settings yet.
      .filter((path) => !/\{\{-? /.test(project.read(path) ?? ''))
      .map((path) => ({ path, rank: rankOf(nameOf(path)) }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ path }) => (EXAMPLE.test(nameOf(path)) ? { path, exampleOf: filledIn(path) } : { path }))
  );
}

function filledIn(path: string): string {
  return path.replace(/(?<![^/])[^/]*$/, (name) =>
    name.replace(EXAMPLE, (_, before: string, _word, after: string) => (before === '' ? '' : after)),
  );
}

function filesIn(project: Project, directory: string): string[] {
  return project
    .entries(directory)
    .filter(({ kind, name }) => kind === 'file' && FORMATS.test(name))
    .map(({ name }) => below(directory, name));
}

function rankOf(name: string): number {
  if (EXAMPLE.test(name)) return RANKS.length + 1;
  const rank = RANKS.findIndex((pattern) => pattern.test(name));
  return rank === -1 ? RANKS.length : rank;
}

/** The keys that the program's settings have: in the tags of its structs, and the fields themselves. */
function settingKeys({ sources }: Program): Set<string> {
  const keys = new Set<string>();
  for (const { code, generated } of sources) {
    if (generated) continue;
    for (const [, list = ''] of code.matchAll(
      /`([^`\n]{0,500}(?:yaml|toml|json|mapstructure|koanf):"[^`\n]{0,500})`/g,
    )) {
      for (const [, key = ''] of list.matchAll(/\b(?:yaml|toml|json|mapstructure|koanf):"([\w.-]+)/g))
        keys.add(key.toLowerCase());
    }
    for (const [, field = ''] of code.matchAll(/^[ \t]+([A-Z]\w*)[ \t]+[\w.*[\]]+[ \t]*(?:`|$)/gm))
      keys.add(field.toLowerCase());
    for (const [, key = ''] of code.matchAll(/\.(?:Get\w*|SetDefault|UnmarshalKey|Sub)\(\s*"([\w.-]+)"/g)) {
      keys.add(key.split('.')[0]?.toLowerCase() ?? '');
    }
  }
  return keys;
}

/** True when at least half of the keys at the top of a file are settings of the program. */
function isAbout(text: string, keys: ReadonlySet<string>): boolean {
  const own = [...text.matchAll(/^(?:\[{1,2}([\w-]+)|([\w-]+)\s*[:=]|(?: {2,4}|\t)"([\w-]+)"\s*:)/gm)].map(
    ([, table, key, name]) => (table ?? key ?? name ?? '').toLowerCase(),
  );
  const known = own.filter((key) => keys.has(key));
  return own.length > 0 && known.length * 2 >= own.length;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
