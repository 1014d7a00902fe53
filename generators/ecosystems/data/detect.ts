import type { Template } from '../../catalog/catalog.js';
import type { Language } from '../../catalog/language.js';
import type { UserError } from '../../errors.js';
import { sideKind } from '../../knowledge/side-folders.js';
import { decide } from '../../plan/decision.js';
import type { Detection } from '../../plan/ecosystem.js';
import { type Evidence, place } from '../../project/evidence.js';
import { below, directoryOf, upwards } from '../../project/paths.js';
import type { Project } from '../../project/project.js';
import { refuse } from './sentences.js';
import { Values } from './values.js';

/** What is known of an app of a template's language before anything is decided. */
export interface DataFacts {
  dir: string;
  root: string;
  /** Absent where the directory is the app. */
  program?: string;
  from: Evidence;
}

/** How apps stand: a little below those of ecosystems with a planner, which know more of what they see. */
const STANDS = { root: 90, candidate: 45, other: 40, side: 5, preferred: 3 } as const;

/** Build outputs and packages of others hold no apps. */
const NOT_SOURCES = new Set([
  'vendor',
  'target',
  'dist',
  'build',
  'out',
  'testdata',
  'venv',
  '.venv',
  'site-packages',
]);

/** More directories than this are not looked into. */
const MOST = 100;

/**
 * All apps of a template's language in a repository.
 *
 * Throws the UserError of the outermost directory that holds something of the language and no app.
 */
export function detectApps(
  project: Project,
  { manifest }: Template,
  language: Language,
): Detection<DataFacts>[] {
  const { detect } = language;
  const found: Detection<DataFacts>[] = [];
  let refusal: UserError | undefined;
  for (const [dir, sign] of directoriesOf(project, language)) {
    const values = new Values(project, manifest, {
      dir,
      root: rootOf(project, dir, { manifest, language }),
      known: {},
    });
    const refused = detect.refuse?.find(({ when }) => values.holds(when));
    if (refused !== undefined) {
      const { message, hint } = refused;
      const told = {
        message: values.sentence(message),
        ...(hint !== undefined && { hint: values.sentence(hint) }),
      };
      refusal ??= refuse('told', told, place(sign));
      continue;
    }
    if (values.holds(detect.require))
      found.push(...appsIn(values, { dir, sign, language, project, manifest }));
  }
  if (found.length === 0 && refusal !== undefined) throw refusal;
  return found;
}

/** The directories with a sign, and the first sign of each. */
function directoriesOf(project: Project, { signs }: Language): Map<string, string> {
  const found = new Map<string, string>();
  for (const path of project.walk('.', (_, name) => name.startsWith('.') || NOT_SOURCES.has(name))) {
    if (!signs.includes(path.slice(path.lastIndexOf('/') + 1))) continue;
    const directory = directoryOf(path);
    if (!found.has(directory)) found.set(directory, path);
    if (found.size === MOST) break;
  }
  return found;
}

interface Where {
  manifest: Template['manifest'];
  language: Language;
}

/** The closest directory at or above one in which the sources of a root find anything; else the directory itself. */
function rootOf(project: Project, dir: string, { manifest, language }: Where): string {
  const sources = language.detect.root;
  if (sources === undefined) return dir;
  const there = (path: string) =>
    new Values(project, manifest, { dir: path, root: path, known: {} }).found(sources).length > 0;
  return upwards(dir).find(there) ?? dir;
}

interface Place extends Where {
  dir: string;
  sign: string;
  project: Project;
}

function appsIn(values: Values, { dir, sign, language, manifest, project }: Place): Detection<DataFacts>[] {
  const { programs, main, title } = language.detect;
  const root = String(values.decision('root').value);
  const names =
    programs === undefined ? [undefined] : values.found(programs.read, { all: programs.all === true });
  const meant = main === undefined ? undefined : values.found(main)[0]?.value;
  return names.map((program) => {
    const from = program?.from ?? place(sign);
    const known = program === undefined ? {} : { program: decide(program.value, from) };
    const own = new Values(project, manifest, { dir, root, known });
    const alone = names.length === 1;
    return {
      ecosystem: language.id,
      app: alone || program === undefined ? dir : below(dir, program.value),
      title: own.sentence(title),
      evidence: [from],
      standing: standingOf({
        dir,
        alone,
        meant: program !== undefined && (alone || program.value === meant),
        own,
        language,
      }),
      facts: { dir, root, ...(program !== undefined && { program: program.value }), from },
    };
  });
}

interface Standing {
  dir: string;
  alone: boolean;
  meant: boolean;
  own: Values;
  language: Language;
}

function standingOf({ dir, alone, meant, own, language: { id, detect } }: Standing): number {
  const aside = detect.aside !== undefined && own.holds(detect.aside);
  if (aside || sideKind(dir, id) !== undefined) return STANDS.side;
  if (dir === '.' && (alone || meant)) return STANDS.root;
  const preferred = detect.prefer !== undefined && own.holds(detect.prefer) ? STANDS.preferred : 0;
  return (alone || meant ? STANDS.candidate : STANDS.other) + preferred;
}
