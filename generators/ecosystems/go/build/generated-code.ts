import { CODE_GENERATORS, type CodeGenerator } from '../../../knowledge/go-generators.js';
import { type Evidence, place } from '../../../project/evidence.js';
import { below, relativeTo } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { sh, shellWord } from '../../../project/shell.js';
import type { Program } from '../read/program.js';
import { missingCode } from './package-code.js';

/** Go code that nobody committed, and the command that writes it again. */
export interface Generated {
  tool: string;
  command: string;
  from: Evidence;
}

/**
 * What the build has to generate: the code of templates in the program's packages, files that a comment or a build tag
 * asks a tool for, and packages that it imports and a marked comment asks one for. Each tool has the version that go.mod requires of its module.
 *
 * - `embedded`: files that the program embeds: a template among them is data.
 */
export function findGenerated(project: Project, program: Program, embedded: readonly string[]): Generated[] {
  return CODE_GENERATORS.flatMap((row) => {
    if (row.template !== undefined) return ofTemplates(project, program, { ...row, embedded }) ?? [];
    if (row.mark === undefined) return ofPackages(project, program, row);
    return ofMark(project, program, row) ?? [];
  });
}

/** True for a package whose Go code comes of templates alone. */
export function isGenerated(project: Project, directory: string): boolean {
  return project
    .entries(directory)
    .some(({ name }) => CODE_GENERATORS.some(({ template }) => template && name.endsWith(template)));
}

function ofTemplates(
  project: Project,
  program: Program,
  row: CodeGenerator & { embedded: readonly string[] },
): Generated | undefined {
  const { template = '', code = '', embedded } = row;
  const own = program.packages.map(({ dir }) => dir);
  const directories = [...own, ...program.missing.map(({ dir }) => dir)];
  const left = [...new Set(directories)].flatMap((dir) => {
    const names = project.entries(dir).filter(({ kind }) => kind === 'file');
    if (names.some(({ name }) => name.endsWith(code))) return [];
    const found = names.find(({ name }) => name.endsWith(template) && !embedded.includes(below(dir, name)));
    return found === undefined ? [] : [{ dir, path: below(dir, found.name) }];
  });
  const [first] = left;
  if (first === undefined) return undefined;
  const home = program.scope.module.dir;
  const places = left.map(({ dir }) => `./${relativeTo(home, dir)}`);
  return {
    tool: row.tool,
    from: place(first.path),
    command: commandOf(program, row, { directories: places.map(shellWord).join(' ') }),
  };
}

function ofPackages(project: Project, program: Program, row: CodeGenerator): Generated[] {
  const home = program.scope.module.dir;
  return missingCode(project, program, row).map(({ dir, given, from }) => {
    const command = commandOf(program, row, { given });
    const inside = relativeTo(home, dir);
    // In its directory, as go generate runs it: what it writes is named from there.
    const there = inside === '.' ? command : command.replace(/^go /, `go -C ${shellWord(inside)} `);
    return { tool: row.tool, from, command: there };
  });
}

function ofMark(project: Project, program: Program, row: CodeGenerator): Generated | undefined {
  const { mark = '' } = row;
  const [missing] = program.missing.filter(({ dir }) => !isGenerated(project, dir));
  const marked = program.sources.find(({ path }) => project.read(path)?.includes(mark));
  if (missing === undefined || marked === undefined || !/(^|\/)docs?(\/|$)/.test(missing.dir))
    return undefined;
  const home = program.scope.module.dir;
  const values = {
    file: shellWord(relativeTo(home, marked.path)),
    package: shellWord(relativeTo(home, missing.dir)),
  };
  return { tool: row.tool, from: missing.from, command: commandOf(program, row, values) };
}

/** With `-mod=mod` the tool comes from the module's own requirement, and go.sum gets what only the tool needs. */
function commandOf(
  { scope }: Program,
  { module, command, arguments: given }: CodeGenerator,
  values: Record<string, string>,
): string {
  const version = scope.module.mod.requires.find(({ path }) => path === module)?.version;
  const words = given.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
  const run =
    version === undefined || scope.work !== undefined
      ? sh`go run ${`${command}@${version ?? 'latest'}`}`
      : `go run -mod=mod ${command}`;
  return `${run} ${words}`.trim();
}
