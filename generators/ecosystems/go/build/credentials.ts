import { type Decision, decide } from '../../../plan/decision.js';
import type { PrivateModules } from './private-modules.js';

/** Mounts that lend a step what it fetches private modules with. */
export function credentialMounts(found: PrivateModules | undefined): string[] {
  if (found === undefined) return [];
  return [found.ssh.length > 0 ? '--mount=type=ssh' : '--mount=type=secret,id=netrc,target=/root/.netrc'];
}

/** What `docker build` is given for those mounts. */
export function credentialFlags(found: PrivateModules | undefined): Decision<string>[] {
  if (found === undefined) return [];
  const flag = found.ssh.length > 0 ? '--ssh default' : '--secret id=netrc,src=$HOME/.netrc';
  return [decide(flag, found.from, `${found.module} is private`)];
}
