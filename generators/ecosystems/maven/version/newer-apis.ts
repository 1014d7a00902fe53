import { newerApisThan, offsetOf } from '../../../knowledge/java.js';
import { lineAt, place } from '../../../project/evidence.js';
import type { Project } from '../../../project/project.js';
import { compilesByRelease } from '../read/java-level.js';
import { codeFiles } from '../read/sources.js';
import type { Model } from '../read/types.js';
import type { Limit } from './java-limits.js';

/**
 * What the code uses of a newer JDK than this one, though its level is older: `source` and `target` do not keep
 * javac from the classes of its own JDK, which the developers have. With `release` such code does not compile.
 */
export function newerApis(project: Project, models: Model[], java: number): Limit | undefined {
  const rows = newerApisThan(java);
  let found: Limit | undefined;
  for (const model of models.filter((each) => !compilesByRelease(each))) {
    for (const { path, text } of codeFiles(project, model)) {
      for (const { api, since, ...known } of rows) {
        const offset = since > (found?.level ?? 0) ? offsetOf(known, text) : undefined;
        if (offset === undefined) continue;
        const from = place(path, lineAt(text, offset));
        found = { level: since, because: `${api} came with Java ${since}`, from };
      }
    }
  }
  return found;
}
