import { isPublicGitHost } from '../../../knowledge/public-git-hosts.js';
import { type Evidence, place } from '../../../project/evidence.js';
import { withoutTrailingSlashes } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { wildcard } from '../../../project/wildcard.js';
import { buildFiles } from '../read/build-files.js';
import type { Scope } from '../read/scope.js';

/** Modules that no public proxy has, and how their builders get at them. */
export interface PrivateModules {
  /** The value of GOPRIVATE. */
  patterns: string;
  /** The first of them. */
  module: string;
  /** Where it is required. */
  from: Evidence;
  /** Hosts whose https addresses the repository's own build turns into ssh; else a netrc has the password. */
  ssh: string[];
}

/** Hosts that only answer inside a company, and those that companies name their own server after. */
const PRIVATE =
  /^[^/]*\.(internal|local|lan|corp|intra|private)(\/|$)|^(git|gitlab|ghe|github|gitea|bitbucket|stash|scm)\.[\w-]+\.[\w.-]+\/|^(ssh\.)?dev\.azure\.com\//;
/** Finds the required modules that need credentials; undefined when there are none or vendor/ has them. */
export function findPrivate(project: Project, { module, local, vendor }: Scope): PrivateModules | undefined {
  if (vendor !== undefined) return undefined;
  const own = new Set(local.map(({ mod }) => mod.module));
  const requires = local.flatMap(({ file, mod }) => [
    ...mod.requires.map(({ path, line }) => ({ path, from: place(file, line) })),
    ...mod.replaces.map(({ target, line }) => ({ path: target, from: place(file, line) })),
  ]);
  const foreign = requires.filter(({ path }) => !own.has(path) && !/^[./]/.test(path));
  const files = buildFiles(project, module.dir, 'private-modules');
  const named = files.flatMap(({ text }) => goprivate(text));
  const patterns = new Set<string>();
  const needed = foreign.filter(({ path }) => {
    const pattern = named.find((one) => matches(one, path));
    if (pattern !== undefined) patterns.add(pattern);
    else if (PRIVATE.test(`${path}/`) && !isPublicGitHost(hostOf(path))) patterns.add(hostOf(path));
    else return false;
    return true;
  });
  const [first] = needed;
  if (first === undefined) return undefined;
  const hosts = new Set(needed.map(({ path }) => hostOf(path)));
  const ssh = new Set(files.flatMap(({ text }) => sshHosts(text)).filter((host) => hosts.has(host)));
  return { patterns: [...patterns].join(','), module: first.path, from: first.from, ssh: [...ssh].sort() };
}

/** `GOPRIVATE=github.com/acme/*`, `GOPRIVATE: …`, `go env -w GOPRIVATE=…`; not what a variable holds. */
function goprivate(text: string): string[] {
  return [...text.matchAll(/\bGOPRIVATE\b["']?\s*(?:(?:\?=|:=|=|:)\s*)?["']?([\w.*/,?-]+)/g)].flatMap(
    ([, list = '']) => list.split(',').filter((pattern) => /\w\.\w/.test(pattern)),
  );
}

/** Hosts in `git config --global url."git@github.com:".insteadOf "https://github.com/"`. */
function sshHosts(text: string): string[] {
  return [
    ...text.matchAll(/url\.["']?(?:ssh:\/\/)?git@([\w.-]+)[:/][^\n]{0,200}?["']?\.insteadOf\b/gi),
    ...text.matchAll(/\[url "(?:ssh:\/\/)?git@([\w.-]+)[:/][^\n"]*"\]/gi),
  ].map(([, host = '']) => host);
}

/** As the go command matches GOPRIVATE: a glob against as many elements of the path as it has itself. */
function matches(pattern: string, path: string): boolean {
  const length = withoutTrailingSlashes(pattern).split('/').length;
  const prefix = path.split('/').slice(0, length).join('/');
  return wildcard(withoutTrailingSlashes(pattern)).test(prefix);
}

function hostOf(path: string): string {
  return path.split('/')[0] ?? '';
}
