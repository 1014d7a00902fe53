import { UserError } from '../errors.js';
import { appRank } from '../knowledge/app-folders.js';
import { otherLanguage } from '../knowledge/other-languages.js';
import type { Detection } from '../plan/ecosystem.js';
import { appFlags } from '../plan/repeat.js';
import { refuse } from '../plan/shared-sentences.js';
import { withoutTrailingSlashes } from '../project/paths.js';
import type { EcosystemId } from '../vocabulary.js';
import type { Found } from './detect.js';

export interface ChooseRequest {
  found: Omit<Found, 'catalog'>;
  /** Name of the directory, for messages. */
  directory: string;
  language?: EcosystemId;
  app?: string;
}

/** Either the one app that is meant, or those between which only the user can choose, the likeliest first. */
export type Choice = { one: Detection; others: Detection[] } | { open: Detection[] };

/**
 * Picks the app: the one that `--app` and `--language` name, else the only one, else the one that
 * stands out (its standing is higher than every other's).
 *
 * Throws a UserError when there is none, naming what was looked for.
 */
export function choose(request: ChooseRequest): Choice {
  const { found, app } = request;
  if (found.detections.length === 0) throw nothingFound(request);
  const sorted = [...found.detections].sort(byStanding);
  const matching = app === undefined ? sorted : sorted.filter((detection) => isNamed(detection, app));
  const [first, second] = matching;
  if (first === undefined) {
    const values = { app: app ?? '', directory: request.directory, list: listApps(sorted) };
    throw refuse('app-unknown', values, { flag: 'app' });
  }
  if (second !== undefined && second.standing === first.standing) {
    const alike = matching.filter(({ standing }) => standing === first.standing);
    return { open: [...alike].sort(byLikelihood) };
  }
  return { one: first, others: sorted.filter((detection) => detection !== first) };
}

function listApps(detections: readonly Detection[]): string {
  const flags = detections.map((detection) => appFlags(detection, detections));
  const width = Math.max(...flags.map((text) => text.length));
  const rows = detections
    .slice(0, MOST_LISTED)
    .map(({ title }, i) => `  ${(flags[i] ?? '').padEnd(width)}  ${title}`);
  const more = detections.length - rows.length;
  return `Apps here:\n${[...rows, ...(more > 0 ? [`  and ${more} more`] : [])].join('\n')}`;
}

/** What fits on a screen. */
const MOST_LISTED = 20;

function nothingFound({ found, directory, language }: ChooseRequest): UserError {
  const [refusal, ...more] = found.refusals;
  if (refusal !== undefined && more.length === 0) return refusal;
  if (refusal !== undefined) {
    return new UserError(found.refusals.map(({ message }) => message).join('; '), {
      ...(refusal.hint !== undefined && { hint: refusal.hint }),
    });
  }
  const other = language === undefined ? otherLanguage(found.names) : undefined;
  if (other !== undefined) return refuse('language-unknown', { directory, ...other }, { file: other.file });
  return refuse('nothing-found', { directory, ...(language !== undefined && { language }) });
}

function isNamed(detection: Detection, app: string): boolean {
  const plain = (path: string) => withoutTrailingSlashes(path.replace(/^\.\//, '')) || '.';
  return plain(detection.app) === plain(app);
}

function byStanding(a: Detection, b: Detection): number {
  return b.standing - a.standing || a.app.localeCompare(b.app);
}

/**
 * The back end before its front end, what lies higher before what lies deeper, then by name. A package.json beside a
 * pom.xml installs the tools of its pages.
 */
function byLikelihood(a: Detection, b: Detection): number {
  const depth = ({ app }: Detection) => app.split('/').length;
  return (
    appRank(a.app) - appRank(b.app) || depth(a) - depth(b) || byNumbers(a.app, b.app) || rankOf(a) - rankOf(b)
  );
}

/** Of folders that only differ in their numbers the newest comes first: `javalin7`, `javalin6`. */
function byNumbers(a: string, b: string): number {
  const named = (app: string) => app.replace(/\d{1,9}/g, '0');
  return named(a).localeCompare(named(b)) || b.localeCompare(a, undefined, { numeric: true });
}

/** Languages that templates bring come last. */
const RANK: Readonly<Record<EcosystemId, number>> = { go: 0, maven: 1, npm: 2 };

function rankOf({ ecosystem }: Detection): number {
  return RANK[ecosystem] ?? 3;
}
