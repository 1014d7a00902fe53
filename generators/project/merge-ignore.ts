import { hiddenBy, type IgnorePattern, ignoreMatcher, patternsOf } from './dockerignore.js';
import { isInside } from './paths.js';

export interface MergeRequest {
  /** The text of the file that is there. */
  existing: string;
  /** The text that was made for this repository. */
  ours: string;
  /** Paths that have to reach the build. */
  inputs: readonly string[];
  /** Patterns of what holds secrets: nothing that is let in may undo them. */
  secrets: readonly string[];
  /** True for a directory: only what is let in as one can bring something along. */
  isDirectory(path: string): boolean;
}

/**
 * What has to be added to the end of the user's own .dockerignore: `!` lines for inputs of the build that it hides, and
 * what `ours` has and it lacks. Empty when nothing has to be added. All of the user's lines stay, in their order.
 *
 * Later lines win, so the order is: what the build reads, with the user's lines that a re-included directory would
 * undo; our lines, with the user's `!` lines that those would undo; secrets at the end. Behind them stand only `!` lines
 * that name a secret themselves.
 */
export function ignoreAdditions(request: MergeRequest): string {
  const { existing } = request;
  const text = new Text(existing);
  const hidden = outermost(hiddenInputs(existing, request), request);
  text.add(READ, hidden.map(kept));
  text.add(STILL_OUT, undoneBelow(existing, hidden, request));
  const secret = secretsAmong(request);
  const ours = patternsOf(request.ours).filter(({ source }) => !secret.has(source));
  const before = text.all;
  text.add(ADDED, missing(text.all, ours));
  text.add(
    ADDED,
    usersUndone(request, before, text.all, (path) => !namesSecret(path, request)),
  );
  text.add(READ, hiddenInputs(text.all, request).map(kept));
  const guarded = text.all;
  text.add(
    SECRETS,
    patternsOf(request.ours)
      .filter(({ source }) => secret.has(source))
      .reduce(guard(guarded, request), [] as string[]),
  );
  text.add(
    SECRETS,
    usersUndone(request, guarded, text.all, (path) => namesSecret(path, request)),
  );
  text.add(SECRETS, hiddenInputs(text.all, request).map(kept));
  return text.added;
}

const READ = 'The build reads these';
const STILL_OUT = 'Left out of them, as above';
const ADDED = 'Added by create-dockerfile';
const SECRETS = 'Secrets stay out, whatever is let in above';

/** A text that grows at its end, in blocks with headings. */
class Text {
  added = '';
  readonly #newline: string;
  #title: string | undefined;

  constructor(private readonly existing: string) {
    this.#newline = existing.includes('\r\n') ? '\r\n' : '\n';
  }

  get all(): string {
    return this.existing + this.added;
  }

  add(title: string, lines: readonly string[]): void {
    if (lines.length === 0) return;
    const newline = this.#newline;
    const open = this.all !== '' && !this.all.endsWith('\n');
    const heading = title === this.#title ? [] : [...(this.all === '' ? [] : ['']), `# ${title}`];
    this.added += (open ? newline : '') + [...heading, ...lines, ''].join(newline);
    this.#title = title;
  }
}

function hiddenInputs(text: string, { inputs, isDirectory }: MergeRequest): string[] {
  return hiddenBy(withoutWildcardKeeps(text), inputs, isDirectory);
}

/** The hidden inputs without those that come along with another one. */
function outermost(hidden: readonly string[], { isDirectory }: MergeRequest): string[] {
  return [...new Set(hidden)].filter(
    (path) => !hidden.some((other) => other !== path && isDirectory(other) && isInside(path, other)),
  );
}

