import type { Warning } from '../../../../plan/plan.js';
import { cite, type Evidence, lineAt, place } from '../../../../project/evidence.js';
import { dependenciesOf } from '../../read/manifest.js';
import { refuse, warn } from '../../sentences.js';
import {
  type Config,
  configOf,
  dependencyAt,
  type FrameworkContext,
  type Output,
  type ServerOutput,
  server,
} from './output-types.js';

/** Frameworks that build their server with Nitro, and Nitro itself. */
export function nitro(context: FrameworkContext): Output {
  const names = dependenciesOf(context.manifest);
  const name = ['nitropack', 'nitro', '@solidjs/start'].find((one) => one in names) ?? 'nitro';
  const preset = presetOf(configOf(context, 'app.config'));
  if (preset?.files) {
    const { from } = preset;
    return { kind: 'static', framework: 'Nitro', from, dir: '.output/public', spa: true, basePath: '/' };
  }
  return nitroServer(context, name, forNode(preset));
}

function nitroServer(context: FrameworkContext, name: string, more: Partial<ServerOutput> = {}): Output {
  return server('Nitro', dependencyAt(context, name), {
    ...more,
    args: ['.output/server/index.mjs'],
    env: { HOST: '0.0.0.0' },
    copies: [{ from: '.output', to: '.output' }],
    selfContained: true,
  });
}

/** Analog keeps what Nitro makes in a place of its own. */
export function analog(context: FrameworkContext): Output {
  const config = configOf(context, 'vite.config');
  const from = dependencyAt(context, '@analogjs/platform');
  if (/\bstatic\s*:\s*true/.test(config?.text ?? ''))
    return { kind: 'static', framework: 'Analog', from, dir: 'dist/analog/public', spa: true, basePath: '/' };
  return server('Analog', from, {
    args: ['dist/analog/server/index.mjs'],
    env: { HOST: '0.0.0.0' },
    copies: [{ from: 'dist/analog', to: 'dist/analog' }],
    selfContained: true,
  });
}

/**
 * TanStack Start brought Nitro along until 1.131. Since then its build ends at a fetch handler, for a
 * plugin of Nitro or of a host to make a server of; srvx, which its own preview uses, serves it as it is.
 */
export function tanstackStart(context: FrameworkContext): Output {
  const names = dependenciesOf(context.manifest);
  const name = ['@tanstack/react-start', '@tanstack/solid-start', '@tanstack/vue-start'].find(
    (one) => one in names,
  );
  const made = ['nitro', 'nitropack', 'vinxi', '@tanstack/nitro-v2-vite-plugin'].some((one) => one in names);
  if (made || name === undefined || bringsNitro(context, name)) return nitroServer(context, name ?? 'nitro');
  const hosted = ['@cloudflare/vite-plugin', '@netlify/vite-plugin-tanstack-start'].find(
    (one) => one in names,
  );
  if (hosted !== undefined) {
    const instead = 'the Vite plugin of nitro';
    throw refuse('adapter-foreign', { framework: 'TanStack Start', adapter: hosted, instead });
  }
  return server('TanStack Start', dependencyAt(context, name), {
    args: [`${modulesOf(context)}/srvx/bin/srvx.mjs`, '--prod', '-s', '../client', 'dist/server/server.js'],
    env: { HOST: '0.0.0.0' },
    copies: ['package.json', 'node_modules', 'dist'].map((path) => ({ from: path, to: path })),
    note: warn('tanstack-srvx', {}, dependencyAt(context, name)),
  });
}

/** True for a locked or exact version of before; a range takes the newest. */
function bringsNitro(context: FrameworkContext, name: string): boolean {
  const version = context.lock?.packages.get(name)?.version ?? dependenciesOf(context.manifest)[name] ?? '';
  const [, minor] = /^1\.(\d+)\./.exec(version) ?? [];
  return minor !== undefined && Number(minor) < 132;
}

/** Where a package lies that the app does not name itself: pnpm keeps those out of the app's own modules. */
function modulesOf({ lock, manifest }: FrameworkContext): string {
  const pnpm = /^pnpm\b/.test(lock?.file ?? manifest.json.packageManager ?? '');
  return pnpm ? 'node_modules/.pnpm/node_modules' : 'node_modules';
}

/** What Nitro is told to build for. */
export interface Preset {
  name: string;
  from: Evidence;
  /** True when it makes files alone. */
  files: boolean;
}

/** The preset that settings name, in a block of Nitro's or of the server it builds. */
export function presetOf(config: Config | undefined): Preset | undefined {
  const match = /\b(?:nitro|server)\s*:\s*\{[^{}]*?\bpreset\s*:\s*['"]([\w-]+)['"]/.exec(config?.text ?? '');
  if (config === undefined || match?.[1] === undefined) return undefined;
  const name = match[1];
  const line = lineAt(config.text, match.index + match[0].lastIndexOf('preset'));
  return {
    name,
    from: place(config.file, line, `preset: '${name}'`),
    files: /^(static|github[-_]pages)$|[-_]static$/.test(name),
  };
}

/** Has another platform's build make the server of Node: Nitro takes the variable before the settings. */
export function forNode(preset: Preset | undefined): Pick<ServerOutput, 'buildEnv'> & { note?: Warning } {
  if (preset === undefined || /^node[-_]/.test(preset.name)) return { buildEnv: {} };
  return {
    buildEnv: { NITRO_PRESET: 'node-server' },
    note: warn('nitro-preset', { place: cite(preset.from) }, preset.from),
  };
}
