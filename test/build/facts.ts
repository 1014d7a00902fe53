import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Docker } from '../../generators/engine/docker.js';
import { type ImageFacts, inspectImage } from '../../generators/engine/image.js';
import { type LayerEntry, layersOf } from '../../generators/engine/layers.js';
import { ignoreMatcher } from '../../generators/project/dockerignore.js';
import { STATE } from '../support/paths.js';

/** An image beside the one it stands on. */
export interface Contents {
  facts: ImageFacts;
  base: ImageFacts | undefined;
  /** All layers, those of the base first. */
  layers: LayerEntry[][];
  /** The layers of the app. */
  own: LayerEntry[][];
}

/**
 * Reads an image and its base.
 *
 * - `name`: where to keep what was read: an id never changes its contents, and reading takes seconds.
 */
export async function contentsOf(
  docker: Docker,
  image: string,
  { name, base: baseName }: { name: string; base: string },
): Promise<Contents> {
  const facts = await inspectImage(docker, image);
  const base = baseName === 'scratch' ? undefined : await inspectImage(docker, baseName);
  const layers = await rememberedLayers(docker, facts.id, name);
  return { facts, base, layers, own: layers.slice(base?.layers.length ?? 0) };
}

async function rememberedLayers(docker: Docker, id: string, name: string): Promise<LayerEntry[][]> {
  const file = join(STATE, 'layers', `${name.replaceAll('/', '_')}.json`);
  if (existsSync(file)) {
    const known: { id: string; layers: LayerEntry[][] } = JSON.parse(readFileSync(file, 'utf8'));
    if (known.id === id) return known.layers;
  }
  const layers = await layersOf(docker, id);
  mkdirSync(join(STATE, 'layers'), { recursive: true });
  writeFileSync(file, JSON.stringify({ id, layers }));
  return layers;
}

/** `image.json`: what the image is, in a form that stays the same while the app does. */
export function describeImage(
  { facts, base, own }: Contents,
  baseName: string,
  maxMB: number | undefined,
): object {
  const inherited = base?.env ?? ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'];
  return {
    base: baseName,
    user: facts.user,
    workdir: facts.workdir,
    entrypoint: facts.entrypoint,
    cmd: facts.cmd,
    ports: facts.ports,
    env: facts.env
      .filter((variable) => !inherited.includes(variable))
      .map((variable) => ofBase(variable, inherited)),
    maxMB: maxMB ?? null,
    layers: own.map(summary).filter((layer) => layer.length > 0),
  };
}

/** A path that goes on as that of the base, whatever that is there: `PATH=/venv/bin:$PATH`. */
function ofBase(variable: string, inherited: readonly string[]): string {
  const path = inherited.find((other) => other.startsWith('PATH='))?.slice('PATH='.length);
  return path !== undefined && variable.startsWith('PATH=') && variable.endsWith(`:${path}`)
    ? `${variable.slice(0, -path.length)}$PATH`
    : variable;
}

/** Files of the app's layers that must not be there. */
export function unwanted({ own }: Contents, patterns: readonly string[]): string[] {
  const anywhere = patterns.map((pattern) => pattern.replace(/^(!?)(?:\*\*\/)?/, '$1**/'));
  const matcher = ignoreMatcher(anywhere.join('\n'));
  return filesIn(own).filter((path) => matcher.ignores(path));
}

/** Never in an image, whatever the example says; a dependency may have files of these names. */
const NEVER = ['.git', '.env', '.dockerignore', 'Dockerfile', 'id_rsa', '.netrc'];

/** Files of the repository itself that no image may hold. */
export function repositoryFiles(contents: Contents): string[] {
  return unwanted(contents, NEVER).filter((path) => !path.includes('node_modules/'));
}

const TOOL =
  /(^|\/)s?bin\/(sh|ash|bash|busybox|npm|npx|yarn|pnpm|corepack|bun|apk|apt|apt-get|dpkg|pip3?|mvn|go)$/;

/** Shells and package managers anywhere in the image, its base included. */
export function toolsIn({ layers }: Contents): string[] {
  return filesIn(layers).filter((path) => TOOL.test(path));
}

function filesIn(layers: LayerEntry[][]): string[] {
  return layers
    .flat()
    .filter(({ type }) => type !== 'directory')
    .map(({ path }) => path);
}

const MOST_LINES = 80;

/** A layer as lines that tell what is in it: dependencies and large folders in one line each. */
function summary(layer: LayerEntry[]): string[] {
  const parents = new Set(layer.map(({ path }) => path.slice(0, path.lastIndexOf('/'))));
  const leaves = layer.filter(({ path, type }) => type !== 'directory' || !parents.has(path));
  const lines = leaves.map(({ path, type, uid }) => {
    const owner = uid === 0 ? '' : ` (${uid})`;
    const line = stable(path);
    return `${line}${type === 'directory' && !line.endsWith('*') ? '/' : ''}${owner}`;
  });
  for (let depth = 8; depth > 0; depth--) {
    const distinct = [...new Set(lines.map((line) => shorten(line, depth)))].sort();
    if (distinct.length <= MOST_LINES || depth === 1) return distinct;
  }
  return [];
}

/** Without what changes from build to build or from patch to patch. */
function stable(path: string): string {
  return (
    path
      .replace(/(^|\/)(node_modules)\/.*$/, '$1$2/**')
      .replace(/-\d+(\.\d+)+([.-][A-Za-z0-9]+)*\.jar$/, '-*.jar')
      // Tomcat names its directories by the clock.
      .replace(/\d{12,}/g, '*')
      .replace(/([.-])([\w-]{8})(?=\.\w+)/g, (match, mark: string, word: string) =>
        /\d|[a-z].*[A-Z]|[A-Z].*[a-z]/.test(word) ? `${mark}*` : match,
      )
  );
}

/** The first folders of a path, where it has more. */
function shorten(line: string, depth: number): string {
  const parts = line.split('/');
  return parts.length <= depth + 1 ? line : `${parts.slice(0, depth).join('/')}/**`;
}
