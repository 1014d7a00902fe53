import { type CPackage, cPackagesAt } from '../../../knowledge/go-c-packages.js';
import { cite, place } from '../../../project/evidence.js';
import type { Project } from '../../../project/project.js';
import { buildFiles } from '../read/build-files.js';
import type { Package, Program } from '../read/program.js';
import type { Spot } from '../read/source.js';
import { foreignLibraries, type GlibcOnly, gluedToGlibc, type Library, packagesOf } from './c-libraries.js';

/** What makes a program need C: a package that is C inside, or C in the repository itself. */
export type CgoCause = { from: Spot } & ({ path: string; package: CPackage } | { path: 'C' });

/** The cause as a clause: `github.com/mattn/go-sqlite3 (cmd/api/db.go:9) needs cgo: …`. */
export function cgoReason(cause: CgoCause): string {
  if (!('package' in cause)) return `${cite(cause.from)} imports "C"`;
  return `${cause.path} (${cite(cause.from)}) needs cgo: ${cause.package.because}`;
}

/** Why a program needs cgo, and what its C is compiled with. */
export interface CgoNeed {
  cause: CgoCause;
  /** Debian packages to compile with, and to run with. */
  build: string[];
  runtime: string[];
  /** Why it does not link to musl; absent when it does, all of its C being compiled with it. */
  glibcOnly?: GlibcOnly;
  /** Libraries that no known Debian package has. */
  unknown: Library[];
}

/**
 * Reads the need for cgo from what the program really imports; undefined where nothing is known to need C.
 *
 * - `release`: of Debian, whose packages are named.
 */
export function cgoNeed(project: Project, program: Program, release: string): CgoNeed | undefined {
  const imported = [...program.imports].flatMap(([path, from]) =>
    cPackagesAt(path).map((entry) => ({ path, from, package: entry })),
  );
  const known = imported.length > 0 ? imported : throughOthers(project, program);
  const callers = program.packages.flatMap((one) => {
    const from = importsC(one);
    return from === undefined ? [] : [{ package: one, from }];
  });
  const [own] = callers;
  const cause = known[0] ?? (own === undefined ? undefined : { path: 'C' as const, from: own.from });
  if (cause === undefined) return undefined;
  const libraries = callers.flatMap((one) => foreignLibraries(project, one.package, release));
  const packages = [
    ...known.flatMap(({ package: { libraries = [], pkgConfig = false } }) =>
      libraries.map((name) => packagesOf(name, { release, pkgConfig })),
    ),
    ...libraries,
  ];
  const linked = known.find((one) => one.package.bundled !== true);
  const glibcOnly: GlibcOnly | undefined =
    linked === undefined
      ? (oldSqlite(program) ??
        callers.map((one) => gluedToGlibc(project, one.package)).find((one) => one !== undefined))
      : { kind: 'package', path: linked.path, because: linked.package.because, from: linked.from };
  return {
    cause,
    build: [...new Set(packages.flatMap(({ build = [] }) => build))].sort(),
    runtime: [...new Set(packages.flatMap(({ runtime = [] }) => runtime))].sort(),
    unknown: libraries.filter(({ build }) => build === undefined),
    ...(glibcOnly !== undefined && { glibcOnly }),
  };
}

/**
 * The modules of C that only its dependencies import, where the repository's own build turns cgo on: what go.mod
 * lists as indirect is often never compiled.
 */
function throughOthers(
  project: Project,
  { scope: { module } }: Program,
): (CgoCause & { package: CPackage })[] {
  const asks = buildFiles(project, module.dir, 'flags').some(({ text }) =>
    /\bCGO_ENABLED\s*[:?]?=\s*["']?1\b/.test(text),
  );
  if (!asks) return [];
  return module.mod.requires.flatMap(({ path, line }) =>
    cPackagesAt(path)
      .filter((entry) => entry.path === path)
      .map((entry) => ({ path, from: { file: module.file, line }, package: entry })),
  );
}

/** Before v1.14.18 go-sqlite3 used functions that musl 1.2.4 took away (mattn/go-sqlite3#1164). */
function oldSqlite({ scope }: Program): GlibcOnly | undefined {
  for (const { file, mod } of scope.local) {
    const found = mod.requires.find(({ path }) => path === 'github.com/mattn/go-sqlite3');
    const patch = Number(/^v1\.14\.(\d+)/.exec(found?.version ?? 'v1.14.99')?.[1] ?? 0);
    if (found !== undefined && patch < 18)
      return { kind: 'old-sqlite', version: found.version, from: place(file, found.line) };
  }
  return undefined;
}

/** Where a package calls C with no stand-in in pure Go beside it. */
function importsC({ sources }: Package): Spot | undefined {
  if (sources.some(({ standsInForCgo }) => standsInForCgo)) return undefined;
  for (const { imports, path } of sources) {
    const found = imports.find((entry) => entry.path === 'C');
    if (found !== undefined) return { file: path, line: found.line };
  }
  return undefined;
}
