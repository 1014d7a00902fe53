import type { Plan } from './plan.js';

/** The ports that the image exposes, the first the one to ask. */
export function portsIn({ variables }: Plan): number[] {
  const ports = variables.ports?.value;
  return Array.isArray(ports) ? ports.map(Number) : [];
}
