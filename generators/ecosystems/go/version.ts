import { rowOf } from '../../bases.js';
import type { Catalog } from '../../catalog.js';
import { at, type Decision, decide } from '../../decision.js';
import { UserError } from '../../errors.js';
import type { Directive } from './modfile.js';
import type { Scope } from './modules.js';

interface Demand {
  minor: number;
  place: string;
  text: string;
}

/**
 * The Go line of the image: the newest supported one, which must reach the highest `go` line of
 * go.mod, go.work and everything local it is built from, as the images never fetch another
 * toolchain (R57, https://go.dev/doc/toolchain).
 *
 * Throws a UserError when no published image reaches it.
 */
export function chooseVersion(scope: Scope, catalog: Catalog, wish?: Decision<string>): Decision<string> {
  const { versions = [], ended = [] } = rowOf(catalog, 'golang-alpine');
  const [newest = ''] = versions;
  const demand = highest(scope);
  if (wish !== undefined) return wished(wish, [...versions, ...ended], demand);
  if (demand === undefined) return decide(newest, 'default', 'no go line asks for another');
  if (demand.minor > minorOf(newest)) {
    throw new UserError(`${demand.place} asks for a Go newer than ${newest}, the newest image known here`, {
      hint: 'npx create-dockerfile@latest may know it; else lower the go line.',
    });
  }
  const broken = breakage(scope, newest);
  const older = versions[1];
  if (broken !== undefined && older !== undefined && demand.minor <= minorOf(older)) {
    return decide(older, broken.place, broken.reason);
  }
  return decide(newest, demand.place, `the newest supported Go, which satisfies "${demand.text}"`);
}

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
function breakage({ local }: Scope, newest: string): { place: string; reason: string } | undefined {
  for (const { file, mod } of local) {
    for (const { path, version, line, text } of mod.requires) {
      const row = BREAKAGES.find((known) => known.path === path && known.version === version);
      if (row !== undefined && minorOf(newest) >= row.from)
        return { place: at(file, line, text), reason: row.reason };
    }
  }
  return undefined;
}

/** A wish may name an older image that is still published, but never one too old to compile. */
function wished(wish: Decision<string>, known: string[], demand: Demand | undefined): Decision<string> {
  const version = /^(?:go)?(1\.\d+)(?:\.\d+)?$/.exec(wish.value.trim())?.[1];
  if (version === undefined) {
    throw new UserError(`"${wish.value}" is not a Go version`, { hint: `Known are ${known.join(', ')}.` });
  }
  if (demand !== undefined && minorOf(version) < demand.minor) {
    throw new UserError(`Go ${version} cannot compile this module: ${demand.place}`, {
      hint: `Use --language-version 1.${demand.minor} or newer.`,
    });
  }
  if (!known.includes(version)) {
    throw new UserError(`golang:${version} is not an image known here`, {
      hint: `Known are ${known.join(', ')}.`,
    });
  }
  return decide(version, wish.from);
}

function highest({ module, work, local }: Scope): Demand | undefined {
  const demands = local.map(({ file, mod }) => demandOf(file, mod.go));
  demands.push(work === undefined ? undefined : demandOf(work.file, work.work.go));
  const sorted = demands.filter((demand) => demand !== undefined).sort((a, b) => b.minor - a.minor);
  const own = demandOf(module.file, module.mod.go);
  return own !== undefined && own.minor === sorted[0]?.minor ? own : sorted[0];
}

function demandOf(file: string, directive: Directive | undefined): Demand | undefined {
  const minor = /^1\.(\d+)/.exec(directive?.args[0] ?? '')?.[1];
  if (directive === undefined || minor === undefined) return undefined;
  return { minor: Number(minor), place: at(file, directive.line, directive.text), text: directive.text };
}

function minorOf(version: string): number {
  return Number(version.split('.')[1] ?? 0);
}
