import { blankedComments } from '../../../project/comments.js';
import { within } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { plugin, settings } from './plugins.js';
import { first, interpolate } from './properties.js';
import type { Model } from './types.js';

const LANGUAGES = ['java', 'kotlin', 'groovy', 'scala'];

/** Directories of a module that hold sources of the app itself: Maven's own, and those that the POM names. */
function sourceRoots(project: Project, model: Model): string[] {
  const usual = LANGUAGES.map((language) => `src/main/${language}`);
  const declared = [
    first(model, 'build', 'sourceDirectory')?.value,
    ...settings(plugin(model, 'kotlin-maven-plugin'), 'sourceDirs', 'sourceDir').map(String),
    ...settings(plugin(model, 'build-helper-maven-plugin'), 'sources', 'source').map(String),
  ].filter((path) => path !== undefined);
  const paths = [...usual, ...declared.map((path) => interpolate(model, path))]
    .filter((path) => !path.includes('${') && !path.includes('/test/'))
    .flatMap((path) => within(model.directory, path) ?? []);
  return [...new Set(paths)].filter(
    (path) =>
      project.hasDirectory(path) && !paths.some((other) => path !== other && path.startsWith(`${other}/`)),
  );
}

/** Every source file of the app in a module, with its text. */
export function* sourceFiles(project: Project, model: Model): Iterable<{ path: string; text: string }> {
  for (const root of sourceRoots(project, model)) {
    for (const path of project.walk(root)) {
      if (!/\.(java|kt|groovy|scala)$/.test(path)) continue;
      const text = project.read(path);
      if (text !== undefined) yield { path, text };
    }
  }
}

/** The same files with their comments blanked out. */
export function codeFiles(project: Project, model: Model): { path: string; text: string }[] {
  return [...sourceFiles(project, model)].map(({ path, text }) => ({
    path,
    text: project.once('code', path, () => blankedComments(text)),
  }));
}
