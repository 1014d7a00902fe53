import type { Framework } from '../../../../knowledge/node-frameworks.js';
import { workspaceOf } from '../../read/workspace.js';
import type { FrameworkContext } from './output-types.js';

/** Scripts by which people build, serve or work on what a package makes. */
const USES = /^(build|dev|start|serve|preview|generate|export|watch|prod)/;

/** A script that is about other packages of the workspace. */
const OF_OTHERS =
  /\b(turbo|lerna|nx|run-many)\b|\s(--filter|-F|--dir|-C|--prefix|--workspaces?|-w|-ws|-r|--recursive)\b/;

/**
 * True for a package of a workspace that has a framework for others: the root for checks or for its members, a
 * library for its tests. No script of it works on a site or a server of its own, and no settings of the framework
 * lie in it.
 */
export function isForOthers({ project, manifest }: FrameworkContext, row: Framework): boolean {
  if (workspaceOf(project, manifest) === undefined) return false;
  const tools = [...row.packages, ...(row.tools ?? []), row.build?.split(' ')[0] ?? row.name].map((name) =>
    name.slice(name.lastIndexOf('/') + 1),
  );
  const scripts = Object.entries(manifest.json.scripts ?? {});
  const calls = new RegExp(
    String.raw`(^|[\s"'])(${tools.join('|')})(?=\s|$)(?! (check|sync|info|lint|typecheck|prepare)\b)`,
  );
  if (scripts.some(([name, text]) => (USES.test(name) && !OF_OTHERS.test(text)) || calls.test(text)))
    return false;
  const settings = new RegExp(String.raw`^\.?(${tools.join('|')})[\w-]*(\.config)?\.([cm]?[jt]s|json)$`);
  return !project.entries(manifest.dir).some(({ name }) => settings.test(name));
}
