import { withoutComments } from '../../../project/comments.js';
import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import type { Manifest } from '../read/manifest.js';

/** Where a process file is looked for. */
interface PackageHome {
  project: Project;
  manifest: Manifest;
}

const PROCESS_FILE = /^(?:[\w./-]*\/)?(?:ecosystem|pm2|process(?:es)?)[\w.-]*\.(?:[cm]?js|json)$/;

/** The process file among the words of a pm2 command line, as `ecosystem.config.js`. */
function processFile({ project, manifest }: PackageHome, words: string[]): string | undefined {
  return words.find((word) => PROCESS_FILE.test(word) && project.has(below(manifest.dir, word)));
}

/**
 * The command line behind `pm2 start ecosystem.config.js`: one app that Node or a package manager runs.
 * Undefined when the file names none or several, or needs more than a command line (another
 * interpreter or directory). The file may be a program, so its text is read, never run.
 */
export function pm2Command(context: PackageHome, words: string[]): string | undefined {
  const file = processFile(context, words);
  if (file === undefined) return undefined;
  const text = uncommented(context.project.read(below(context.manifest.dir, file)) ?? '');
  const scripts = values(text, 'script');
  const [script] = scripts;
  if (script === undefined || scripts.length > 1) return undefined;
  const directory = values(text, 'cwd')[0] ?? '.';
  const interpreter = values(text, '(?:exec_)?interpreter')[0] ?? 'node';
  if (!/^\.?\/?$/.test(directory) || interpreter !== 'node') return undefined;
  const args = values(text, 'args')[0] ?? '';
  const flags = values(text, '(?:node|interpreter)_args')[0] ?? '';
  const runner = /^(npm|yarn|pnpm)$/.test(script) ? [] : ['node', flags];
  return [...runner, script, args].filter((word) => word !== '').join(' ');
}

/** The strings that a key has in JSON or in a JavaScript object. */
function values(text: string, key: string): string[] {
  const pattern = new RegExp(String.raw`(?:^|[\s{,])['"]?${key}['"]?\s*:\s*(['"\`])(.*?)\1`, 'gm');
  return [...text.matchAll(pattern)].map((match) => match[2] ?? '');
}

function uncommented(text: string): string {
  return withoutComments(text).replace(/\s\/\/ .*$/gm, '');
}
