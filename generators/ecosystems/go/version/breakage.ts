import { at } from '../../../project/evidence.js';
import type { Scope } from '../read/scope.js';
import { minorOf } from './go-demand.js';

/** Module versions that do not compile with a Go line, though nothing in their go.mod says so. */
const BREAKAGES = [
  {
    path: 'golang.org/x/net',
    version: 'v0.54.0',
    from: 27,
    // Its http2/server_wrap.go has no TrailerPrefix, which gRPC uses; v0.53.0 and v0.55.0 compile.
    reason: 'golang.org/x/net v0.54.0 does not compile with Go 1.27; v0.55.0 does',
  },
] as const;

/** Why the newest Go cannot compile what is required, and where that is required. */
export function breakage({ local }: Scope, newest: string): { place: string; reason: string } | undefined {
  for (const { file, mod } of local) {
    for (const { path, version, line, text } of mod.requires) {
      const row = BREAKAGES.find((known) => known.path === path && known.version === version);
      if (row !== undefined && minorOf(newest) >= row.from)
        return { place: at(file, line, text), reason: row.reason };
    }
  }
  return undefined;
}
