import type { Base } from '../../../vocabulary.js';
import type { CgoNeed } from '../build/cgo.js';

/** What C rules out for this very program: scratch and alpine take it only when all of it links to musl. */
export function blockedBases(cgo: CgoNeed): Partial<Record<Base, string>> {
  const { needed, runtime, reason = '', instead, glibcOnly } = cgo;
  if (!needed.value) return {};
  const way = instead === undefined ? '' : `; the way without C: ${instead}`;
  const why =
    glibcOnly === undefined || glibcOnly.startsWith(reason.split(' needs')[0] ?? '-')
      ? ''
      : ` (${glibcOnly})`;
  return {
    ...(glibcOnly !== undefined && {
      scratch: `${reason}, so it is linked to glibc, which scratch does not have${why}${way}`,
      alpine: `${reason}, so it is linked to glibc, which does not run on Alpine's musl${why}${way}`,
    }),
    ...(runtime.length > 0 && {
      distroless: `${reason}; distroless has no package manager to install ${runtime.join(', ')}`,
    }),
  };
}
