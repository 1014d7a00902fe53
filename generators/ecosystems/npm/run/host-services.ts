import { namesService, onHost } from '../../../plan/host-machine.js';
import { isServiceName } from './addresses.js';

/** A setting as a container needs it: a server on the developer's machine is called by that machine's name. */
export function reached(name: string, value: string): string {
  const service = namesService(value) || (isServiceName(name) && /^(localhost|127\.0\.0\.1)$/.test(value));
  return service ? onHost(value) : value;
}

/** What code falls back to: `process.env.MONGO_URI || 'mongodb://localhost:27017/shop'`. */
const FALLBACK =
  /\bprocess\.env(?:\.|\[['"])([A-Z][A-Z0-9_]*)(?:['"]\])?[\s)!]*(?:\|\||\?\?)\s*['"]([^'"\s]+)['"]/g;

/** Settings whose fallback is a server on the developer's machine, with the value for a container. */
export function localServices(text: string): { name: string; value: string; offset: number }[] {
  return [...text.matchAll(FALLBACK)].flatMap(({ 1: name = '', 2: value = '', index }) => {
    const other = reached(name, value);
    return other === value ? [] : [{ name, value: other, offset: index }];
  });
}
