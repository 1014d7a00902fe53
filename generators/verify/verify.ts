import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { BuildFailure, type Built, build } from '../engine/build.js';
import type { StartRequest } from '../engine/container.js';
import type { Docker } from '../engine/docker.js';
import type { Engine } from '../engine/engines.js';
import { historyOf } from '../engine/history.js';
import { inspectImage } from '../engine/image.js';
import { observeServer, type ServerRequest, watchProgram } from '../engine/observe.js';
import { UserError } from '../errors.js';
import type { Plan } from '../plan/plan.js';
import { portsIn } from '../plan/ports.js';
import type { OutputFile } from '../render/render.js';
import { changeable } from './change.js';
import { copyContext } from './context-copy.js';
import { buildFailure, startFailure } from './failure.js';
import { changeLine, inPlace, type Place, stepsTo } from './place.js';
import type { Report, Started } from './report.js';
import { builtStage, flagWords } from './words.js';

export interface VerifyRequest {
  engine: Engine;
  /** What removes all that was made, also when the engine's own signal has ended the run. */
  cleaner: Docker;
  /** The repository. */
  directory: string;
  /** True when the files are on disk there as they are below; else a copy of the build context is built. */
  written: boolean;
  files: readonly OutputFile[];
  plan: Plan;
  /** What `docker run` is given besides what the plan knows: `--env`, `A=b`. */
  runFlags: readonly string[];
  /** The environment that flags of the plan name: `$HOME`. */
  env: Record<string, string | undefined>;
  /** Builds the stage that compiles as an image too, to compare. */
  compare: boolean;
  /** Told what happens, as it begins. */
  onStep(step: string): void;
  /** Called while the server runs and has answered; it runs until the promise ends. */
  whileRunning?: (url: string) => Promise<void>;
}

/**
 * Builds what was generated, starts it with the flags of the plan, asks it, stops it, starts it with a root file system that is
 * read-only, and builds it again after one changed line. Nothing of it is left behind; no file of the repository is changed.
 *
 * What does not work is in the report, not thrown.
 */
export async function verify(request: VerifyRequest): Promise<Report> {
  const report: Report = { engine: request.engine.title };
  await inPlace(request.cleaner, TAGS, (place) => verified(request, place, report));
  return report;
}

const TAGS = ['first', 'again', 'single'] as const;

async function verified(request: VerifyRequest, place: Place, report: Report): Promise<void> {
  const { engine, directory, files, plan, onStep } = request;
  const { docker } = engine;
  const copy = join(place.folder, 'context');
  let copied: string[] | undefined;
  const copyOnce = () => {
    if (copied !== undefined) return copied;
    mkdirSync(copy);
    copied = copyContext(directory, files, copy);
    return copied;
  };
  if (!request.written) copyOnce();
  const flags = flagWords(plan.buildFlags, { ...request.env, PWD: directory });
  const buildIn = (context: string, tag: (typeof TAGS)[number], target?: string): Promise<Built> =>
    build(docker, {
      context,
      flags,
      tag: `${place.name}:${tag}`,
      ...(target !== undefined && { target }),
      onOutput: stepsTo(onStep),
    });

  onStep('sending the build context');
  try {
    const built = await buildIn(request.written ? directory : copy, 'first');
    report.built = { seconds: built.seconds };
  } catch (error) {
    if (!(error instanceof BuildFailure)) throw error;
    report.failed = buildFailure(error.log);
    return;
  }
  const image = `${place.name}:first`;
  const { bytes, user } = await inspectImage(docker, image);
  report.image = { bytes, user, layers: await historyOf(docker, image) };

  try {
    report.started = await start(request, place, image);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    report.failed = startFailure(error.message);
    return;
  }
  if (report.started.outcome === 'answers') report.readOnly = await startsReadOnly(request, place, image);

  const changed = changeable(copyOnce(), plan.app.value);
  if (changed !== undefined) {
    changeLine(join(copy, changed), place.name);
    onStep(`again, after one changed line in ${changed}`);
    const again = await buildIn(copy, 'again').catch(() => undefined);
    if (again !== undefined) report.rebuilt = { file: changed, seconds: again.seconds };
  }
  const stage = builtStage(files);
  if (request.compare && stage !== undefined) {
    onStep(`the stage ${stage} as an image, to compare`);
    await buildIn(request.written ? directory : copy, 'single', stage);
    report.singleStage = { bytes: (await inspectImage(docker, `${place.name}:single`)).bytes };
  }
}

async function start(request: VerifyRequest, { name }: Place, image: string): Promise<Started> {
  const { engine, onStep, whileRunning } = request;
  const [port] = portsIn(request.plan);
  onStep('starting it');
  if (port === undefined) return watchProgram(engine.docker, containerOf(request, name, image));
  let url = '';
  const seen = await observeServer(engine.docker, {
    ...serverOf(request, name, image),
    whileRunning: async (at) => {
      url = at;
      await whileRunning?.(at);
    },
  });
  const { readySeconds, stopSeconds, uids, answer } = seen;
  return { outcome: 'answers', seconds: readySeconds, url, status: answer.status, uids, stopSeconds };
}

/** Seconds that a start with a read-only root is given: the plain one was quicker. */
const READ_ONLY_TIMEOUT = 20;

async function startsReadOnly(request: VerifyRequest, { name }: Place, image: string): Promise<boolean> {
  request.onStep('starting it with a read-only root file system');
  const server = serverOf(request, name, image);
  try {
    await observeServer(request.engine.docker, { ...server, readOnly: true, timeout: READ_ONLY_TIMEOUT });
    return true;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

/** The container, as the closing `docker run` starts it. */
function containerOf(request: VerifyRequest, name: string, image: string): StartRequest {
  const { plan, directory } = request;
  const env = { ...request.env, PWD: directory };
  const init = plan.init === undefined ? [] : ['--init'];
  return {
    image,
    name,
    flags: [...init, ...flagWords(plan.runFlags ?? [], env), ...request.runFlags],
    args: flagWords(plan.runArguments ?? [], env),
  };
}

function serverOf(request: VerifyRequest, name: string, image: string): ServerRequest {
  const ports = portsIn(request.plan);
  const probe = { port: ports[0] ?? 0, path: '/', anyProtocol: true };
  return { ...containerOf(request, name, image), ports, probe };
}
