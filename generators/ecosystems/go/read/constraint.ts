/** What a file is compiled for: `cgo` on or off, with the tags given. */
export interface Target {
  cgo: boolean;
  tags?: readonly string[];
}

// https://go.dev/src/internal/syslist/syslist.go
const SYSTEMS = new Set(
  `aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris wasip1
  windows zos`.split(/\s+/),
);
const ARCHITECTURES = new Set(
  `386 amd64 amd64p32 arm armbe arm64 arm64be loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc
  ppc64 ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm`.split(/\s+/),
);
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
  if (ARCHITECTURES.has(last)) return last === 'amd64' && (!SYSTEMS.has(previous) || previous === 'linux');
  return !SYSTEMS.has(last) || last === 'linux';
}

/** The constraint of a file, of its `//go:build` line or the older `// +build` lines: expressions that must all hold. */
export function constraintOf(text: string): string[] {
  const end = text.search(/^package\s/m);
  const head = end === -1 ? text : text.slice(0, end);
  const modern = /^\/\/go:build\s+(.+)$/m.exec(head);
  if (modern !== null) return [modern[1] ?? ''];
  return [...head.matchAll(/^\/\/\s*\+build\s+(.+)$/gm)].map(([, line = '']) =>
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
