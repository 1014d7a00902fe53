import { relative, resolve } from 'node:path';
import type { Catalog } from '../catalog/catalog.js';
import { contributionsFor, hasSettings, SETTINGS_FILE } from '../contributions/folders.js';
import type { Settings } from '../contributions/settings.js';
import { hasSaved } from '../drift/folder.js';
import { EXIT, type ExitCode } from '../errors.js';
import { builtinPartials, defaultCatalog, ownVersion } from '../home.js';
import type { Delivery } from '../plan/delivery.js';
import { type Product, produce, type Request } from '../produce.js';
import { diskProject } from '../project/disk.js';
import type { Project } from '../project/project.js';
import { onTerminal, shown } from '../project/shown.js';
import type { CiSystem } from '../vocabulary.js';
import { recover } from '../write/commit.js';
import { closing, imageName } from './closing.js';
import { contextFor, existingDirectory } from './directory.js';
import { edited, recorded, saver } from './edits.js';
import { explain, warningLines } from './explain.js';
import { type Flags, requestedWith } from './flags.js';
import { asJson } from './json.js';
import { printed } from './printed.js';
import { createPrompter, WantsEveryApp } from './prompt.js';
import { proved } from './proof.js';
import type { World } from './world.js';
import { dryRun, writeFiles } from './write-files.js';

/**
 * Runs one command line that is neither --help nor --version. Returns the exit code.
 *
 * Throws a UserError for everything the user can mend.
 */
export async function run(flags: Flags, world: World): Promise<ExitCode> {
  const asked = existingDirectory(resolve(world.cwd, flags.directory));
  const { input, stderr: output, unicode, plain, onSignal } = world;
  const terminal = { input, output, unicode, plain, onSignal };
  const { directory, app } = await contextFor(asked, flags, world, terminal);
  const text = (raw: string) => onTerminal(raw, world);
  const say = (line: string) => world.stderr.write(`${text(line)}\n`);
  if (!printsData(flags) && flags.given['dry-run'] !== true) {
    for (const line of recover(directory)) say(line);
  }
  const settings = await settingsFor(directory);
  const catalog = await catalogFor(directory, flags, { world, settings });
  const shaped = flags.given.check === true ? await recorded(flags, directory) : flags;
  const wanted = await requestedWith(shaped, settings.answers);
  const saves = flags.given.save === true || hasSaved(directory);
  const delivery = deliveryOf(shaped);
  const project = await projectFor(directory, delivery);
  const request: Request = {
    version: ownVersion(),
    project,
    delivery,
    catalog,
    ...settingsOfRun(settings, saves),
    ...wanted,
    ...(app !== undefined && { app }),
  };
  const make = (others: Partial<Request> = {}) => produce({ ...request, ...others });
  const place = relative(world.cwd, directory) || '.';
  const asksForPins = flags.given.pin === true;
  const forEvery = async () =>
    (await import('./all.js')).runAll({
      request,
      directory,
      place,
      flags: shaped,
      world,
      asksForPins,
    });
  if (shaped.given.all) return forEvery();
  if (flags.given['list-templates']) {
    const { listTemplates } = await import('./list-templates.js');
    world.stdout.write(text(await listTemplates(catalog, make)));
    return EXIT.done;
  }
  const prompter = world.interactive ? createPrompter(terminal) : undefined;
  const made = await make(prompter && { prompter }).catch((error: unknown) => {
    if (error instanceof WantsEveryApp) return undefined;
    throw error;
  });
  if (made === undefined) return forEvery();
  const delivered = isEmpty(delivery) ? made : await withDelivery(made, request, directory);
  const product = delivery.pin
    ? await withPins(delivered, project, asksForPins ? world : undefined)
    : delivered;
  for (const note of product.notes) say(shown(note));
  for (const line of warningLines(product.plan)) say(`warning: ${shown(line)}`);
  if (flags.given.explain) {
    const stream = printsData(flags) ? world.stderr : world.stdout;
    stream.write(text(explain(product.plan, product)));
  }
  const files = saves ? await edited(directory, product, flags) : product.files;
  if (flags.given.check) {
    const { check } = await import('./check.js');
    const json = (found: object) => asJson(product, { ...found });
    return check({ directory, parts: [{ plan: product.plan, files }], flags, json, place, world });
  }
  const proof = (more: Flags['given'] = {}) =>
    proved({ product, directory, flags: { ...flags, given: { ...flags.given, ...more } }, world });
  if (flags.given.json) {
    const { report, code } = await proof();
    world.stdout.write(asJson(product, report && { verify: report }));
    return code;
  }
  if (flags.given.print !== undefined) {
    world.stdout.write(printed(product.files, flags));
    return (await proof()).code;
  }
  if (flags.given['dry-run']) {
    const { differencesOf } = await import('./check.js');
    for (const line of dryRun(directory, files)) say(line);
    world.stdout.write(differencesOf(directory, { plan: product.plan, files }));
    return (await proof()).code;
  }
  const save = saves ? await saver(directory, product, flags) : undefined;
  const kept = await writeFiles({ directory, files, flags, world });
  if (save !== undefined && kept.length === 0) {
    for (const path of await world.undisturbed(save)) say(`save ${path}`);
  }
  const { interactive } = world;
  for (const line of closing(product, {
    directory,
    place,
    interactive,
    kept,
  }))
    say(line);
  if (flags.given.verify === undefined && prompter !== undefined && kept.length === 0) {
    const { wantsProof } = await import('./offer.js');
    if (await wantsProof(prompter, world)) return (await proof({ verify: true })).code;
  }
  return (await proof()).code;
}

