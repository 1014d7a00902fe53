import { desktopToolkits, type KnownCode, offsetOf } from '../../../knowledge/java.js';
import { cite, lineAt, place } from '../../../project/evidence.js';
import type { Project } from '../../../project/project.js';
import { codeFiles } from '../read/sources.js';
import type { Model } from '../read/types.js';
import type { Reason } from '../sentences.js';
import { mainOf, mainsOf } from './start-class.js';

type Toolkit = KnownCode & { toolkit: string };

/** A program that can do without: it asks whether there is a screen, or is told that there is none. */
const WITHOUT = /\bisHeadless\(|"-{0,2}(?:no-?gui|headless)"/i;

/** A source file whose code opens a window. */
interface Window {
  path: string;
  /** Its class, as others of its module name it. */
  name: string;
  reason: Reason;
}

/**
 * Why a program cannot run where there is no screen: the class that starts opens a window, or names a class of
 * its module that does. `main` is that class where it is known; else every class with a main method counts.
 */
export function opensWindow(model: Model, project: Project, main: string | undefined): Reason | undefined {
  const toolkits = desktopToolkits();
  const files = codeFiles(project, model);
  const windows = files.flatMap((file) => windowIn(file, toolkits) ?? []);
  if (windows.length === 0 || files.some(({ text }) => WITHOUT.test(text))) return undefined;
  const classes = mainsOf(model, project);
  const started = main ?? mainOf(model, classes)?.value;
  const mains = classes.filter(({ name }) => started === undefined || name === started);
  const opened = mains.map(({ from }) =>
    typeof from === 'object' && 'file' in from ? windowOf(project, from.file, windows) : undefined,
  );
  return opened.every((each) => each !== undefined) ? opened[0]?.reason : undefined;
}

function windowIn({ path, text }: { path: string; text: string }, toolkits: Toolkit[]): Window | undefined {
  for (const { toolkit, ...known } of toolkits) {
    const offset = offsetOf(known, text);
    if (offset === undefined) continue;
    const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
    return {
      path,
      name,
      reason: { is: 'desktop', place: cite(place(path, lineAt(text, offset))), toolkit },
    };
  }
  return undefined;
}

function windowOf(project: Project, file: string, windows: Window[]): Window | undefined {
  const own = windows.find(({ path }) => path === file);
  if (own !== undefined) return own;
  const code = project.read(file) ?? '';
  return windows.find(({ name }) => new RegExp(`\\b(?:new\\s+${name}\\(|${name}\\s*(?:\\.|::))`).test(code));
}
