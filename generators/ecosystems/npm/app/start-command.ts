import { nodeProgram } from '../../../knowledge/node-programs.js';
import type { Evidence } from '../../../project/evidence.js';
import { packagesIn } from '../../../project/node-imports.js';
import { below, within } from '../../../project/paths.js';
import { dependenciesOf, keyAt, type Manifest, scriptOf } from '../read/manifest.js';
import { parallelParts } from '../read/nested-scripts.js';
import { type Command, parseScript } from '../read/script.js';
import { readWorkspace } from '../read/workspace.js';
import { buildsOnly, isBuild, isWatchedBuild, watchedBuild } from './build-steps.js';
import { entryFile, existing } from './entry.js';
import { ofAnother, packageNamed } from './other-package.js';
import { pm2Command } from './process-file.js';
import { executableOf, isDevServer, stays } from './programs.js';
import {
  type NodeArguments,
  nodeArguments,
  typeScriptArguments,
  watched,
  withOwner,
  withoutDeveloperFlags,
} from './runners.js';
import { servedFolder } from './served-folder.js';
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

interface Trail {
  from: Evidence;
  seen: string[];
}

/** What a command line comes down to. */
export function resolveText(context: StartContext, text: string, trail: Trail): Start | undefined {
  const { from } = trail;
  const parts = parallelParts(context.manifest, text);
  if (parts !== undefined) return besideOthers(context, parts, trail);
  const script = parseScript(text);
  if ('shell' in script)
    return { kind: 'shell', text, reason: `${script.shell} needs a shell`, before: [], from };
  const commands = script.commands.filter(({ words }) => !managesOnly(words));
  const last = commands.at(-1);
  if (last === undefined) return undefined;
  const earlier = commands.slice(0, -1);
  const elsewhere = directoryEntered(context, earlier);
  if (elsewhere !== undefined && isPackage(context, elsewhere))
    return { kind: 'dev', tool: 'cd', of: elsewhere, from };
  const before = earlier.filter((command) => isBuild(context, command)).map((command) => command.text);
  const start = resolveCommand(context, last, trail);
  if (start === undefined) return undefined;
  if (elsewhere === undefined && earlier.every((command) => isBuild(context, command)))
    return 'before' in start ? { ...start, before: [...before, ...start.before] } : start;
  const moves = ({ words }: Command) => elsewhere !== undefined && words[0] === 'cd';
  const other = earlier.find((command) => moves(command) || !isBuild(context, command));
  if (start.kind !== 'node' && start.kind !== 'shell') return start;
  const reason = `"${other?.text}" has to run before the server`;
  const chain = chainOf(context.manifest, text, commands);
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

/** True for what a process manager does beside starting something: `pm2 save`, `pm2 delete all`. */
function managesOnly([program = '', verb = '']: string[]): boolean {
  return (
    /^pm2$|^forever$/.test(program) &&
    /^(delete|del|stop|stopall|kill|save|dump|flush|logs?|list|ls|status|monit|update|unstartup|startup)$/.test(
      verb,
    )
  );
}

/** Where a chain of commands has gone by its end; undefined where it is back or has not moved. */
function directoryEntered({ manifest }: StartContext, commands: Command[]): string | undefined {
  const moves = commands.flatMap(({ words }) => (words[0] === 'cd' ? [words[1] ?? '.'] : []));
  const end = moves.reduce<string | undefined>((dir, to) => dir && within(dir, to), manifest.dir);
  return end === manifest.dir ? undefined : end;
}

function isPackage({ project }: StartContext, dir: string): boolean {
  return project.has(below(dir, 'package.json'));
}

/** Of commands side by side the one that serves; those that compile while somebody edits are the build before it. */
function besideOthers(context: StartContext, parts: string[], trail: Trail): Start {
  const starts = parts.map((part) => ({ part, start: resolveText(context, part, trail) }));
  const programs = starts.filter(({ start }) => start?.kind === 'node' || start?.kind === 'shell');
  const [program, second] = programs;
  if (program?.start?.kind !== 'node' || second !== undefined) {
    const nodes = programs.flatMap(({ start }) => (start?.kind === 'node' ? [start] : []));
    return { kind: 'dev', tool: 'several commands', programs: nodes, from: trail.from };
  }
  const builds = parts.flatMap((part) => watchedBuild(context, part) ?? []);
  return { ...program.start, before: [...builds, ...program.start.before] };
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
  if (nodeProgram(program).servesFiles)
    return { kind: 'static', tool: program, ...servedFolder(program, rest), from };
  if (program === 'vite' && rest[0] === 'preview') return { kind: 'static', tool: program, from };
  if (isDevServer(program, rest)) return { kind: 'dev', tool: program, from };
  if (isBuild(context, command)) return undefined;
  if (isWatchedBuild(command.words)) return { kind: 'dev', tool: program, from };
  const executable = executableOf(context, program);
  if (executable !== undefined) {
    const { file, owner } = executable;
    return node(
      stays(context, owner) ? { args: [file, ...rest] } : { args: [file, ...rest], needsDev: owner },
    );
  }
  // The tool of a workspace that its developers have, and nothing installs: its packages are what starts.
  if (readWorkspace(context.project, manifest.dir) !== undefined && isAbsent(manifest, program))
    return { kind: 'dev', tool: program, from };
  const reason = `"${program}" is not a program that Node runs by itself`;
  const needed = chainOf(manifest, command.text, [command]).needsDev;
  return {
    kind: 'shell',
    text: command.text,
    ...(needed !== undefined && { needsDev: needed }),
    reason,
    before: [],
    from,
  };
}

/** True for a program that no dependency has the name of, and that no image brings along. */
function isAbsent(manifest: Manifest, program: string): boolean {
  const names = Object.keys(dependenciesOf(manifest)).map((name) => name.replace(/^@[^/]+\//, ''));
  const there = /\/|^(sh|bash|env|echo|test|true|exec|npx|docker)$/.test(program);
  return !there && !names.some((name) => name.includes(program) || program.includes(name));
}

/** A file that loads a compiler before the app (`require('ts-node/register')`), or any development dependency. */
function registered({ project, manifest }: StartContext, found: NodeArguments | undefined) {
  const entry = found && entryFile({ project, manifest }, found.args);
  const text = (entry && project.read(below(manifest.dir, entry))) ?? '';
  const loader = /^[ \t]*(?:require\(|import )['"](ts-node|tsx|@swc-node\/register|@babel\/register)\b/m.exec(
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
  const words = /^#!\s*(?:\S*\/env\s+(?:-S\s+)?)?(?:\S*\/)?((?:node|tsx|bun)\b[^\r]*)/.exec(line)?.[1];
  return words?.trim().split(/\s+/);
}

/** NODE_ENV is the image's own business. */
function production({ NODE_ENV: _, ...env }: Record<string, string>): Record<string, string> {
  return env;
}

function withEnvironment(start: Start | undefined, { env }: Command): Start | undefined {
  return start?.kind === 'node' ? { ...start, env: { ...production(env), ...start.env } } : start;
}

/** `npm run x`, `yarn x`, `bun src/index.ts`. */
function viaManager(context: StartContext, command: Command, trail: Trail): Start | undefined {
  const { from } = trail;
  const [program = '', ...rest] = command.words.filter((word) => !/^-(s|-silent|-if-present)$/.test(word));
  if (ofAnother(program, rest)) {
    const of = packageNamed(program, rest);
    return { kind: 'dev', tool: program, ...(of !== undefined && { of }), from };
  }
  if (program === 'bun' && rest.some((word) => /\.[cm]?[jt]sx?$/.test(word))) {
    const bun = ['bun', ...withoutDeveloperFlags(rest)];
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
  const text = scriptOf(context.manifest, name);
  // A script that only prepares what it is given: `npm run with:env -- node server.js`.
  const given = /\s--$/.test(text ?? '') ? /\s--\s+(.+)/.exec(command.text)?.[1] : undefined;
  if (given !== undefined && !trail.seen.includes(name))
    return resolveText(context, `${text} ${given}`, { from, seen: [...trail.seen, name] });
  if (text !== undefined) {
    return withEnvironment(resolveScript(context, name, trail.seen), command);
  }
  // yarn, pnpm and bun run executables by their bare name as well.
  const inner = verb === 'run' ? rest.slice(1) : rest;
  if (program === 'npm' || series || inner.length === 0) return undefined;
  return resolveCommand(context, { ...command, words: inner, text: inner.join(' ') }, trail);
}
