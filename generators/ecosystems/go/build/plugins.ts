import { cite } from '../../../project/evidence.js';
import { within } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { raw, sh } from '../../../project/shell.js';
import { buildFiles } from '../read/build-files.js';
import type { Program } from '../read/program.js';
import { type Spot, spotAt } from '../read/source.js';
import { refuse } from '../sentences.js';

/** A plug-in of the repository that the program opens: https://pkg.go.dev/plugin. */
export interface Plugin {
  /** Where the program opens it, below its working directory: `plugins/greet.so`. */
  output: string;
  /** Its package as the go command names it from the module: `./plugins/greet`. */
  target: string;
}

/**
 * The plug-ins of the repository, as its own build makes them; none for a program that opens none.
 *
 * Throws a UserError where the program opens one by name that is neither there nor built by the repository.
 */
export function findPlugins(project: Project, program: Program): Plugin[] {
  if (!program.imports.has('plugin')) return [];
  const { dir } = program.scope.module;
  const built = buildFiles(project, dir, 'flags').flatMap(({ text }) => builtIn(text));
  const plugins = built.filter(({ target }) => project.hasDirectory(within(dir, target) ?? '-'));
  for (const { path, from } of opened(program)) {
    if (plugins.some(({ output }) => output === path) || project.has(within(dir, path) ?? path)) continue;
    throw refuse('plugin-missing', { place: cite(from), path }, from);
  }
  return plugins.filter(({ output }, index) => plugins.findIndex((one) => one.output === output) === index);
}

/** The command that compiles the plug-ins beside the program, with the same flags: Go loads no others. */
export function pluginCommands(plugins: readonly Plugin[], tags: string): string {
  return plugins
    .map(
      ({ output, target }) =>
        ` && \\\n    ${sh`go build -trimpath${raw(tags)} -buildmode=plugin -o /out/${output} ${target}`}`,
    )
    .join('');
}

function builtIn(text: string): Plugin[] {
  return [...text.replace(/\\\n/g, '  ').matchAll(/\bgo build\b([^\n;|&]*)/g)].flatMap(([, words = '']) => {
    if (!/\s-{1,2}buildmode[= ]plugin\b/.test(words)) return [];
    const output = /\s-o[= ](?:\.\/)?(\w[\w./-]*\.so)\b/.exec(words)?.[1];
    const target = /\s(\.\/[\w./-]+?)(?:\/[\w-]+\.go)?\s*$/.exec(words)?.[1];
    return output === undefined || target === undefined ? [] : [{ output, target }];
  });
}

function opened({ sources }: Program): { path: string; from: Spot }[] {
  return sources.flatMap((source) =>
    [...source.code.matchAll(/\bplugin\.Open\(\s*"(?:\.\/)?([\w./-]+\.so)"\s*\)/g)].flatMap((match) => {
      const path = match[1] ?? '';
      return path.startsWith('/') ? [] : [{ path, from: spotAt(source, match.index) }];
    }),
  );
}
