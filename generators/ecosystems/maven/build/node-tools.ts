import type { Evidence } from '../../../project/evidence.js';
import { below, within } from '../../../project/paths.js';
import { pinsOf, type Tool } from '../../../project/pins.js';
import type { Project } from '../../../project/project.js';
import { plugin, runs, settings } from '../read/plugins.js';
import { inPom } from '../read/pom.js';
import { interpolate } from '../read/properties.js';
import type { Model } from '../read/types.js';

/** Node.js and what comes with it, which the Maven image does not have. */
export interface NodeTools {
  /** The plug-in that runs them: `exec-maven-plugin`. */
  plugin: string;
  /** Those that it runs, by name. */
  programs: string[];
  /** The line of Node.js that the repository pins. */
  line?: string;
  /** What npm has to install beside itself: `yarn@1`. */
  packages: string[];
  from: Evidence;
}

const PROGRAM = /^(npm|npx|yarn|pnpm|node)(\.cmd)?$/;

/** How Ant names the programs it runs: its attributes are none of Maven's elements. */
const ANT = /<exec\b[^<>]*\bexecutable="(npm|npx|yarn|pnpm|node)(?:\.cmd)?"/g;

/** The programs of Node.js that the build of the modules starts by itself; undefined where it starts none. */
export function nodeTools(project: Project, models: Model[]): NodeTools | undefined {
  for (const model of models) {
    const found = byExec(model) ?? byAnt(model);
    if (found === undefined) continue;
    const { artifactId, programs, from } = found;
    const places = [...directoriesOf(model), model.directory, '.'];
    const line = pinsOf(project, places, NODE)[0]?.text;
    return {
      plugin: artifactId,
      programs,
      packages: programs.flatMap((name) => packageOf(name, project, places) ?? []),
      from,
      ...(line !== undefined && { line }),
    };
  }
  return undefined;
}

interface Started {
  artifactId: string;
  programs: string[];
  from: Evidence;
}

function byExec(model: Model): Started | undefined {
  const exec = plugin(model, 'exec-maven-plugin');
  if (!runs(exec, 'exec')) return undefined;
  const names = settings(exec, 'executable').map((each) => interpolate(model, String(each)).trim());
  const programs = named(names.flatMap((name) => PROGRAM.exec(name)?.[1] ?? []));
  if (programs.length === 0) return undefined;
  return { artifactId: 'exec-maven-plugin', programs, from: inPom(model.pom, 'executable') };
}

function byAnt(model: Model): Started | undefined {
  if (!runs(plugin(model, 'maven-antrun-plugin'), 'run')) return undefined;
  const programs = named([...model.pom.source.matchAll(ANT)].map(([, name = '']) => name));
  if (programs.length === 0) return undefined;
  return {
    artifactId: 'maven-antrun-plugin',
    programs,
    from: inPom(model.pom, 'artifactId', 'maven-antrun-plugin'),
  };
}

function named(names: string[]): string[] {
  return [...new Set(names)].sort();
}

function directoriesOf(model: Model): string[] {
  const given = settings(plugin(model, 'exec-maven-plugin'), 'workingDirectory').map(String);
  const ant = [...model.pom.source.matchAll(/<exec\b[^<>]*\bdir="([^"]+)"/g)].map(([, path = '']) => path);
  return [...given, ...ant].flatMap((path) => within(model.directory, interpolate(model, path.trim())) ?? []);
}

/** The package that npm installs a manager from, in the version that a manifest names. */
function packageOf(name: string, project: Project, places: string[]): string | undefined {
  if (name !== 'yarn' && name !== 'pnpm') return undefined;
  const asked = new RegExp(`"packageManager"\\s*:\\s*"(${name}@\\d[\\w.-]*)`);
  const texts = places.map((place) => project.read(below(place, 'package.json')) ?? '');
  const pinned = texts.map((text) => asked.exec(text)?.[1]).find(Boolean);
  // Newer releases of yarn are no packages of npm: the first one hands over to what .yarnrc.yml names.
  if (name === 'yarn') return pinned?.startsWith('yarn@1') ? pinned : 'yarn@1';
  return pinned ?? name;
}

const NODE: Tool = {
  names: ['node', 'nodejs'],
  files: [
    { name: '.nvmrc', version: /^v?(\d+)/m },
    { name: '.node-version', version: /^v?(\d+)/m },
  ],
};
