import { type Decision, decide } from '../../../plan/decision.js';
import { type Evidence, lineAt, place } from '../../../project/evidence.js';
import { keyAt, type Manifest } from '../read/manifest.js';
import type { SourceFile } from '../read/source.js';
import type { Parts } from './parts.js';

/** The first place where the code writes to its own directory: then the app's user must own it. */
export function writesFiles(files: SourceFile[]): Evidence | undefined {
  const pattern =
    /\bmkdir(?:Sync|p)?\(|createWriteStream\(|writeFile(?:Sync)?\(|multer\(|\bdest:\s*['"]|new\s+(?:sqlite3\.)?Database\(|better-sqlite3|dialect:\s*['"]sqlite|lowdb|transports\.(?:File|DailyRotateFile)|nedb/;
  for (const { path, text } of files) {
    const match = pattern.exec(text);
    if (match !== null) return place(path, lineAt(text, match.index), match[0]);
  }
  return undefined;
}

/** A database that is a file, which lies beside the app unless a setting says where. */
function sqliteDriver(manifest: Manifest): Evidence | undefined {
  const driver = ['better-sqlite3', 'sqlite3', '@prisma/adapter-better-sqlite3'].find(
    (name) => name in (manifest.json.dependencies ?? {}),
  );
  return driver === undefined ? undefined : keyAt(manifest, 'dependencies', driver);
}

/** Flag of COPY, with a space behind it; empty where files stay root's, as the app writes none beside them. */
export function ownership({ app, files, install }: Parts, user: string): Decision<string> {
  // Next keeps rendered pages and resized images below .next while it runs.
  const cache = app.kind === 'framework' && app.output.row?.writesCache ? app.output.from : undefined;
  const place = cache ?? writesFiles(files) ?? sqliteDriver(install.app);
  return place === undefined
    ? decide('', 'default')
    : decide(`--chown=${user} `, place, 'the app writes files while it runs');
}
