import coerce from 'semver/functions/coerce.js';
import { bundledNpm } from '../../../../knowledge/node-lines.js';
import { below } from '../../../../project/paths.js';
import type { Project } from '../../../../project/project.js';
import { raw, sh } from '../../../../project/shell.js';
import { npmForLock } from '../../read/lock-format.js';
import { dependenciesOf, type Manifest, scriptOf } from '../../read/manifest.js';
import { developersNpm, strictEngines, strictNpm } from '../../version/engines.js';
import type { ManagerChoice } from '../../version/package-manager.js';
import { checkYarnPlugins, productionOnly, registryInstead } from './manager-settings.js';
import { berryPrune, bunPrune, npmPrune, type Prune, pnpmPrune } from './prune.js';
import type { CommandRequest, Member } from './request.js';

/** What the package manager is told to do, as shell text for RUN. */
export interface Commands extends Prune {
  /** Gets the package manager itself, without corepack; undefined when the image has it. */
  setup: string | undefined;
  /** Environment of the build stage that it needs. */
  env: { name: string; value: string }[];
  /** Why npm is told to go on where it would stop, as a clause. */
  forced?: string;
  install: string;
  /** Installs without development dependencies; undefined when it cannot do so in one step. */
  installProduction: string | undefined;
  /** Installs what one app of a workspace needs to run; undefined where the package manager drops the rest as well. */
  installApart?: string | undefined;
  /** Where downloads are kept between builds. */
  cache: string;
  /** True when it cannot share that with another that runs at the same time. */
  cacheIsPrivate?: boolean;
  /** Runs a script of one package; `member` is undefined for the root. */
  run(script: string, member?: Member): string;
  /** Runs an executable of node_modules. */
  exec(command: string): string;
  /** Installs one package more, for the build alone. */
  add(packageSpec: string): string;
}

export function commandsFor(request: CommandRequest): Commands {
  const { project, root, choice } = request;
  const commands = commandsOf(request);
  const registry = registryInstead(project, root, choice.manager.value);
  return { ...commands, env: [...commands.env, ...registry] };
}

function commandsOf(request: CommandRequest): Commands {
  switch (request.choice.manager.value) {
    case 'npm':
      return npmCommands(request);
    case 'pnpm':
      return pnpmCommands(request);
    case 'yarn':
      return yarnCommands(request);
    case 'berry':
      return berryCommands(request);
    case 'bun':
      return bunCommands(request);
  }
}

/** Major versions of npm: the one a Node line brings along, and the one the repository asks for. */
export function npmMajors(choice: ManagerChoice, line: number): { bundled: number; asked: number } {
  const bundled = bundledNpm(line);
  return { bundled, asked: coerce(choice.version?.value ?? '')?.major ?? bundled };
}

function npmCommands(request: CommandRequest): Commands {
  const { project, root, choice, node } = request;
  const line = Number(node.line.value);
  const { bundled, asked } = npmMajors(choice, line);
  const newer = npmForLock(choice.lock, bundled, line) ?? strictNpm(project, root, bundled);
  const own = developersNpm(root, bundled) ?? (asked > bundled ? exact(choice) : newer);
  const old = bundled < 7 && newer === undefined;
  const peers = old ? '' : peerOption(project, root, choice);
  const omit = old ? '--production' : '--omit=dev';
  const ignored = choice.lock?.missingBinary === undefined ? '' : ' --no-package-lock';
  const forced = forcedBy(request, old);
  const base = `npm ${choice.frozen ? 'ci' : 'install'} --no-audit --no-fund${ignored}${peers}`;
  return {
    setup: own && sh`npm install -g npm@${raw(own)}`,
    env: [
      ...lenient(request, 'NPM_CONFIG_ENGINE_STRICT'),
      ...(forced === undefined ? [] : [{ name: 'NPM_CONFIG_FORCE', value: 'true' }]),
    ],
    ...(forced !== undefined && { forced }),
    install: productionOnly(project, root) ? `${base} ${old ? '--production=false' : '--include=dev'}` : base,
    installProduction: `${base} ${omit}`,
    ...npmPrune(request, base, omit),
    cache: '/root/.npm',
    run: (script, member) => sh`npm run ${script}${raw(member ? sh` --workspace=${member.dir}` : '')}`,
    exec: (command) => `npx ${command}`,
    add: (spec) => sh`npm install --no-save --no-audit --no-fund${raw(peers)} ${spec}`,
  };
}

