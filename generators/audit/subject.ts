import { baseContents } from '../knowledge/base-contents.js';
import { type Instruction, neededStages, type Stage, stageNamed, stagesOf } from '../preflight/dockerfile.js';
import { type IgnoreMatcher, ignoreMatcher } from '../project/dockerignore.js';
import type { Project } from '../project/project.js';

/** A Dockerfile with what is around it, as the checks look at it. */
export interface Subject {
  stages: readonly Stage[];
  /** The last stage and those that it stands on, the last first: what they hold is shipped. */
  shipped: readonly Stage[];
  /** What the image stands on in the end: no stage. */
  base: string;
  project: Project;
  /** True where there is a .dockerignore. */
  hasIgnore: boolean;
  ignore: IgnoreMatcher;
  /** Bytes that a directory of the repository holds, or undefined where it is not there. */
  weigh(path: string): number | undefined;
}

export interface SubjectRequest {
  text: string;
  /** Text of the .dockerignore; undefined where there is none. */
  dockerignore: string | undefined;
  project: Project;
  weigh(path: string): number | undefined;
}

/** Reads a Dockerfile for the checks. */
export function subjectOf({ text, dockerignore, project, weigh }: SubjectRequest): Subject {
  const stages = stagesOf(text);
  const shipped = lineage(stages);
  return {
    stages,
    shipped,
    base: shipped.at(-1)?.base ?? '',
    project,
    hasIgnore: dockerignore !== undefined,
    ignore: ignoreMatcher(dockerignore ?? ''),
    weigh,
  };
}

function lineage(stages: readonly Stage[]): Stage[] {
  const chain: Stage[] = [];
  let stage = stages.at(-1);
  while (stage !== undefined && !chain.includes(stage)) {
    chain.push(stage);
    stage = stageNamed(stages, stage.base);
  }
  return chain;
}

/** Instructions that are shipped, those of the lowest stage first, each with its stage. */
export function shippedInstructions({ shipped }: Subject): Instruction[] {
  return [...shipped].reverse().flatMap(({ instructions }) => instructions);
}

/** Instructions of the stages that the last one needs: those that a plain build runs. */
export function neededInstructions({ stages }: Subject): Instruction[] {
  const needed = neededStages(stages, stages.slice(-1));
  return stages.filter((stage) => needed.has(stage)).flatMap(({ instructions }) => instructions);
}

/** Instructions of all stages. */
export function allInstructions({ stages }: Subject): Instruction[] {
  return stages.flatMap(({ instructions }) => instructions);
}

/** The user that the image runs as, as the last USER or the base says; undefined where the base is not known. */
export function userOfImage(subject: Subject): string | undefined {
  const said = shippedInstructions(subject).findLast(({ keyword }) => keyword === 'USER');
  if (said !== undefined) return said.rest.split(':')[0];
  if (subject.base === 'scratch') return '0';
  const contents = baseContents(subject.base);
  if (/[:-]nonroot\b/.test(subject.base)) return '65532';
  return contents === undefined ? undefined : (contents.user ?? '0');
}

export const isRun = ({ keyword }: Instruction) => keyword === 'RUN';

/** COPY or ADD of the whole build context. */
export function copiesContext({ keyword, flags, words }: Instruction): boolean {
  return (
    (keyword === 'COPY' || keyword === 'ADD') &&
    !flags.has('from') &&
    words.slice(0, -1).some((source) => /^\.?\/?$|^\.\/\*?$|^\*$/.test(source))
  );
}
