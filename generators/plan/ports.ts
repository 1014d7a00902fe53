import type { Plan } from './plan.js';

/** The ports that the image exposes for connections, the first the one to ask. */
export function portsIn(plan: Plan): number[] {
  return exposed(plan).flatMap((port) => (typeof port === 'number' ? [port] : []));
}

/** All of them as docker run publishes them: `8080:8080`, `53:53/udp`. */
export function publishedIn(plan: Plan): string[] {
  return exposed(plan).map((port) => `${String(port).replace(/\/udp$/, '')}:${port}`);
}

/** Numbers, and `53/udp` for one that takes datagrams. */
function exposed({ variables }: Plan): (number | string)[] {
  const ports = variables.ports?.value;
  if (!Array.isArray(ports)) return [];
  return ports.map((port) => (String(port).endsWith('/udp') ? String(port) : Number(port)));
}
