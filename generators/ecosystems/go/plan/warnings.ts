import type { Warning } from '../../../plan/plan.js';
import { cite, place } from '../../../project/evidence.js';
import type { Base } from '../../../vocabulary.js';
import type { Output } from '../front-ends/front-end-output.js';
import { goMinor } from '../read/modfile.js';
import type { Module } from '../read/modules.js';
import { fixedHost } from '../run/fixed-hosts.js';
import { missingTools } from '../run/missing-tools.js';
import { warn } from '../sentences.js';
import type { Facts } from './facts.js';

/** What the user should know of that the build cannot mend. The image sets `given` by itself. */
export function warningsOf(facts: Facts, given: readonly { name: string }[], base: Base): Warning[] {
  const { frontEnds, placeholders, cgo } = facts;
  return [
    ...moduleWarnings(facts),
    ...facts.generated.map(({ tool, command, from }) => warn('code-generated', { tool, command }, from)),
    ...(cgo?.unknown ?? []).map(({ name, from }) => warn('c-library-unknown', { library: name }, from)),
    ...(facts.init === undefined
      ? []
      : [warn('init-needed', { because: facts.init.because }, facts.init.from)]),
    ...settingsWarnings(facts),
    ...keyWarnings(facts),
    ...environmentWarnings(facts, given),
    ...hostWarnings(facts),
    ...placeholders.map(({ pattern, from }) => warn('embed-placeholder', { pattern }, from)),
    ...toolWarnings(facts, base),
    ...frontEnds.stages.flatMap((stage) => stage.warnings),
    ...frontEnds.outputs.flatMap(guessWarnings),
    ...sqliteWarnings(facts),
  ];
}

/** What go.mod and go.sum lack. */
function moduleWarnings({ program, layout, untidy }: Facts): Warning[] {
  const { bare, file, mod } = program.scope.module;
  const warnings: Warning[] = [];
  if (bare !== undefined) {
    warnings.push(warn('go-mod-missing', { module: mod.module, external: bare.external }, place(file)));
  }
  if (untidy?.lacks === 'requirement') {
    warnings.push(warn('requirement-missing', { file: untidy.file, path: untidy.path }, untidy.from));
  } else if (untidy?.lacks === 'checksum') {
    const { module, version, from } = untidy;
    warnings.push(warn('checksum-missing', { module, version }, from));
  } else if (layout.unlocked) warnings.push(warn('go-sum-missing', {}, place(file)));
  return warnings;
}

/** What the program wants from its environment that no image can carry. */
function environmentWarnings({ needs, required }: Facts, given: readonly { name: string }[]): Warning[] {
  const warnings: Warning[] = [];
  const { dotenvSettings, dotenvOnly, dotenv } = needs;
  if (dotenvSettings !== undefined) warnings.push(warn('env-file-settings', {}, dotenvSettings));
  else if (dotenvOnly !== undefined) warnings.push(warn('env-file-empty', {}, dotenvOnly));
  else if (dotenv !== undefined) warnings.push(warn('env-file-loaded', {}, dotenv));
  const missing = required.filter(({ name }) => !given.some((one) => one.name === name));
  const [first] = missing;
  if (first !== undefined) {
    const variables = missing.map(({ name }) => name);
    warnings.push(warn('variables-required', { variables }, first.from));
  }
  return warnings;
}

/** A server on localhost that only other code or another settings file moves. */
function hostWarnings(facts: Facts): Warning[] {
  const fixed = fixedHost(facts.program, facts.project, facts);
  if (fixed === undefined) return [];
  const { address, file, from } = fixed;
  return [warn('service-fixed-on-localhost', { address, ...(file !== undefined && { file }) }, from)];
}

/** Settings that are mounted, and those of developers that the image has for want of others. */
function settingsWarnings({ missing, settings }: Facts): Warning[] {
  const mounted = missing
    .filter(({ as }) => as !== '.env')
    .map(({ example, as, from }) => warn('settings-missing', { file: as, example }, from));
  if (settings === undefined || settings.example || !DEVELOPERS.test(settings.path)) return mounted;
  const { path, variable, flag = '' } = settings;
  return [...mounted, warn('settings-of-developers', { path, by: variable ?? `--${flag}` }, settings.from)];
}

/** Keys that are mounted. */
function keyWarnings({ keys }: Facts): Warning[] {
  const [first] = keys;
  if (first === undefined) return [];
  const absent = keys.filter((key) => key.absent).map(({ as }) => as);
  return [warn('keys-mounted', { files: keys.map(({ as }) => as), absent }, first.from)];
}

const DEVELOPERS = /(^|[/._-])(dev|development|local)([._-]|$)/i;

function toolWarnings({ program, name }: Facts, base: Base): Warning[] {
  const bare = base === 'distroless' || base === 'scratch';
  const missing = missingTools(program, { bare, own: name });
  const [first] = missing;
  if (first === undefined) return [];
  return [warn('tools-missing', { tools: missing.map((tool) => tool.name), bare }, first.from)];
}

function guessWarnings({ guessed, frontEnd, to, from, neededAt }: Output): Warning[] {
  if (guessed !== true) return [];
  return [warn('front-end-guessed', { to, script: cite(frontEnd.from), output: from }, neededAt)];
}

const SQLITE = 'github.com/mattn/go-sqlite3';

function sqliteWarnings({ program, cgo }: Facts): Warning[] {
  const { module } = program.scope;
  const sqlite = module.mod.requires.find(({ path }) => path === SQLITE);
  if (cgo !== undefined || !sqlite?.indirect || !listsOnlyWhatIsUsed(module)) return [];
  return [warn('sqlite-indirect', { module: SQLITE }, place(module.file, sqlite.line))];
}

/** From `go 1.17` on go.mod names what the module's packages import; tools bring in anything. */
function listsOnlyWhatIsUsed({ mod }: Module): boolean {
  return goMinor(mod) >= 17 && mod.tools.length === 0;
}
