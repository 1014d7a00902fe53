import { decide, type Json } from '../../../plan/decision.js';
import { ROOT } from '../../../plan/front-end.js';
import type { Program } from '../read/program.js';
import type { BuiltFrontEnds } from './front-end-output.js';

/** A line `COPY --from=stage from to`. */
export interface StageCopy {
  [key: string]: string;
  stage: string;
  from: string;
  to: string;
}

/** The variables of the partial `front-end`, and what the stage that compiles takes from it. */
export function frontEndVariables({ stages, outputs }: BuiltFrontEnds, { scope }: Program) {
  const embedded = outputs.filter(({ kind }) => kind === 'embedded');
  return {
    frontEnds: decide<Json>(
      stages.map(({ name, variables }) => ({ name, ...variables })),
      outputs[0]?.frontEnd.from ?? 'default',
    ),
    embedded: decide<Json>(
      embedded.map((output) => copyOf(output, inBuildStage(output.to, scope.module.dir))),
      embedded[0]?.neededAt ?? 'default',
    ),
  };
}

/** What the stage that runs the program takes from them. */
export function servedCopies({ outputs }: BuiltFrontEnds): StageCopy[] {
  return outputs.filter(({ kind }) => kind === 'served').map((output) => copyOf(output, output.to));
}

function copyOf({ stage, from }: BuiltFrontEnds['outputs'][number], to: string): StageCopy {
  return { stage, from: `${ROOT}/${from}`, to };
}

/** True for a path whose content comes from the stage of a front end. */
export function isBuiltFile({ outputs }: BuiltFrontEnds, path: string): boolean {
  return outputs.some(({ from, to, kind }) =>
    [from, ...(kind === 'embedded' ? [to] : [])].some((dir) => path === dir || path.startsWith(`${dir}/`)),
  );
}

/** Where a path of the repository lies below the working directory of the stage that compiles. */
function inBuildStage(path: string, moduleDir: string): string {
  if (moduleDir === '.') return `./${path}`;
  return path.startsWith(`${moduleDir}/`) ? `./${path.slice(moduleDir.length + 1)}` : `${ROOT}/${path}`;
}
