import type { Evidence } from '../../../project/evidence.js';
import type { Project } from '../../../project/project.js';
import type { Lock } from '../read/lock.js';
import type { Manifest } from '../read/manifest.js';

/** What a start script comes down to. */
export type Start = { from: Evidence; because?: string } & (
  | {
      kind: 'node';
      /** Arguments of `node`: flags, the file, and what the program gets. */
      args: string[];
      env: Record<string, string>;
      /** Commands before it in the chain that only build. */
      before: string[];
      /** Development dependencies the start needs, such as tsx: none may be dropped. */
      needsDev?: string;
      /** What it needs and no manifest lists, as the package manager takes it. */
      adds?: string;
      /** Where the program imports it, when that is what it needs it for. */
      importedAt?: Evidence;
      /** True for a command: what follows the image on a command line is meant for it. */
      command?: boolean;
    }
  | {
      kind: 'shell';
      text: string;
      reason: string;
      before: string[];
      /** The command in exec form, when it is Bun that runs it and no shell is needed. */
      bun?: string[];
      /** Arguments of node, where that is what it ends with. */
      args?: string[];
      /** The development dependency that one of the commands is. */
      needsDev?: string;
      importedAt?: Evidence;
    }
  /** A development server, or another package's script: nothing of this one to run in production. */
  | { kind: 'dev'; tool: string; of?: string; programs?: Extract<Start, { kind: 'node' }>[] }
  /** A file server over what the build makes, and whether it answers every path with the first page. */
  | { kind: 'static'; tool: string; dir?: string; spa?: boolean }
);

export interface StartContext {
  project: Project;
  manifest: Manifest;
  lock: Lock | undefined;
  line: number;
}
