import { debianPackages } from '../../../knowledge/c-libraries.js';
import { type Evidence, lineAt, place } from '../../../project/evidence.js';
import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import type { Package } from '../read/program.js';
import type { Spot } from '../read/source.js';

/** A C library that the repository's own code links, and the Debian packages it comes in. */
export interface Library {
  name: string;
  /** `internal/pcap/pcap.go:5`. */
  from: Spot;
  /** Absent for a library that is not known here. */
  build?: string[];
  runtime?: string[];
}

/** What keeps a program on glibc. */
export type GlibcOnly = { from: Evidence } & (
  | { kind: 'package'; path: string; because: string }
  | { kind: 'old-sqlite'; version: string }
  | { kind: 'other-language' }
  | { kind: 'header'; header: string }
  | { kind: 'library' }
);

/** Libraries that come with the compiler. */
const COMPILER = new Set([
  'c',
  'm',
  'pthread',
  'dl',
  'rt',
  'util',
  'resolv',
  'stdc++',
  'gcc',
  'gcc_s',
  'atomic',
]);

/** The libraries that a package's `#cgo` lines link for Linux. */
export function foreignLibraries(project: Project, { sources }: Package, release: string): Library[] {
  return sources.flatMap(({ path }) => {
    const text = project.read(path) ?? '';
    return [
      ...text.matchAll(/^[ \t]*(?:\/\/[ \t]*)?#cgo[ \t]([^:\n]*?)(LDFLAGS|pkg-config):(.*)$/gm),
    ].flatMap(({ 1: only = '', 2: kind, 3: list = '', index }) => {
      // Of the repository's own directory, or for another system.
      if (/\$\{?SRCDIR/.test(list) || /^\s*(!linux|windows|darwin|freebsd|!cgo)/.test(only)) return [];
      const words = list.trim().split(/\s+/);
      const names = kind === 'LDFLAGS' ? words.flatMap((word) => /^-l(.+)/.exec(word)?.[1] ?? []) : words;
      const from = { file: path, line: lineAt(text, index + 1) };
      return names
        .filter((name) => !COMPILER.has(name) && !/^-|^:/.test(name) && name !== '')
        .map((name) => ({ name, from, ...packagesOf(name, { release, pkgConfig: kind === 'pkg-config' }) }));
    });
  });
}

/** The Debian packages of a library, pkg-config among them where that finds it; empty for an unknown one. */
export function packagesOf(
  library: string,
  { release, pkgConfig }: { release: string; pkgConfig: boolean },
): Pick<Library, 'build' | 'runtime'> {
  const found = debianPackages(library, release);
  if (found === undefined) return {};
  return { build: [found.build, ...(pkgConfig ? ['pkg-config'] : [])], runtime: [found.runtime] };
}

const GLIBC =
  /^[ \t]*#[ \t]*include[ \t]*<((?:gnu|linux|asm)\/[\w./-]+|execinfo\.h|error\.h|fts\.h|obstack\.h|printf\.h)>/m;

/** What in a package's C is not sure to compile for musl, or to link statically; undefined where nothing is. */
export function gluedToGlibc(project: Project, { dir, sources }: Package): GlibcOnly | undefined {
  const files = project.entries(dir).filter(({ kind }) => kind === 'file');
  const other = files.find(({ name }) => /\.(cc|cpp|cxx|hpp|f|f90|swigcxx|syso|a|so|m|mm)$/i.test(name));
  if (other !== undefined) return { kind: 'other-language', from: place(below(dir, other.name)) };
  const paths = [
    ...sources.map(({ path }) => path),
    ...files.filter(({ name }) => /\.[chs]$/i.test(name)).map(({ name }) => below(dir, name)),
  ];
  for (const path of paths) {
    const text = project.read(path) ?? '';
    const header = GLIBC.exec(text);
    const at = (index: number) => place(path, lineAt(text, index + 1));
    if (header !== null) return { kind: 'header', header: header[1] ?? '', from: at(header.index) };
    const linked =
      /^[ \t]*(?:\/\/[ \t]*)?#cgo[ \t][^\n]*(?:pkg-config:|-l(?!(?:c|m|pthread|dl|rt)\b)|\$\{?SRCDIR)/m.exec(
        text,
      );
    if (linked !== null) return { kind: 'library', from: at(linked.index) };
  }
  return undefined;
}