function deliveryOf({ given: { compose, ci, pin } }: Flags): Delivery {
  return {
    ...(compose && { compose: true }),
    ...(typeof ci === 'string' && { ci: ci as CiSystem }),
    ...(pin && { pin: true }),
  };
}

function isEmpty(delivery: Delivery): boolean {
  return Object.keys(delivery).length === 0;
}

/** The repository; with the files of the delivery that is asked for, as a second run finds it. */
async function projectFor(directory: string, delivery: Delivery): Promise<Project> {
  const project = diskProject(directory);
  if (isEmpty(delivery)) return project;
  const [{ withFiles }, { deliveryEntries }] = await Promise.all([
    import('../delivery/foreseen.js'),
    import('../delivery/delivery.js'),
  ]);
  return withFiles(project, deliveryEntries(delivery, project));
}

/** With the files of its delivery among its files. */
async function withDelivery(
  product: Product,
  { project, version, delivery = {} }: Request,
  directory: string,
): Promise<Product> {
  const { deliveryFiles } = await import('../delivery/delivery.js');
  const { plan, command, detection } = product;
  const apps = [{ name: imageName(detection.app, directory), plan, placed: false }];
  const files = deliveryFiles({ apps, project, delivery, made: { version, command } });
  return { ...product, files: [...product.files, ...files] };
}

/** With digests in its Dockerfile; of the registries where they are asked, else those that are written. */
async function withPins(product: Product, project: Project, asking: World | undefined): Promise<Product> {
  const { pinned, registries } = await import('./pin.js');
  const files = await pinned(product.files, { project, ask: asking && registries(asking) });
  return { ...product, files };
}

/** What `.create-dockerfile.json` or package.json say for an organisation; nothing more is loaded where neither does. */
async function settingsFor(directory: string): Promise<Settings> {
  if (!hasSettings(directory)) return {};
  return (await import('../contributions/settings.js')).settingsIn(directory);
}

function settingsOfRun({ labels, ignore = [] }: Settings, saves: boolean) {
  const lines = saves ? [...ignore, '.create-dockerfile', SETTINGS_FILE] : ignore;
  return { ...(labels && { labels }), ...(lines.length > 0 && { ignore: lines }) };
}

/** The templates of this package, with those that the repository and the flags bring, and the images of its organisation. */
async function catalogFor(
  directory: string,
  { given }: Flags,
  { world, settings }: { world: World; settings: Settings },
): Promise<Catalog> {
  const named = given.template ?? settings.answers?.template;
  const own =
    typeof named === 'string'
      ? resolve(given.template === undefined ? directory : world.cwd, named)
      : undefined;
  const folders = contributionsFor(directory, own);
  let catalog = defaultCatalog();
  if (folders.length > 0) {
    const { withContributions } = await import('../contributions/catalog.js');
    catalog = await withContributions({ ...catalog, partials: builtinPartials() }, folders);
  }
  const { imageSet, images, mirrors } = settings;
  if (imageSet === undefined && images === undefined && mirrors === undefined) return catalog;
  return (await import('../contributions/settings.js')).withSettings(catalog, settings);
}

/** True when stdout carries the plan or the Dockerfile and nothing is written. */
function printsData({ given }: Flags): boolean {
  return given.json === true || given.print !== undefined;
}
