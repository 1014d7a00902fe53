import { type Decision, decide } from '../../../plan/decision.js';
import type { Artifact } from '../read/types.js';

/** The JDK that was found, or the nearest one that the server of a war runs on. */
export function forServer(java: Decision<string>, artifact: Artifact): Decision<string> {
  const server = artifact.kind === 'jar' ? artifact.server : undefined;
  if (server?.java === undefined) return java;
  const { oldest, newest } = server.java;
  if (Number(java.value) < oldest) {
    return decide(String(oldest), artifact.from, `${server.name} needs Java ${oldest}`);
  }
  if (Number(java.value) <= newest) return java;
  return decide(String(newest), artifact.from, `${server.name} runs on Java ${newest} and older`);
}
