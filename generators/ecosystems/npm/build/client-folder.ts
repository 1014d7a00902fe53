import { below, within } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { buildScript } from '../read/build-script.js';
import { lockFiles, readLock } from '../read/lock.js';
import { dependenciesOf, readManifest, scriptOf } from '../read/manifest.js';
import { needsLegacyOpenssl } from '../read/native-packages.js';
import { nested } from '../read/nested-scripts.js';
import type { Install } from './install/install.js';

/** The folder of a front end that the server's own build installs and builds: `npm install --prefix client`. */
export function clientDirectory({ app, workspace }: Install): string | undefined {
  if (workspace !== undefined) return undefined;
  const script = ['build', 'heroku-postbuild', 'postinstall']
    .map((name) => app.json.scripts?.[name] ?? '')
    .join(' ');
  return /(?:cd |--prefix[ =]|--cwd[ =]|-C )\.?\/?([\w-]+)/.exec(script)?.[1];
}

/** Directories of other packages that the app's own build enters or names, relative to the repository. */
export function builtDirectories({ app, workspace }: Install): string[] {
  const scripts = [buildScript(app) ?? 'build', 'heroku-postbuild', 'postinstall'];
  return scripts
    .flatMap((name) => nested(app, scriptOf(app, name) ?? ''))
    .flatMap((command) => {
      const path = /(?:\bcd |--prefix[ =]|--cwd[ =]|--dir[ =]|-C )['"]?([\w./-]+)/.exec(command)?.[1];
      const name = /(?:--filter|--workspace|-F|-w)[ =]['"]?([@\w./-]+)/.exec(command)?.[1];
      const member = workspace?.members.find(({ json, dir }) => name === json.name || name === dir)?.dir;
      return [path === undefined ? undefined : within(app.dir, path), member].filter(
        (dir) => dir !== undefined,
      );
    });
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
