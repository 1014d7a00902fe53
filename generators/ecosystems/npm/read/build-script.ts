import { type Manifest, scriptOf } from './manifest.js';

/** The name of the script that builds a package, if one does something. */
export function buildScript(manifest: Manifest): string | undefined {
  for (const name of [
    'build:docker',
    'build-docker',
    'docker:build',
    'build',
    'build:prod',
    'build:production',
    'compile',
    'heroku-postbuild',
    'gcp-build',
    'dist',
    'transpile',
    'tsc',
    'build:ts',
    'build:all',
    // What a server whose own sources run as they are serves.
    'build:frontend',
    'build:client',
    'build:ui',
    'build:web',
    'build:assets',
  ]) {
    const text = scriptOf(manifest, name);
    if (text === undefined) continue;
    if (
      /^(echo|true|exit 0|:)\b/.test(text) ||
      /\b(docker|electron-builder|pkg|nexe|eas|cordova|capacitor) /.test(text)
    )
      continue;
    return name;
  }
  return undefined;
}