/** The user's lines about what lies below a directory that is let in again: its `!` line would undo them. */
function undoneBelow(existing: string, hidden: readonly string[], { isDirectory }: MergeRequest): string[] {
  const directories = hidden.filter(isDirectory);
  const lines: string[] = [];
  for (const pattern of patternsOf(existing)) {
    const reaches = directories.some((directory) => reachesBelow(pattern, directory));
    const hides = !pattern.keeps && hiddenBy(pattern.source, hidden, isDirectory).length > 0;
    if (reaches && !hides && (!pattern.keeps || lines.length > 0)) lines.push(pattern.source);
  }
  return [...new Set(lines)];
}

/** True for a pattern that can match something below a directory without matching that itself. */
function reachesBelow({ source, keeps }: IgnorePattern, directory: string): boolean {
  const parts = source.slice(keeps ? 1 : 0).split('/');
  const names = directory.split('/');
  for (const [i, name] of names.entries()) {
    const part = parts[i];
    if (part === undefined) return false;
    if (part.includes('**')) return true;
    if (!ignoreMatcher(part).ignores(name)) return false;
  }
  return parts.length > names.length;
}

/** The patterns that a text lacks, and the `!` lines of them that an added one would undo. */
function missing(text: string, wanted: readonly IgnorePattern[]): string[] {
  const present = new Set(patternsOf(text).map(({ source }) => source));
  const lines: string[] = [];
  for (const { source, keeps } of wanted) {
    const undone = keeps && lines.some((added) => !added.startsWith('!'));
    if (!present.has(source) || undone) lines.push(source);
  }
  return lines;
}

/** The user's `!` lines that what was added between two texts has undone. */
function usersUndone(
  { existing }: MergeRequest,
  before: string,
  after: string,
  concerns: (path: string) => boolean,
): string[] {
  const [first, second] = [ignoreMatcher(before), ignoreMatcher(after)];
  return patternsOf(existing)
    .filter(({ keeps }) => keeps)
    .map(({ source }) => source)
    .filter((source) => {
      const path = source.slice(1);
      return concerns(path) && !first.ignores(path) && second.ignores(path);
    });
}

/** Those lines of ours that are about secrets: the patterns, and the `!` lines that name one. */
function secretsAmong(request: MergeRequest): Set<string> {
  const about = patternsOf(request.ours).filter(({ source, keeps }) =>
    keeps ? namesSecret(source.slice(1), request) : request.secrets.includes(source),
  );
  return new Set(about.map(({ source }) => source));
}

/** True for a path, or the pattern of one, that is called like a secret. */
function namesSecret(path: string, { secrets }: MergeRequest): boolean {
  const names = secrets.filter((line) => !line.startsWith('!'));
  return ignoreMatcher(names.join('\n')).ignores(path);
}

/** Collects the lines about secrets that do not hold any more at the end of a text. */
function guard(text: string, request: MergeRequest) {
  const patterns = patternsOf(text);
  const letsIn = patterns.map(
    ({ source, keeps }) =>
      keeps && bringsAlong(source.slice(1), request) && !namesSecret(source.slice(1), request),
  );
  const lastIn = letsIn.lastIndexOf(true);
  return (lines: string[], { source, keeps }: IgnorePattern): string[] => {
    const at = patterns.findLastIndex((pattern) => pattern.source === source);
    const holds = keeps ? at !== -1 && lines.length === 0 : at > lastIn;
    return holds ? lines : [...lines, source];
  };
}

/** True for a `!` line that may let in more than the one file it names. */
function bringsAlong(path: string, { isDirectory }: MergeRequest): boolean {
  return /[*?[\]]$/.test(path) || (/[*?[]/.test(path) ? !/\.\w+$/.test(path) : isDirectory(path));
}

// Builders before BuildKit 0.10 (Docker 20.10) do not enter an ignored directory for a `!` line with a
// wildcard, only for one that begins with its path: an input is never left to the former.
function withoutWildcardKeeps(text: string): string {
  return text.replace(/^[ \t]*!(?:\\.|[^\\*?[\n])*[*?[].*$/gm, '');
}

/** The `!` line of a path; what is a wildcard to Docker stands for itself. */
function kept(path: string): string {
  return `!${path.replace(/[*?[\\]/g, '\\$&')}`;
}
