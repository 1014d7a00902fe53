import { nodeProgram } from '../../../knowledge/node-programs.js';
import { type Manifest, scriptOf } from './manifest.js';
import { bare, nested } from './nested-scripts.js';

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
    if (text === undefined || /^(echo|true|exit 0|:)\b/.test(text)) continue;
    if (!packsApp(manifest, name)) return name;
  }
  return undefined;
}

/** True for a script that packs the app for another place than an image: `vite build && electron-builder`. */
export function packsApp(manifest: Manifest, script: string): boolean {
  return programsOf(manifest, scriptOf(manifest, script) ?? '').some(packs);
}

/** True when all that building does is to pack the app for such a place: `tauri build`. */
export function onlyPacks(manifest: Manifest): boolean {
  const programs = programsOf(manifest, scriptOf(manifest, 'build') ?? '');
  return programs.some(packs) && programs.every((program) => packs(program) || CHECKS.test(program));
}

/** Programs that make nothing which anyone could serve. */
const CHECKS = /^(tsc|vue-tsc|svelte-check|eslint|prettier|biome|rimraf|rm|echo)$/;

function packs(program: string): boolean {
  return nodeProgram(program).packs === true;
}

/** An engine that no build stage has, also behind a wrapper: `node version.js docker buildx build .`. */
const ENGINE = /(?:^|\s)(docker|podman|buildah)\s+(?:build|buildx|compose|image|push|run)\b/;

function programsOf(manifest: Manifest, text: string): string[] {
  return nested(manifest, text).map((part) =>
    ENGINE.test(part) ? 'docker' : (bare(part).split(/\s/)[0] ?? ''),
  );
}
