import { nodeProgram } from '../../../knowledge/node-programs.js';
import { below, within } from '../../../project/paths.js';
import { buildScript } from '../read/build-script.js';
import type { StaticOutput } from './frameworks/output-types.js';
import type { Start, StartContext } from './start.js';

/** Flags of file servers that take a value. */
const WITH_VALUE =
  /^(-[apldPHCKc]|--(port|listen|address|host|config|proxy|cors-origin|cert|key|ssl-cert|ssl-key|cache|ext|etag))$/;

/** What a file server is told to serve: `serve -s build`, `sirv public --no-clear`, `http-server ./dist -p 80`. */
export function servedFolder(program: string, words: readonly string[]): { dir?: string; spa: boolean } {
  const { singlePage } = nodeProgram(program);
  const spa = singlePage !== undefined && words.some((word) => new RegExp(singlePage).test(word));
  const named = words.find((word, i) => !word.startsWith('-') && !WITH_VALUE.test(words[i - 1] ?? ''));
  const dir = named === undefined ? undefined : within('.', named);
  return dir === undefined || dir === '.' ? { spa } : { dir, spa };
}

/**
 * The site of a package that starts a file server over a folder, where no framework is known to make it: what the
 * build leaves in that folder. Without a build the pages are there already, which is another case.
 */
export function servedSite({ project, manifest }: StartContext, start: Start): StaticOutput | undefined {
  if (start.kind !== 'static' || buildScript(manifest) === undefined) return undefined;
  // https://github.com/http-party/http-server: ./public where there is one
  const byDefault =
    start.tool === 'http-server' && project.hasDirectory(below(manifest.dir, 'public'))
      ? 'public'
      : undefined;
  const dir = start.dir ?? byDefault;
  if (dir === undefined) return undefined;
  return { kind: 'static', framework: 'HTML', from: start.from, dir, spa: start.spa ?? false, basePath: '/' };
}
