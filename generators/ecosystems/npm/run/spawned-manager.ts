import { withoutComments } from '../../../project/comments.js';
import { type Evidence, lineAt, place } from '../../../project/evidence.js';
import { type SourceFile, startedSources } from '../read/source.js';

/** A package manager or a shell that the program starts while it runs. */
export interface Spawned {
  program: string;
  from: Evidence;
}

/** A call that starts one: `execSync('npx prisma migrate deploy')`, `spawn('npm', […])`, `run(['pnpm', '-v'])`. */
const CALL = /(?:exec|spawn|run)\w{0,40}\(\s*(?:\[\s*)?['"`](npx|npm|pnpm|yarn|sh|bash)(?=['"`\s])/i;

/** The package manager or the shell that the program starts by itself, and where. */
export function spawnedManager(files: readonly SourceFile[]): Spawned | undefined {
  for (const { path, text } of startedSources(files)) {
    if (!/child_process|execa|cross-spawn|\bzx\b/.test(text) && !CALL.test(text)) continue;
    const code = withoutComments(text);
    const match = CALL.exec(code);
    if (match?.[1] !== undefined) return { program: match[1], from: place(path, lineAt(code, match.index)) };
  }
  return undefined;
}
