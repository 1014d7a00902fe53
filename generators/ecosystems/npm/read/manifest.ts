import { type Evidence, lineAt, place } from '../../../project/evidence.js';
import { jsonIn } from '../../../project/json.js';
import { literal } from '../../../project/literal.js';
import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { type Misshapen, shaped } from '../../../project/shape.js';
import { refuse } from '../sentences.js';
import { PACKAGE_JSON, type PackageJson } from './package-json.js';

type Names = Record<string, string>;

export type { DevEngine, PackageJson } from './package-json.js';

/** An application that the repository's own tool builds by its name, with the dependencies of the root. */
export interface ToolApp {
  tool: 'Nest' | 'Nx';
  name: string;
  /** Its directory. */
  dir: string;
  /** `nx build api` */
  build: string;
  /** Directory that the build writes, relative to the root. */
  output: string;
  /** File of it that node runs; undefined for files that a web server serves. */
  main: string | undefined;
  /** True for the one that the tool means without a name. */
  usual?: boolean;
  /** The source of that file, where it is known. */
  source?: string;
  from: Evidence;
}

/** A package.json with its place, for evidence. */
export interface Manifest {
  /** Directory that holds it; `.` is the repository's root. */
  dir: string;
  path: string;
  text: string;
  json: PackageJson;
  /** What is of the wrong kind in it, and counts as not written. */
  misshapen?: Misshapen[];
  /** The application it stands for, of several that are installed at the root. */
  toolApp?: ToolApp;
}

/** Reads `<dir>/package.json`; undefined when there is none. Throws a UserError when it is not JSON. */
export function readManifest(project: Project, dir: string): Manifest | undefined {
  const path = below(dir, 'package.json');
  return project.once('package.json', path, () => parseManifest(project, dir, path));
}

function parseManifest(project: Project, dir: string, path: string): Manifest | undefined {
  const text = project.read(path);
  if (text === undefined) return undefined;
  let json: unknown;
  try {
    json = jsonIn(project, path);
  } catch (error) {
    throw refuse('manifest-invalid', { path, problem: (error as Error).message }, place(path));
  }
  const read = shaped(PACKAGE_JSON, json);
  if (read === undefined) throw refuse('manifest-not-object', { path }, place(path));
  return { dir, path, text, json: read.value, misshapen: read.misshapen };
}

/** The evidence text of a key: `package.json:7 "start": "node server.js"`. Keys go from outside in. */
export function keyAt(manifest: Manifest, ...keys: string[]): Evidence {
  let offset = 0;
  for (const key of keys) {
    const next = manifest.text.slice(offset).search(new RegExp(`"${literal(key)}"\\s*:`));
    if (next === -1) return place(manifest.path);
    offset += next;
  }
  const end = manifest.text.indexOf('\n', offset);
  const line = manifest.text.slice(offset, end === -1 ? undefined : end);
  return place(manifest.path, lineAt(manifest.text, offset), line.trim().replace(/,$/, ''));
}

/** All packages the manifest names, whatever the kind, with the range it asks for. */
export function dependenciesOf({ json }: Manifest): Names {
  // Without a prototype: no package is there because objects have a `constructor`.
  return Object.assign(
    Object.create(null),
    json.optionalDependencies,
    json.devDependencies,
    json.dependencies,
  );
}

/** True when the package is still there after development dependencies are dropped. */
export function inProduction({ json }: Manifest, name: string): boolean {
  return Object.hasOwn(json.optionalDependencies ?? {}, name) || Object.hasOwn(json.dependencies ?? {}, name);
}

/** Scripts that installing runs, whatever is built of the package. */
export function lifecycleOf({ scripts = {} }: PackageJson): Names {
  const names = Object.keys(scripts).filter((name) => /^((pre|post)?install|prepare)$/.test(name));
  return Object.fromEntries(names.map((name) => [name, scripts[name] ?? '']));
}

/** A longer one is no command line that anybody wrote. */
const LONGEST_SCRIPT = 20_000;

/** The text of a script, or undefined when there is none worth the name. */
export function scriptOf({ json }: Manifest, name: string): string | undefined {
  // A manifest that stands for an app of a tool has scripts of its own making, with a prototype.
  const script = Object.hasOwn(json.scripts ?? {}, name) ? json.scripts?.[name] : undefined;
  if (script === undefined || script.length > LONGEST_SCRIPT) return undefined;
  return script.trim() === '' ? undefined : script.trim();
}

/** The first script whose text matches, one that is not for developers. */
export function scriptThatRuns(manifest: Manifest, command: RegExp): string | undefined {
  const names = Object.keys(manifest.json.scripts ?? {}).filter((name) =>
    command.test(scriptOf(manifest, name) ?? ''),
  );
  return (
    names.find(
      (name) => !/(^|[:._-])(dev|test|tests|watch|preview|analy[sz]e|stats|ci)([:._-]|$)/.test(name),
    ) ?? names[0]
  );
}

/** True when running one script runs the other: it is that one, or names it. */
export function leadsTo(manifest: Manifest, script: string, other: string): boolean {
  return (
    script === other ||
    (scriptOf(manifest, script)
      ?.split(/[\s"']+/)
      .includes(other) ??
      false)
  );
}

export function hasProduction({ json }: Manifest): boolean {
  return Object.keys({ ...json.dependencies, ...json.optionalDependencies }).length > 0;
}
