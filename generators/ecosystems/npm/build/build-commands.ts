import type { Situation } from '../../../plan/ecosystem.js';
import type { Warning } from '../../../plan/plan.js';
import { type Evidence, place } from '../../../project/evidence.js';
import { below } from '../../../project/paths.js';
import { raw, sh, shellWord } from '../../../project/shell.js';
import { usesTypeScript } from '../app/app.js';
import type { Swap } from '../app/frameworks/output-types.js';
import { buildScript } from '../read/build-script.js';
import { keyAt, scriptOf } from '../read/manifest.js';
import type { Command } from '../read/script.js';
import { warn } from '../sentences.js';
import { type OfflineBuild, offlineBuild } from './database-steps.js';
import { generateCommands, prismaSettings, runsPrisma } from './generated.js';
import { EMPTY_HISTORY } from './git-history.js';
import type { Install } from './install/install.js';
import { scriptCommand, withSettings } from './script-command.js';
import { swapCommands } from './swapped-package.js';

/** The commands that build an app, in order, with where each comes from. */
export interface Build {
  commands: string[];
  from: Evidence;
  /** Steps of the build script that are left out, as they want a database. */
  left?: string[];
  /** Steps of it that are left out, as they never end. */
  starts?: string[];
  /** Scripts of the start whose Windows line ends are turned. */
  turned?: string[];
  /** True when it installs a package more, so that it reads the download cache. */
  installs?: boolean;
}

interface BuildRequest {
  situation: Situation;
  install: Install;
  /** Build commands found in the start script. */
  before: string[];
  /** True when the entry is not in the repository, so something has to make it. */
  missing: boolean;
  /** True when a loader runs the TypeScript of the sources: compiling it only checks it then. */
  runsSources?: boolean;
  /** Environment of the build command alone: it concerns nothing after it. */
  env: Record<string, string>;
  /** The script that builds the app, where it is not the usual one. */
  script?: string;
  /** A package that the build takes instead of another. */
  swap?: Swap;
  /** The file that starts the app, where it is one of node. */
  entry?: string;
  /** A package that runs the app and that no manifest lists. */
  adds?: string;
  /** What builds an app that no script builds, both for want of a usual one. */
  otherwise?: { script?: string; command?: string };
}

/** What has to run between the install and the final image. */
export function buildOf(asked: BuildRequest): Build {
  const installs =
    (asked.adds ?? asked.swap?.to) !== undefined && asked.situation.wishes.buildCommand === undefined;
  return { ...commandsOf(asked), ...(installs && { installs }) };
}

function commandsOf(asked: BuildRequest): Build {
  const { situation, install, missing, runsSources, ...request } = asked;
  const { project, wishes } = situation;
  const { app, commands } = install;
  const env = { ...request.env, ...(runsPrisma(app) ? prismaSettings(install) : {}) };
  const history = install.asksGit === undefined ? [] : EMPTY_HISTORY;
  const generate = [...history, ...generateCommands(situation.project, install)];
  if (wishes.buildCommand !== undefined) {
    const wish = wishes.buildCommand.value.trim();
    return {
      commands: wish === '' ? [] : [...generate, inAppDirectory(install, withSettings(env, wish))],
      from: wishes.buildCommand.from,
    };
  }
  const added = request.adds === undefined ? [] : [commands.add(request.adds)];
  const swapped = [...added, ...(request.swap === undefined ? [] : swapCommands(commands, request.swap))];
  const siblings = [...siblingBuilds(install), ...swapped.map((text) => inAppDirectory(install, text))];
  if (app.toolApp !== undefined && request.script === undefined)
    return {
      commands: [...generate, withSettings(env, commands.exec(app.toolApp.build))],
      from: app.toolApp.from,
    };
  const checks = (text = '') => runsSources === true && /^(npx )?tsc\b[^&|;]*$/.test(text);
  const before = request.before.filter((text) => !checks(text));
  const usual = request.script ?? buildScript(app) ?? request.otherwise?.script;
  const script = usual === undefined || checks(scriptOf(app, usual)) ? undefined : usual;
  const offline = script === undefined ? undefined : offlineBuild(app, script, request.entry);
  const own =
    offline === undefined
      ? scriptCommand(install, app, script).map((command) => withSettings(env, command))
      : offlineCommands(install, offline, env);
  if (own.length > 0 || offline !== undefined)
    return {
      commands: [...generate, ...siblings, ...own],
      from: script === undefined ? place(app.path) : keyAt(app, 'scripts', script),
      ...(offline !== undefined && { left: offline.left, starts: offline.starts }),
    };
  const { command } = request.otherwise ?? {};
  if (command !== undefined)
    return {
      commands: [...generate, ...siblings, inAppDirectory(install, commands.exec(command))],
      from: place(app.path),
    };
  if (before.length > 0) {
    const chain = before.map((text) => earlierCommand(install, text));
    return {
      commands: [...generate, ...siblings, ...chain.map((text) => inAppDirectory(install, text))],
      from: keyAt(app, 'scripts', 'start'),
    };
  }
  const whole = install.inner === '.' ? undefined : buildScript(install.root);
  if (missing && whole !== undefined)
    return { commands: [...generate, commands.run(whole)], from: keyAt(install.root, 'scripts', whole) };
  if (missing && usesTypeScript(project, app) && !builtByInstall(install)) {
    const references = /"references"\s*:/.test(project.read(below(app.dir, 'tsconfig.json')) ?? '');
    const tsc = commands.exec(references ? 'tsc -b' : 'tsc');
    return {
      commands: [...generate, ...siblings, inAppDirectory(install, tsc)],
      from: place(below(app.dir, 'tsconfig.json')),
    };
  }
  return { commands: [...generate, ...siblings], from: 'default' };
}

