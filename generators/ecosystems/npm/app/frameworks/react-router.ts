import { place } from '../../../../project/evidence.js';
import { below, relativeTo } from '../../../../project/paths.js';
import { sh } from '../../../../project/shell.js';
import { dependenciesOf, inProduction, scriptOf } from '../../read/manifest.js';
import { warn } from '../../sentences.js';
import { executableOf } from '../programs.js';
import {
  configOf,
  dependencyAt,
  dependencyVersion,
  type FrameworkContext,
  literal,
  type Output,
  server,
} from './output-types.js';

export function reactRouter(context: FrameworkContext): Output | undefined {
  const names = dependenciesOf(context.manifest);
  const config = configOf(context, 'react-router.config') ?? configOf(context, 'vite.config');
  if (/ssr\s*:\s*false/.test(config?.text ?? '')) {
    return {
      kind: 'static',
      framework: 'React Router',
      from: place(config?.file ?? '', undefined, 'ssr: false'),
      dir: 'build/client',
      spa: true,
      // With a page of its own at the root the shell for all other paths gets another name.
      ...(/prerender\s*:\s*(true|\[[^\]]{0,1000}['"]\/['"])/.test(config?.text ?? '') && {
        fallback: '__spa-fallback.html',
      }),
      basePath: '/',
    };
  }
  const serve = ['@react-router/serve', '@remix-run/serve'].find((name) => name in names);
  const hosted = serve === '@react-router/serve' ? undefined : remixOfHost(context);
  if (serve === undefined || hosted !== undefined) return hosted;
  const program = serve === '@react-router/serve' ? 'react-router-serve' : 'remix-serve';
  const script = scriptOf(context.manifest, 'start') ?? '';
  const classic = configOf(context, 'remix.config');
  const target =
    /serve\s+(\S+\.js|\S*build\S*)/.exec(script)?.[1]?.replace(/^\.\//, '') ??
    (classic === undefined
      ? 'build/server/index.js'
      : (literal(classic, 'serverBuildPath')?.value ?? 'build'));
  const publicDir = context.project.hasDirectory(below(context.manifest.dir, 'public'));
  return server(serve === '@react-router/serve' ? 'React Router' : 'Remix', dependencyAt(context, serve), {
    args: [executableOf(context, program)?.file ?? '', target],
    env: { HOST: '0.0.0.0' },
    ...(!inProduction(context.manifest, serve) && { allModules: true }),
    copies: ['package.json', 'node_modules', 'build', ...(publicDir ? ['public'] : [])].map((path) => ({
      from: path,
      to: path,
    })),
  });
}

/** Adapters of hosts whose functions are Node's: what they adapt is the same build that remix-serve takes. */
const HOSTED = ['@remix-run/netlify', '@netlify/remix-adapter', '@remix-run/vercel'];

/** What tells the compiler to make a function of a host instead of the app alone. */
const OF_HOST = ['server', 'serverBuildTarget', 'serverBuildPath'];

function startsServe({ manifest }: FrameworkContext): boolean {
  return /\bremix-serve\b/.test(scriptOf(manifest, 'start') ?? '');
}

/**
 * An app of Remix's own compiler, the one before Vite, that is made for functions of a host: without the settings
 * of the host it builds as every other, and remix-serve runs it.
 */
function remixOfHost(context: FrameworkContext): Output | undefined {
  const names = dependenciesOf(context.manifest);
  const adapter = HOSTED.find((name) => name in names);
  const config = configOf(context, 'remix.config');
  // An ES module cannot be changed behind its end; without Node's runtime the code is for another one.
  if (adapter === undefined || !/\bmodule\.exports\s*=/.test(config?.text ?? '')) return undefined;
  if (config === undefined || !('@remix-run/node' in names)) return undefined;
  const to = '@remix-run/serve';
  const own = to in names;
  if (own && (startsServe(context) || !OF_HOST.some((name) => literal(config, name) !== undefined)))
    return undefined;
  const from = dependencyAt(context, adapter);
  const version =
    context.lock?.packages.get('@remix-run/dev')?.version ??
    dependencyVersion(context, '@remix-run/dev')?.join('.') ??
    'latest';
  const settings = OF_HOST.map((name) => `${name}: undefined`).join(', ');
  const file = relativeTo(context.manifest.dir, config.file);
  const compiles = (name: string) =>
    /\bremix build\b(?!.{0,300}&)/.test(scriptOf(context.manifest, name) ?? '');
  const script = ['build', ...Object.keys(context.manifest.json.scripts ?? {})].find(compiles);
  return server('Remix', from, {
    args: [executableOf(context, 'remix-serve')?.file ?? '', 'build'],
    env: { HOST: '0.0.0.0' },
    // Dropping development dependencies would drop remix-serve.
    allModules: true,
    copies: ['package.json', 'node_modules', 'build', 'public'].map((path) => ({ from: path, to: path })),
    ...(script !== undefined && { script }),
    swap: {
      ...(!own && { to, version }),
      edit: sh`echo ${`Object.assign(module.exports, { ${settings} });`} >> ${file}`,
    },
    note: warn('adapter-swapped', { adapter, to, file: 'package.json' }, from),
  });
}
