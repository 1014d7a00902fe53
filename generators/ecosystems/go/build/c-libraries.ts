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

/** Debian packages of libraries, by the names that `-l` and pkg-config know them by. */
const DEBIAN: Record<string, [build: string, runtime: string]> = {
  z: ['zlib1g-dev', 'zlib1g'],
  zlib: ['zlib1g-dev', 'zlib1g'],
  pcap: ['libpcap-dev', 'libpcap0.8t64'],
  libpcap: ['libpcap-dev', 'libpcap0.8t64'],
  vips: ['libvips-dev', 'libvips42t64'],
  webp: ['libwebp-dev', 'libwebp7'],
  libwebp: ['libwebp-dev', 'libwebp7'],
  sqlite3: ['libsqlite3-dev', 'libsqlite3-0'],
  ssl: ['libssl-dev', 'libssl3t64'],
  crypto: ['libssl-dev', 'libssl3t64'],
  openssl: ['libssl-dev', 'libssl3t64'],
  libssl: ['libssl-dev', 'libssl3t64'],
  libcrypto: ['libssl-dev', 'libssl3t64'],
  'usb-1.0': ['libusb-1.0-0-dev', 'libusb-1.0-0'],
  'libusb-1.0': ['libusb-1.0-0-dev', 'libusb-1.0-0'],
  curl: ['libcurl4-openssl-dev', 'libcurl4t64'],
  libcurl: ['libcurl4-openssl-dev', 'libcurl4t64'],
  zmq: ['libzmq3-dev', 'libzmq5'],
  libzmq: ['libzmq3-dev', 'libzmq5'],
  opus: ['libopus-dev', 'libopus0'],
  asound: ['libasound2-dev', 'libasound2t64'],
  alsa: ['libasound2-dev', 'libasound2t64'],
  seccomp: ['libseccomp-dev', 'libseccomp2'],
  libseccomp: ['libseccomp-dev', 'libseccomp2'],
  pam: ['libpam0g-dev', 'libpam0g'],
  systemd: ['libsystemd-dev', 'libsystemd0'],
  libsystemd: ['libsystemd-dev', 'libsystemd0'],
  gmp: ['libgmp-dev', 'libgmp10'],
  zstd: ['libzstd-dev', 'libzstd1'],
  libzstd: ['libzstd-dev', 'libzstd1'],
  lz4: ['liblz4-dev', 'liblz4-1'],
};

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
export function foreignLibrary(project: Project, { sources }: Package): Library[] {
  return sources.flatMap(({ path }) => {
    const text = project.read(path) ?? '';
    return [
      ...text.matchAll(/^[ \t]*(?:\/\/)?[ \t]*#cgo[ \t]+([^:\n]*?)(LDFLAGS|pkg-config):(.*)$/gm),
    ].flatMap(({ 1: only = '', 2: kind, 3: list = '', index }) => {
      // Of the repository's own directory, or for another system.
      if (/\$\{?SRCDIR/.test(list) || /^\s*(!linux|windows|darwin|freebsd|!cgo)/.test(only)) return [];
      const words = list.trim().split(/\s+/);
      const names = kind === 'LDFLAGS' ? words.flatMap((word) => /^-l(.+)/.exec(word)?.[1] ?? []) : words;
      const from = { file: path, line: lineAt(text, index + 1) };
      return names
        .filter((name) => !COMPILER.has(name) && !/^-|^:/.test(name) && name !== '')
        .map((name) => libraryOf(name, from, kind === 'pkg-config'));
    });
  });
}

function libraryOf(name: string, from: Spot, byPkgConfig: boolean): Library {
  const found = DEBIAN[name];
  if (found === undefined) return { name, from };
  // golang:*-trixie brings pkg-config.
  return { name, from, build: byPkgConfig ? [found[0], 'pkg-config'] : [found[0]], runtime: [found[1]] };
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
      /^[ \t]*(?:\/\/)?[ \t]*#cgo[ \t]+[^\n]*(?:pkg-config:|-l(?!(?:c|m|pthread|dl|rt)\b)|\$\{?SRCDIR)/m.exec(
        text,
      );
    if (linked !== null) return { kind: 'library', from: at(linked.index) };
  }
  return undefined;
}
