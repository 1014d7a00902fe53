import { UserError } from '../../../errors.js';
import { mayDraw, toolkitOf } from '../../../knowledge/go-desktop-packages.js';
import type { Project } from '../../../project/project.js';
import type { Program } from '../read/program.js';
import type { Spot } from '../read/source.js';
import type { Main } from './mains.js';
import { programsOf } from './programs.js';

/** What makes a program one for a desktop. */
export interface Desktop {
  path: string;
  toolkit: string;
  from: Spot;
}

/** The first import of a program, or of the repository's own packages in it, that draws on a screen. */
export function desktopImport({ imports }: Pick<Program, 'imports'>): Desktop | undefined {
  for (const [path, from] of imports) {
    const toolkit = toolkitOf(path);
    if (toolkit !== undefined) return { path, toolkit, from };
  }
  return undefined;
}

/** True for a program for a desktop. Only where its module requires such a package its code is read. */
export function isForDesktop(project: Project, main: Main): boolean {
  const { mod, bare } = main.module;
  if (bare === undefined && !mod.requires.some(({ path }) => mayDraw(path))) return false;
  try {
    return desktopImport(programsOf(project, main)[0]) !== undefined;
  } catch (error) {
    // What keeps it from being built is said when it is planned.
    if (error instanceof UserError) return false;
    throw error;
  }
}
