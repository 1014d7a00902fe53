import table from './go-program-names.json' with { type: 'json' };

const PATTERNS: Record<string, (name: string) => string> = {
  whole: (name) => `^${name}$`,
  start: (name) => `^${name}[-_]`,
  end: (name) => `(?:^|[-_])${name}$`,
  suffix: (name) => `${name}$`,
};

const ROWS = table.rows.map(({ role, names, at }) => ({
  role: role as ProgramRole,
  pattern: new RegExp(names.map((name) => PATTERNS[at]?.(name)).join('|')),
}));

type ProgramRole = 'everything' | 'helper' | 'server';

/** What a program of that name does; a helper before a server, undefined where the name does not say. */
export function programRole(name: string): ProgramRole | undefined {
  return ROWS.find(({ pattern }) => pattern.test(name))?.role;
}
