import { below } from '../../../../project/paths.js';
import { dependenciesOf, type Manifest, scriptOf } from '../../read/manifest.js';
import { forNode, presetOf } from './nitro.js';
import {
  configOf,
  dependencyAt,
  type FrameworkContext,
  literal,
  type Output,
  server,
  slashes,
} from './output-types.js';

/** True where the build makes pages: the script of that name, or the only one that has Nuxt build anything. */
function isGenerated(manifest: Manifest): boolean {
  if (/nux[ti] generate/.test(scriptOf(manifest, 'build') ?? '')) return true;
  const scripts = Object.values(manifest.json.scripts ?? {}).join('\n');
  return !/nux[ti] build/.test(scripts) && /nux[ti] generate/.test(scripts);
}

export function nuxt(context: FrameworkContext): Output | undefined {
  const config = configOf(context, 'nuxt.config');
  const from = dependencyAt(context, 'nuxt');
  const generated = isGenerated(context.manifest);
  const two = /^[\^~]?2\./.test(dependenciesOf(context.manifest).nuxt ?? '');
  if (two) {
    const isStatic =
      generated ||
      /target\s*:\s*['"]static/.test(config?.text ?? '') ||
      /ssr\s*:\s*false|mode\s*:\s*['"]spa/.test(config?.text ?? '');
    if (isStatic) return { kind: 'static', framework: 'Nuxt 2', from, dir: 'dist', spa: true, basePath: '/' };
    const copies = ['package.json', 'node_modules', '.nuxt', 'static', 'nuxt.config.js'].filter(
      (path) =>
        !/^(static|nuxt)/.test(path) ||
        context.project.has(below(context.manifest.dir, path)) ||
        context.project.hasDirectory(below(context.manifest.dir, path)),
    );
    return server('Nuxt 2', from, {
      args: ['node_modules/nuxt/bin/nuxt.js', 'start'],
      env: { HOST: '0.0.0.0' },
      copies: copies.map((path) => ({ from: path, to: path })),
    });
  }
  const preset = presetOf(config);
  if (generated || preset?.files === true) {
    return {
      kind: 'static',
      framework: 'Nuxt',
      from,
      dir: '.output/public',
      spa: /\bssr\s*:\s*false/.test(config?.text ?? ''),
      basePath: slashes(literal(config, 'baseURL')?.value),
    };
  }
  return server('Nuxt', from, {
    args: ['.output/server/index.mjs'],
    env: { HOST: '0.0.0.0' },
    copies: [{ from: '.output', to: '.output' }],
    selfContained: true,
    ...forNode(preset),
  });
}
