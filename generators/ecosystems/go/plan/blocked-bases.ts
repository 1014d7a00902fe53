import { cite } from '../../../project/evidence.js';
import type { Base } from '../../../vocabulary.js';
import type { GlibcOnly } from '../build/c-libraries.js';
import { type CgoCause, type CgoNeed, cgoReason } from '../build/cgo.js';
import { baseRefusals, glibcReasons } from '../sentences.js';

/** What C rules out for this very program: scratch and alpine take it only when all of it links to musl. */
export function blockedBases(cgo: CgoNeed | undefined): Partial<Record<Base, string>> {
  if (cgo === undefined) return {};
  const { cause, runtime, glibcOnly } = cgo;
  const reason = cgoReason(cause);
  const instead = 'package' in cause ? cause.package.instead : undefined;
  const detail = glibcOnly === undefined || isCause(glibcOnly, cause) ? undefined : reasonOf(glibcOnly);
  const values = { cause: reason, detail, instead };
  return {
    ...(glibcOnly !== undefined && {
      scratch: baseRefusals['scratch-glibc'](values),
      alpine: baseRefusals['alpine-glibc'](values),
    }),
    ...(runtime.length > 0 && {
      distroless: baseRefusals['distroless-packages']({ cause: reason, packages: runtime }),
    }),
  };
}

function isCause(glibcOnly: GlibcOnly, cause: CgoCause): boolean {
  return glibcOnly.kind === 'package' && glibcOnly.path === cause.path;
}

function reasonOf(glibcOnly: GlibcOnly): string {
  const place = cite(glibcOnly.from);
  switch (glibcOnly.kind) {
    case 'package':
      return glibcReasons.package({ ...glibcOnly, place });
    case 'old-sqlite':
      return glibcReasons['old-sqlite']({ ...glibcOnly, place });
    case 'header':
      return glibcReasons.header({ ...glibcOnly, place });
    default:
      return glibcReasons[glibcOnly.kind]({ place });
  }
}
