import { isBuiltin } from 'node:module';
import { type ImportedPackage, reachedFrom } from '../../../project/node-imports.js';
import { below } from '../../../project/paths.js';
import { readTsConfig } from '../read/tsconfig.js';
import { needsDev, type Server } from './app.js';
import { sourceOf } from './compiled.js';
import { entryFile } from './entry.js';
import { stays } from './programs.js';
import type { StartContext } from './start.js';

/**
 * An app with the development dependency that its own files import as soon as it starts, if they do: without it
 * nothing starts, so all of them stay.
 *
 * What a bundler takes in is none. A package of another kind keeps what it was.
 */
export function withImports(context: StartContext, app: Server): Server {
  if (app.kind === 'framework' || needsDev(app) !== undefined) return app;
  const entry = app.kind === 'program' ? app.entry : entryFile(context, app.start.args ?? []);
  const found = entry === undefined ? undefined : developmentImport(context, entry);
  if (found === undefined) return app;
  const needed = { needsDev: found.name, importedAt: found.from };
  return app.kind === 'program'
    ? { ...app, start: { ...app.start, ...needed } }
    : { ...app, start: { ...app.start, ...needed } };
}

function developmentImport(context: StartContext, entry: string): ImportedPackage | undefined {
  const { project, manifest } = context;
  const development = manifest.json.devDependencies ?? {};
  if (Object.keys(development).length === 0) return undefined;
  const path = manifest.toolApp?.source ?? below(manifest.dir, entry);
  const made = project.has(path) ? undefined : sourceOf(context, path);
  if (made?.compilation.bundles || (made === undefined && !project.has(path))) return undefined;
  const aliases = made?.compilation.aliases ?? readTsConfig(project, manifest.dir)?.aliases;
  const { packages } = reachedFrom(project, [made?.source ?? path], aliases);
  return packages.find(({ name }) => name in development && !stays(context, name) && !isBuiltin(name));
}
