import type { Warning } from '../../../../plan/plan.js';
import { cite, type Evidence, lineAt, place } from '../../../../project/evidence.js';
import { dependenciesOf } from '../../read/manifest.js';
import { warn } from '../../sentences.js';
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

/** A server that Nitro makes, as the last part of the build of the package named. */
export function nitroServer(
  context: FrameworkContext,
  name: string,
  more: Partial<ServerOutput> = {},
): Output {
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
