import type { Warning } from '../../../../plan/plan.js';
import { cite, type Evidence, lineAt, place } from '../../../../project/evidence.js';
import { warn } from '../../sentences.js';
import type { Config, ServerOutput } from './output.js';

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
