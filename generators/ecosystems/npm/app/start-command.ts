import { nodeProgram } from '../../../knowledge/node-programs.js';
import type { Evidence } from '../../../project/evidence.js';
import { below, within } from '../../../project/paths.js';
import { packagesIn } from '../read/imports.js';
import { keyAt, scriptOf } from '../read/manifest.js';
import { type Command, parseScript } from '../read/script.js';
import { entryFile, existing } from './entry.js';
import { pm2Command } from './process-file.js';
import { executableOf, isDevServer, stays } from './programs.js';
import { type NodeArguments, nodeArguments, typeScriptArguments, watched, withOwner } from './runners.js';
import { chainOf } from './shell-chain.js';
import type { Start, StartContext } from './start.js';

/** What one script comes down to, following `npm run x`. */
export function resolveScript(context: StartContext, name: string, seen: string[] = []): Start | undefined {
  const text = scriptOf(context.manifest, name);
  if (text === undefined || seen.includes(name)) return undefined;
  const start = resolveText(context, text, {
    from: keyAt(context.manifest, 'scripts', name),
    seen: [...seen, name],
  });
  const pre = seen.includes(`pre${name}`) ? undefined : scriptOf(context.manifest, `pre${name}`);
  if (pre === undefined || start === undefined || !('before' in start)) return start;
  if (!buildsOnly(context, pre)) return start.kind === 'node' ? behind(context, pre, start) : start;
  start.before.unshift(pre);
  return start;
}

/** Behind files of the repository that Node runs first, and that are no part of the build. */
function behind(context: StartContext, pre: string, start: Extract<Start, { kind: 'node' }>): Start {
  const script = parseScript(pre);
  const before = 'commands' in script ? script.commands : [];
  if (before.length === 0 || !before.every(({ words }) => runsBefore(context, words))) return start;
  const server: Command = { env: start.env, words: ['node', ...start.args], text: '' };
  const chain = chainOf(context.manifest, pre, [...before, server]);
  return { ...start, kind: 'shell', ...chain, reason: `"${pre}" has to run before the server` };
}

function runsBefore(context: StartContext, [program, file = '']: string[]): boolean {
  const { project, manifest } = context;
  const entry = entryFile(context, [file]);
  if (program !== 'node' || entry === undefined || !existing(project, manifest.dir, entry)) return false;
  const builds = /build|bundle|compile|clean|copy|check|lint|version|generate/i.test(entry);
  return !builds && registered(context, { args: [entry] })?.needsDev === undefined;
}

function buildsOnly(context: StartContext, text: string, depth = 0): boolean {
  const script = parseScript(text);
  return 'commands' in script && script.commands.every((command) => isBuild(context, command, depth));
}

/** Names of scripts that only make room for a build: `"clean": "node -e …"`. */
const CLEANS = /^(pre)?clean\b|:clean$/;

/** True for a command that makes files and ends: it belongs to the build, not to the start. */
function isBuild(context: StartContext, { words }: Command, depth = 0): boolean {
  const [program = '', first = '', second = ''] = words;
  if (/^(npm|yarn|pnpm|bun)$/.test(program)) {
    const name = first === 'run' ? second : first;
    const text = scriptOf(context.manifest, name);
    if (text === undefined) return /^(build|compile|clean|generate)/.test(name);
    return (CLEANS.test(name) && /^node /.test(text)) || (depth < 5 && buildsOnly(context, text, depth + 1));
  }
  return (
    nodeProgram(program).builds === true &&
    !/^(start|serve|dev|preview|studio)$/.test(first) &&
    !words.some((word) => /^(migrate|push|seed|--watch|-w)$/.test(word))
  );
}

interface Trail {
  from: Evidence;
  seen: string[];
}

/** What a command line comes down to. */
export function resolveText(context: StartContext, text: string, trail: Trail): Start | undefined {
  const { from } = trail;
  const script = parseScript(text);
  if ('shell' in script)
    return { kind: 'shell', text, reason: `${script.shell} needs a shell`, before: [], from };
  const last = script.commands.at(-1);
  if (last === undefined) return undefined;
  const earlier = script.commands.slice(0, -1);
  const before = earlier.filter((command) => isBuild(context, command)).map((command) => command.text);
  const start = resolveCommand(context, last, trail);
  if (start === undefined) return undefined;
  if (earlier.every((command) => isBuild(context, command)))
    return 'before' in start ? { ...start, before: [...before, ...start.before] } : start;
  const other = earlier.find((command) => !isBuild(context, command));
  if (start.kind !== 'node' && start.kind !== 'shell') return start;
  if (other?.words[0] === 'cd') return undefined;
  const reason = `"${other?.text}" has to run before the server`;
  const chain = chainOf(context.manifest, text, script.commands);
  const needsDev = chain.needsDev ?? start.needsDev;
  return {
    kind: 'shell',
    ...chain,
    ...(start.kind === 'node' && { args: start.args }),
    ...(needsDev !== undefined && { needsDev }),
    reason,
    before: [],
    from,
  };
}

