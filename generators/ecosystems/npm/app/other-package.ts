/** True for a script of another package: `pnpm --filter api start`, `yarn workspaces foreach run start`. */
export function ofAnother(program: string, words: string[]): boolean {
  return (
    (program === 'yarn' && /^workspaces?$/.test(words[0] ?? '')) ||
    words.some((word) => OTHER.test(word) || /^(--recursive|-r)$/.test(word))
  );
}

const OTHER = /^(?:--prefix|--cwd|--filter|--workspace|-[CFw])(?:=(.*))?$/;

/** The package that such a script is of, as it is named: a directory or the name of a workspace package. */
export function packageNamed(program: string, words: string[]): string | undefined {
  if (program === 'yarn' && words[0] === 'workspace') return words[1];
  const at = words.findIndex((word) => OTHER.test(word));
  return at === -1 ? undefined : (OTHER.exec(words[at] ?? '')?.[1] ?? words[at + 1]);
}
