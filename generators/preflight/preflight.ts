import type { Product } from '../plan/product.js';
import type { ProgramActs, Step } from '../plan/step.js';
import type { Project } from '../project/project.js';
import { contextOf } from './context.js';
import { stagesOf } from './dockerfile.js';
import type { Finding } from './finding.js';
import { checkJava } from './java.js';
import { checkLibc } from './libc.js';
import { checkModules } from './modules.js';
import { checkPorts } from './ports.js';
import { checkProgram } from './program.js';
import { checkStart } from './start.js';
import { walk } from './walk.js';
import { checkWrites } from './writes.js';

export interface PreflightRequest {
  dockerfile: string;
  dockerignore: string;
  project: Project;
  /** Files that are written beside the Dockerfile: `nginx.conf`. */
  generated?: readonly string[];
  /** What is known of the commands in it. */
  steps?: readonly Step[];
  /** What is known of the program that it starts. */
  acts?: ProgramActs;
  /** What builds of the repository make, as their manifests say. */
  products?: readonly Product[];
}

export interface Foresight {
  /** In the order of the Dockerfile's lines. */
  findings: Finding[];
  /** What could not be judged. */
  unknown: string[];
}

/**
 * Foresees the image of a Dockerfile without building it: what each stage holds, and whether what is copied
 * and started is there. What is not known is not complained about.
 */
export function preflight(request: PreflightRequest): Foresight {
  const { dockerfile, dockerignore, project, generated = [], steps = [], acts = {}, products = [] } = request;
  const context = contextOf(project, dockerignore, generated);
  const { stages, findings } = walk(stagesOf(dockerfile), context, steps);
  const last = stages.at(-1);
  if (last === undefined) return { findings, unknown: [] };
  const start = checkStart(last, context);
  const program = checkProgram(stages, last);
  const all = [
    ...findings,
    ...start.findings,
    ...program.findings,
    ...checkModules(stages, last, project),
    ...checkLibc(stages, last, project),
    ...checkPorts(last, acts),
    ...checkWrites(last, acts),
    ...checkJava(stages, { context, products }),
  ];
  return {
    findings: all.sort((a, b) => a.line - b.line),
    unknown: [...last.unknown, ...start.unknown, ...program.unknown],
  };
}
