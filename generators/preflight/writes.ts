import type { ProgramActs } from '../plan/step.js';
import { citeLine } from '../project/evidence.js';
import { type Built, startPlace } from './built.js';
import { type Finding, finding } from './finding.js';
import { normal, resolve, type Tree } from './tree.js';

/** Where every user may write in every image that has it. */
const ANYBODY = /^\/(tmp|var\/tmp|dev\/shm|proc\/self\/fd)(\/|$)/;

/** Directories that the started program writes to and that its user may not write. */
export function checkWrites(built: Built, { writes = [] }: ProgramActs): Finding[] {
  const { user, workdir } = built;
  if (user === '' || user.includes('$')) return [];
  const place = built.stage.instructions.findLast(({ keyword }) => keyword === 'USER') ?? startPlace(built);
  return writes.flatMap(({ path, from }) => {
    const at = resolve(workdir, path);
    return ANYBODY.test(at) || mayWrite(built, at, user)
      ? []
      : [finding('directory-unwritable', { path: at, user, from: citeLine(from) }, place)];
  });
}

/** Whether the newest word on what is there of a path is the user's own; of what a step may have made nobody knows. */
function mayWrite({ owners, tree, contents, commands }: Built, path: string, user: string): boolean {
  const there = existing(tree, path);
  const owner = owners.findLast(({ path: place, only }) =>
    place === there
      ? only !== 'below'
      : only !== 'path' && there.startsWith(`${place === '/' ? '' : place}/`),
  );
  if (owner === undefined)
    return contents === undefined || (commands.length > 0 && tree.look(there) === 'unknown');
  return owner.user === user || owner.user === '*';
}

/** The path, else the closest one above it that is there. */
function existing(tree: Tree, path: string): string {
  return path === '/' || tree.look(path) !== 'absent' ? path : existing(tree, normal(`${path}/..`));
}
