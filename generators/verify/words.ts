import type { Decision } from '../plan/decision.js';
import { stagesOf } from '../preflight/dockerfile.js';
import { plainWords } from '../project/shell-words.js';
import type { OutputFile } from '../render/render.js';

/** The words of flags as a shell would read them: `-v "$PWD/a.yaml:/a.yaml:ro"` with what `$PWD` stands for. */
export function flagWords(
  flags: readonly Decision<string>[],
  env: Record<string, string | undefined>,
): string[] {
  return flags.flatMap(({ value }) => plainWords(value, (name) => env[name] ?? ''));
}

/** Name of the last stage before the final one that the final one copies from: what a single stage would ship. */
export function builtStage(files: readonly OutputFile[]): string | undefined {
  const text = files.find(({ path }) => path === 'Dockerfile')?.contents ?? '';
  const stages = stagesOf(text);
  const copied = stages
    .at(-1)
    ?.instructions.flatMap(({ keyword, flags }) => (keyword === 'COPY' ? (flags.get('from') ?? []) : []));
  return copied?.findLast((name) => stages.some((stage) => stage.named && stage.name === name));
}
