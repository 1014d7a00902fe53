import coerce from 'semver/functions/coerce.js';
import type { Lock } from './lock.js';

/**
 * Packages that node-gyp compiles when there is no ready-made binary for the platform, the Node
 * line or the C library, or when the place it is downloaded from cannot be reached (R38).
 */
const COMPILED = new Set([
  'argon2',
  'bcrypt',
  'better-sqlite3',
  'better-sqlite3-multiple-ciphers',
  'bigint-buffer',
  'canvas',
  'couchbase',
  'cpu-features',
  'deasync',
  'farmhash',
  'ffi-napi',
  'ref-napi',
  'grpc',
  'hiredis',
  'ibm_db',
  'iltorb',
  'integer',
  'isolated-vm',
  'kerberos',
  'leveldown',
  'libpq',
  'libxmljs',
  'libxmljs2',
  'lmdb',
  'lzma-native',
  'microtime',
  'mmmagic',
  'mongodb-client-encryption',
  'node-expat',
  'node-pty',
  'node-rdkafka',
  'node-sass',
  'odbc',
  'opus',
  '@discordjs/opus',
  'pg-native',
  'raw-socket',
  're2',
  'robotjs',
  'serialport',
  'sodium-native',
  'sqlite3',
  'ssh2',
  'tree-sitter',
  'unix-dgram',
  'usb',
  'x509',
  'zeromq',
]);

/** Of those, the ones whose failure npm shrugs off because they are optional for their user. */
const OPTIONAL = new Set(['cpu-features', 'ssh2']);

/** Headers and libraries that compiling needs beyond the compiler, per package system. */
const LIBRARIES: Record<string, { apk: string[]; apkRuntime?: string[] }> = {
  canvas: {
    apk: ['cairo-dev', 'pango-dev', 'jpeg-dev', 'giflib-dev', 'librsvg-dev', 'pixman-dev'],
    apkRuntime: ['cairo', 'pango', 'jpeg', 'giflib', 'librsvg', 'pixman'],
  },
  'pg-native': { apk: ['libpq-dev'], apkRuntime: ['libpq'] },
  libpq: { apk: ['libpq-dev'], apkRuntime: ['libpq'] },
};

/** Packages that drive a browser they bring along: no small base can hold one (R41). */
const BROWSERS = [
  'puppeteer',
  'playwright',
  'playwright-chromium',
  // These drive one that puppeteer brings along.
  'whatsapp-web.js',
  '@wppconnect-team/wppconnect',
  '@open-wa/wa-automate',
  'venom-bot',
];

/** True for a package that can be told to use the browser of the system. */
export function takesSystemBrowser(name: string | undefined): boolean {
  return name !== undefined && !name.startsWith('playwright');
}

/** Gets that browser. In a container its own sandbox has no rights to set itself up. */
export const CHROMIUM = [
  'apt-get update',
  'apt-get install -y --no-install-recommends chromium fonts-liberation',
  'rm -rf /var/lib/apt/lists/*',
  "echo 'export CHROMIUM_FLAGS=--no-sandbox' > /etc/chromium.d/00-no-sandbox",
].join(' \\\n && ');

/** Names of the locked packages that may be compiled while installing, sorted. */
export function nativePackages(lock: Lock): string[] {
  const found = [...lock.packages].filter(([name, { compiles }]) => compiles || COMPILED.has(original(name)));
  return found
    .map(([name]) => name)
    .filter((name) => !OPTIONAL.has(name))
    .sort();
}

/** The same where nothing is locked: those that are named. */
export function nativeNames(names: string[]): string[] {
  return names.filter((name) => COMPILED.has(original(name)) && !OPTIONAL.has(name)).sort();
}

/** A fork under a scope is built as the package it is a fork of: `@louislam/sqlite3`. */
function original(name: string): string {
  if (COMPILED.has(name) || name.startsWith('@types/')) return name;
  return name.slice(name.indexOf('/') + 1);
}

export function hasNativePackage(lock: Lock): boolean {
  return nativePackages(lock).length > 0;
}

/** Alpine packages for the build stage, beyond python3, make and g++. */
export function alpineHeaders(packages: string[]): string[] {
  return [...new Set(packages.flatMap((name) => LIBRARIES[name]?.apk ?? []))].sort();
}

/** Alpine packages for the final stage. */
export function alpineLibraries(packages: string[]): string[] {
  return [...new Set(packages.flatMap((name) => LIBRARIES[name]?.apkRuntime ?? []))].sort();
}

/** The browser-driving package among these names, if any. */
export function browserPackage(names: Record<string, string>): string | undefined {
  return BROWSERS.find((name) => name in names);
}

/**
 * True when the locked bundler hashes with MD4, which OpenSSL 3 (Node 17 and newer) refuses:
 * webpack before 5.61, and those that bring webpack 4 along (webpack/webpack#14532).
 */
export function needsLegacyOpenssl(lock: Lock | undefined, names: Record<string, string>): boolean {
  const locked = lock?.packages.get('webpack')?.version;
  const version = coerce(locked ?? names.webpack ?? '');
  if (version !== null) return version.major < 5 || (version.major === 5 && version.minor < 61);
  const scripts = coerce(names['react-scripts'] ?? '');
  const cli = coerce(names['@vue/cli-service'] ?? '');
  return (scripts !== null && scripts.major < 5) || (cli !== null && cli.major < 5);
}