/** Without a lock file npm resolves anew, and stops where the peers of today's versions contradict each other. */
function forcedBy({ choice, node, root }: CommandRequest, old: boolean): string | undefined {
  if (node.outgrown.devEngines) return 'npm passes over devEngines, which end before its newest release';
  const resolves = Object.keys(dependenciesOf(root)).length > 0 || root.json.workspaces !== undefined;
  return choice.lock === undefined && !old && resolves
    ? 'npm passes over peers that disagree, as no lock file settles them'
    : undefined;
}

/** What `npm ci` needs to read a lock file that was written in spite of peer dependencies. */
function peerOption(project: Project, root: Manifest, { lock }: ManagerChoice): string {
  if (/^[ \t]*(legacy-peer-deps|force)\s*=\s*true/m.test(project.read(below(root.dir, '.npmrc')) ?? ''))
    return '';
  // npm 6 never installed peers, so a lock file of its time may lack them or hold contradictions.
  if (lock?.format === '1') return ' --legacy-peer-deps';
  // An override changes what the packages really ask for.
  return lock?.peers === undefined || root.json.overrides !== undefined ? '' : ` ${lock.peers.option}`;
}

/** The image has the newest release of a line: where the repository asks for an older one, nothing stops at that. */
function lenient({ project, root, node }: CommandRequest, name: string): { name: string; value: string }[] {
  return node.outgrown.engines && strictEngines(project, root) ? [{ name, value: 'false' }] : [];
}

function pnpmCommands(request: CommandRequest): Commands {
  const { project, root, choice } = request;
  const major = coerce(choice.version?.value ?? '')?.major ?? 10;
  const install = `pnpm install ${choice.frozen ? '--frozen-lockfile' : '--no-frozen-lockfile'}`;
  return {
    setup: sh`npm install -g ${`pnpm@${exact(choice)}`}`,
    env: lenient(request, major > 10 ? 'PNPM_CONFIG_ENGINE_STRICT' : 'NPM_CONFIG_ENGINE_STRICT'),
    install: productionOnly(project, root) ? `${install} --prod=false` : install,
    installProduction: `${install} --prod`,
    installApart: request.app && sh`${raw(install)} --prod --filter ${`${request.app.name}...`}`,
    ...pnpmPrune(request, install),
    cache: '/root/.local/share/pnpm/store',
    run: (script, member) =>
      member ? sh`pnpm --filter ${member.name} run ${script}` : sh`pnpm run ${script}`,
    exec: (command) => `pnpm exec ${command}`,
    add: (spec) => sh`pnpm add --save-dev --ignore-workspace-root-check ${spec}`,
  };
}

function yarnCommands({ project, root, choice, node }: CommandRequest): Commands {
  // Yarn 1 refuses packages that do not know this Node yet; nothing says the repository was made for it.
  const engines = node.stated && !node.outgrown.engines ? '' : ' --ignore-engines';
  const install = `yarn install${choice.frozen ? ' --frozen-lockfile' : ''}${engines}`;
  return {
    setup: Number(node.line.value) >= 26 ? 'npm install -g yarn@1.22.22' : undefined,
    env: [],
    install: productionOnly(project, root) ? `${install} --production=false` : install,
    installProduction: `${install} --production`,
    prune: `${install} --production --ignore-scripts --prefer-offline`,
    pruneNeedsCache: true,
    cache: '/usr/local/share/.cache/yarn',
    // https://classic.yarnpkg.com/lang/en/docs/cli/#toc-concurrency-and-mutex
    cacheIsPrivate: true,
    run: (script, member) =>
      member ? sh`yarn workspace ${member.name} run ${script}` : sh`yarn run ${script}`,
    exec: (command) => `yarn run ${command}`,
    add: (spec) => sh`yarn add --dev --ignore-workspace-root-check${raw(engines)} ${spec}`,
  };
}

