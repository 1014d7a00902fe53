import type { Image } from '../../../plan/bases.js';
import { type Decision, decide } from '../../../plan/decision.js';
import type { Warning } from '../../../plan/plan.js';
import { cite, type Evidence } from '../../../project/evidence.js';
import { below, directoryOf, relativeTo } from '../../../project/paths.js';
import type { ManagerChoice } from '../app/package-manager.js';
import { dependenciesOf, type Manifest } from '../read/manifest.js';
import { alpineHeaders, nativeNames, nativePackages } from '../read/native-packages.js';
import { checkAlone, type Workspace, withSiblings } from '../read/workspace.js';
import { warn } from '../sentences.js';
import type { Foundation } from '../version/foundation.js';
import type { NodeVersion } from '../version/version.js';
import { type Approvals, approvalsFor } from './approvals.js';
import { secretFlags, secretMounts, tokenAssignments } from './credentials.js';
import { type InstallInputs, installInputs } from './install-inputs.js';
import { type Commands, commandsFor, npmMajors } from './manager-commands.js';
import { pageDates } from './page-dates.js';
import { hasPrismaEngine } from './prisma.js';
import type { Member } from './request.js';

/** Where and how dependencies are installed for one app. */
export interface Install {
  app: Manifest;
  /** The package whose lock file counts: the workspace root, or the app itself. */
  root: Manifest;
  workspace: Workspace | undefined;
  /** Workspace members the app needs, the app last; empty where there are none. */
  members: Manifest[];
  /** The app's directory relative to the root of the install; `.` when they are the same. */
  inner: string;
  choice: ManagerChoice;
  commands: Commands;
  inputs: InstallInputs;
  approvals: Approvals;
  node: NodeVersion;
  /** Locked packages that may be compiled while installing. */
  native: string[];
  /** Git repositories among the dependencies: fetching them takes git. */
  needsGit: boolean;
  prismaEngine: boolean;
  warnings: Warning[];
}

/** Finds out everything about installing an app's dependencies. Throws a UserError when it cannot work. */
export function readInstall(foundation: Foundation): Install {
  const { project, app, root, workspace, choice, node } = foundation;
  if (workspace === undefined) checkAlone(project, app, choice.lock);
  const same = root.dir === app.dir;
  const inner = relativeTo(root.dir, app.dir);
  const member =
    workspace === undefined || same ? undefined : { name: app.json.name ?? `./${inner}`, dir: inner };
  const line = Number(node.line.value);
  const inputs = installInputs(project, root, choice, workspace);
  const commands = withoutTokens(
    commandsFor({
      project,
      root,
      choice,
      node,
      app: member,
      members: workspace?.members ?? [],
      secret: inputs.credentials.npmrc !== undefined || inputs.credentials.tokens.length > 0,
    }),
    choice,
    inputs,
  );
  const family = workspace === undefined ? [] : withSiblings(workspace, app);
  const members = same && family.length < 2 ? [] : family;
  const native = choice.lock ? nativePackages(choice.lock) : nativeNames(Object.keys(dependenciesOf(app)));
  const dates = pageDates(project, app);
  const npm = Math.max(...Object.values(npmMajors(choice, line)));
  const approvals = approvalsFor({ project, root, choice, native, npm });
  return {
    app,
    root,
    workspace,
    members,
    inner,
    choice,
    commands,
    node,
    inputs,
    native,
    approvals,
    needsGit: dates !== undefined || usesGit(choice, [root, app, ...members]),
    prismaEngine: hasPrismaEngine(app, choice.lock),
    warnings: [...node.warnings, ...choice.warnings, ...approvals.warnings, ...dateWarnings(dates)],
  };
}

function dateWarnings(from: Evidence | undefined): Warning[] {
  return from === undefined ? [] : [warn('page-dates', {}, from)];
}

/** Yarn stops at a settings file with a variable that is not set, also where it needs no registry. */
function withoutTokens(
  commands: Commands,
  { manager }: ManagerChoice,
  { credentials }: InstallInputs,
): Commands {
  if (!/^(yarn|berry)$/.test(manager.value)) return commands;
  const empty = credentials.tokens.map(({ value }) => `${value}= `).join('');
  return {
    ...commands,
    prune: commands.prune && `${empty}${commands.prune}`,
    run: (script, member) => `${empty}${commands.run(script, member)}`,
    exec: (command) => `${empty}${commands.exec(command)}`,
  };
}

