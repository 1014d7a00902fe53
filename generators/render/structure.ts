import { DockerfileParser, type Instruction, type PropertyInstruction } from 'dockerfile-ast';
import type { Json } from '../plan/decision.js';

/** What a Dockerfile consists of whatever its values are: its instructions, with how many flags and words each has. */
export function structureOf(dockerfile: string): string[] {
  return DockerfileParser.parse(dockerfile).getInstructions().map(shapeOf);
}

/** Instructions whose words are values of their own; RUN hands its text to a shell as a whole. */
const OF_WORDS = new Set(['FROM', 'COPY', 'WORKDIR', 'USER', 'EXPOSE']);

function shapeOf(instruction: Instruction): string {
  const keyword = instruction.getKeyword();
  const flags = 'getFlags' in instruction ? (instruction.getFlags as () => unknown[])().length : 0;
  const properties =
    'getProperties' in instruction ? (instruction as PropertyInstruction).getProperties().length : 0;
  return [keyword, flags, OF_WORDS.has(keyword) ? wordsOf(instruction) : properties].join(' ');
}

function wordsOf(instruction: Instruction): number {
  const strings = 'getJSONStrings' in instruction ? (instruction.getJSONStrings as () => unknown[])() : [];
  if (strings.length > 0) return strings.length;
  const words = instruction.getArguments();
  // A quoted name with blanks is one word.
  return quotedTogether(words.map((word) => word.getValue()));
}

function quotedTogether(words: readonly string[]): number {
  const pieces = words.join(' ').match(/"(?:\\.|[^"\\])*"|(?:\\.|[^\s"\\])+/g) ?? [];
  return pieces.length;
}

/** Values of the same shape that mean nothing to any place: every text is the same letter. */
export function neutral(value: Json): Json {
  if (typeof value === 'string') return value === '' ? '' : 'x';
  if (Array.isArray(value)) return value.map(neutral);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, neutral(each)]));
}
