import { isInstalled } from '../../../project/node-files.js';
import { below, within } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { isLeftOver } from '../read/left-over.js';
import type { Manifest } from '../read/manifest.js';

/** Where to look for files. */
interface Place {
  project: Project;
  manifest: Manifest;
}

/** The file among the arguments of node. */
function entryOf(args: string[]): string | undefined {
  for (let i = 0; i < args.length; i++) {
    const word = args[i] ?? '';
    if (FASTIFY_CLI.test(word)) return pluginOf(args.slice(i + 1)) ?? word;
    if (/^(-r|--require|--import|--loader|--experimental-loader|-C|--conditions)$/.test(word)) i++;
    else if (!word.startsWith('-')) return within('.', word);
  }
  return undefined;
}

const FASTIFY_CLI = /^node_modules\/fastify-cli\/cli\.js$/;

/** `fastify start -l info dist/app.js`: the command line loads a plugin of the app's own, which is the program. */
function pluginOf(args: string[]): string | undefined {
  const file = args.find((arg) => /^[^-].*\.[cm]?js$/.test(arg));
  return file && within('.', file);
}

/** The file that node is given, with a directory or `.` resolved to what node would take. */
export function entryFile({ project, manifest }: Place, args: string[]): string | undefined {
  const entry = entryOf(args);
  if (entry === undefined) return undefined;
  if (entry === '.') return (manifest.json.main ?? 'index.js').replace(/^\.\//, '');
  const path = below(manifest.dir, entry);
  if (project.has(path)) return entry;
  const suffix = ['.js', '/index.js', '.cjs', '.mjs'].find((end) => project.has(`${path}${end}`));
  return suffix === undefined ? entry : `${entry}${suffix}`;
}

/** True when the file is there, or will be once dependencies are installed. */
export function existing(project: Project, dir: string, file: string): boolean {
  return file.startsWith('node_modules/') || isWritten(project, dir, file);
}

/** True for a file that the repository itself holds, as against what is installed or built. */
export function isWritten(project: Project, dir: string, file: string): boolean {
  return !isInstalled(file) && project.has(below(dir, file)) && !isLeftOver(project, dir, file);
}
