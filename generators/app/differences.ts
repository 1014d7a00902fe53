import { structuredPatch } from 'diff';
import { printable } from '../project/shown.js';
import type { ComparedFile } from '../write/compare.js';

/** One line of what changes. */
export interface DifferenceLine {
  text: string;
  kind: 'added' | 'removed' | 'kept' | 'place';
}

/** Lines around a change that are shown with it. */
const AROUND = 3;

/**
 * What would change in a file that is there, line by line as `diff -u` has it. A user's file may hold anything, so
 * nothing in it reaches the terminal as more than text.
 */
export function differences({ path, before, contents }: ComparedFile): DifferenceLine[] {
  const { hunks } = structuredPatch(path, path, textOf(before), textOf(contents), '', '', {
    context: AROUND,
  });
  return hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [
    { text: `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`, kind: 'place' as const },
    ...lines.map((line) => ({ text: printable(line), kind: KINDS[line.charAt(0)] ?? ('kept' as const) })),
  ]);
}

const KINDS: Record<string, DifferenceLine['kind']> = { '+': 'added', '-': 'removed' };

/** Line ends of Windows are no difference to look at. */
function textOf(bytes: Buffer | undefined): string {
  return (bytes ?? Buffer.from('')).toString().replaceAll('\r\n', '\n');
}
