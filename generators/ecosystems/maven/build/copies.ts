import { knownPlugins } from '../../../knowledge/maven.js';
import { type Decision, decide } from '../../../plan/decision.js';
import { below, directoryOf, relativeTo } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { pluginIds } from '../read/plugins.js';
import type { Copy, Model, Reactor } from '../read/types.js';

/** Plug-ins that read nothing outside src/ unless the POM names it. */
const SOURCES_ONLY = new Set(
  knownPlugins.filter(({ sourcesOnly }) => sourcesOnly).map(({ plugin }) => plugin),
);

/** Entries of a module that the build can read and that a POM need not name. */
const ALSO_READ = ['.mvn', 'lombok.config'];

/** More lines than this say less than one `COPY . .`. */
const MANY = 8;

export interface Layout {
  /** The directory of the repository that becomes the working directory of the build. */
  context: string;
  copies: Decision<Copy[]>;
}

/**
 * What the build stage copies: the POMs and the sources by name where it is certain that Maven reads
 * nothing else, so that an edit of the README does not rebuild; the whole directory otherwise.
 * `also`: files beside them that the image needs.
 */
export function layoutOf(
  project: Project,
  reactor: Reactor,
  { needed, also: extra = [] }: { needed: Model[]; also?: string[] },
): Layout {
  const poms = new Set(
    reactor.models.flatMap(({ pom, parents }) => [pom, ...parents].map(({ path }) => path)),
  );
  const context = commonDirectory([reactor.root, ...[...poms, ...extra].map(directoryOf)]);
  const everything = whyEverything(project, { context, needed, poms: [...poms] });
  if (everything !== undefined) {
    return {
      context,
      copies: decide([{ from: context, to: '.' }], 'default', everything),
    };
  }
  const also = [reactor.root, ...needed.map(({ directory }) => directory)].flatMap((directory) =>
    ALSO_READ.map((name) => below(directory, name)).filter(
      (path) => project.has(path) || project.hasDirectory(path),
    ),
  );
  const sources = needed
    .map(({ directory }) => below(directory, 'src'))
    .filter((path) => project.hasDirectory(path));
  const paths = [...new Set([...poms, ...also, ...extra, ...sources])];
  const copies = paths.map((from) => ({ from, to: target(project, from, relativeTo(context, from)) }));
  return { context, copies: decide(copies, 'default', 'the POMs and sources Maven reads, and nothing else') };
}

function target(project: Project, from: string, inside: string): string {
  return project.hasDirectory(from) ? `./${inside}/` : `./${inside.includes('/') ? inside : ''}`;
}

interface Scope {
  context: string;
  needed: Model[];
  poms: string[];
}

/** Why the build may read more than POMs and src/; undefined when it does not. */
function whyEverything(project: Project, { context, needed, poms }: Scope): string | undefined {
  const stranger = needed.flatMap(pluginIds).find((id) => !SOURCES_ONLY.has(id));
  if (stranger !== undefined) return `${stranger} may read any file`;
  if (poms.length + needed.length > MANY) return 'many modules';
  const known = new Set(['src', 'target', 'pom.xml', '.mvn', ...poms.flatMap((path) => path.split('/'))]);
  const own = new Set(needed.flatMap(({ pom, parents }) => [pom, ...parents]));
  for (const pom of own) {
    const paths = pathsIn(pom.source);
    for (const directory of new Set([context, pom.directory])) {
      const read = project.entries(directory).find(({ name }) => !known.has(name) && paths.has(name));
      if (read !== undefined) return `${pom.path} names ${read.name}`;
    }
  }
  return undefined;
}

/** Elements that name things, not files. */
const NO_PATHS =
  /<(module|artifactId|groupId|relativePath|version|name|description|url|packaging|id|goal|phase|scope)>[^<]*<\/\1>/g;

/** Every part of every path in a POM. */
function pathsIn(source: string): Set<string> {
  const values = source.replace(NO_PATHS, '').matchAll(/>([^<>]+)</g);
  return new Set([...values].flatMap(([, value = '']) => value.trim().split(/[/\\\s,;{}]+/)));
}

/** The deepest directory that holds all of them. */
function commonDirectory(directories: string[]): string {
  const [first = '.', ...rest] = directories.map((directory) =>
    directory === '.' ? [] : directory.split('/'),
  );
  const parts = first === '.' ? [] : first;
  const shared = rest.reduce((common, each) => {
    const differs = common.findIndex((part, i) => part !== each[i]);
    return differs === -1 ? common : common.slice(0, differs);
  }, parts);
  return shared.join('/') || '.';
}
