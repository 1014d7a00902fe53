import { below, directoryOf } from './paths.js';
import type { Project } from './project.js';

/** How a file is named that is there to be copied and filled in. */
export const EXAMPLE = /(^|[._-])(example|sample|template|dist|tmpl|tpl)([._-]|$)/i;

/** The example of a settings file that is not committed itself: `config.example.yaml`, `config.yaml.dist`. */
export function exampleOfFile(project: Project, path: string): string | undefined {
  const directory = directoryOf(path);
  const name = path.slice(path.lastIndexOf('/') + 1);
  const plain = (text: string) => text.toLowerCase().replace(/[._-]/g, '');
  const words = /example|sample|template|dist|tmpl|tpl/gi;
  return project
    .entries(directory)
    .filter(({ kind, name: other }) => kind === 'file' && EXAMPLE.test(other))
    .map(({ name: other }) => other)
    .filter((other) => plain(other.replace(words, '')) === plain(name))
    .map((other) => below(directory, other))[0];
}
