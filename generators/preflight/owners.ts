import { shellParts } from '../project/shell-parts.js';
import type { Built, Owner, World } from './built.js';
import { copy, expand } from './copy.js';
import type { Instruction } from './dockerfile.js';
import { resolve } from './tree.js';

/** Users by the names that images give them, as numbers; root is empty. */
const NUMBERS: Readonly<Record<string, string>> = { root: '', '0': '', node: '1000', nonroot: '65532' };

/** The user of `USER` and `--chown` without its group, by its number where that is known; empty for root. */
export function userOf(text: string): string {
  const [name = ''] = text.trim().split(':', 1);
  return NUMBERS[name] ?? name;
}

/** A stage when a COPY or ADD has run, with whom its target belongs to: root, where `--chown` names nobody. */
export function copied(state: Built, instruction: Instruction, world: World): Built {
  const target = resolve(state.workdir, expand(instruction.words.at(-1) ?? '', state));
  const user = userOf(expand(instruction.flags.get('chown') ?? '', state));
  const next = copy(state, instruction, world);
  return { ...next, owners: [...state.owners, made(state, target, user)] };
}

/** The owners when a directory has been made; of one that is there already they stay. */
export function withDirectory(state: Built, path: string, user: string): readonly Owner[] {
  return state.tree.look(path) === 'directory' ? state.owners : [...state.owners, { path, user }];
}

function made({ tree }: Built, path: string, user: string): Owner {
  return tree.look(path) === 'directory' ? { path, user, only: 'below' } : { path, user };
}

/** What commands hand over to somebody: directories that they make, `chown`, `chmod` for everybody. */
export function ownersMade(state: Built, commands: string): Owner[] {
  const found: Owner[] = [];
  let words: string[] = [];
  const finish = () => {
    found.push(...ownersOf(state, words));
    words = [];
  };
  for (const part of shellParts(commands) ?? []) {
    if (typeof part === 'string') words.push(part);
    else if ('op' in part) finish();
  }
  finish();
  return found;
}

function ownersOf(state: Built, [program = '', ...args]: string[]): Owner[] {
  const { workdir, user } = state;
  const words = args.filter((word) => !word.startsWith('-'));
  const paths = (list: string[]) => list.map((path) => resolve(workdir, path));
  if (program === 'mkdir') return paths(words).map((path) => made(state, path, user));
  if (program === 'chown') {
    const [to = '', ...rest] = words;
    return paths(rest).map((path) => handed(path, userOf(to), args));
  }
  if (program === 'chmod' && /^(?:0?[1-7]*7|[augo]*[+=][^\Ww]*w\w*)$/.test(words[0] ?? '')) {
    return paths(words.slice(1)).map((path) => handed(path, '*', args));
  }
  if (program !== 'install' || !args.some((word) => /^-\w*d/.test(word))) return [];
  const owner = args[args.indexOf('-o') + 1];
  const named = args.includes('-o') && owner !== undefined ? userOf(owner) : user;
  return paths(words.filter((word) => word.startsWith('/'))).map((path) => ({ path, user: named }));
}

function handed(path: string, user: string, args: readonly string[]): Owner {
  return args.some((arg) => /^-\w*R|^--recursive$/.test(arg)) ? { path, user } : { path, user, only: 'path' };
}
