import { writingPackage } from '../../../knowledge/node-working-directory.js';
import { type Decision, decide } from '../../../plan/decision.js';
import type { ProgramActs } from '../../../plan/step.js';
import { type Evidence, lineAt, place } from '../../../project/evidence.js';
import { keyAt, type Manifest } from '../read/manifest.js';
import type { SourceFile } from '../read/source.js';
import type { Parts } from './parts.js';

/** The first place where the code writes to its own directory: then the app's user must own it. */
export function writesFiles(files: SourceFile[]): Evidence | undefined {
  const pattern =
    /\bmkdir(?:Sync|p)?\(|createWriteStream\(|(?:write|append|output|copy)File(?:Sync)?\(|multer\(|\bdest:\s*['"]|\buploadDir:|new\s+(?:sqlite3\.)?Database\(|dialect:\s*['"]sqlite|lowdb|transports\.(?:File|DailyRotateFile)|pino\/file|nedb|\bBun\.write\(|autoSchemaFile:\s*(?!true\b)|\.toFile\(/;
  for (const { path, text } of files) {
    const match = pattern.exec(text);
    if (match !== null) return place(path, lineAt(text, match.index), match[0]);
  }
  return undefined;
}

/** A package that keeps files beside the app unless a setting says where: a database, logs, a session. */
function writesByItself(manifest: Manifest): Evidence | undefined {
  const name = writingPackage((one) => one in (manifest.json.dependencies ?? {}));
  return name === undefined ? undefined : keyAt(manifest, 'dependencies', name);
}

/** Where the app writes beside its code, as far as that is known. */
export function writesOf({ files, install }: Parts): ProgramActs['writes'] {
  const place = writesFiles(files) ?? writesByItself(install.app);
  return place === undefined ? undefined : [{ path: '.', from: place }];
}

/** The user whom COPY gives the app's files; empty where files stay root's, as the app writes none beside them. */
export function ownership({ app, files, install }: Parts, user: string): Decision<string> {
  // Next keeps rendered pages and resized images below .next while it runs.
  const cache = app.kind === 'framework' && app.output.row?.writesCache ? app.output.from : undefined;
  const place = cache ?? writesFiles(files) ?? writesByItself(install.app);
  return place === undefined
    ? decide('', 'default')
    : decide(user, place, 'the app writes files while it runs');
}
