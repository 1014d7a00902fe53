import * as fs from 'node:fs';

/** The calls that writing makes; a test gives one that fails or stops at any of them. */
export type Disk = Pick<
  typeof fs,
  | 'closeSync'
  | 'copyFileSync'
  | 'fchmodSync'
  | 'fchownSync'
  | 'fsyncSync'
  | 'linkSync'
  | 'lstatSync'
  | 'mkdirSync'
  | 'openSync'
  | 'readdirSync'
  | 'readFileSync'
  | 'realpathSync'
  | 'renameSync'
  | 'rmdirSync'
  | 'statSync'
  | 'unlinkSync'
  | 'writeFileSync'
>;

export const REAL_DISK: Disk = fs;

/** Writes a file that is not there yet, to the disk and not to its cache alone; with the mode and owner of another. */
export function writeDurably(disk: Disk, path: string, bytes: Buffer, like?: fs.Stats): void {
  const handle = disk.openSync(path, 'wx');
  try {
    disk.writeFileSync(handle, bytes);
    if (like !== undefined) {
      attempt(() => disk.fchownSync(handle, like.uid, like.gid));
      disk.fchmodSync(handle, like.mode & 0o7777);
    }
    disk.fsyncSync(handle);
  } finally {
    disk.closeSync(handle);
  }
}

/** Makes renames in a directory last through a power cut, where the system can. */
export function syncDirectory(disk: Disk, path: string): void {
  attempt(() => {
    const handle = disk.openSync(path, 'r');
    try {
      disk.fsyncSync(handle);
    } finally {
      disk.closeSync(handle);
    }
  });
}

/** Keeps a file under a second name: as a link, or as a copy where the file system has no links. */
export function keepAs(disk: Disk, path: string, copy: string): void {
  if (attempt(() => disk.linkSync(path, copy))) return;
  disk.copyFileSync(path, copy, fs.constants.COPYFILE_EXCL);
  attempt(() => {
    const handle = disk.openSync(copy, 'r+');
    try {
      disk.fsyncSync(handle);
    } finally {
      disk.closeSync(handle);
    }
  });
}

/** True when it worked. An error that is none of the system's is thrown on. */
export function attempt(step: () => void): boolean {
  try {
    step();
    return true;
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return false;
  }
}

/** The code of an error of the system: `EACCES`. */
export function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException | undefined)?.code;
}

const REASONS: Record<string, string> = {
  EACCES: 'permission denied',
  EBUSY: 'it is in use, or mounted',
  EDQUOT: 'the disk quota is used up',
  EIO: 'the disk reports an error',
  ELOOP: 'its links lead in a circle',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'its name is too long',
  ENOENT: 'it is not there any more',
  ENOSPC: 'no space is left on the disk',
  EPERM: 'the system does not permit it',
  EROFS: 'the file system is read-only',
  EXDEV: 'it lies on another file system',
};

/** What went wrong, in words. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error) ?? '';
  return REASONS[code] ?? (error instanceof Error ? error.message : String(error));
}
