import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { BuildFailure, build } from '../engine/build.js';
import type { Docker } from '../engine/docker.js';
import { inspectImage } from '../engine/image.js';
import type { OutputFile } from '../render/render.js';
import { changeable } from './change.js';
import { copyContext } from './context-copy.js';
import { buildFailure } from './failure.js';
import { changeLine, inPlace, type Place, stepsTo } from './place.js';
import type { Failure } from './report.js';

export interface MeasureRequest {
  docker: Docker;
  /** The same where the signal has come: it takes away what was made. */
  cleaner: Docker;
  /** The build context. */
  directory: string;
  /** The Dockerfile, under that name, and what keeps files out of the context. */
  files: readonly OutputFile[];
  /** Words that `docker build` is given besides. */
  flags: readonly string[];
  /** The app's directory: in it a line is changed. */
  app: string;
  /** Told what happens, as it begins. */
  onStep(step: string): void;
}

/** What a Dockerfile costs, measured: plain JSON. */
export interface Cost {
  /** The image that is shipped. */
  bytes?: number;
  /** Every step once; cache mounts and base images are as this machine has them. */
  seconds?: number;
  /** The build after one changed line; absent where there is no file to change. */
  rebuilt?: { file: string; seconds: number };
  failed?: Failure;
}

const TAGS = ['first', 'again'] as const;

/**
 * Builds a Dockerfile, every step of it, and again after one changed line of a copy of the context. Nothing is started, and
 * nothing of it is left behind. What does not build is in the answer, not thrown.
 */
export function measure(request: MeasureRequest): Promise<Cost> {
  return inPlace(request.cleaner, TAGS, (place) => measured(request, place));
}

async function measured(request: MeasureRequest, { folder, name }: Place): Promise<Cost> {
  const { docker, directory, files, flags, app, onStep } = request;
  const context = join(folder, 'context');
  const onOutput = stepsTo(onStep);
  const buildAs = (tag: (typeof TAGS)[number]) =>
    build(docker, { context, flags, tag: `${name}:${tag}`, fresh: tag === 'first', onOutput });
  try {
    mkdirSync(context);
    const copied = copyContext(directory, files, context);
    const { seconds } = await buildAs('first');
    const { bytes } = await inspectImage(docker, `${name}:first`);
    const file = changeable(copied, app);
    if (file === undefined) return { bytes, seconds };
    changeLine(join(context, file), name);
    const again = await buildAs('again');
    return { bytes, seconds, rebuilt: { file, seconds: again.seconds } };
  } catch (error) {
    if (!(error instanceof BuildFailure)) throw error;
    return { failed: buildFailure(error.log) };
  }
}
