import { place } from '../project/evidence.js';
import { below } from '../project/paths.js';
import type { Project } from '../project/project.js';
import { type Decision, decide } from './decision.js';

/**
 * The command of the `web` process of a Procfile, which says how an app is started in production, or
 * undefined without one (https://devcenter.heroku.com/articles/procfile).
 *
 * - `directory`: where the app lies.
 */
export function webProcess(project: Project, directory: string): Decision<string> | undefined {
  const file = below(directory, 'Procfile');
  const lines = project.read(file)?.split(/\r?\n/) ?? [];
  const index = lines.findIndex((line) => /^web\s*:/.test(line));
  const command = lines[index]?.replace(/^web\s*:/, '').trim();
  return command === undefined || command === '' ? undefined : decide(command, place(file, index + 1));
}
