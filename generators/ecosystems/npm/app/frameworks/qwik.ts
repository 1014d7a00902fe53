import { cite, place } from '../../../../project/evidence.js';
import { below } from '../../../../project/paths.js';
import { refuse } from '../../sentences.js';
import { dependencyAt, type FrameworkContext, type Output, server } from './output.js';

const QWIK_CITY = '@builder.io/qwik-city';
/** Adapters whose entry listens by itself. */
const SERVERS = ['express', 'fastify', 'node-server'];

/** Qwik City builds for the adapter that `qwik add` wrote, and for none without. Throws a UserError then. */
export function qwikCity(context: FrameworkContext): Output {
  const { project, manifest } = context;
  const folder = below(manifest.dir, 'adapters');
  const adapters = project.entries(folder).flatMap(({ name, kind }) => (kind === 'directory' ? [name] : []));
  const adapter = SERVERS.find((name) => adapters.includes(name));
  if (adapter !== undefined) {
    return server('Qwik City', place(below(folder, adapter)), {
      args: [`server/entry.${adapter}.js`],
      // What it imports of its own (undici) is a development dependency of every starter.
      allModules: true,
      copies: ['package.json', 'node_modules', 'server', 'dist'].map((path) => ({ from: path, to: path })),
    });
  }
  if (adapters.includes('static')) {
    const from = place(below(folder, 'static'));
    return { kind: 'static', framework: 'Qwik City', from, dir: 'dist', spa: false, basePath: '/' };
  }
  const what = adapters.length === 0 ? 'without an adapter' : `for ${adapters.join(' and ')}`;
  const from = dependencyAt(context, QWIK_CITY);
  const way = 'Add a server with "npm run qwik add express", or files with "npm run qwik add static".';
  throw refuse('adapter-missing', { framework: 'Qwik City', adapter: what, place: cite(from), way }, from);
}
