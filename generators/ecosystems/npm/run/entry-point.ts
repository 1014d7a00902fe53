import type { Image } from '../../../plan/bases.js';
import { type Decision, decide, type Json } from '../../../plan/decision.js';
import type { Install } from '../build/install/install.js';
import type { Parts } from './parts.js';

/** In exec form; a shell only where the script cannot do without. */
export function startCommand(parts: Parts, image: Image): Record<'entrypoint' | 'cmd', Decision<Json>> {
  const entrypoint = decide<Json>(null, 'default', 'the base image has its own');
  const { app, install } = parts;
  if (app.kind === 'shell') {
    const cmd = app.start.bun ?? ['sh', '-c', app.start.text];
    return { entrypoint, cmd: decide(cmd, app.start.from, app.start.reason) };
  }
  const node = image.entrypoint === undefined ? ['node'] : [];
  if (app.kind === 'framework') {
    const args = app.output.args.map((arg) => hoisted(install, arg));
    const because = `${app.output.framework} builds this server`;
    return { entrypoint, cmd: decide([...node, ...args], app.output.from, because) };
  }
  const args = app.start.args.map((arg) => hoisted(install, arg));
  const { from, because } = app.start;
  // The arguments of a command come with docker run, which replaces CMD, and so does the directory to work in.
  const absolute = args.map((arg) => (arg === app.entry ? `/app/${arg}` : arg));
  return app.start.command
    ? {
        entrypoint: decide([...(image.entrypoint ?? ['node']), ...absolute], from, because),
        cmd: decide(null, from),
      }
    : { entrypoint, cmd: decide([...node, ...args], from, because) };
}

/** In a workspace most modules are at the root; pnpm links them beside the app as well. */
function hoisted({ inner, choice }: Install, arg: string): string {
  if (inner === '.' || !arg.startsWith('node_modules/') || choice.manager.value === 'pnpm') return arg;
  return `/app/${arg}`;
}
