import { GO_LINTERS, type GoLinter } from '../../../knowledge/go-linters.js';
import type { Linter } from '../../../plan/targets.js';
import { lineAt, place } from '../../../project/evidence.js';
import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { raw, sh } from '../../../project/shell.js';
import type { Scope } from '../read/scope.js';
import { minorOf } from '../version/go-demand.js';

export interface LintQuery {
  scope: Scope;
  /** Go line of the image: `1.27`. */
  version: string;
  /** The mounts of a step that compiles the module: credentials, and directories the go command caches in. */
  mounts: readonly string[];
  /** Those of one that compiles a tool of elsewhere. */
  tools: readonly string[];
}

/**
 * The linter of a module: the one that its go.mod has as a tool (https://go.dev/doc/modules/managing-dependencies#tools), in the
 * version that stands there, else the one whose configuration it holds. `go vet` needs no asking: the tests begin with it.
 */
export function findLinter(project: Project, { scope, version, mounts, tools }: LintQuery): Linter {
  const { module } = scope;
  const does = (name: string) => `lints with ${name}`;
  for (const { name, module: path, arguments: words } of GO_LINTERS) {
    if (!module.mod.tools.includes(path)) continue;
    const file = below(module.dir, 'go.mod');
    const text = project.read(file) ?? '';
    const from = place(file, lineAt(text, text.indexOf(path)));
    return { does: does(name), mounts, command: sh`go tool ${name} ${raw(words)}`, from };
  }
  const [found] = GO_LINTERS.flatMap((row) => configured(project, module.dir, row));
  if (found === undefined) return { missing: 'neither go.mod nor a configuration names a linter' };
  const { row, file } = found;
  if (row.format !== undefined && !new RegExp(row.format, 'm').test(project.read(file) ?? '')) {
    return { missing: `${file} is of an older version of ${row.name}: run ${row.migrate}` };
  }
  if (minorOf(version) < minorOf(row.go)) {
    return { missing: `${row.name} ${row.version} is compiled by Go ${row.go} or later` };
  }
  const command = sh`go run ${`${row.module}@${row.version}`} ${raw(row.arguments)}`;
  return { does: does(row.name), mounts: [...new Set([...tools, ...mounts])], command, from: place(file) };
}

function configured(project: Project, dir: string, row: GoLinter): { row: GoLinter; file: string }[] {
  const config = new RegExp(row.config);
  const [entry] = project.entries(dir).filter(({ name, kind }) => kind === 'file' && config.test(name));
  return entry === undefined ? [] : [{ row, file: below(dir, entry.name) }];
}
