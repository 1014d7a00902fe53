import { changesDatabase } from '../../../knowledge/node-database-steps.js';
import { nodeProgram } from '../../../knowledge/node-programs.js';
import { within } from '../../../project/paths.js';
import { type Manifest, scriptOf } from '../read/manifest.js';
import { bare } from '../read/nested-scripts.js';
import { type Command, parseScript } from '../read/script.js';

/** A build without the steps that change a database, which an image build cannot reach, and those that never end. */
export interface OfflineBuild {
  /** What is left. */
  steps: ({ script: string } | Pick<Command, 'env' | 'words'>)[];
  /** The steps left out, as they were written. */
  left: string[];
  /** Those left out that start the app, or something that stays running. */
  starts: string[];
}

/** A program of the repository that is named after what it does: `tsx lib/db/migrate.ts`. */
const OWN_PROGRAM = /(^|\/)(db[-_.]?)?(migrate|migrations?|seed)(\.[cm]?[jt]s)?$/;

/**
 * The steps of a build script that need no database. Undefined where it changes none, or where the script
 * is more than a chain of commands.
 *
 * - `entry`: the file that starts the app, below the package.
 */
export function offlineBuild(
  manifest: Manifest,
  script: string,
  entry?: string,
  seen: readonly string[] = [],
): OfflineBuild | undefined {
  const found: OfflineBuild = { steps: [], left: [], starts: [] };
  for (const name of [`pre${script}`, script, `post${script}`]) {
    const text = scriptOf(manifest, name);
    const chain = text === undefined ? { commands: [] } : parseScript(text);
    if ('shell' in chain || seen.includes(name)) return undefined;
    for (const command of chain.commands) addSteps({ manifest, entry }, command, found, [...seen, name]);
  }
  return found.left.length + found.starts.length === 0 ? undefined : found;
}

/** A package, with the file that starts it. */
interface Started {
  manifest: Manifest;
  entry: string | undefined;
}

function addSteps(app: Started, command: Command, found: OfflineBuild, seen: readonly string[]): void {
  const { manifest, entry } = app;
  if (isDatabaseStep(command.words)) {
    found.left.push(command.text);
    return;
  }
  if (staysRunning(app, command.words)) {
    found.starts.push(command.text);
    return;
  }
  const called = scriptsCalled(manifest, command);
  if (called.length === 0) found.steps.push(command);
  for (const script of called) {
    const nested = offlineBuild(manifest, script, entry, seen);
    found.steps.push(...(nested?.steps ?? [{ script }]));
    found.left.push(...(nested?.left ?? []));
    found.starts.push(...(nested?.starts ?? []));
  }
}

/** True for what starts the app, watches over it or serves: a build ends. */
function staysRunning({ manifest, entry }: Started, words: string[]): boolean {
  const [program = '', first = ''] = words;
  const { watches, servesFiles, builds } = nodeProgram(program);
  if (watches || servesFiles) return true;
  if (/^(npm|pnpm|yarn|bun)$/.test(program)) {
    const [script = '', ...more] = first === 'run' ? words.slice(2) : words.slice(1);
    return /^start(:|$)/.test(script) && more.length === 0;
  }
  if (builds && /^(start|serve|preview)$/.test(first)) return true;
  const plain = (file: string) => within('.', file)?.replace(/\.[cm]?js$/, '');
  const starts = entry !== undefined && words.slice(1).some((word) => plain(word) === plain(entry));
  return program === 'node' && (starts || bare(scriptOf(manifest, 'start') ?? '') === words.join(' '));
}

function isDatabaseStep([program = '', ...words]: string[]): boolean {
  if (/^(node|tsx|ts-node|bun|babel-node)$/.test(program))
    return words.some((word) => OWN_PROGRAM.test(word));
  return changesDatabase([program, ...words]);
}

/** Scripts of the package that a command runs one after the other. */
function scriptsCalled(manifest: Manifest, { words }: Command): string[] {
  const [program = '', ...rest] = words;
  // `npm run build --prefix client` runs the script of another package.
  if (/^(npm|pnpm|yarn|bun)$/.test(program) && rest.some((word) => word.startsWith('-'))) return [];
  const names =
    program === 'run-s' || (program === 'npm-run-all' && !rest.some((word) => /^-(p|-parallel)$/.test(word)))
      ? rest.filter((word) => !word.startsWith('-'))
      : /^(npm|pnpm|yarn|bun)$/.test(program) && rest[0] === 'run'
        ? rest.slice(1, 2)
        : /^(pnpm|yarn)$/.test(program)
          ? rest.slice(0, 1)
          : [];
  return names.every((name) => scriptOf(manifest, name) !== undefined) ? names : [];
}
