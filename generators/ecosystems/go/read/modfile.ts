/** One directive of a go.mod or go.work, with its one-based line. */
export interface Directive {
  verb: string;
  args: string[];
  /** The text behind `//`, trimmed. */
  comment: string;
  line: number;
  text: string;
}

export interface Replacement {
  /** The module that is replaced. */
  path: string;
  /** A directory when it starts with `./`, `../` or `/`, else a module. */
  target: string;
  line: number;
  text: string;
}

/** What a go.mod says, as far as an image depends on it. */
export interface ModFile {
  /** The module path; empty when the file has none. */
  module: string;
  go?: Directive;
  toolchain?: Directive;
  requires: { path: string; version: string; indirect: boolean; line: number; text: string }[];
  replaces: Replacement[];
  /** The packages of its `tool` directives. */
  tools: string[];
}

/** What a go.work says. */
export interface WorkFile {
  go?: Directive;
  uses: Directive[];
  replaces: Replacement[];
}

/** The directives of a go.mod or go.work, blocks flattened (https://go.dev/ref/mod#go-mod-file). */
export function directives(text: string): Directive[] {
  const found: Directive[] = [];
  let block: string | undefined;
  text.split(/\r?\n/).forEach((raw, index) => {
    const slashes = raw.search(/(^|\s)\/\//);
    const body = (slashes === -1 ? raw : raw.slice(0, slashes)).trim();
    const comment = slashes === -1 ? '' : raw.slice(raw.indexOf('//', slashes) + 2).trim();
    if (body === '') return;
    if (body === ')') {
      block = undefined;
      return;
    }
    const words = body.split(/\s+/).map(unquote);
    if (block === undefined && /\($/.test(body)) {
      block = body.slice(0, -1).trim();
      return;
    }
    const [first = '', ...rest] = words;
    const [verb, args] = block === undefined ? [first, rest] : [block, words];
    found.push({ verb, args, comment, line: index + 1, text: raw.trim() });
  });
  return found;
}

/** Reads a go.mod. Unknown directives are passed over, as the go command does for dependencies. */
export function parseModFile(text: string): ModFile {
  const file: ModFile = { module: '', requires: [], replaces: replacements(text), tools: [] };
  for (const directive of directives(text)) {
    const { verb, args, comment, line } = directive;
    const [path = '', version = ''] = args;
    if (verb === 'module') file.module = path;
    else if (verb === 'go') file.go = directive;
    else if (verb === 'toolchain') file.toolchain = directive;
    else if (verb === 'tool') file.tools.push(path);
    else if (verb === 'require') {
      const indirect = /^indirect\b/.test(comment);
      file.requires.push({ path, version, indirect, line, text: directive.text });
    }
  }
  return file;
}

/** Reads a go.work (https://go.dev/ref/mod#workspaces). */
export function parseWorkFile(text: string): WorkFile {
  const all = directives(text);
  const go = all.find(({ verb }) => verb === 'go');
  const file = { uses: all.filter(({ verb }) => verb === 'use'), replaces: replacements(text) };
  return go === undefined ? file : { ...file, go };
}

/** The N of `go 1.N`; 0 without such a line. */
export function goMinor({ go }: Pick<ModFile, 'go'>): number {
  return Number(/^1\.(\d+)/.exec(go?.args[0] ?? '')?.[1] ?? 0);
}

/** True when a replacement is a directory and not another module. */
export function isLocal({ target }: Replacement): boolean {
  return /^(\.{1,2}(\/|$)|\/|[A-Za-z]:[\\/])/.test(target);
}

function replacements(text: string): Replacement[] {
  return directives(text)
    .filter(({ verb, args }) => verb === 'replace' && args.includes('=>'))
    .map(({ args, line, text: source }) => {
      const arrow = args.indexOf('=>');
      return { path: args[0] ?? '', target: args[arrow + 1] ?? '', line, text: source };
    });
}

function unquote(word: string): string {
  return /^(".*"|`.*`)$/.test(word) ? word.slice(1, -1) : word;
}
