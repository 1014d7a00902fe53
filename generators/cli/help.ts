import { optionRows } from '../plan/options.js';

/** The text of --help. */
export function helpText(): string {
  const left = optionRows.map(({ name, short, value, optional }) => {
    if (optional !== undefined) return `    --${name}[=${optional}]`;
    const flag = `${short === undefined ? '    ' : `-${short}, `}--${name}`;
    return value === undefined ? flag : `${flag} ${value}`;
  });
  const width = Math.max(...left.map((text) => text.length));
  const rows = optionRows.map(({ description }, i) => `  ${(left[i] ?? '').padEnd(width)}  ${description}`);
  return `Writes a multi-stage Dockerfile and .dockerignore for a Go, npm or Maven repository.

Usage: npx create-dockerfile [directory] [options]

${rows.join('\n')}

Without a terminal, or where CI is set, nothing is asked: the defaults are taken and the files that
differ are left alone, unless --force is given. stdout carries what was asked for, stderr the rest.
Exit codes: 0 done, 1 refused or nothing found, 2 bad usage, 130 cancelled.

Audit of a Dockerfile that is there: create-dockerfile audit [FILE]; see create-dockerfile audit --help.
Templates: create-dockerfile template new, test and docs; see create-dockerfile template --help.

Examples:
  npx create-dockerfile                          look, ask, write
  npx create-dockerfile --yes --base alpine      for scripts
  npx create-dockerfile --explain --dry-run      why is it like that?
`;
}
