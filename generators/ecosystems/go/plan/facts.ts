import type { Catalog } from '../../../catalog/catalog.js';
import { UserError } from '../../../errors.js';
import { rowOf } from '../../../plan/bases.js';
import type { Situation } from '../../../plan/ecosystem.js';
import { cite } from '../../../project/evidence.js';
import type { Project } from '../../../project/project.js';
import { desktopImport } from '../app/desktop.js';
import type { Main } from '../app/mains.js';
import { operandOf } from '../app/operand.js';
import { programName } from '../app/program-name.js';
import { type App, programsOf } from '../app/programs.js';
import { commandLineOf } from '../app/subcommand.js';
import { type CgoNeed, cgoNeed } from '../build/cgo.js';
import { findGenerated, type Generated } from '../build/generated-code.js';
import { type Layout, layoutOf } from '../build/layout.js';
import { checkComplete } from '../build/missing-files.js';
import { findUntidy, type Untidy } from '../build/mod-tidy.js';
import { findPlugins, type Plugin } from '../build/plugins.js';
import { findPrivate, type PrivateModules } from '../build/private-modules.js';
import { findStamps, type Stamp } from '../build/stamps.js';
import type { BuiltFrontEnds } from '../front-ends/front-end-output.js';
import { buildFrontEnds, findFrontEnds } from '../front-ends/front-ends.js';
import { isBuiltFile } from '../front-ends/stage-variables.js';
import { type Embed, findEmbeds, isPlaceholder } from '../read/embeds.js';
import type { Program } from '../read/program.js';
import type { Spot } from '../read/source.js';
import {
  type Framework,
  frameworkIn,
  frameworkSecrets,
  needsInit,
  withConventions,
} from '../run/framework.js';
import { type HostService, hostServices } from '../run/host-services.js';
import { type KeyFile, keyFiles } from '../run/key-files.js';
import { type MissingSettings, missingSettings } from '../run/missing-settings.js';
import { findNeeds, type Needs } from '../run/needs.js';
import { type RequiredVariable, requiredVariables } from '../run/required-variables.js';
import { findRuntimeFiles, type RuntimeFile } from '../run/runtime-files.js';
import { withSettings } from '../run/settings-copies.js';
import { type SettingsFile, settingsFile } from '../run/settings-file.js';
import { folderBelow, type WrittenFolder, writtenFolders } from '../run/written-folders.js';
import { refuse } from '../sentences.js';

/** Everything read from the repository about one program. */
export interface Facts extends App {
  main: Main;
  layout: Layout;
  /** Code that the build writes before it compiles. */
  generated: Generated[];
  /** What go.mod or go.sum lacks. */
  untidy?: Untidy;
  /** Absent where nothing is known to need C. */
  cgo?: CgoNeed;
  needs: Needs;
  /** Variables that it does not start without. */
  required: RequiredVariable[];
  /** Servers that it looks for on the developer's machine, or wherever a variable says. */
  services: HostService[];
  /** Folders that it writes to and does not make. */
  written: WrittenFolder[];
  /** The folder that it starts in, where it writes beside that and nothing lies beside it. */
  below?: WrittenFolder;
  /** The folder for its data that its serving command is told; absent where it asks for none. */
  folder?: WrittenFolder;
  /** The framework whose conventions it follows; absent without one. */
  framework?: Framework;
  /** Why it does not run as process 1 of a container; absent where it does. */
  init?: { because: string; from: Spot };
  /** Files to copy beside the program, and secrets that are not. */
  files: RuntimeFile[];
  /** The settings file that it is pointed to; absent where it needs none. */
  settings?: SettingsFile;
  /** Keys that it opens, which are mounted and never copied. */
  keys: KeyFile[];
  /** Settings that it opens and the repository has only an example of. */
  missing: MissingSettings[];
  embeds: string[];
  /** Plug-ins that it opens and that are compiled beside it. */
  plugins: Plugin[];
  /** Variables of the program that the linker sets. */
  stamps: Stamp[];
  private?: PrivateModules;
  /** Patterns of `//go:embed` that match a placeholder only. */
  placeholders: Embed[];
  /** Front ends that stages of their own build for it. */
  frontEnds: BuiltFrontEnds;
}

/**
 * Reads all of it.
 *
 * Throws a UserError for what no build could succeed with: a replacement outside of the repository,
 * embedded files or own packages that are not there.
 */
