import { decide, type Json } from '../../../plan/decision.js';
import { ROOT } from '../../../plan/front-end.js';
import type { Program } from '../read/program.js';
import type { BuiltFrontEnds, Output } from './output.js';

/** The variables of the partial `front-end`, and what the other stages take from it. */
export function frontEndVariables({ stages, outputs }: BuiltFrontEnds, { scope }: Program) {
  const copies = (kind: Output['kind'], to: (output: Output) => string) =>
    outputs
      .filter((output) => output.kind === kind)
      .map((output) => ({ stage: output.stage, from: `${ROOT}/${output.from}`, to: to(output) }));
  const need = (kind: Output['kind']) =>
    outputs.find((output) => output.kind === kind)?.neededAt ?? 'default';
  return {
    frontEnds: decide<Json>(
      stages.map(({ name, variables }) => ({ name, ...variables })),
      outputs[0]?.frontEnd.from ?? 'default',
    ),
    embedded: decide<Json>(
      copies('embedded', ({ to }) => inBuildStage(to, scope.module.dir)),
      need('embedded'),
    ),
    served: decide<Json>(
      copies('served', ({ to }) => to),
      need('served'),
    ),
  };
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
