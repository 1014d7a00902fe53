import { findNodeAtLocation, parseTree } from 'jsonc-parser';

/** The one-based line of a JSON pointer in a text; of what is not there the line of what is above it. */
export function lineOfPointer(text: string, pointer: string): number {
  const root = parseTree(text);
  const steps = pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  for (let depth = steps.length; root !== undefined && depth >= 0; depth--) {
    const path = steps.slice(0, depth).map((step) => (/^\d+$/.test(step) ? Number(step) : step));
    const node = findNodeAtLocation(root, path) ?? findNodeAtLocation(root, steps.slice(0, depth));
    if (node !== undefined) return lineOf(text, node.offset);
  }
  return 1;
}

/** The one-based line of a text, the first where it stands. */
export function lineOfText(text: string, wanted: string): number {
  return lineOf(text, Math.max(text.indexOf(wanted), 0));
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
