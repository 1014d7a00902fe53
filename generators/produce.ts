import { type Catalog, templateOf } from './catalog/catalog.js';
import { choose } from './detect/choose.js';
import { detect, type Found, loadEcosystem } from './detect/detect.js';
import { UserError } from './errors.js';
import type { Lost } from './plan/candidate.js';
import { decide } from './plan/decision.js';
import type { Delivery } from './plan/delivery.js';
import { type Detection, STANDING } from './plan/ecosystem.js';
import { isNamedAsSecret, SECRETS } from './plan/ignore.js';
import { optionRows } from './plan/options.js';
import type { Plan } from './plan/plan.js';
import type { Prompter } from './plan/prompter.js';
import { appFlags, repeatCommand } from './plan/repeat.js';
import { refuse } from './plan/shared-sentences.js';
import type { Wishes } from './plan/wishes.js';
import { attempt, firstThatPasses } from './preflight/attempts.js';
import { ignoreFileOf } from './project/dockerignore.js';
import { ignoreAdditions } from './project/merge-ignore.js';
import type { Project } from './project/project.js';
import { type OutputFile, render } from './render/render.js';
import type { EcosystemId } from './vocabulary.js';

export interface Request {
  /** The version of this program, for the first lines of the files. */
  version: string;
  project: Project;
  catalog: Catalog;
  wishes: Wishes;
  language?: EcosystemId;
  app?: string;
  /** Labels for the image, and lines for the .dockerignore, that an organisation asks for. */
  labels?: Record<string, string>;
  ignore?: readonly string[];
  /** Asks the open questions; absent when nobody can be asked. */
  prompter?: Prompter;
  /** What is made beside the Dockerfile. */
  delivery?: Delivery;
  /** Set when files are made for every app, each below its directory: the paths of all of them, and the wishes for all. */
  everyApp?: { paths: readonly string[]; wishes: Wishes };
}

export interface Product {
  plan: Plan;
  files: OutputFile[];
  /** The command that makes the same files without a question. */
  command: string;
  detection: Detection;
  /** What the user should know about the choice of the app: the others and their flags. */
  notes: string[];
  /** Answers that were tried and would not have worked. */
  lost: Lost[];
  /** What of the image could not be foreseen, in words. */
  unknown: string[];
}

/**
 * The whole way from a repository to files: detect → choose → plan → ask → render → foresee. Writes nothing.
 *
 * Of apps that look alike the likeliest is taken where nobody can be asked, and said.
 *
 * Throws a UserError when nothing is found, or the wishes cannot be met.
 */
export async function produce(request: Request): Promise<Product> {
  const { project } = request;
  try {
    const product = await produced(request);
    return { ...product, notes: [...product.notes, ...unopenedNotes(project)] };
  } catch (error) {
    throw error instanceof UserError ? withUnopened(error, project) : error;
  }
}

async function produced(asked: Request): Promise<Product> {
  const { project, prompter } = asked;
  const found = await detect(asked);
  const request: Request = { ...asked, catalog: found.catalog };
  const choice = choose({ ...request, found, directory: project.name });
  if ('one' in choice) return productOf(choice.one, choice.others, request, found);
  if (prompter !== undefined) return productOf(await prompter.app(choice.open), [], request, found);
  return firstThatWorks(choice.open, request, found);
}

/**
 * The likeliest of apps that look alike, where nobody can be asked; where it cannot be planned, the next.
 *
 * Throws the UserError of the likeliest when none can.
 */
async function firstThatWorks(open: readonly Detection[], request: Request, found: Found): Promise<Product> {
  let refusal: UserError | undefined;
  for (const app of open.slice(0, MOST_TRIED)) {
    try {
      const others = open.filter((other) => other !== app);
      return await productOf(app, others, request, found);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      refusal ??= error;
    }
  }
  throw refusal ?? new Error('nothing to choose from');
}

/** More apps than this are not tried one after the other. */
const MOST_TRIED = 5;

/**
 * From one app to its files.
 *
 * Throws a UserError when the wishes cannot be met for it.
 */
