import type { Warning } from '../../../../plan/plan.js';
import { type Evidence, place } from '../../../../project/evidence.js';
import { below, relativeTo } from '../../../../project/paths.js';
import { type LostRegistries, lostRegistries } from '../../read/lock-hosts.js';
import { dependenciesOf, hasProduction, type Manifest } from '../../read/manifest.js';
import { nativeNames, nativePackages } from '../../read/native-packages.js';
import { checkAlone, type Workspace, withSiblings } from '../../read/workspace.js';
import { warn } from '../../sentences.js';
import type { Foundation } from '../../version/foundation.js';
import type { NodeVersion } from '../../version/node-version.js';
import type { ManagerChoice } from '../../version/package-manager.js';
import { asksGit } from '../git-history.js';
import { pageDates } from '../page-dates.js';
import { hasPrismaEngine, type PrismaVariable, prismaVariables } from '../prisma.js';
import { type Approvals, approvalsFor } from './approvals.js';
import { type InstallInputs, installInputs } from './install-inputs.js';
import { type Commands, commandsFor, npmMajors } from './manager-commands.js';
import { settingsText } from './manager-settings.js';
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
  /** What Prisma's commands have to be told, though they connect to nothing. */
  prismaVariables: PrismaVariable[];
  /** Where the build asks git about the commit. */
  asksGit: Evidence | undefined;
  /** Registries of the lock file that no build reaches. */
  lost: LostRegistries | undefined;
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
  // An older npm cannot take a script out of the manifest.
  const builds = same && line >= 16;
  const inputs = installInputs({ project, root, choice, workspace, builds });
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
  const commit = asksGit(project, app);
  const variables = [...new Set([app, ...members])].flatMap((manifest) => prismaVariables(project, manifest));
  const lost = choice.lock && lostRegistries(choice.lock, settingsText(project, root));
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
    needsGit: dates !== undefined || commit !== undefined || usesGit(choice, [root, app, ...members]),
    prismaEngine: [app, ...members].some((manifest) => hasPrismaEngine(manifest, choice.lock)),
    prismaVariables: variables,
    asksGit: commit,
    lost,
    warnings: [
      ...[...new Set([root, app])].flatMap(misshapenParts),
      ...node.warnings,
      ...choice.warnings,
      ...lostWarnings(root, choice, lost),
      ...approvals.warnings,
      ...dateWarnings(dates),
      ...(commit === undefined ? [] : [warn('git-history', {}, commit)]),
      ...variables.map(({ name, from }) => warn('build-stand-in', { variable: name }, from)),
    ],
  };
}

/** Parts of a manifest that npm does not read either. */
function misshapenParts({ path, misshapen = [] }: Manifest): Warning[] {
  return misshapen.map(({ keys, is }) => warn('manifest-misshapen', { path, keys, is }, place(path)));
}

function lostWarnings(root: Manifest, { lock }: ManagerChoice, lost: LostRegistries | undefined): Warning[] {
  if (lost === undefined || lock === undefined) return [];
  const values = { lock: lock.file, registries: lost.authorities };
  return [warn('lock-lost-registries', values, place(below(root.dir, lock.file)))];
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
  const empty = credentials.tokens.map(({ value }) => `${value}='' `).join('');
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
  return /"resolved": "git\+|^[ \t]+resolved "?git\+|commit: [0-9a-f]{40}/m.test(lock?.text ?? '');
}

export function memberOf(install: Install, manifest: Manifest): Member | undefined {
  if (install.workspace === undefined || manifest.dir === install.root.dir) return undefined;
  const dir = relativeTo(install.root.dir, manifest.dir);
  return { name: manifest.json.name ?? `./${dir}`, dir };
}

export function productionDependencies({ root, app, members }: Install): boolean {
  return [root, app, ...members].some(hasProduction);
}
