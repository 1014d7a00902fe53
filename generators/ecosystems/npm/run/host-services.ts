import { namesService, onHost } from '../../../plan/host-machine.js';
import { standInFor } from '../read/stand-ins.js';
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

/** An option of a client, read from the environment and from nowhere else: `url: config.get('DATABASE_URL')`. */
const OPTION =
  /\b(?:host|url|uri|connectionString)\s*:\s*(?:process\.env(?:\.|\[['"])([A-Z][A-Z0-9_]*)(?:['"]\])?|(?:this\.)?\w{0,40}config\w{0,40}\.get(?:<[^()<>]{0,100}>)?\(\s*['"]([A-Z][A-Z0-9_]*)['"]\s*\))(?:\s*!|\s+as string)?\s*[,}\n]/gi;

const DATABASE = /^(\w+_)?(DB|DATABASE|REDIS|MONGO(DB)?|PG|POSTGRES(QL)?|MYSQL|MARIADB)_?(HOST|URL|URI)$/;

/** Databases whose place a client is told by the environment alone, with one on the developer's machine. */
export function namedServices(text: string): { name: string; value: string; offset: number }[] {
  const mysql = /['"](mysql2?|mariadb)['"]/.test(text);
  return [...text.matchAll(OPTION)].flatMap(({ 1: one, 2: other, index }) => {
    const name = one ?? other ?? '';
    if (!DATABASE.test(name)) return [];
    const address = standInFor(name, 'local') ?? 'localhost';
    const value = mysql ? address.replace(/^postgres:/, 'mysql:') : address;
    return [{ name, value, offset: index }];
  });
}