function resolveCommand(context: StartContext, command: Command, trail: Trail): Start | undefined {
  const { from } = trail;
  const { manifest } = context;
  const program = (command.words[0] ?? '').replace(/^(\.\/)?node_modules\/\.bin\//, '');
  const rest = command.words.slice(1);
  const node = (found: NodeArguments | undefined): Start | undefined =>
    found && { kind: 'node', ...found, env: production(command.env), before: [], from };
  if (program === 'node' || program === 'nodejs')
    return node(registered(context, nodeArguments(manifest, rest)));
  if (nodeProgram(program).runsTypeScript) return node(typeScriptArguments(context, program, rest));
  const interpreted = interpreter(context, program);
  if (interpreted !== undefined) {
    const words = [...interpreted, program.replace(/^\.\//, ''), ...rest];
    return resolveCommand(context, { ...command, words, text: words.join(' ') }, trail);
  }
  if (/^(npm|pnpm|yarn|bun|npm-run-all|run-s)$/.test(program)) return viaManager(context, command, trail);
  if (nodeProgram(program).watches) {
    const text = pm2Command(context, rest) ?? watched(context.project, manifest, rest);
    if (text === undefined) return { kind: 'dev', tool: program, from };
    return withEnvironment(resolveText(context, text, trail), command);
  }
  if (nodeProgram(program).servesFiles || (program === 'vite' && rest[0] === 'preview'))
    return { kind: 'static', tool: program, from };
  if (isDevServer(program, rest)) return { kind: 'dev', tool: program, from };
  if (isBuild(context, command)) return undefined;
  if (nodeProgram(program).builds && rest.some((word) => /^(-w|--watch)\b/.test(word)))
    return { kind: 'dev', tool: program, from };
  const executable = executableOf(context, program);
  if (executable !== undefined) {
    const { file, owner } = executable;
    return node(
      stays(context, owner) ? { args: [file, ...rest] } : { args: [file, ...rest], needsDev: owner },
    );
  }
  const reason = `"${program}" is not a program that Node runs by itself`;
  return { kind: 'shell', text: command.text, reason, before: [], from };
}

/** A file that loads a compiler before the app (`require('ts-node/register')`), or any development dependency. */
function registered({ project, manifest }: StartContext, found: NodeArguments | undefined) {
  const entry = found && entryFile({ project, manifest }, found.args);
  const text = (entry && project.read(below(manifest.dir, entry))) ?? '';
  const loader = /^\s*(?:require\(|import )['"](ts-node|tsx|@swc-node\/register|@babel\/register)\b/m.exec(
    text,
  )?.[1];
  const imported = text === '' ? [] : packagesIn(project, below(manifest.dir, entry ?? ''));
  const needed = loader ?? imported.find((name) => name in (manifest.json.devDependencies ?? {}));
  return found === undefined || needed === undefined ? found : withOwner(manifest, found.args, needed);
}

/** What the first line of a script of the repository runs it with: `#!/usr/bin/env -S node -r esm`. */
function interpreter({ project, manifest }: StartContext, program: string): string[] | undefined {
  if (!program.includes('/')) return undefined;
  const file = within(manifest.dir, program);
  const line = (file && project.read(file)?.split('\n')[0]) ?? '';
  const words = /^#!\s*(?:\S*\/env\s+(?:-S\s+)?)?(?:\S*\/)?((?:node|tsx|bun)\b.*)$/.exec(line)?.[1];
  return words?.trim().split(/\s+/);
}

/** NODE_ENV is the image's own business. */
function production({ NODE_ENV: _, ...env }: Record<string, string>): Record<string, string> {
  return env;
}

function withEnvironment(start: Start | undefined, { env }: Command): Start | undefined {
  return start?.kind === 'node' ? { ...start, env: { ...production(env), ...start.env } } : start;
}

/** True for a script of another package: `pnpm --filter api start`, `yarn workspaces foreach run start`. */
function ofAnother(program: string, [verb = '', ...more]: string[]): boolean {
  return (
    (program === 'yarn' && /^workspaces?$/.test(verb)) ||
    [verb, ...more].some((word) => /^(--prefix|--cwd|--filter|--workspace|--recursive|-[CFwr]$)/.test(word))
  );
}

/** `npm run x`, `yarn x`, `bun src/index.ts`. */
function viaManager(context: StartContext, command: Command, trail: Trail): Start | undefined {
  const { from } = trail;
  const [program = '', ...rest] = command.words.filter((word) => !/^-(s|-silent|-if-present)$/.test(word));
  if (ofAnother(program, rest)) return { kind: 'dev', tool: program, from };
  if (program === 'bun' && rest.some((word) => /\.[cm]?[jt]sx?$/.test(word))) {
    const bun = ['bun', ...rest.filter((word) => !/^--(watch|hot)$/.test(word))];
    return {
      kind: 'shell',
      text: bun.join(' '),
      reason: 'it runs on Bun, not on Node',
      before: [],
      from,
      bun,
    };
  }
  const series = program === 'npm-run-all' || program === 'run-s';
  const [verb = '', operand = ''] = rest;
  const name = series ? (rest.at(-1) ?? '') : /^(run|run-script)$/.test(verb) ? operand : verb;
  if (scriptOf(context.manifest, name) !== undefined) {
    return withEnvironment(resolveScript(context, name, trail.seen), command);
  }
  // yarn, pnpm and bun run executables by their bare name as well.
  const inner = verb === 'run' ? rest.slice(1) : rest;
  if (program === 'npm' || series || inner.length === 0) return undefined;
  return resolveCommand(context, { ...command, words: inner, text: inner.join(' ') }, trail);
}
