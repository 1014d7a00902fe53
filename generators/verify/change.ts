import { extname } from 'node:path';

/** How a line that changes nothing is written, by the end of a file's name. */
const COMMENTS: Record<string, (text: string) => string> = {
  ...Object.fromEntries(
    ['go', 'js', 'mjs', 'cjs', 'jsx', 'ts', 'mts', 'cts', 'tsx', 'java', 'kt', 'scala', 'groovy', 'rs'].map(
      (extension) => [extension, (text: string) => `// ${text}`],
    ),
  ),
  py: (text) => `# ${text}`,
  html: (text) => `<!-- ${text} -->`,
  vue: (text) => `<!-- ${text} -->`,
  svelte: (text) => `<!-- ${text} -->`,
};

/** Languages whose files count before pages and others, in this order. */
const ORDER = Object.keys(COMMENTS);

/**
 * The source file of an app in which a line is changed to measure a rebuild: near the root of the app, of a name that a
 * program starts with, and no test. Undefined where there is no file that takes a comment.
 *
 * - `app`: directory of the app; files elsewhere come last.
 */
export function changeable(files: readonly string[], app: string): string | undefined {
  const candidates = files.filter((path) => extensionOf(path) in COMMENTS && !UNLIKELY.test(path));
  return candidates.map((path) => ({ path, key: keyOf(path, app) })).sort((a, b) => compare(a.key, b.key))[0]
    ?.path;
}

/** Tests, declarations and settings of tools: a change of them may change nothing in the image. */
const UNLIKELY =
  /(^|\/)(tests?|__tests__|spec|e2e|scripts|docs|node_modules)\/|[._](test|spec|config|d)\.\w+$|_test\.go$|(^|\/)\./;

const STARTS = /(^|\/)(main|index|server|app|\w*Application)\.\w+$/i;

/** Small numbers first: in the app, as deep as need be, of a telling name. */
function keyOf(path: string, app: string): number[] {
  const inside = app === '.' || path.startsWith(`${app}/`);
  return [
    inside ? 0 : 1,
    extensionOf(path) === 'html' ? 1 : 0,
    STARTS.test(path) ? 0 : 1,
    path.split('/').length,
    ORDER.indexOf(extensionOf(path)),
  ];
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, i) => value !== b[i]);
  return at === -1 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

const extensionOf = (path: string) => extname(path).slice(1);

/** The text of a file with one line more, that means nothing to its language. */
export function withLine(path: string, text: string, word: string): string {
  const comment = COMMENTS[extensionOf(path)];
  if (comment === undefined) throw new Error(`${path} takes no comment`);
  return `${text.replace(/\n?$/, '\n')}${comment(word)}\n`;
}