function berryCommands(request: CommandRequest): Commands {
  const { project, root, choice } = request;
  checkYarnPlugins(project, root);
  const rc = project.read(below(root.dir, '.yarnrc.yml')) ?? '';
  const released = /^yarnPath:\s*['"]?([^\s'"]+)/m.exec(rc)?.[1];
  const committed = released !== undefined && project.has(below(root.dir, released));
  const yarn = committed ? sh`node ${released}` : 'yarn';
  const linker = /^nodeLinker:\s*['"]?(node-modules|pnpm)/m.test(rc);
  const major = coerce(choice.version?.value ?? '')?.major ?? 4;
  const shared = /^enableGlobalCache:\s*(\w+)/m.exec(rc)?.[1] ?? `${major >= 4}`;
  return {
    // Forced, because the images of Node before 26 have yarn 1 under that name.
    setup: committed ? undefined : sh`npm install -g --force ${`@yarnpkg/cli-dist@${exact(choice)}`}`,
    // Plug'n'Play needs a loader at run time; node_modules run anywhere.
    env: [
      ...(linker ? [] : [{ name: 'YARN_NODE_LINKER', value: 'node-modules' }]),
      // A cache in the repository would be a layer, and be downloaded again with each change of a manifest.
      // https://yarnpkg.com/configuration/yarnrc#ignorePath
      ...(released === undefined || committed ? [] : [{ name: 'YARN_IGNORE_PATH', value: 'true' }]),
      ...(shared === 'true' ? [] : [{ name: 'YARN_ENABLE_GLOBAL_CACHE', value: 'true' }]),
    ],
    install: `${yarn} install${choice.frozen ? ' --immutable' : ''}`,
    installProduction: undefined,
    ...berryPrune(request, yarn),
    cache: '/root/.yarn/berry/cache',
    run: (script, member) =>
      sh`${raw(yarn)} ${raw(member ? sh`workspace ${member.name} ` : '')}run ${script}`,
    exec: (command) => `${yarn} run ${command}`,
    add: (spec) => sh`${raw(yarn)} add --dev ${spec}`,
  };
}

function bunCommands(request: CommandRequest): Commands {
  const { choice } = request;
  const install = `bun install${choice.frozen ? ' --frozen-lockfile' : ''}`;
  return {
    setup: sh`npm install -g ${`bun@${exact(choice)}`}`,
    env: [],
    install,
    installProduction: `${install} --production`,
    ...bunPrune(request, install),
    cache: '/root/.bun/install/cache',
    run: (script, member) => (member ? sh`bun run --cwd ${member.dir} ${script}` : sh`bun run ${script}`),
    exec: (command) => `bunx ${command}`,
    add: (spec) => sh`bun add --dev ${spec}`,
  };
}

/** A version as the registry takes it: ranges stay, but spaces and shell characters do not. */
function exact({ version }: ManagerChoice): string {
  const value = version?.value ?? 'latest';
  return /^[\w.-]+$/.test(value) ? value : (coerce(value)?.major.toString() ?? 'latest');
}

/** Root scripts that run while installing, in their order. Yarn 2+ leaves out those of publishing. */
export function lifecycleScripts(
  root: Manifest,
  manager: ManagerChoice['manager']['value'],
): { name: string; text: string }[] {
  const publishing = ['prepublish', 'preprepare', 'prepare', 'postprepare'];
  return ['preinstall', 'install', 'postinstall', ...(manager === 'berry' ? [] : publishing)].flatMap(
    (name) => {
      const text = scriptOf(root, name);
      return text === undefined ? [] : [{ name, text }];
    },
  );
}
