import { ignoreMatcher } from '../project/dockerignore.js';
import type { Project } from '../project/project.js';

/** Lines of the .dockerignore with one heading. */
export interface IgnoreGroup {
  [key: string]: string | string[];
  title: string;
  lines: string[];
}

/** Names that hold secrets wherever they lie. */
export const SECRETS: readonly string[] = [
  '**/.env',
  '**/.env.*',
  '!**/.env.example',
  '**/*.pem',
  '**/*.key',
  '**/*.p12',
  '**/*.pfx',
  '**/*.jks',
  '**/id_rsa*',
  '**/id_ed25519*',
  '**/.netrc',
  '**/.aws',
  '**/.ssh',
  '**/.kube',
  '**/*.tfstate*',
];

const secretNames = ignoreMatcher(SECRETS.filter((line) => !line.startsWith('!')).join('\n'));

/** True for a path that is called like a secret: no list of all that a directory holds names it. */
export function isNamedAsSecret(path: string): boolean {
  return secretNames.ignores(path);
}

/** Always left out: the history, and the files that only say how to build. */
const REPOSITORY = ['.git', '.gitignore', 'Dockerfile*', '.dockerignore'];

/** Left out where the repository has them, so that nobody reads a line about a tool they do not use. */
const WHERE_PRESENT = [
  '.github',
  '.gitlab',
  '.gitlab-ci.yml',
  '.circleci',
  '.idea',
  '.vscode',
  '.devcontainer',
  '.create-dockerfile',
  '.create-dockerfile.json',
];

/**
 * The ignore groups that every ecosystem starts with.
 *
 * - `keep`: paths that a secret pattern would hide though the build needs them; they are re-included.
 */
export function commonIgnores(project: Project, keep: readonly string[] = []): IgnoreGroup[] {
  const names = project.entries('.').map(({ name }) => name);
  const compose = names.some((name) => /^(docker-)?compose.*\.ya?ml$/.test(name));
  const present = WHERE_PRESENT.filter((name) => names.includes(name));
  return [
    {
      title: 'Repository and editor',
      lines: [...REPOSITORY, ...(compose ? ['*compose*.y*ml'] : []), ...present, '**/.DS_Store'],
    },
    { title: 'Secrets', lines: [...SECRETS, ...keep.map((path) => `!${path}`)] },
  ];
}
