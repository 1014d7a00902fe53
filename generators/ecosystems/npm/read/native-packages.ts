import coerce from 'semver/functions/coerce.js';
import { NATIVE_PACKAGES, nativePackage } from '../../../knowledge/native-packages.js';
import { sh } from '../../../project/shell.js';
import type { Lock } from './lock.js';

/** True for a package that can be told to use the browser of the system. */
export function takesSystemBrowser(name: string | undefined): boolean {
  return name !== undefined && nativePackage(name)?.browser === 'system';
}

/** Gets that browser. In a container its own sandbox has no rights to set itself up. */
export const CHROMIUM = [
  'apt-get update',
  'apt-get install -y --no-install-recommends chromium fonts-liberation',
  'rm -rf /var/lib/apt/lists/*',
  "echo 'export CHROMIUM_FLAGS=--no-sandbox' > /etc/chromium.d/00-no-sandbox",
].join(' \\\n && ');

/** Where Playwright keeps the browsers of an image: its usual place is the home of whoever installs them. */
export const PLAYWRIGHT_BROWSERS = '/opt/playwright';

/** Browsers that Playwright drives, by the words that code starts them with. */
const PLAYWRIGHT = ['chromium', 'firefox', 'webkit'];

/**
 * Gets the browsers that a program drives with Playwright, and the libraries that they are linked to; the
 * release of the package knows which browsers fit. https://playwright.dev/docs/browsers
 */
export function playwrightInstall(name: string, version: string, code: readonly string[]): string {
  const own = PLAYWRIGHT.find((browser) => name === `playwright-${browser}`);
  const driven = PLAYWRIGHT.filter((browser) =>
    code.some((text) => new RegExp(`\\b${browser}\\b`).test(text)),
  );
  const browsers = own === undefined ? (driven.length > 0 ? driven : PLAYWRIGHT.slice(0, 1)) : [own];
  const install = sh`npx --yes ${`playwright@${version}`} install --with-deps ${browsers}`;
  return `PLAYWRIGHT_BROWSERS_PATH=${PLAYWRIGHT_BROWSERS} ${install} \\\n && rm -rf /root/.npm /var/lib/apt/lists/*`;
}

/** The first package whose binary needs glibc, among those that an app keeps; undefined without one. */
export function glibcPackage(lock: Lock | undefined, names: Record<string, string>): string | undefined {
  return NATIVE_PACKAGES.find(({ package: name, glibc }) => {
    const locked = lock?.packages.get(name);
    return glibc === true && (name in names || (locked !== undefined && locked.dev !== true));
  })?.package;
}

/** Names of the locked packages that may be compiled while installing, sorted. */
export function nativePackages(lock: Lock): string[] {
  const found = [...lock.packages].filter(([name, { compiles }]) => compiles || isCompiled(original(name)));
  return found
    .map(([name]) => name)
    .filter((name) => !nativePackage(name)?.optional)
    .sort();
}

/** The same where nothing is locked: those that are named. */
export function nativeNames(names: string[]): string[] {
  return names.filter((name) => isCompiled(original(name)) && !nativePackage(name)?.optional).sort();
}

function isCompiled(name: string): boolean {
  return nativePackage(name)?.compiled === true;
}

/** A fork under a scope is built as the package it is a fork of: `@louislam/sqlite3`. */
function original(name: string): string {
  if (isCompiled(name) || name.startsWith('@types/')) return name;
  return name.slice(name.indexOf('/') + 1);
}

export function hasNativePackage(lock: Lock): boolean {
  return nativePackages(lock).length > 0;
}

/** Alpine packages for the build stage, beyond python3, make and g++. */
export function alpineHeaders(packages: string[]): string[] {
  return [...new Set(packages.flatMap((name) => nativePackage(name)?.alpineBuild ?? []))].sort();
}

/** Alpine packages for the final stage. */
export function alpineLibraries(packages: string[]): string[] {
  return [...new Set(packages.flatMap((name) => nativePackage(name)?.alpineRun ?? []))].sort();
}

/** The browser-driving package among these names, if any. */
export function browserPackage(names: Record<string, string>): string | undefined {
  return NATIVE_PACKAGES.find(({ package: name, browser }) => browser !== undefined && name in names)
    ?.package;
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
