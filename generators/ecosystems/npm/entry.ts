import { below, type Project, within } from '../../project.js';
import { keyAt, type Manifest } from './manifest.js';

/** Where to look for files. */
interface Place {
  project: Project;
  manifest: Manifest;
}

/** Files that are programs by their name, when no script says what starts. */
const PROGRAMS = [
  'server',
  'app',
  'index',
  'main',
  'src/server',
  'src/index',
  'src/app',
  'src/main',
  'bin/www',
  'bot',
  'server/index',
  'server/server',
];

/** The file that starts when no script does: `main`, else a file with a telling name. */
export function mainFile({ project, manifest }: Place): { file: string; from: string } | undefined {
  const { main } = manifest.json;
  const exists = (file: string) => project.has(below(manifest.dir, file));
  const named = typeof main === 'string' ? within('.', main) : undefined;
  const withExtension =
    named === undefined ? undefined : [named, `${named}.js`, `${named}/index.js`].find(exists);
  if (withExtension !== undefined && /\.[cm]?[jt]s$/.test(withExtension))
    return { file: withExtension, from: keyAt(manifest, 'main') };
  for (const name of PROGRAMS) {
    const file = [
      `${name}.js`,
      `${name}.mjs`,
      `${name}.cjs`,
      `${name}.ts`,
      ...(name === 'bin/www' ? [name] : []),
    ].find(exists);
    if (file !== undefined) return { file, from: below(manifest.dir, file) };
  }
  return undefined;
}

/** The file among the arguments of node. */
function entryOf(args: string[]): string | undefined {
  for (let i = 0; i < args.length; i++) {
    const word = args[i] ?? '';
    if (/^(-r|--require|--import|--loader|--experimental-loader|-C|--conditions)$/.test(word)) i++;
    else if (!word.startsWith('-')) return within('.', word);
  }
  return undefined;
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
  return file.startsWith('node_modules/') || project.has(below(dir, file));
}
