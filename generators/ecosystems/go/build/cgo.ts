import { type Decision, decide } from '../../../plan/decision.js';
import type { Project } from '../../../project/project.js';
import type { Package, Program } from '../read/program.js';
import { foreignLibrary, gluedToGlibc } from './c-libraries.js';
import { PACKAGES } from './cgo-packages.js';

/** Whether the program needs cgo, why, and what the Debian packages of its C libraries are. */
export interface CgoNeed {
  needed: Decision<boolean>;
  /** The reason as a clause: `cmd/api/db.go:9 imports github.com/mattn/go-sqlite3: …`. */
  reason?: string;
  instead?: string;
  /** The same as a sentence of the Dockerfile. */
  comment?: string;
  build: string[];
  runtime: string[];
  /** Why it does not link to musl; absent when it does, all of its C being compiled with it. */
  glibcOnly?: string;
  /** Libraries that no known Debian package has, with the place that links them. */
  unknown: { name: string; from: string }[];
}

/** Reads the need for cgo from what the program really imports. */
export function cgoNeed(project: Project, program: Program): CgoNeed {
  const known = [...program.imports].flatMap(([path, place]) =>
    PACKAGES.filter((entry) => path === entry.path || path.startsWith(`${entry.path}/`)).map((entry) => ({
      entry,
      place,
      path,
    })),
  );
  const [first] = known;
  const callers = program.packages.filter((one) => importsC(one) !== undefined);
  const own = callers.map(importsC)[0];
  const libraries = callers.flatMap((one) => foreignLibrary(project, one));
  const packages = [...known.map(({ entry }) => entry), ...libraries];
  const linked = known.find(({ entry }) => entry.bundled !== true);
  const glibcOnly =
    linked === undefined
      ? (oldSqlite(program) ??
        callers.map((one) => gluedToGlibc(project, one)).find((one) => one !== undefined))
      : `${linked.path} (${linked.place}): ${linked.entry.because}`;
  const rest = {
    build: [...new Set(packages.flatMap(({ build = [] }) => build))].sort(),
    runtime: [...new Set(packages.flatMap(({ runtime = [] }) => runtime))].sort(),
    unknown: libraries.filter(({ build }) => build === undefined),
    ...(glibcOnly === undefined ? {} : { glibcOnly }),
  };
  if (first !== undefined) {
    const reason = `${first.path} (${first.place}) needs cgo: ${first.entry.because}`;
    const { instead } = first.entry;
    const needed = decide(true, first.place, reason);
    const comment = `It needs C for ${first.path} (${first.place}): ${first.entry.because}.`;
    return { needed, reason, comment, ...(instead === undefined ? {} : { instead }), ...rest };
  }
  if (own !== undefined) {
    const reason = `${own} imports "C"`;
    return { needed: decide(true, own), reason, comment: `It needs C: ${reason}.`, ...rest };
  }
  return { needed: decide(false, 'imports', 'nothing the program imports is known to need C'), ...rest };
}

/** Before v1.14.18 go-sqlite3 used functions that musl 1.2.4 took away (mattn/go-sqlite3#1164). */
function oldSqlite({ scope }: Program): string | undefined {
  for (const { file, mod } of scope.local) {
    const found = mod.requires.find(({ path }) => path === 'github.com/mattn/go-sqlite3');
    const patch = Number(/^v1\.14\.(\d+)/.exec(found?.version ?? 'v1.14.99')?.[1] ?? 0);
    if (found !== undefined && patch < 18)
      return `go-sqlite3 ${found.version} (${file}:${found.line}) does not compile with musl, v1.14.18 does`;
  }
  return undefined;
}

/** Where a package calls C with no stand-in in pure Go beside it. */
function importsC({ sources }: Package): string | undefined {
  if (sources.some(({ standsInForCgo }) => standsInForCgo)) return undefined;
  for (const { imports, path } of sources) {
    const found = imports.find((entry) => entry.path === 'C');
    if (found !== undefined) return `${path}:${found.line}`;
  }
  return undefined;
}
