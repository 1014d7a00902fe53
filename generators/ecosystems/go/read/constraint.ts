import { platformKind } from '../../../knowledge/go-platforms.js';

/** What a file is compiled for: `cgo` on or off, with the tags given. */
export interface Target {
  cgo: boolean;
  tags?: readonly string[];
}

const TRUE_TAGS = new Set(['linux', 'amd64', 'unix', 'gc']);

/**
 * True when the go command compiles a file of this name into a program for linux/amd64
 * (https://pkg.go.dev/cmd/go#hdr-Build_constraints). Test files never are.
 *
 * - `constraint`: of {@link constraintOf}.
 */
export function isCompiled(name: string, constraint: readonly string[], target: Target): boolean {
  if (name.startsWith('_') || name.startsWith('.') || name.endsWith('_test.go')) return false;
  return nameMatches(name) && constraint.every((line) => evaluate(line, target));
}

function nameMatches(name: string): boolean {
  const parts = name.replace(/\.go$/, '').split('_').slice(1);
  const last = parts.at(-1) ?? '';
  const previous = parts.at(-2) ?? '';
  if (platformKind(last) === 'architecture') {
    return last === 'amd64' && (platformKind(previous) !== 'system' || previous === 'linux');
  }
  return platformKind(last) !== 'system' || last === 'linux';
}

/** The constraint of a file, of its `//go:build` line or the older `// +build` lines: expressions that must all hold. */
export function constraintOf(text: string): string[] {
  const end = text.search(/^package\s/m);
  const head = end === -1 ? text : text.slice(0, end);
  const modern = /^\/\/go:build[ \t](.+)$/m.exec(head);
  if (modern !== null) return [(modern[1] ?? '').trim()];
  return [...head.matchAll(/^\/\/[ \t]*\+build[ \t](.+)$/gm)].map(([, line = '']) =>
    line
      .trim()
      .split(/\s+/)
      .map((option) => `(${option.split(',').join(' && ')})`)
      .join(' || '),
  );
}

function evaluate(expression: string, target: Target): boolean {
  const tokens = expression.match(/\|\||&&|[!()]|[\w.]+/g) ?? [];
  let at = 0;
  const or = (): boolean => {
    let value = and();
    while (tokens[at] === '||') {
      at++;
      const right = and();
      value = value || right;
    }
    return value;
  };
  const and = (): boolean => {
    let value = not();
    while (tokens[at] === '&&') {
      at++;
      const right = not();
      value = value && right;
    }
    return value;
  };
  const not = (): boolean => {
    const token = tokens[at++];
    if (token === '!') return !not();
    if (token !== '(') return holds(token ?? '', target);
    const value = or();
    at++;
    return value;
  };
  return or();
}

function holds(tag: string, { cgo, tags = [] }: Target): boolean {
  if (tag === 'cgo') return cgo;
  return TRUE_TAGS.has(tag) || /^go1\.\d+$/.test(tag) || tags.includes(tag);
}
