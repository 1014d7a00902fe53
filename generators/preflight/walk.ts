import { type BaseContents, baseContents } from '../knowledge/base-contents.js';
import type { BuildContext } from './context.js';
import type { Instruction, Stage } from './dockerfile.js';
import { type Finding, finding } from './finding.js';
import { applyRun, type Step } from './run.js';
import { resolve, Tree } from './tree.js';

/** A stage when all its instructions have run. */
export interface Built {
  stage: Stage;
  tree: Tree;
  workdir: string;
  /** What the image at its bottom holds; undefined when nothing is known of it. */
  contents: BaseContents | undefined;
  /** That image. */
  image: string;
  entrypoint: Start | undefined;
  cmd: Start | undefined;
  environment: ReadonlyMap<string, string>;
  /** Where files of the image come from, for those that are the context's own: absolute path → its directory. */
  sources: readonly Source[];
}

/** A place of the build context that lies in the image. */
export interface Source {
  target: string;
  path: string;
}

/** How an image starts: words in exec form, or a text for its shell. */
export interface Start {
  words: string[];
  exec: boolean;
  instruction: Instruction | undefined;
}

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
    environment: new Map(),
    sources: [],
  };
}

/** Images that people name without a tag. */
const KNOWN =
  /^(scratch|alpine|busybox|debian|ubuntu|golang|node|nginx|maven|gradle|httpd|tomcat|python|ruby|php)$/;

interface World {
  built: readonly Built[];
  context: BuildContext;
  steps: readonly Step[];
  findings: Finding[];
}

