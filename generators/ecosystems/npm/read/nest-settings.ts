import { boolean, exactOptional, type InferOutput, string, union } from 'valibot';
import { jsonAs } from '../../../project/json.js';
import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { object, recordOf } from '../../../project/shape.js';

const text = exactOptional(string());

const COMPILER_OPTIONS = exactOptional(
  object({
    tsConfigPath: text,
    webpack: exactOptional(boolean()),
    builder: exactOptional(union([string(), object({ type: text })])),
  }),
);

const PROJECT = object({
  type: text,
  root: text,
  sourceRoot: text,
  entryFile: text,
  compilerOptions: COMPILER_OPTIONS,
});

/** `root` and `sourceRoot` are those of the application that `nest start` and `nest build` are about without a name. */
const SETTINGS = object({
  root: text,
  sourceRoot: text,
  compilerOptions: COMPILER_OPTIONS,
  projects: exactOptional(recordOf(PROJECT)),
});

export type NestProject = InferOutput<typeof PROJECT>;
export type NestSettings = InferOutput<typeof SETTINGS>;

/** What a nest-cli.json says; undefined where there is none that can be read. https://docs.nestjs.com/cli/monorepo */
export function nestSettings(project: Project, dir: string): NestSettings | undefined {
  return jsonAs(project, below(dir, 'nest-cli.json'), SETTINGS);
}
