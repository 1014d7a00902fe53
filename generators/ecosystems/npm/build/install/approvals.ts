import coerce from 'semver/functions/coerce.js';
import lt from 'semver/functions/lt.js';
import type { Warning } from '../../../../plan/plan.js';
import { place } from '../../../../project/evidence.js';
import { literal } from '../../../../project/literal.js';
import { below } from '../../../../project/paths.js';
import type { Project } from '../../../../project/project.js';
import { shellWord } from '../../../../project/shell.js';
import type { Manifest } from '../../read/manifest.js';
import { warn } from '../../sentences.js';
import type { ManagerChoice } from '../../version/package-manager.js';

/** Which build scripts of dependencies the package manager would leave out, and what is done about it. */
export interface Approvals {
  /** Shell text before the install that approves what needs a binary; undefined when nothing has to be. */
  command: string | undefined;
  env: { name: string; value: string }[];
  warnings: Warning[];
}

const NONE: Approvals = { command: undefined, env: [], warnings: [] };

interface Request {
  project: Project;
  root: Manifest;
  choice: ManagerChoice;
  /** Locked packages that have no binary unless their build script runs. */
  native: string[];
  /** Major version of the npm that installs. */
  npm: number;
}

/** How one package manager goes about the build scripts of dependencies. */
interface Policy {
  /** True when the repository decides about them, for or against. */
  decided: boolean;
  approved(name: string): boolean;
  /** Approves these packages where the repository decides nothing. */
  approve(names: string[]): Pick<Approvals, 'command' | 'env'>;
  /** What approves them for good. */
  advice: string;
}

/**
 * Packages whose build script would be skipped are approved by name where the repository says nothing
 * about any of them, because without its binary the program does not start; a decision of the
 * repository stands. Either way it is said. pnpm 11 and newer fail instead of skipping, on every
 * machine, so a repository that uses them has decided.
 */
export function approvalsFor(request: Request): Approvals {
  const policy = policyOf(request);
  if (policy === undefined) return NONE;
  const left = request.native.filter((name) => !policy.approved(name));
  if (left.length === 0) return NONE;
  const title = request.choice.manager.value === 'berry' ? 'yarn' : request.choice.manager.value;
  const from = place(request.root.path);
  const values = { manager: title, packages: left, advice: policy.advice };
  if (policy.decided) return { ...NONE, warnings: [warn('build-scripts-skipped', values, from)] };
  return { ...policy.approve(left), warnings: [warn('build-scripts-approved', values, from)] };
}

function policyOf(request: Request): Policy | undefined {
  const version = coerce(request.choice.version?.value ?? '');
  switch (request.choice.manager.value) {
    case 'npm':
      return request.npm >= 12 ? npmPolicy(request.root) : undefined;
    case 'pnpm':
      return (version?.major ?? 10) >= 10 ? pnpmPolicy(request, version?.major ?? 10) : undefined;
    case 'berry': {
      const exact = /^\d+\.\d+/.test(request.choice.version?.value ?? '');
      const runs = version !== null && (version.major < 4 || (exact && lt(version, '4.14.0')));
      return runs ? undefined : berryPolicy(request);
    }
    case 'bun': {
      const trusted = request.root.json.trustedDependencies;
      return trusted === undefined ? undefined : bunPolicy(trusted);
    }
    default:
      return undefined;
  }
}

function npmPolicy({ json }: Manifest): Policy {
  const allowed = Object.entries(json.allowScripts ?? {});
  return {
    decided: allowed.length > 0,
    approved: (name) => allowed.some(([key, value]) => nameOf(key) === name && value !== false),
    approve: (names) => ({
      command: `npm pkg set --json ${names.map((name) => shellWord(`allowScripts[${name}]=true`)).join(' ')}`,
      env: [],
    }),
    advice: 'npm install-scripts approve',
  };
}

/** `better-sqlite3@12.1.0` and `@scope/name` alike. */
function nameOf(key: string): string {
  const version = key.indexOf('@', 1);
  return version === -1 ? key : key.slice(0, version);
}

const PNPM_DECISIONS =
  /^(onlyBuiltDependencies|allowBuilds|ignoredBuiltDependencies|neverBuiltDependencies|dangerouslyAllowAllBuilds|onlyBuiltDependenciesFile)\b/m;

function pnpmPolicy({ project, root }: Request, major: number): Policy {
  const settings = project.read(below(root.dir, 'pnpm-workspace.yaml')) ?? '';
  const npmrc = project.read(below(root.dir, '.npmrc')) ?? '';
  const field = JSON.stringify(root.json.pnpm ?? {});
  const all =
    /^dangerouslyAllowAllBuilds:\s*true/m.test(settings) ||
    /^dangerously-allow-all-builds\s*=\s*true/m.test(npmrc) ||
    /"neverBuiltDependencies":\[/.test(field);
  return {
    decided: PNPM_DECISIONS.test(settings) || /BuiltDependencies/.test(field) || major > 10,
    approved: (name) => all || field.includes(`"${name}"`) || mentions(settings, name),
    approve: (names) => ({
      command: `npm pkg set ${names.map((name) => shellWord(`pnpm.onlyBuiltDependencies[]=${name}`)).join(' ')}`,
      env: [],
    }),
    advice: 'pnpm approve-builds',
  };
}

/** A list item or a key of the settings: `- bcrypt`, `bcrypt: true`. */
function mentions(settings: string, name: string): boolean {
  const escaped = literal(name);
  return new RegExp(String.raw`^[ \t]+(?:-[ \t]+)?['"]?${escaped}['"]?[ \t]*(?:$|:\s*true|#)`, 'm').test(
    settings,
  );
}

function berryPolicy({ project, root }: Request): Policy {
  const rc = project.read(below(root.dir, '.yarnrc.yml')) ?? '';
  const enabled = /^enableScripts:\s*(\w+)/m.exec(rc)?.[1];
  const built = Object.entries(root.json.dependenciesMeta ?? {}).filter(([, meta]) => meta.built === true);
  return {
    decided: enabled !== undefined || built.length > 0,
    approved: (name) => enabled === 'true' || built.some(([key]) => nameOf(key) === name),
    // Approving one by one changes the lock file, which an immutable install refuses.
    approve: () => ({ command: undefined, env: [{ name: 'YARN_ENABLE_SCRIPTS', value: 'true' }] }),
    advice: 'dependenciesMeta.<name>.built in package.json',
  };
}

/** Without the field bun keeps a list of its own, with the well-known ones in it. */
function bunPolicy(trusted: string[]): Policy {
  return {
    decided: true,
    approved: (name) => trusted.includes(name),
    approve: () => ({ command: undefined, env: [] }),
    advice: 'bun pm trust',
  };
}