function apply(state: Built, instruction: Instruction, world: World): Built {
  switch (instruction.keyword) {
    case 'WORKDIR': {
      const workdir = resolve(state.workdir, expand(instruction.words[0] ?? '', state));
      return { ...state, workdir, tree: state.tree.withDirectory(workdir) };
    }
    case 'ENV':
      return { ...state, environment: new Map([...state.environment, ...assignments(instruction.rest)]) };
    case 'ADD':
    case 'COPY':
      return copy(state, instruction, world);
    case 'RUN':
      if (!instruction.exec && state.contents !== undefined && state.contents.shell === undefined) {
        world.findings.push(finding('shell-missing', { image: state.image }, instruction));
      }
      return {
        ...state,
        tree: applyRun(state.tree, state.workdir, instruction, {
          steps: world.steps,
          scripted: isScripted(state, world.context),
        }),
      };
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

function copy(state: Built, instruction: Instruction, world: World): Built {
  const words = instruction.words.map((word) => expand(word, state));
  const sources = words.slice(0, -1);
  const last = words.at(-1) ?? '';
  const from = instruction.flags.get('from');
  if (sources.some((source) => /^https?:|^git@|^<</.test(source))) {
    return { ...state, tree: state.tree.withOpen(resolve(state.workdir, last)) };
  }
  return from === undefined
    ? fromContext(state, { instruction, sources, last }, world)
    : fromStage(state, { instruction, sources, last, from }, world);
}

interface CopyJob {
  instruction: Instruction;
  sources: string[];
  last: string;
}

function fromContext(
  state: Built,
  { instruction, sources, last }: CopyJob,
  { context, findings }: World,
): Built {
  const target = resolve(state.workdir, last);
  const paths = sources.map((source) => ({ source, found: context.expand(source) }));
  let { tree } = state;
  const origins = [...state.sources];
  const many =
    sources.length > 1 || paths.some(({ found }) => found.length > 1) || last.endsWith('/') || last === '.';
  for (const { source, found } of paths) {
    const there = found.filter((path) => !['absent', 'ignored'].includes(context.look(path)));
    // A pattern may match nothing beside a source that is there.
    if (there.length === 0 && !(/[*?[]/.test(source) && sources.length > 1)) {
      const ignored = found.some((path) => context.look(path) === 'ignored');
      findings.push(finding(ignored ? 'context-ignored' : 'context-missing', { path: source }, instruction));
    }
    for (const path of there) {
      if (context.look(path) === 'directory') {
        tree = tree.withMount(target, (below) => {
          const kind = context.look(path === '.' ? below : `${path}/${below}`);
          return kind === 'ignored' ? 'absent' : kind;
        });
        origins.push({ target, path });
      } else {
        const name = path.slice(path.lastIndexOf('/') + 1);
        const file = many || tree.look(target) === 'directory' ? `${target}/${name}` : target;
        tree = tree.withFile(file);
        origins.push({ target: file, path });
      }
    }
  }
  return { ...state, tree, sources: origins };
}

function fromStage(
  state: Built,
  { instruction, sources, last, from }: CopyJob & { from: string },
  { built, findings }: World,
): Built {
  const target = resolve(state.workdir, last);
  const other = built.find(
    ({ stage: { name } }, i) => name.toLowerCase() === from.toLowerCase() || String(i) === from,
  );
  if (other === undefined) {
    if (/^[a-z][\w-]*$/i.test(from) && !KNOWN.test(from))
      findings.push(finding('base-unknown', { stage: from }, instruction));
    return { ...state, tree: state.tree.withOpen(target) };
  }
  let { tree } = state;
  const origins = [...state.sources];
  const many = sources.length > 1 || last.endsWith('/') || last === '.';
  for (const source of sources) {
    if (/[*?[]/.test(source)) {
      tree = tree.withOpen(target);
      continue;
    }
    const path = resolve('/', source);
    const kind = other.tree.look(path);
    if (kind === 'absent') {
      findings.push(finding('stage-missing', { path: source, stage: other.stage.name }, instruction));
    } else if (kind === 'file') {
      const name = path.slice(path.lastIndexOf('/') + 1);
      const file = many || tree.look(target) === 'directory' ? `${target}/${name}` : target;
      tree = tree.withFile(file);
      origins.push(...moved(other.sources, path, file));
    } else {
      const below = (asked: string) => other.tree.look(path === '/' ? `/${asked}` : `${path}/${asked}`);
      tree = kind === 'unknown' && !many ? tree.withAnything(target) : tree.withMount(target, below);
      origins.push(...moved(other.sources, path, target));
    }
  }
  return { ...state, tree, sources: origins };
}

/** Where the context's own files are when a path of one stage lies in another. */
function moved(sources: readonly Source[], from: string, to: string): Source[] {
  return sources.flatMap(({ target, path }) => {
    if (target === from || target.startsWith(`${from === '/' ? '' : from}/`)) {
      return [{ target: `${to}${target.slice(from === '/' ? 0 : from.length)}`, path }];
    }
    const inner = from.startsWith(`${target === '/' ? '' : target}/`)
      ? from.slice(target.length + 1)
      : undefined;
    return inner === undefined ? [] : [{ target: to, path: path === '.' ? inner : `${path}/${inner}` }];
  });
}

/** `$NAME` and `${NAME}` of the environment; what is not known stays. */
function expand(word: string, { environment }: Built): string {
  return word.replace(/\$(?:\{(\w+)\}|(\w+))/g, (all, braced?: string, bare?: string) => {
    return environment.get(braced ?? bare ?? '') ?? all;
  });
}

function assignments(rest: string): [string, string][] {
  const found = [...rest.matchAll(/([A-Za-z_]\w*)=("(?:\\.|[^"\\])*"|'[^']*'|\S*)/g)];
  return found.map(([, name = '', value = '']) => [name, value.replace(/^(["'])([\s\S]*)\1$/, '$2')]);
}

/** Stages that no later one needs, and that are no target people build by name. */
function unused(stages: readonly Stage[]): Finding[] {
  const needed = new Set<string>();
  const visit = (stage: Stage | undefined): void => {
    if (stage === undefined || needed.has(stage.name)) return;
    needed.add(stage.name);
    const froms = stage.instructions.flatMap(({ flags, text }) => [
      flags.get('from'),
      ...[...text.matchAll(/--mount=\S*?\bfrom=([\w.-]+)/g)].map(([, name]) => name),
    ]);
    for (const name of [stage.base, ...froms]) {
      visit(
        stages.find((other, i) => other.name.toLowerCase() === name?.toLowerCase() || String(i) === name),
      );
    }
  };
  visit(stages.at(-1));
  for (const stage of stages) if (stage.named && TARGETS.test(stage.name)) visit(stage);
  return stages
    .filter(({ name }) => !needed.has(name))
    .map((stage) => finding('stage-unused', { stage: stage.name }, stage));
}

/** Names of stages that are built by `--target`. */
const TARGETS = /test|dev|lint|debug|check|ci|prod|report|coverage|release|migrat|local/i;
