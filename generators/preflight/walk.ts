import { baseContents } from '../knowledge/base-contents.js';
import type { Step } from '../plan/step.js';
import { type Built, type BuiltProgram, KNOWN, type Start, type World } from './built.js';
import type { BuildContext } from './context.js';
import { expand } from './copy.js';
import { type Instruction, neededStages, type Stage } from './dockerfile.js';
import { type Finding, finding } from './finding.js';
import { copied, ownersMade, userOf, withDirectory } from './owners.js';
import { applyRun, effectsOfRun, stepsOf } from './run.js';
import { resolve, Tree } from './tree.js';

export interface Walk {
  stages: Built[];
  findings: Finding[];
}

/** Goes through all stages in order, and keeps what each one then holds. */
export function walk(stages: readonly Stage[], context: BuildContext, steps: readonly Step[]): Walk {
  const built: Built[] = [];
  const findings: Finding[] = [];
  for (const stage of stages) {
    let state = begin(stage, built, findings);
    for (const instruction of stage.instructions) {
      state = apply(state, instruction, { built, context, steps, findings });
    }
    built.push(state);
  }
  findings.push(...unused(stages));
  return { stages: built, findings };
}

function begin(stage: Stage, built: readonly Built[], findings: Finding[]): Built {
  const parent = built.find(({ stage: { name } }) => name.toLowerCase() === stage.base.toLowerCase());
  if (parent !== undefined) return { ...parent, stage };
  const contents = baseContents(stage.base);
  // A name without a tag or a path is meant as a stage, when there are other stages and no such image is known.
  if (
    contents === undefined &&
    /^[a-z][\w-]*$/.test(stage.base) &&
    built.length > 0 &&
    !KNOWN.test(stage.base)
  ) {
    findings.push(finding('base-unknown', { stage: stage.base }, stage));
  }
  let tree = new Tree();
  for (const path of contents?.open ?? ['/']) tree = tree.withAnything(path);
  for (const path of contents?.closed ?? []) tree = tree.without(path).withDirectory(path);
  const start = (words: string[] | undefined): Start | undefined =>
    words === undefined ? undefined : { words, exec: true, instruction: undefined };
  return {
    stage,
    tree,
    workdir: '/',
    contents,
    image: stage.base,
    entrypoint: start(contents?.entrypoint),
    cmd: start(contents?.cmd),
    user: contents?.user ?? '',
    owners: [],
    environment: new Map(),
    sources: [],
    programs: [],
    commands: [],
    unknown: [],
  };
}

function apply(state: Built, instruction: Instruction, world: World): Built {
  switch (instruction.keyword) {
    case 'WORKDIR': {
      const workdir = resolve(state.workdir, expand(instruction.rest, state));
      const owners = withDirectory(state, workdir, state.user);
      return { ...state, workdir, owners, tree: state.tree.withDirectory(workdir) };
    }
    case 'USER':
      return { ...state, user: userOf(expand(instruction.rest, state)) };
    case 'ENV':
      return { ...state, environment: new Map([...state.environment, ...assignments(instruction.rest)]) };
    case 'ADD':
    case 'COPY':
      return copied(state, instruction, world);
    case 'RUN':
      if (!instruction.exec && state.contents !== undefined && state.contents.shell === undefined) {
        world.findings.push(finding('shell-missing', { image: state.image }, instruction));
      }
      return run(state, instruction, world);
    case 'ENTRYPOINT': {
      // The CMD of the base image belongs to its own ENTRYPOINT.
      const cmd = state.cmd?.instruction === undefined ? undefined : state.cmd;
      return { ...state, entrypoint: startOf(instruction), cmd };
    }
    case 'CMD':
      return { ...state, cmd: startOf(instruction) };
    default:
      return state;
  }
}

function run(state: Built, instruction: Instruction, { steps, context }: World): Built {
  const known = { steps, scripted: isScripted(state, context) };
  const effects = effectsOfRun(instruction, known);
  const tree = applyRun(state, instruction, { steps, effects });
  const programs = [...state.programs, ...madeBy(stepsOf(instruction, steps), state)];
  const owners = [...state.owners, ...ownersMade(state, instruction.rest)];
  const after = { ...state, tree, owners, programs, commands: [...state.commands, instruction.rest] };
  if (effects !== undefined) return after;
  return { ...after, unknown: [...state.unknown, `what "${withoutMounts(instruction)}" makes`] };
}

function madeBy(steps: readonly Step[], { workdir, stage, contents }: Built): BuiltProgram[] {
  return steps.flatMap(({ programs = [] }) =>
    programs.map((program) => ({
      ...program,
      path: resolve(workdir, program.path),
      stage: stage.name,
      libc: contents?.libc,
    })),
  );
}

function withoutMounts({ rest }: Instruction): string {
  return rest.replace(/(?<!\S)--mount=\S+\s+/g, '');
}

/** True when a manifest that lies in the stage runs a script of the repository while packages are installed. */
function isScripted({ sources }: Built, context: BuildContext): boolean {
  return sources.some(({ path }) => {
    const file =
      context.look(path) === 'directory' ? (path === '.' ? 'package.json' : `${path}/package.json`) : path;
    return file.endsWith('package.json') && INSTALL_SCRIPT.test(context.read(file) ?? '');
  });
}

/** https://docs.npmjs.com/cli/using-npm/scripts#npm-install */
const INSTALL_SCRIPT = /"(pre|post)?(install|prepare)"\s*:|"prepublish"\s*:/;

function startOf(instruction: Instruction): Start {
  const { exec, words, rest } = instruction;
  return { words: exec ? words : ['/bin/sh', '-c', rest], exec, instruction };
}

function assignments(rest: string): [string, string][] {
  const found = [...rest.matchAll(/(?<!\w)([A-Za-z_]\w*)=("(?:\\.|[^"\\])*"|'[^']*'|\S*)/g)];
  return found.map(([, name = '', value = '']) => [name, value.replace(/^(["'])([\s\S]*)\1$/, '$2')]);
}

/** Stages that no later one needs, and that are no target people build by name. */
function unused(stages: readonly Stage[]): Finding[] {
  const targets = stages.filter(
    (stage, i) => i === stages.length - 1 || (stage.named && TARGETS.test(stage.name)),
  );
  const needed = neededStages(stages, targets);
  return stages
    .filter((stage) => !needed.has(stage))
    .map((stage) => finding('stage-unused', { stage: stage.name }, stage));
}

/** Names of stages that are built by `--target`. */
const TARGETS = /test|dev|lint|debug|check|ci|prod|report|coverage|release|migrat|local/i;
