/** One line of a .dockerignore that is a pattern. */
interface Pattern {
  source: string;
  /** True for a line that starts with `!`: what it matches is kept. */
  keeps: boolean;
  expression: RegExp;
}

/** Answers whether a path of the build context is left out of it. */
export interface IgnoreMatcher {
  ignores(path: string): boolean;
}

/**
 * A matcher with the semantics of Docker's own (moby/patternmatcher): patterns are rooted at the
 * build context, later lines win, and a match of a parent directory counts.
 */
export function ignoreMatcher(text: string): IgnoreMatcher {
  const patterns = parse(text);
  return {
    ignores(path) {
      const prefixes = selfAndParents(path);
      let ignored = false;
      for (const { keeps, expression } of patterns) {
        if (ignored === keeps && prefixes.some((prefix) => expression.test(prefix))) ignored = !keeps;
      }
      return ignored;
    },
  };
}

/** Those of the paths that the text hides from the build. */
export function hiddenBy(text: string, paths: readonly string[]): string[] {
  const matcher = ignoreMatcher(text);
  return paths.filter((path) => path !== '.' && matcher.ignores(path));
}

/**
 * Adds to the user's own .dockerignore what `ours` has and it lacks, and re-includes inputs of the
 * build that the result would hide. All of the user's lines stay, in their order.
 * Returns the text as it is when nothing has to be added.
 *
 * Lines the user has already are not repeated, but for `!` lines that an added pattern would undo: later
 * lines win, so what the user keeps has to be said once more behind it.
 */
export function mergeIgnore(existing: string, ours: string, inputs: readonly string[]): string {
  const additions = missingFrom(existing, ours);
  const newline = existing.includes('\r\n') ? '\r\n' : '\n';
  const base = existing === '' || existing.endsWith('\n') ? existing : existing + newline;
  const merged =
    additions.length === 0 ? existing : base + block('Added by create-dockerfile', additions, newline);
  const hidden = hiddenBy(withoutWildcardKeeps(merged), inputs);
  if (hidden.length === 0) return merged;
  const kept = hidden.map((path) => `!${path}`);
  return merged + block('The build reads these', kept, newline);
}

/** The patterns of `ours` that `existing` lacks, and the `!` lines of both that those would undo. */
function missingFrom(existing: string, ours: string): string[] {
  const users = parse(existing);
  const present = new Set(users.map(({ source }) => source));
  const additions: string[] = [];
  for (const { source, keeps } of parse(ours)) {
    const undone = keeps && additions.some((added) => !added.startsWith('!'));
    if (!present.has(source) || undone) additions.push(source);
  }
  const before = ignoreMatcher(existing);
  const after = ignoreMatcher([existing, ...additions].join('\n'));
  const hidden = users.filter(({ source, keeps }) => {
    const path = source.slice(1);
    return keeps && !additions.includes(source) && !before.ignores(path) && after.ignores(path);
  });
  return [...additions, ...hidden.map(({ source }) => source)];
}

// Builders before BuildKit 0.10 (Docker 20.10) do not enter an ignored directory for a `!` line with a
// wildcard, only for one that begins with its path: an input is never left to the former.
function withoutWildcardKeeps(text: string): string {
  return text.replace(/^\s*!.*[*?[].*$/gm, '');
}

function block(title: string, lines: string[], newline: string): string {
  return ['', `# ${title}`, ...lines, ''].join(newline);
}

function parse(text: string): Pattern[] {
  const patterns: Pattern[] = [];
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    if (line.startsWith('#')) continue;
    const trimmed = line.trim();
    const keeps = trimmed.startsWith('!');
    const pattern = clean(keeps ? trimmed.slice(1).trim() : trimmed);
    if (pattern === '') continue;
    patterns.push({ source: (keeps ? '!' : '') + pattern, keeps, expression: compile(pattern) });
  }
  return patterns;
}

/** As Go's filepath.Clean, and without the leading slash. */
function clean(pattern: string): string {
  const parts: string[] = [];
  for (const part of pattern.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

/** Docker's pattern as a regular expression over a whole path. */
function compile(pattern: string): RegExp {
  let expression = '';
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern.charAt(i);
    if (pattern.startsWith('**', i)) {
      i += 1;
      const slash = pattern[i + 1] === '/';
      if (slash) i += 1;
      // At the end `**` is everything below; elsewhere any number of directories.
      expression += i + 1 >= pattern.length && !slash ? '.*' : '(.*/)?';
    } else if (char === '*') expression += '[^/]*';
    else if (char === '?') expression += '[^/]';
    else if (char === '[') {
      const end = pattern.indexOf(']', i + 2);
      if (end === -1) expression += '\\[';
      else {
        expression += pattern.slice(i, end + 1);
        i = end;
      }
    } else if (char === '\\' && i + 1 < pattern.length) expression += literal(pattern.charAt(++i));
    else expression += literal(char);
  }
  return new RegExp(`^${expression}$`, 's');
}

function literal(char: string): string {
  return /[.+()|{}^$*?[\]\\/]/.test(char) ? `\\${char}` : char;
}

function selfAndParents(path: string): string[] {
  const parts = path.split('/');
  return parts.map((_, i) => parts.slice(0, i + 1).join('/'));
}