/** The builds of the workspace packages that the app needs, unless the app is the root and runs them itself. */
function siblingBuilds(install: Install): string[] {
  const { app, root, members } = install;
  const own = scriptOf(app, buildScript(app) ?? '') ?? '';
  if (
    app === root &&
    /workspace|-ws\b|--filter|\s-r\b|recursive|turbo|\bnx\b|lerna|tsc -b|packages\/|\bcd /.test(own)
  )
    return [];
  return members.slice(0, -1).flatMap((member) => {
    const settings = runsPrisma(member) ? prismaSettings(install) : {};
    return scriptCommand(install, member, buildScript(member)).map((text) => withSettings(settings, text));
  });
}

/** The steps of a build script one by one, with the environment that all of them get. */
function offlineCommands(install: Install, { steps }: OfflineBuild, env: Record<string, string>): string[] {
  const commands = steps.flatMap((step) =>
    'script' in step
      ? scriptCommand(install, install.app, step.script)
      : [inAppDirectory(install, stepCommand(install, step))],
  );
  const shared = commands.length > 1 && Object.keys(env).length > 0;
  return shared
    ? [`export ${withSettings(env)}`, ...commands]
    : commands.map((command) => withSettings(env, command));
}

/** A command that a start script runs first, with the assignments before it. */
function earlierCommand({ commands }: Install, text: string): string {
  const [, set = '', command = text] = /^((?:\w+=\S+ )*)(.*)$/s.exec(text) ?? [];
  const known = /^(yarn|pnpm|bun) /.test(command) || OF_THE_IMAGE.test(command.split(' ')[0] ?? '');
  return known ? text : `${set}${commands.exec(command)}`;
}

/** What every image has, unlike the executables of node_modules. */
const OF_THE_IMAGE = /^(node|npm|npx|echo|rm|cp|mv|mkdir|touch|true|sh|bash|test)$|\//;

function stepCommand({ commands }: Install, { env, words }: Pick<Command, 'env' | 'words'>): string {
  const text = words.map(shellWord).join(' ');
  const set = Object.entries(env).map(([name, value]) => `${name}=${shellWord(value)} `);
  return `${set.join('')}${OF_THE_IMAGE.test(words[0] ?? '') ? text : commands.exec(text)}`;
}

/** What the build leaves out, to whoever runs the app, and what it mends. */
export function buildWarnings({ left = [], starts = [], turned = [], from }: Build): Warning[] {
  return [
    ...turned.map((file) => warn('line-ends-turned', { file })),
    ...(left.length === 0 ? [] : [warn('database-steps', { steps: left }, from)]),
    ...(starts.length === 0 ? [] : [warn('build-starts', { steps: starts }, from)]),
  ];
}

/** True when a script that installing runs makes the app: `prepare: npm run build`. */
export function builtByInstall({ inputs }: Install): boolean {
  return /\b(tsc|build|webpack|rollup|babel|compile)\b/.test(inputs.needsSources ?? '');
}

/** Runs a command in the app's directory when that is not the install's own. */
function inAppDirectory({ inner }: Install, command: string): string {
  return inner === '.' ? command : sh`(cd ${inner} && ${raw(command)})`;
}
