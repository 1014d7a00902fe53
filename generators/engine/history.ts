import type { Docker } from './docker.js';

/** A layer of an image and the instruction that made it. */
export interface Layer {
  /** `COPY /out/app /app`, as the engine keeps it, without what BuildKit adds. */
  instruction: string;
  bytes: number;
}

/** The layers of an image that weigh something, the lowest first. Throws a UserError when the image is not there. */
export async function historyOf(docker: Docker, image: string): Promise<Layer[]> {
  const text = await docker.text(['history', '--no-trunc', '--human=false', '--format', FORMAT, image]);
  return text
    .split('\n')
    .reverse()
    .map((row) => {
      const [size = '', by = ''] = row.split('\t');
      return { instruction: instructionIn(by), bytes: Number(size) };
    })
    .filter(({ bytes }) => bytes > 0);
}

const FORMAT = '{{.Size}}\t{{.CreatedBy}}';

function instructionIn(createdBy: string): string {
  return createdBy
    .replace(/# buildkit$/, '')
    .replace(/^\/bin\/sh -c #\(nop\) +/, '')
    .replace(/^RUN (\|\d+ .*)?\/bin\/sh -c /, 'RUN ')
    .replace(/^\/bin\/sh -c /, 'RUN ')
    .replace(/[ \t]+/g, ' ')
    .trim();
}
