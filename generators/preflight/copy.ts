import type { Built, BuiltProgram, Source, World } from './built.js';
import { KNOWN } from './built.js';
import type { Instruction } from './dockerfile.js';
import { finding } from './finding.js';
import { normal, resolve } from './tree.js';

/** A stage when a COPY or ADD has run: what lies in it then, and where it comes from. */
export function copy(state: Built, instruction: Instruction, world: World): Built {
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
      // One fault, one finding: what needs it further down is not complained about as well.
      tree = tree.withAnything(target);
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
  const programs = [...state.programs];
  const many = sources.length > 1 || last.endsWith('/') || last === '.';
  for (const source of sources) {
    if (/[*?[]/.test(source)) {
      tree = many ? tree.withOpen(target) : tree.withAnything(target);
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
      programs.push(...movedPrograms(other.programs, path, file));
    } else {
      const below = (asked: string) => other.tree.look(path === '/' ? `/${asked}` : `${path}/${asked}`);
      tree = kind === 'unknown' && !many ? tree.withAnything(target) : tree.withMount(target, below);
      origins.push(...moved(other.sources, path, target));
      programs.push(...movedPrograms(other.programs, path, target));
    }
  }
  const unknown = [...new Set([...state.unknown, ...other.unknown])];
  const commands = [...new Set([...state.commands, ...other.commands])];
  return { ...state, tree, sources: origins, programs, commands, unknown };
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

/** Where the programs that lie at a path of one stage, or below it, are when it lies in another. */
function movedPrograms(programs: readonly BuiltProgram[], from: string, to: string): BuiltProgram[] {
  return programs
    .filter(({ path }) => path === from || path.startsWith(`${from === '/' ? '' : from}/`))
    .map((program) => ({ ...program, path: normal(`${to}/${program.path.slice(from.length)}`) }));
}

/**
 * A word as a builder reads it: without its quotes, `\` making the next sign mean itself, with `$NAME` and `${NAME}` of
 * the environment; what is not known stays.
 * https://docs.docker.com/reference/dockerfile/#environment-replacement
 */
export function expand(word: string, state: Built): string {
  return word.replace(
    /'([^']*)'|"((?:\\.|[^"\\])*)"|\\(.)|\$(?:\{(\w+)\}|(\w+))/gs,
    (all, single?: string, double?: string, sign?: string, braced?: string, bare?: string) => {
      if (double !== undefined) return expand(double.replace(/'/g, "\\'"), state);
      return single ?? sign ?? state.environment.get(braced ?? bare ?? '') ?? all;
    },
  );
}
