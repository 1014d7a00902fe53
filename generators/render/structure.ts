import { DockerfileParser, type Instruction, type PropertyInstruction } from 'dockerfile-ast';
import type { Json } from '../plan/decision.js';

/** What a Dockerfile consists of whatever its values are: its instructions, with how many flags and words each has. */
export function structureOf(dockerfile: string): string[] {
  return DockerfileParser.parse(dockerfile).getInstructions().map(shapeOf);
}

function shapeOf(instruction: Instruction): string {
  const keyword = instruction.getKeyword();
  // Mounts are values too, and a shell reads the rest.
  if (keyword === 'RUN') return keyword;
  const flags = 'getFlags' in instruction ? (instruction.getFlags as () => unknown[])().length : 0;
  const properties =
    'getProperties' in instruction ? (instruction as PropertyInstruction).getProperties().length : 0;
  return [keyword, flags, keyword === 'COPY' ? wordsOf(instruction) : properties].join(' ');
}

function wordsOf(instruction: Instruction): number {
  const strings = 'getJSONStrings' in instruction ? (instruction.getJSONStrings as () => unknown[])() : [];
  if (strings.length > 0) return strings.length;
  return instruction.getArguments().length;
}

/** Values of the same shape that mean nothing to any place: every text is the same letter. */
export function neutral(values: Record<string, Json>): Record<string, Json> {
  return Object.fromEntries(Object.entries(values).map(([name, each]) => [name, neutralValue(each)]));
}

function neutralValue(value: Json): Json {
  if (typeof value === 'string') return value === '' ? '' : 'x';
  if (Array.isArray(value)) return value.map(neutralValue);
  return typeof value === 'object' && value !== null ? neutral(value) : value;
}