export function readFacts(situation: Situation<Main>): Facts {
  const { facts: main } = situation.detection;
  if (main === undefined) throw new Error('a Go program is planned as it was detected');
  const [program, plain] = programsOf(situation.project, main);
  if (plain === undefined) return factsOf(situation, main, program);
  try {
    return factsOf(situation, main, program);
  } catch (error) {
    // A tag may ask for what is not committed, and the program does without.
    if (error instanceof UserError) return factsOf(situation, main, plain);
    throw error;
  }
}

function factsOf(situation: Situation<Main>, main: Main, program: Program): Facts {
  const { project, wishes } = situation;
  const { scope } = program;
  refuseDesktop(program);
  const embeds = findEmbeds(project, program);
  const hidden = findPrivate(project, scope);
  const found = findFrontEnds({ project, program, ...embeds, frontEnds: situation.frontEnds });
  const generated = wishes.buildCommand === undefined ? findGenerated(project, program, embeds.files) : [];
  if (wishes.buildCommand === undefined)
    checkComplete(project, program, { ...embeds, built: found.built, generated });
  const frontEnds = buildFrontEnds(found, situation);
  const untidy = findUntidy(project, program);
  const cgo = cgoNeed(project, program, debianRelease(situation.catalog));
  const needs = findNeeds(program);
  const operand = operandOf(program, commandLineOf(program).subcommand);
  const settings = settingsFile(project, program, operand);
  const folder = operand?.kind === 'directory' ? { path: DATA, from: operand.from } : undefined;
  const framework = frameworkIn(program, project);
  const init = needsInit(program, framework);
  const opened = findRuntimeFiles(project, program, embeds.files);
  const keys = keyFiles(project, program, opened);
  const named = opened.filter(({ path }) => !keys.some((key) => key.path === path));
  const files = withConventions(project, program, { files: named, framework }).filter(
    ({ path }) => !isBuiltFile(frontEnds, path),
  );
  const beside = withSettings(project, program, { files, settings });
  const missing = missingOf(project, program, { needs, settings });
  const alone = beside.length + missing.length + keys.length === 0 && folder === undefined;
  const below = alone && needs.executable === undefined ? folderBelow(program) : undefined;
  return {
    main,
    project,
    program,
    name: programName(project, program),
    generated,
    layout: layoutOf(project, scope, untidy),
    ...(untidy === undefined ? {} : { untidy }),
    ...(cgo !== undefined && { cgo }),
    needs,
    plugins: wishes.buildCommand === undefined ? findPlugins(project, program) : [],
    stamps: wishes.buildCommand === undefined ? findStamps(project, program) : [],
    ...(hidden === undefined ? {} : { private: hidden }),
    files: beside,
    ...(below !== undefined && { below }),
    required: [
      ...requiredVariables(program, project).filter(({ name }) => name !== settings?.variable),
      ...(framework === undefined ? [] : frameworkSecrets(framework, project)),
    ],
    services: hostServices(program, project),
    ...(folder !== undefined && { folder }),
    written: [
      ...(folder === undefined ? [] : [folder]),
      ...writtenFolders(program, textsOf(project, settings)),
    ],
    keys,
    missing,
    ...(settings !== undefined && { settings }),
    ...(framework !== undefined && { framework }),
    ...(init !== undefined && { init }),
    embeds: embeds.files.filter((path) => !isBuiltFile(frontEnds, path)),
    placeholders: embeds.patterns.filter((embed) => isPlaceholder(embed) && !found.built.has(embed)),
    frontEnds,
  };
}

/** Where a program keeps its data that is told where. */
const DATA = '/app/data';

/** Throws a UserError for a program that draws on a screen. */
function refuseDesktop(program: Program): void {
  const desktop = desktopImport(program);
  if (desktop === undefined) return;
  const { path, toolkit, from } = desktop;
  throw refuse('desktop-program', { place: cite(from), path, toolkit }, from);
}

function textsOf(project: Project, settings: SettingsFile | undefined): { path: string; text: string }[] {
  return settings === undefined ? [] : [{ path: settings.path, text: project.read(settings.path) ?? '' }];
}

function missingOf(
  project: Project,
  program: Program,
  { needs, settings }: { needs: Needs; settings: SettingsFile | undefined },
): MissingSettings[] {
  if (settings?.example !== true) return missingSettings(project, program, needs);
  return [{ example: settings.path, as: settings.as, from: settings.from }];
}

/** The release of the Debian images, as their tags name it: `trixie`. */
function debianRelease(catalog: Catalog): string {
  return rowOf(catalog, 'golang-trixie').image.split('-').at(-1) ?? '';
}
