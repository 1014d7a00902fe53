import { type Decision, decide } from '../../../plan/decision.js';
import { type Evidence, lineAt, place } from '../../../project/evidence.js';
import { directoryOf, relativeTo, within } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { codeFiles } from '../read/sources.js';
import type { Copy, Model } from '../read/types.js';

/** Calls that take the path of a file outside of the class path. */
const OPENS =
  /\b(?:new\s+(?:File|FileInputStream|FileReader|RandomAccessFile)|Paths?\.(?:of|get)|FileSystemResource|externalStaticFileLocation|externalLocation)\s*\(\s*$/;

/** A path with a directory in it, or the name of a file: what else stands in quotes is no path. */
const PATH = /"(?:\.\/)?((?:[\w-][\w.-]*\/)*[\w-][\w.-]*)\/?"/g;

/** What no program reads beside itself: sources, what the build leaves, tools, papers. */
const NEVER =
  /^(src|target|test|tests|docs?|node_modules|\.[^/]*)(\/|$)|(^|\/)(pom\.xml$|mvnw(\.cmd)?$|Dockerfile|Makefile$|README|LICENSE|package(-lock)?\.json$)|\.(java|kt|md|sh|bat|log)$/i;

/**
 * Files of the repository that the program opens when it runs, by the literals of its code that name one:
 * beside the module or at the root of the repository, as Maven and IDEs start it there. A file in a directory
 * brings the directory: what it refers to lies beside it.
 */
export function runtimeFiles(project: Project, model: Model, needed: Model[]): Decision<Copy[]> {
  const found = new Map<string, { copy: Copy; from: Evidence }>();
  for (const { path, text: code } of needed.flatMap((each) => codeFiles(project, each))) {
    for (const match of code.matchAll(PATH)) {
      const opened = OPENS.test(code.slice(Math.max(0, match.index - 60), match.index));
      const copy = copyOf(project, [model.directory, '.'], { named: match[1] ?? '', opened });
      if (copy === undefined || found.has(copy.to)) continue;
      found.set(copy.to, { copy, from: place(path, lineAt(code, match.index), match[0]) });
    }
  }
  const all = [...found.values()];
  return decide(
    all.map(({ copy }) => copy),
    all[0]?.from ?? 'default',
  );
}

function copyOf(
  project: Project,
  places: string[],
  { named, opened }: { named: string; opened: boolean },
): Copy | undefined {
  if (NEVER.test(named) || (!opened && !/\/[\w-][\w-]*\.\w+$/.test(named))) return undefined;
  for (const place of places) {
    const path = within(place, named);
    if (path === undefined || path === place) continue;
    const directory = project.hasDirectory(path) ? path : directoryOf(path);
    if (!project.hasDirectory(path) && !project.has(path)) continue;
    if (project.has(path) && relativeTo(place, directory) === '.') return { from: path, to: './' };
    const inside = relativeTo(place, directory);
    return NEVER.test(inside) ? undefined : { from: `${directory}/`, to: `./${inside}/` };
  }
  return undefined;
}
