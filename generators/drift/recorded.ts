import { plainWords } from '../project/shell-words.js';

/** The command that the first lines of a generated file name. */
export interface Recorded {
  /** Of this program. */
  version: string;
  /** Arguments behind the program's name. */
  words: string[];
}

/**
 * The command that made a Dockerfile, of the comment that it begins with; undefined where it was written by hand.
 */
export function recordedCommand(dockerfile: string): Recorded | undefined {
  const begin: string[] = [];
  for (const line of dockerfile.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    if (!line.startsWith('#') || line.trim() === '#') break;
    begin.push(line.slice(1).trim());
  }
  const head = begin.join(' ');
  const at = head.indexOf(COMMAND);
  if (at === -1) return undefined;
  const [version = '', ...rest] = head.slice(at + COMMAND.length).split(' ');
  return { version, words: plainWords(rest.join(' ')) };
}

/** What stands before the version. */
const COMMAND = 'Regenerate: npx create-dockerfile@';

/** The text with another version of this program in its first lines: a new version alone is no change. */
export function withVersion(dockerfile: string, version: string): string {
  const end = dockerfile.search(/\r?\n(?!#)/);
  const head = end === -1 ? dockerfile : dockerfile.slice(0, end);
  const renamed = head
    .replace(/create-dockerfile \d[\w.-]*\w/, () => `create-dockerfile ${version}`)
    .replace(/create-dockerfile@\S+/, () => `create-dockerfile@${version}`);
  // A pipeline runs the version that made it.
  const rest = dockerfile.slice(head.length);
  return (
    renamed + rest.replace(/npx --yes create-dockerfile@\S+/g, () => `npx --yes create-dockerfile@${version}`)
  );
}
