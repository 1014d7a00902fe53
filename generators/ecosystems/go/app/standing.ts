import { programRole } from '../../../knowledge/go-program-names.js';
import { sideKind } from '../../../knowledge/side-folders.js';
import { type Detection, STANDING } from '../../../plan/ecosystem.js';
import { webProcess } from '../../../plan/procfile.js';
import { place } from '../../../project/evidence.js';
import type { Project } from '../../../project/project.js';
import type { Module, Tree } from '../read/modules.js';
import { sourcesOf } from '../read/sources.js';
import { isForDesktop } from './desktop.js';
import type { Main } from './mains.js';
import { baseName } from './program-name.js';
import { programsOf } from './programs.js';

/** Each program as a detection with how likely it is the one that is meant. */
export function rank(project: Project, tree: Tree, mains: readonly Main[]): Detection<Main>[] {
  const rootModule = tree.modules.find(({ dir }) => dir === '.');
  const detections = mains.map((main) => ({
    ecosystem: 'go' as const,
    app: main.dir,
    title:
      main.dir === '.'
        ? `Go program ${main.module.mod.module}`
        : `Go program ./${main.dir} of ${main.module.mod.module}`,
    evidence: [place(main.module.file, undefined, `module ${main.module.mod.module}`), main.from],
    facts: main,
    standing: isForDesktop(project, main)
      ? RANK.desktop
      : hasDaemon(main, mains)
        ? RANK.client
        : standingOf(project, main, rootModule),
  }));
  yieldToServer(project, tree, detections);
  const listening = listeningAlone(project, tree, tied(detections));
  if (listening !== undefined) listening.standing += 1;
  return detections;
}

/** The programs that would be asked for, few enough to look into. */
function tied(detections: Detection[]): Detection[] {
  const highest = Math.max(...detections.map(({ standing }) => standing));
  const first = detections.filter(({ standing }) => standing === highest);
  return first.length > 1 && first.length <= 8 && highest > RANK.side ? first : [];
}

const SERVES =
  /\b(ListenAndServe(TLS)?|net\.Listen|http\.Server\s*\{|grpc\.NewServer|gin\.(Default|New)|echo\.New|fiber\.New|chi\.NewRouter|mux\.NewRouter)\b/;

/** Of programs that look alike the only one whose main package serves: a server over tools and workers. */
function listeningAlone(project: Project, tree: Tree, detections: Detection[]): Detection | undefined {
  const serving = detections.filter(({ app }) =>
    sourcesOf(project, app, tree.files.get(app) ?? []).some(({ code }) => SERVES.test(code)),
  );
  return serving.length === 1 ? serving[0] : undefined;
}

/** What a program of whatever framework does that people are to reach. */
const REACHED = /Listen|Serve|\.(?:Run|Start|Execute)\w*\(/;

/** A program at the root that waits for nobody is a tool of the server that lies beside it. */
function yieldToServer(project: Project, tree: Tree, detections: Detection<Main>[]): void {
  const root = detections.find(({ standing }) => standing === RANK.root);
  const server = detections.find(
    ({ standing, app }) =>
      standing === RANK.server &&
      sourcesOf(project, app, tree.files.get(app) ?? []).some(({ code }) => SERVES.test(code)),
  );
  if (root?.facts === undefined || server === undefined) return;
  const [{ sources }] = programsOf(project, root.facts);
  if (!sources.some(({ code }) => REACHED.test(code))) root.standing = RANK.candidate;
}

/** Standings between those that every ecosystem shares. */
const RANK = {
  ...STANDING,
  everything: 75,
  server: 70,
  ownModule: 60,
  client: 35,
  helper: 30,
  desktop: 25,
  internal: 5,
} as const;

/** Beside `cmd/shopd` the daemon, `cmd/shop` is what talks to it. */
function hasDaemon({ dir }: Main, mains: readonly Main[]): boolean {
  return dir !== '.' && mains.some((other) => other.dir === `${dir}d`);
}

function standingOf(project: Project, { dir, module }: Main, root: Module | undefined): number {
  if (dir === '.') return RANK.root;
  const parts = dir.split('/');
  const name = parts.at(-1) ?? '';
  const inCmd = parts.at(-2) === 'cmd';
  if (sideKind((inCmd ? parts.slice(0, -1) : parts).join('/'), 'go') !== undefined) return RANK.side;
  const ownModule = dir === module.dir;
  // Directly in cmd/, as in the root, lies the program that the module is named after.
  if (dir === 'cmd' && root !== undefined) return RANK.clear;
  // A program inside of internal/ that is no module of its own generates code for its neighbours.
  if (parts.includes('internal') && !ownModule && !inCmd) return RANK.internal;
  const web = webProcess(project, '.')?.value.split(/\s/)[0] ?? '';
  const names = [project.name.toLowerCase(), baseName(root?.mod.module ?? ''), web.split('/').at(-1)];
  if (!ownModule) names.push(baseName(module.mod.module));
  if (names.some((own) => name === own || name === `${own}d`)) return RANK.clear;
  const role = programRole(name);
  if (role !== undefined) return RANK[role];
  return ownModule && root === undefined ? RANK.ownModule : RANK.candidate;
}
