import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { lockFiles, readLock } from '../read/lock.js';
import { dependenciesOf, readManifest } from '../read/manifest.js';
import { needsLegacyOpenssl } from '../read/native-packages.js';
import type { Install } from './install/install.js';

/** The folder of a front end that the server's own build installs and builds: `npm install --prefix client`. */
export function clientDirectory({ app, workspace }: Install): string | undefined {
  if (workspace !== undefined) return undefined;
  const script = ['build', 'heroku-postbuild', 'postinstall']
    .map((name) => app.json.scripts?.[name] ?? '')
    .join(' ');
  return /(?:cd |--prefix[ =]|--cwd[ =]|-C )\.?\/?([\w-]+)/.exec(script)?.[1];
}

/** True when the bundler of such a front end hashes with what OpenSSL 3 refuses. */
export function clientNeedsLegacyOpenssl(project: Project, install: Install): boolean {
  const name = clientDirectory(install);
  if (name === undefined) return false;
  const dir = below(install.app.dir, name);
  const manifest = readManifest(project, dir);
  if (manifest === undefined) return false;
  const [first] = lockFiles(project, dir);
  const lock = first && readLock(project, dir, first.file, first.manager);
  return needsLegacyOpenssl(lock, dependenciesOf(manifest));
}
