import type { Situation } from '../../../plan/ecosystem.js';
import type { Evidence } from '../../../project/evidence.js';
import type { Server } from '../app/app.js';
import { existing } from '../app/entry.js';
import { type Build, builtByInstall } from '../build/build-commands.js';
import type { Install } from '../build/install/install.js';
import type { SourceFile } from '../read/source.js';
import type { RequiredEnvironment } from './required-env.js';

/** Everything that is known when the parts of a server's plan are decided. */
export interface Parts {
  situation: Situation;
  install: Install;
  app: Server;
  files: SourceFile[];
  build: Build;
  /** Where the app stops without a .env file. */
  envFile: Evidence | undefined;
  /** What its modules refuse to load without while a framework builds it. */
  required: RequiredEnvironment;
}

/** The directory the build writes, when it is separate from the sources and holds the entry. */
export function outputOf({ situation, install, app, build }: Parts): string | undefined {
  if (app.kind !== 'program' || !app.entry.includes('/')) return undefined;
  // A server of one's own around a framework reads what that wrote as well, and its configuration.
  if (app.output?.kind === 'server') return undefined;
  if (build.commands.length === 0 && !builtByInstall(install)) return undefined;
  return existing(situation.project, install.app.dir, app.entry) ? undefined : app.entry.split('/')[0];
}
