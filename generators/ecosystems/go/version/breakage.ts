import semver from 'semver';
import { type Breakage, breakagesOf } from '../../../knowledge/breakages.js';
import { type Evidence, place } from '../../../project/evidence.js';
import { importsAny, type Program } from '../read/program.js';
import { minorOf } from './go-demand.js';

/** A required module that does not compile with some Go. */
export interface BrokenModule {
  row: Breakage;
  version: string;
  /** What fails, for a person. */
  because: string;
  from: Evidence;
}

/** The required modules that this Go does not compile, though nothing in their go.mod says so. */
export function brokenBy(program: Program, goVersion: string): BrokenModule[] {
  const rows = breakagesOf('go').filter(
    ({ breaksWith, imported }) =>
      minorOf(goVersion) >= minorOf(breaksWith) && (imported === undefined || importsAny(program, imported)),
  );
  return program.scope.local.flatMap(({ file, mod }) =>
    mod.requires.flatMap(({ path, version, line, text }) =>
      rows
        .filter(
          (row) => row.package === path && semver.satisfies(version, row.range, { includePrerelease: true }),
        )
        .map((row) => ({
          row,
          version,
          because: row.because.replace('{version}', version),
          from: place(file, line, text),
        })),
    ),
  );
}
