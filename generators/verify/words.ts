import { DockerfileParser } from 'dockerfile-ast';
import { parse } from 'shell-quote';
import type { Decision } from '../plan/decision.js';
import type { OutputFile } from '../render/render.js';

/** The words of flags as a shell would read them: `-v "$PWD/a.yaml:/a.yaml:ro"` with what `$PWD` stands for. */
export function flagWords(
  flags: readonly Decision<string>[],
  env: Record<string, string | undefined>,
): string[] {
  return flags.flatMap(({ value }) =>
    parse(value, (name) => env[name] ?? '').map((word) => {
      if (typeof word === 'string') return word;
      return 'pattern' in word ? word.pattern : 'op' in word ? word.op : '';
    }),
  );
}

/** Name of the last stage before the final one that the final one copies from: what a single stage would ship. */
export function builtStage(files: readonly OutputFile[]): string | undefined {
  const text = files.find(({ path }) => path === 'Dockerfile')?.contents ?? '';
  const dockerfile = DockerfileParser.parse(text);
  const stages = dockerfile.getFROMs().map((from) => from.getBuildStage() ?? '');
  const last = dockerfile.getFROMs().at(-1)?.getRange().start.line ?? 0;
  const copies = dockerfile.getCOPYs().filter((copy) => copy.getRange().start.line > last);
  const sources = copies.flatMap((copy) => copy.getFromFlag()?.getValue() ?? []);
  return sources.findLast((name) => stages.includes(name));
}
