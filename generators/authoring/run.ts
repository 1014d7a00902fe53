import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from '../engine/build.js';
import type { Docker } from '../engine/docker.js';
import { inspectImage } from '../engine/image.js';
import { observeProgram, observeServer } from '../engine/observe.js';
import { UserError } from '../errors.js';
import type { OutputFile } from '../render/render.js';
import type { Example } from './example.js';

/** What a real image turned out to be. */
export interface Figures {
  megabytes: number;
  coldSeconds: number;
  rebuildSeconds: number;
  readySeconds: number;
  stopSeconds: number;
}

/** Seconds that SIGTERM may take: an app that ignores it takes ten. */
const STOP_LIMIT = 5;

/**
 * Builds an example with its generated files, starts it, asks it, looks whose processes run, stops it, and builds it again
 * after the change that it names. Everything that was made is removed at the end.
 *
 * - `maxMB`: the largest image allowed.
 *
 * Throws a UserError that says what is not as it has to be.
 */
export async function tryOut(
  docker: Docker,
  example: Example,
  { files, maxMB }: { files: readonly OutputFile[]; maxMB: number | undefined },
): Promise<Figures> {
  const context = mkdtempSync(join(tmpdir(), 'create-dockerfile-template-'));
  const images: string[] = [];
  try {
    cpSync(example.directory, context, { recursive: true });
    rmSync(join(context, 'example.json'));
    for (const { path, contents } of files) {
      mkdirSync(dirname(join(context, path)), { recursive: true });
      writeFileSync(join(context, path), contents);
    }
    const built = await build(docker, { context, fresh: true });
    images.push(built.image);
    const { bytes, user } = await inspectImage(docker, built.image);
    const megabytes = bytes / 1e6;
    if (/^(root|0)?(:|$)/.test(user)) throw new UserError('the image runs as root');
    if (maxMB === undefined || megabytes > maxMB)
      throw new UserError(
        `the image has ${megabytes.toFixed(1)} MB, and its budget is ${maxMB ?? 'not given'}`,
      );
    const seen = await observe(docker, built.image, example);
    change(context, example);
    const again = await build(docker, { context });
    images.push(again.image);
    if (again.image === built.image)
      throw new UserError('the change of example.json does not change the image');
    return { megabytes, coldSeconds: built.seconds, rebuildSeconds: again.seconds, ...seen };
  } finally {
    rmSync(context, { recursive: true, force: true });
    for (const image of images) await docker.run(['image', 'rm', '--force', image]);
  }
}

async function observe(docker: Docker, image: string, { spec }: Example) {
  const request = { image, ...(spec.env && { env: spec.env }) };
  if (spec.probe === undefined) {
    const { seconds, stdout } = await observeProgram(docker, {
      ...request,
      ...(spec.args && { args: spec.args }),
    });
    if (!stdout.includes(spec.stdout ?? '')) throw new UserError(`it prints ${JSON.stringify(stdout)}`);
    return { readySeconds: seconds, stopSeconds: 0 };
  }
  const { ports } = await inspectImage(docker, image);
  const port = Number.parseInt(ports[0] ?? '', 10);
  if (Number.isNaN(port)) throw new UserError('the image exposes no port, so nothing can be asked');
  const seen = await observeServer(docker, { ...request, ports: [port], probe: { port, ...spec.probe } });
  if (seen.uids.includes(0)) throw new UserError('a process of it runs as root');
  const { readySeconds, stopSeconds } = seen;
  if (stopSeconds > STOP_LIMIT) throw new UserError(`it takes ${stopSeconds.toFixed(1)} s to stop`);
  return { readySeconds, stopSeconds };
}

function change(context: string, { spec: { change } }: Example): void {
  const path = join(context, change.file);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(change.from))
    throw new UserError(`the change of example.json is not possible: ${change.file} has no "${change.from}"`);
  writeFileSync(
    path,
    text.replace(change.from, () => change.to),
  );
}