export async function productOf(
  detection: Detection,
  others: readonly Detection[],
  request: Request,
  found: Found,
): Promise<Product> {
  const { version, project, catalog, prompter, everyApp } = request;
  refuseForeign(request.wishes, detection);
  const ecosystem = await loadEcosystem(detection.ecosystem, catalog);
  const { frontEnds } = found;
  const situation = { project, detection, catalog, ...(frontEnds !== undefined && { frontEnds }) };
  const planFor = (wishes: Wishes) => ecosystem.plan({ ...situation, wishes });
  const commandOf = (plan: Plan, wishes: Wishes) =>
    repeatCommand({
      version,
      plan,
      wishes: asGiven(wishes),
      detection,
      detections: found.detections,
      everyApp: everyApp !== undefined,
      delivery: request.delivery ?? {},
    });
  const asGiven = (wishes: Wishes) => everyApp?.wishes ?? wishes;
  const directory = everyApp === undefined ? '.' : detection.app;
  const draftOf = (plan: Plan, wishes: Wishes) => {
    const { inputs = [] } = templateOf(catalog, plan.template.value).manifest;
    const own = withIgnores(plan, 'Says how images are built', everyApp?.paths ?? []);
    const asked = withInputs(withIgnores(own, 'From .create-dockerfile.json', request.ignore ?? []), inputs);
    const labels = Object.entries(request.labels ?? {}).map(([name, value]) => ({ name, value }));
    const rendered = render(asked, catalog, { version, command: commandOf(plan, wishes), labels, directory });
    return { plan: asked, wishes, files: keepUsersIgnores(rendered, project, plan) };
  };

  // Without answers the draft stands: deciding reads a large repository once, not twice.
  let draft = attempt(() => draftOf(planFor(request.wishes), request.wishes));
  let { wishes } = request;
  if (prompter !== undefined && !(draft instanceof UserError)) {
    if (asksMore(draft.plan, wishes)) prompter.found?.(detection.title, draft.plan);
    wishes = await completeWishes(draft.plan, wishes, prompter);
    draft = attempt(() => draftOf(planFor(wishes), wishes));
  }
  const products = ecosystem.products?.(project, wishes);
  const chosen = firstThatPasses({
    project,
    ...(products && { products }),
    wishes,
    first: draft,
    draft: (other) => draftOf(planFor(other), other),
    candidates: (problem) => ecosystem.candidates?.({ ...situation, wishes }, problem) ?? [],
  });
  return {
    plan: chosen.plan,
    files: chosen.files,
    lost: chosen.lost,
    unknown: [
      ...chosen.unknown,
      ...project.cut.map((path) => `what stands behind the first megabyte of ${path}`),
    ],
    command: commandOf(chosen.plan, chosen.wishes),
    detection,
    notes: [...notesOn(detection, others), ...instead(chosen), ...ignoreFileNotes(chosen.files)],
  };
}

/** A flag that only another ecosystem knows is a mistake, not something to leave out silently. */
function refuseForeign(wishes: Wishes, { ecosystem, title }: Detection): void {
  const foreign = optionRows.find(
    ({ only, wish }) => only !== undefined && only !== ecosystem && wish !== undefined && wishes[wish],
  );
  if (foreign === undefined) return;
  const { name: flag, only = '' } = foreign;
  throw refuse('flag-foreign', { flag, ecosystem: only, found: ecosystem, title }, { flag });
}

/** True where a question is still open. */
function asksMore({ open, asks = [] }: Plan, wishes: Wishes): boolean {
  return wishes.base === undefined || asks.length > 0 || open.some((wish) => wishes[wish] === undefined);
}

/** Asks for the base and for what the repository leaves open; the flags stand. */
async function completeWishes(draft: Plan, given: Wishes, prompter: Prompter): Promise<Wishes> {
  const wishes: Wishes = { ...given };
  wishes.base ??= await prompter.base(draft.bases);
  for (const wish of draft.open) {
    if (wishes[wish] !== undefined) continue;
    Object.assign(wishes, { [wish]: await prompter.wish(wish, presetOf(draft, wish)) });
  }
  for (const { name, question, preset } of draft.asks ?? []) {
    const answer = await prompter.setting(question, preset);
    wishes.set = decide({ ...wishes.set?.value, [name]: answer }, { answer: question });
  }
  return wishes;
}

