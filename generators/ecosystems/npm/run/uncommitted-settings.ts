import { settingsOfStep } from '../../../knowledge/node-database-steps.js';
import type { Warning } from '../../../plan/plan.js';
import { exampleOfFile } from '../../../project/example-files.js';
import { below, isInside } from '../../../project/paths.js';
import { warn } from '../sentences.js';
import { keptOutSettings } from './kept-out-settings.js';
import { type MissingSettings, missingSettings } from './missing-settings.js';
import type { Parts } from './parts.js';

/** Every file of settings below the app that it starts with and that the repository does not hold. */
export function uncommittedSettings(parts: Parts): MissingSettings[] {
  const { situation, install, files, app } = parts;
  const { dir } = install.app;
  if (app.kind === 'framework') return [];
  const found = [
    ...missingSettings(situation.project, dir, files),
    ...keptOutSettings(situation.project, install.app, files),
    ...readByCommands(parts),
  ].filter(({ as }) => isInside(as, dir));
  return found.filter(({ as }, i) => found.findIndex((other) => other.as === as) === i);
}

/** Files that a command of the start reads by its own name for them, and of which there is an example alone. */
function readByCommands({ situation: { project }, install, app }: Parts): MissingSettings[] {
  if (app.kind !== 'shell') return [];
  const { start } = app;
  return start.text.split(/&&|\|\||;/).flatMap((command) => {
    const name = settingsOfStep(command.trim().split(/\s+/));
    const as = name && below(install.app.dir, name);
    const example = as === undefined || project.has(as) ? undefined : exampleOfFile(project, as);
    return as === undefined || example === undefined ? [] : [{ example, as, from: start.from }];
  });
}

/** Says which settings have to be written before the container starts, as there is not even an example of them. */
export function uncommittedWarnings(parts: Parts): Warning[] {
  return uncommittedSettings(parts).flatMap(({ example, as, from }) =>
    example === undefined ? [warn('settings-kept-out', { file: as }, from)] : [],
  );
}
