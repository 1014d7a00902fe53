import { merge } from 'node-diff3';

export interface Merged {
  text: string;
  /** Places where both changed the same lines; each stands in the text as Git shows it. */
  conflicts: number;
}

/**
 * Brings what a user changed in a generated file together with what is generated today.
 *
 * - `before`: as it was generated, `users`: as it is now, `generated`: as it is generated today.
 */
export function mergeEdits({
  before,
  users,
  generated,
}: {
  before: string;
  users: string;
  generated: string;
}): Merged {
  const crlf = users.includes('\r\n');
  const lines = (text: string) => text.replaceAll('\r\n', '\n').split('\n');
  const { result } = merge(lines(users), lines(before), lines(generated), {
    label: { a: 'yours', b: 'generated' },
    excludeFalseConflicts: true,
  });
  return {
    text: result.join(crlf ? '\r\n' : '\n'),
    conflicts: result.filter((line) => line.startsWith('<<<<<<< yours')).length,
  };
}
