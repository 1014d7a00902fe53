import { parse } from 'smol-toml';
import { type Evidence, lineAt, place } from './evidence.js';
import { below } from './paths.js';
import type { Project } from './project.js';

/** How version managers name a tool. */
export interface Tool {
  /** Its names in `.tool-versions` and mise's files: `node`, `nodejs`. */
  names: readonly string[];
  /** Files that are about this tool alone, with the group that holds the version: `.nvmrc`. */
  files: readonly { name: string; version: RegExp }[];
}

/** A version that a version manager's file asks for, as it is written there. */
export interface Pin {
  text: string;
  file: string;
  from: Evidence;
}

const MISE = ['mise.toml', '.mise.toml', '.config/mise.toml'];

/**
 * The versions of a tool that a repository pins, in the order they are believed: for each directory the tool's
 * own files, then asdf's, then mise's (https://mise.jdx.dev/configuration.html).
 */
export function pinsOf(project: Project, directories: Iterable<string>, tool: Tool): Pin[] {
  const found: Pin[] = [];
  for (const directory of new Set(directories)) {
    for (const { name, version } of [...tool.files, ofAsdf(tool)]) {
      const file = below(directory, name);
      const text = project.read(file);
      const match = text === undefined ? null : version.exec(text);
      if (text === undefined || match?.[1] === undefined) continue;
      const offset = match.index + match[0].search(/\S/);
      found.push({ text: match[1], file, from: lineOf(file, text, offset) });
    }
    for (const name of MISE) {
      const file = below(directory, name);
      const text = project.read(file);
      const version = text === undefined ? undefined : ofMise(text, tool);
      if (text === undefined || version === undefined) continue;
      const key = new RegExp(`^[ \\t]*["']?(?:core:)?(?:${tool.names.join('|')})["']?[ \\t]*=`, 'm').exec(
        text,
      );
      found.push({ text: version, file, from: key === null ? place(file) : lineOf(file, text, key.index) });
    }
  }
  return found;
}

function ofAsdf({ names }: Tool) {
  return { name: '.tool-versions', version: new RegExp(`^[ \\t]*(?:${names.join('|')})[ \\t]+(\\S+)`, 'm') };
}

/** `node = "22"`, the first of a list, or the version of a table. */
function ofMise(text: string, { names }: Tool): string | undefined {
  let tools: unknown;
  try {
    tools = parse(text).tools;
  } catch {
    return undefined;
  }
  if (typeof tools !== 'object' || tools === null) return undefined;
  const entry = Object.entries(tools).find(([name]) => names.includes(name.replace(/^core:/, '')))?.[1];
  const first: unknown = Array.isArray(entry) ? entry[0] : entry;
  const version = typeof first === 'object' && first !== null && 'version' in first ? first.version : first;
  return typeof version === 'string' || typeof version === 'number' ? String(version) : undefined;
}

function lineOf(file: string, text: string, offset: number): Evidence {
  const line = lineAt(text, offset);
  return place(file, line, text.split('\n')[line - 1] ?? '');
}
