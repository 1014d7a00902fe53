import type { Warning } from '../../../plan/plan.js';
import { blankedComments } from '../../../project/comments.js';
import { lineAt, place } from '../../../project/evidence.js';
import { type SourceFile, startedSources } from '../read/source.js';
import { warn } from '../sentences.js';

/** A server on the developer's machine as code writes it down: by its scheme, or by a port that only such servers have. */
const ADDRESS =
  /['"`](?:(?:mongodb|postgres(?:ql)?|mysql|mariadb|redis|amqp):\/\/(?:[^@\s'"`/]{1,100}@)?)?((?:localhost|127\.0\.0\.1)(?::\d{2,5})?)(?=[/?'"`])/g;

const SCHEME = /^['"`]\w+:\/\//;

const OWN_PORT = /:(?:27017|5432|3306|6379|5672|1433)$/;

/** The address among the options of a database: `{ host: 'localhost', user: … }`. */
const OPTION = /\bhost(?:name)?['"]?\s*:\s*['"](localhost|127\.0\.0\.1)['"]/gi;

/** What only the options of a database have beside their address. */
const BESIDE = /\b(?:user(?:name)?|password|database|db|dialect)['"]?\s*:/i;

/** What gives the address another value: a variable, a default of a schema or of an option. */
const REPLACED = /\benv\b|\|\||\?\?|\?|\bdefault|\bconfig\b/i;

/** Says of a database that the program looks for on the developer's machine alone, whatever it is told. */
export function fixedServiceWarnings(files: readonly SourceFile[]): Warning[] {
  for (const { path, text } of startedSources(files)) {
    const found = /localhost|127\.0\.0\.1/.test(text) ? fixedService(blankedComments(text)) : undefined;
    if (found !== undefined)
      return [warn('service-fixed', { address: found.address }, place(path, lineAt(text, found.offset)))];
  }
  return [];
}

function fixedService(text: string): { address: string; offset: number } | undefined {
  const addresses = [...text.matchAll(ADDRESS)].filter(
    ({ 0: whole, 1: address = '' }) => SCHEME.test(whole) || OWN_PORT.test(address),
  );
  const options = [...text.matchAll(OPTION)].filter(({ index }) => BESIDE.test(objectAround(text, index)));
  const fixed = [...addresses, ...options].find(
    ({ 0: whole, index }) => !REPLACED.test(lineOf(text, index, index + whole.length)),
  );
  return fixed && { address: fixed[1] ?? '', offset: fixed.index };
}

/** The line of a match, with the one before, where a call of several lines may have begun. */
function lineOf(text: string, start: number, end: number): string {
  const line = text.lastIndexOf('\n', start - 1);
  const before = text.lastIndexOf('\n', line - 1);
  const after = text.indexOf('\n', end);
  return text.slice(Math.max(before, 0), after === -1 ? undefined : after);
}

/** What stands between the braces around a place, as far as no other object lies between. */
function objectAround(text: string, offset: number): string {
  const open = text.lastIndexOf('{', offset);
  const close = text.indexOf('}', offset);
  return text.slice(Math.max(open, offset - 400), close === -1 ? offset + 400 : close);
}
