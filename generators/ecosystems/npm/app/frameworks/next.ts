import type { Evidence } from '../../../../project/evidence.js';
import { below } from '../../../../project/paths.js';
import { scriptOf } from '../../read/manifest.js';
import { warn } from '../../sentences.js';
import { tracingRoot } from './next-root.js';
import {
  configOf,
  dependencyAt,
  dependencyVersion,
  type FrameworkContext,
  literal,
  type Output,
  server,
  slashes,
} from './output-types.js';

export function next(context: FrameworkContext): Output | undefined {
  const config = configOf(context, 'next.config');
  if (config === undefined && !isNextApp(context)) return undefined;
  const output = literal(config, 'output');
  const distDir = literal(config, 'distDir')?.value ?? '.next';
  const from = output?.from ?? dependencyAt(context, 'next');
  if (output?.value === 'export' || scriptOf(context.manifest, 'build')?.includes('next export')) {
    const dir = distDir === '.next' ? 'out' : distDir;
    return {
      kind: 'static',
      framework: 'Next.js export',
      from,
      dir,
      spa: false,
      basePath: slashes(literal(config, 'basePath')?.value),
    };
  }
  const publicDir = context.project.hasDirectory(below(context.manifest.dir, 'public'));
  const [major] = dependencyVersion(context, 'next') ?? [Number.POSITIVE_INFINITY];
  if (major < 12) return oldNext(context, { from, distDir });
  // Next 12 writes its server as CommonJS whatever the package is (vercel/next.js#41258).
  const root = tracingRoot(config);
  const renamed = major < 13 && context.manifest.json.type === 'module';
  return server('Next.js', from, {
    args: [renamed ? 'server.cjs' : 'server.js'],
    env: { HOSTNAME: '0.0.0.0' },
    copies: [
      { from: `${distDir}/standalone`, to: '.' },
      ...(renamed ? [{ from: `${distDir}/standalone/server.js`, to: 'server.cjs' }] : []),
      { from: `${distDir}/static`, to: `${distDir}/static` },
      ...(publicDir ? [{ from: 'public', to: 'public' }] : []),
    ],
    selfContained: true,
    ...(root !== undefined && { layoutRoot: { of: `${distDir}/standalone`, path: root } }),
    // What `output: 'standalone'` in next.config does; the repository does not have to change for it.
    ...(output?.value !== 'standalone' && { note: warn('next-standalone', {}, from) }),
    buildEnv: {
      ...(output?.value === 'standalone' ? {} : { NEXT_PRIVATE_STANDALONE: 'true' }),
      NEXT_TELEMETRY_DISABLED: '1',
    },
  });
}

/** Before Next.js 12 there is no standalone output: the app is started by its command line. */
function oldNext(context: FrameworkContext, { from, distDir }: { from: Evidence; distDir: string }): Output {
  const { project, manifest } = context;
  const present = ['public', 'next.config.js', 'next-i18next.config.js', 'i18n.json'].filter(
    (path) => project.hasDirectory(below(manifest.dir, path)) || project.has(below(manifest.dir, path)),
  );
  return server('Next.js', from, {
    args: ['node_modules/next/dist/bin/next', 'start'],
    copies: ['package.json', 'node_modules', distDir, ...present].map((path) => ({ from: path, to: path })),
    buildEnv: { NEXT_TELEMETRY_DISABLED: '1' },
  });
}

/** A package of a workspace may use Next.js without being an app of it. */
function isNextApp({ project, manifest }: FrameworkContext): boolean {
  const scripts = Object.values(manifest.json.scripts ?? {}).join(' ');
  const pages = ['app', 'pages', 'src/app', 'src/pages'];
  return /\bnext\b/.test(scripts) || pages.some((dir) => project.hasDirectory(below(manifest.dir, dir)));
}
