/** Where a build stopped. */
export interface FailedStep {
  /** `[build 5/6] RUN go build`, as the builder names it. */
  step?: string;
  /** Line of the Dockerfile. */
  line?: number;
  /** What the step printed last, without times. */
  lines: string[];
}

const MOST_LINES = 15;

/**
 * Finds the failed step in what a builder has printed. BuildKit numbers its steps, marks the one that fails, and repeats what it
 * said between rules at the end, older releases only its name; Buildah names a step when it begins.
 */
export function failedStep(log: string): FailedStep {
  const lines = log.trimEnd().split(/\r?\n/);
  const title = /^------\r?\n > (.*?):?\r?$/m.exec(log)?.[1];
  const place = /^Dockerfile\S*:(\d+)$/m.exec(log.slice(-4000))?.[1];
  const number = /^(#\d+) ERROR: /m.exec(log)?.[1];
  if (number !== undefined || title !== undefined) {
    const own = lines.filter((line) => line.startsWith(`${number} `) && !NOT_SAID.test(line));
    return {
      ...(title !== undefined && { step: squeezed(title) }),
      ...(place !== undefined && { line: Number(place) }),
      lines: telling([...own, ...lines.slice(-1)]),
    };
  }
  const started = lines.findLastIndex((line) => STEP.test(line));
  const step = STEP.exec(lines[started] ?? '')?.[1];
  return { ...(step !== undefined && { step: squeezed(step) }), lines: telling(lines.slice(started + 1)) };
}

/** What BuildKit itself says of a step. */
const NOT_SAID = /^#\d+ (\[|sha256:|ERROR: |CACHED|CANCELED|DONE |\.\.\.$)/;

const STEP = /^(?:\[\d+\/\d+\] )?STEP \d+\/\d+: (.*)$/;

/** The last lines that say something, without the time that BuildKit puts before each. */
function telling(lines: readonly string[]): string[] {
  return lines
    .map((line) => line.replace(/^#\d+ (\d+\.\d+ )?/, '').trimEnd())
    .filter((line) => line.trim() !== '')
    .slice(-MOST_LINES);
}

/** The step that begins with a piece of a builder's output, the last one if there are several: `build 5/6: RUN go build`. */
export function stepIn(output: string): string | undefined {
  const titles = output.split(/\r?\n/).flatMap((line) => {
    const step = BEGUN.exec(line) ?? BUILDAH_BEGUN.exec(line);
    return step === null ? [] : [`${squeezed(step[1] ?? '')}: ${squeezed(step[2] ?? '')}`];
  });
  return titles.at(-1);
}

const BEGUN = /^#\d+ \[(\S+ +\d+\/\d+|\d+\/\d+)\] (.*)$/;
const BUILDAH_BEGUN = /^(?:\[\d+\/\d+\] )?STEP (\d+\/\d+): (.*)$/;

const squeezed = (text: string) => text.replace(/[ \t]+/g, ' ').trim();