/** What the plan would take without an answer. */
function presetOf({ variables }: Plan, wish: keyof Wishes): string {
  const value = wish === 'port' ? variables.ports?.value : variables[wish]?.value;
  return String((Array.isArray(value) ? value[0] : value) ?? '');
}

/** With more lines that leave files out of the build context. */
function withIgnores(plan: Plan, title: string, lines: readonly string[]): Plan {
  const { ignore } = plan.variables;
  if (lines.length === 0 || ignore === undefined || !Array.isArray(ignore.value)) return plan;
  const value = [...ignore.value, { title, lines: [...lines] }];
  return { ...plan, variables: { ...plan.variables, ignore: { ...ignore, value } } };
}

/** With what the template copies by name: of a secret's name it is let in again behind the secrets. */
function withInputs(plan: Plan, inputs: readonly string[]): Plan {
  const { ignore } = plan.variables;
  if (inputs.length === 0 || ignore === undefined || !Array.isArray(ignore.value)) return plan;
  const named = inputs.filter(isNamedAsSecret).map((path) => `!${path}`);
  const value =
    named.length === 0 ? ignore.value : [...ignore.value, { title: 'Copied by the template', lines: named }];
  return {
    ...plan,
    inputs: [...plan.inputs, ...inputs],
    variables: { ...plan.variables, ignore: { ...ignore, value } },
  };
}

/** Adds to an existing .dockerignore instead of replacing it, and never hides an input. */
function keepUsersIgnores(files: OutputFile[], project: Project, plan: Plan): OutputFile[] {
  const generated = files
    .map(({ path }) => path)
    .filter((path) => !/^(Dockerfile|\.dockerignore)$/.test(path));
  return files.map((file) => {
    if (file.path !== '.dockerignore') return file;
    const path = ignoreFileOf(project);
    const users = project.read(path);
    const existing = users ?? file.contents;
    const adds = ignoreAdditions({
      existing,
      ours: file.contents,
      inputs: [...plan.inputs, ...generated],
      secrets: SECRETS,
      isDirectory: project.hasDirectory,
    });
    return { path, contents: existing + adds, ...(users !== undefined && { adds }) };
  });
}

/** What could not be opened is no file that is missing. */
function unopenedNotes({ unopened }: Project): string[] {
  if (unopened.length === 0) return [];
  const more = unopened.length > 3 ? ` and ${unopened.length - 3} more` : '';
  const names = unopened.slice(0, 3).join(', ');
  return [`${names}${more} cannot be opened, or is larger than 32 MB: what stands there is not known`];
}

function withUnopened(error: UserError, project: Project): UserError {
  const [note] = unopenedNotes(project);
  if (note === undefined || error.id === 'file-unreadable') return error;
  const { message, id, values, from, exitCode, cause } = error;
  const hint = error.hint === undefined ? note : `${error.hint}\n${note}`;
  return new UserError(message, {
    hint,
    exitCode,
    cause,
    values,
    ...(id !== undefined && { id }),
    ...(from !== undefined && { from }),
  });
}

/** An ignore file of another name than people expect is named. */
function ignoreFileNotes(files: readonly OutputFile[]): string[] {
  const other = files.find(({ path }) => path === 'Dockerfile.dockerignore');
  return other === undefined
    ? []
    : [`${other.path} is there: BuildKit reads it instead of .dockerignore, so the lines belong in it`];
}

function notesOn(one: Detection, others: readonly Detection[]): string[] {
  if (others.length === 0) return [];
  const flags = others.slice(0, 5).map((other) => appFlags(other, [one, ...others]));
  const more = others.length > flags.length ? ` and ${others.length - flags.length} more` : '';
  const every = others.some(({ standing }) => standing > STANDING.side) ? '; for each of them: --all' : '';
  return [`Took ${one.title}; for another: ${flags.join(' | ')}${more}${every}`];
}

/** What was taken in the place of an answer that would not have worked. */
function instead({ wishes, lost }: { wishes: Wishes; lost: readonly Lost[] }): string[] {
  const [first] = lost;
  const taken = lost.length === 0 ? undefined : (wishes.startCommand ?? wishes.base);
  if (first === undefined || taken === undefined) return [];
  const flag = taken === wishes.startCommand ? 'start-command' : 'base';
  return [`${first.reason}: took --${flag} "${taken.value}" instead`];
}
