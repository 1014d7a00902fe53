import { detect } from '../detect/detect.js';
import { UserError } from '../errors.js';
import { appRank } from '../knowledge/app-folders.js';
import { type Detection, STANDING } from '../plan/ecosystem.js';
import { dockerfileOf, ignoreFileFor } from '../plan/placement.js';
import type { Wishes } from '../plan/wishes.js';
import { type Product, productOf, type Request } from '../produce.js';
import type { OutputFile } from '../render/render.js';

/** One app with its files: those of `product` are named as for this app alone, `files` as they stand beside those of others. */
export interface PlacedApp {
  /** What its image, its target and its service are called: `web`. */
  name: string;
  product: Product;
  files: OutputFile[];
}

export interface EveryApp {
  apps: PlacedApp[];
  /** Apps that nothing was made for, each with the reason. */
  notes: string[];
}

/**
 * The files of every app of the repository but for examples and tools, each in the directory of its app. The build context of all is
 * the root of the repository. Nothing is asked: each app gets the base that is preset for it, or the one wished for where it can.
 *
 * Throws a UserError when nothing is found, or nothing can be made for any.
 */
export async function everyApp(request: Omit<Request, 'app' | 'prompter' | 'everyApp'>): Promise<EveryApp> {
  const found = await detect(request);
  const chosen = standingOut(found.detections);
  const whole: Request = {
    ...request,
    catalog: found.catalog,
    everyApp: { paths: pathsOf(chosen), wishes: request.wishes },
  };
  const made: Product[] = [];
  const refusals: { detection: Detection; error: UserError }[] = [];
  for (const detection of chosen) {
    try {
      made.push(await withPossibleBase(whole, (asked) => productOf(detection, [], asked, found)));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      refusals.push({ detection, error });
    }
  }
  const [refusal, first] = [refusals[0]?.error ?? found.refusals[0], made[0]];
  if (first === undefined) throw refusal ?? new UserError(`no app was found in ${request.project.name}`);
  const names = namesOf(
    made.map(({ detection }) => detection.app),
    request.project.name,
  );
  return {
    apps: made.map((product, i) => ({ name: names[i] ?? '', product, files: placed(product) })),
    notes: refusals.map(
      ({ detection, error }) => `Nothing for ${detection.title} (${detection.app}): ${error.message}`,
    ),
  };
}

/** What is written: of no use in any image. */
function pathsOf(detections: readonly Detection[]): string[] {
  const below = detections.filter(({ app }) => app !== '.');
  return [...below.flatMap(({ app }) => [dockerfileOf(app), ignoreFileFor(app)]), BAKE_FILE];
}

/** What `docker buildx bake` looks for by itself: https://docs.docker.com/build/bake/reference/#file-lookup */
export const BAKE_FILE = 'docker-bake.hcl';

/** One detection for each directory, those that are no example or tool; where all are, all. The likeliest first. */
function standingOut(detections: readonly Detection[]): Detection[] {
  const sorted = [...detections].sort(
    (a, b) => b.standing - a.standing || appRank(a.app) - appRank(b.app) || a.app.localeCompare(b.app),
  );
  const apps = sorted.filter((one) => sorted.find(({ app }) => app === one.app) === one);
  const real = apps.filter(({ standing }) => standing > STANDING.side);
  return real.length > 0 ? real : apps;
}

/** Of a base that an app cannot have the preset one is taken: `--all --base scratch` in a repository with pages. */
async function withPossibleBase(
  request: Request,
  make: (request: Request) => Promise<Product>,
): Promise<Product> {
  try {
    return await make(request);
  } catch (error) {
    const { base, ...wishes } = request.wishes;
    if (!(error instanceof UserError) || error.id !== 'base-refused' || base === undefined) throw error;
    const product = await make({ ...request, wishes: wishes as Wishes });
    const { title } = product.detection;
    return {
      ...product,
      notes: [...product.notes, `${title} stands on ${product.plan.base.value}: ${error.message}`],
    };
  }
}

/** The files where they stand. An ignore file beside a Dockerfile is the only one that counts, so it is whole. */
function placed({ detection: { app }, files }: Product): OutputFile[] {
  return files.map((file) => {
    if (file.path === 'Dockerfile') return { ...file, path: dockerfileOf(app) };
    if (app === '.' || !file.path.endsWith('.dockerignore')) return file;
    return { path: ignoreFileFor(app), contents: file.contents };
  });
}

/** Directories by their last names; where two share one, by as much of the path as tells them apart. */
function namesOf(apps: readonly string[], root: string): string[] {
  const words = apps.map((app) => telling([root, ...(app === '.' ? [] : app.split('/'))]).map(asName));
  return words.map((own, i) => {
    for (let count = 1; count <= own.length; count++) {
      const name = own.slice(-count).join('-');
      if (words.every((other, j) => j === i || other.slice(-count).join('-') !== name)) return name;
    }
    return `${own.join('-')}-${i + 1}`;
  });
}

/** Without what every repository calls a directory at its end: `server/cmd` is the server. */
function telling(path: readonly string[]): readonly string[] {
  const end = path.findLastIndex((name) => !/^(cmd|src|main|app|pkg|bin)$/.test(name));
  return path.slice(0, Math.max(1, end + 1));
}

/** Small letters, digits and dashes: names of images take no others. */
function asName(text: string): string {
  return (
    text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'app'
  );
}