function usesGit({ lock }: ManagerChoice, manifests: Manifest[]): boolean {
  const ranges = manifests.flatMap((manifest) => Object.values(dependenciesOf(manifest)));
  // `user/name` is short for a repository of GitHub.
  if (
    ranges.some(
      (range) =>
        typeof range === 'string' &&
        /^(git[+:@]|github:|gitlab:|bitbucket:|[\w-]+\/[\w.-]+(#|$))/.test(range),
    )
  )
    return true;
  return /"resolved": "git\+|^\s+resolved "?git\+|commit: [0-9a-f]{40}/m.test(lock?.text ?? '');
}

/** `COPY` lines that bring what installing reads: sources and target, relative to the install root. */
export function manifestCopies(install: Install): { sources: string; target: string }[] {
  const { inputs, root } = install;
  if (inputs.needsSources !== undefined) return [{ sources: root.dir, target: './' }];
  const inRoot = (path: string) => below(root.dir, path);
  return [
    { sources: inputs.files.map(inRoot).join(' '), target: './' },
    ...inputs.places.map((path) => {
      return {
        sources: inRoot(path),
        target: inputs.directories.has(path)
          ? `./${path}/`
          : path.includes('/')
            ? `./${directoryOf(path)}/`
            : './',
      };
    }),
  ];
}

/** Root scripts that installing is kept from running: git hooks and types for the editor. */
export function leftOut({ inputs, node }: Install): string[] {
  return Number(node.line.value) >= 16 ? inputs.gitHooks.map((name) => `scripts.${name}`) : [];
}

/** The install command, without those scripts, with the approvals it needs. */
export function installCommand(install: Install, command = install.commands.install): string {
  const { inputs, approvals } = install;
  const scripts = leftOut(install);
  const before = [
    ...(scripts.length === 0 ? [] : [`npm pkg delete ${scripts.join(' ')}`]),
    ...(approvals.command === undefined ? [] : [approvals.command]),
  ];
  return [...before, `${tokenAssignments(inputs.credentials)}${command}`].join(' \\\n && ');
}

/** The flags that mount the download cache, and the credentials where .npmrc holds some. */
export function mounts({ commands, inputs }: Install, workdir = '/app'): string {
  const sharing = commands.cacheIsPrivate ? ',sharing=locked' : '';
  return [
    `--mount=type=cache,target=${commands.cache}${sharing}`,
    ...secretMounts(inputs.credentials, workdir),
  ].join(' ');
}

/** What has to be installed with the system's own means before dependencies can be. */
export function systemPackages(install: Install, build: Image): string | undefined {
  const { native, needsGit, prismaEngine } = install;
  if (build.libc !== 'musl') return undefined;
  const compiler =
    native.length > 0 ? ['g++', 'make', 'py3-setuptools', 'python3', ...alpineHeaders(native)] : [];
  const all = [...compiler, ...(needsGit ? ['git'] : []), ...(prismaEngine ? ['openssl'] : [])].sort();
  return all.length === 0 ? undefined : `apk add --no-cache ${all.join(' ')}`;
}

/** True when the build stage needs the compiler, git or OpenSSL that only the full image has. */
export function needsFullImage({ native, needsGit, prismaEngine }: Install): boolean {
  return native.length > 0 || needsGit || prismaEngine;
}

/** One sentence for the Dockerfile: which Node, and who says so. */
export function whyNode({ node }: Install): Decision<string> {
  const { value, from, because } = node.line;
  const place = /^(\S+?)(?::\d+)?(?:\s|$)/.exec(cite(from))?.[1] ?? cite(from);
  const reason = from === 'default' ? 'the default' : `as ${place} asks`;
  return decide(`Node ${value}, ${reason}`, from, because);
}

export function memberOf(install: Install, manifest: Manifest): Member | undefined {
  if (install.workspace === undefined || manifest.dir === install.root.dir) return undefined;
  const dir = relativeTo(install.root.dir, manifest.dir);
  return { name: manifest.json.name ?? `./${dir}`, dir };
}

/** Warnings that hold for a server and a site alike. */
export function inAppWarnings({ inputs }: Install): Warning[] {
  const { npmrc } = inputs.credentials;
  if (npmrc === undefined) return [];
  return [warn('npmrc-secret', {}, npmrc)];
}

/** What `docker build` has to be given for the install. */
export function buildFlagsOf({ inputs, root }: Install): Decision<string>[] {
  return secretFlags(inputs.credentials, root);
}

/** Paths of the repository that are copied by name, for the check against the .dockerignore. */
export function inputsOf({ root, inputs }: Install): string[] {
  const places = inputs.needsSources === undefined ? inputs.places : [];
  return [...inputs.files, ...places].map((path) => below(root.dir, path));
}
