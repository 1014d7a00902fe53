import { namedModules } from '../../../knowledge/java.js';
import { type BaseChoice, imageOf } from '../../../plan/bases.js';
import { type Decision, decide, type Json } from '../../../plan/decision.js';
import type { Situation } from '../../../plan/ecosystem.js';
import { cite, type Evidence } from '../../../project/evidence.js';
import type { Artifact } from '../read/types.js';
import { refuse } from '../sentences.js';

/** A Java runtime of the image's own, made of the modules that the app needs. */
export interface Runtime {
  /** The variable `jlink` of the template: `{ purposes, jars, command }`, or null. */
  variable: Decision<Json>;
  /** The image without Java that it goes into, when it is asked for. */
  image?: string;
}

/** What such a runtime depends on. */
export interface LinkRequest {
  situation: Situation;
  artifact: Artifact;
  /** Where the build stage has the jars that ship, and directories of them. */
  jars: string[];
  java: Decision<string>;
  choice: Pick<BaseChoice, 'base'>;
}

/** Where the runtime lies in the image. */
export const JAVA = '/opt/java/bin/java';

/**
 * Has the runtime linked of what jdeps finds in all that ships, and of what it cannot find.
 *
 * Throws a UserError when it is asked for and such a runtime would lack something, or has no image to go into.
 */
export function decideRuntime(found: LinkRequest): Runtime {
  const { situation, java } = found;
  const wish = situation.wishes.jlink;
  if (wish?.value !== true) return { variable: decide(null, 'default', 'not asked for with --jlink') };
  checkLinking(found, wish.from);
  const purposes = namedModules.map(({ purpose }) => purpose).join(', ');
  return {
    image: imageOf(situation.catalog, 'distroless-java-base', java.value).name,
    variable: decide({ purposes, jars: found.jars, command: linkCommand(Number(java.value)) }, wish.from),
  };
}

/** JDK 21 has better compression and makes the archive of its own classes; before, it takes a run to do so. */
function linkCommand(java: number): string {
  const added = ['$(cat /modules)', ...namedModules.flatMap(({ modules }) => modules)].join(',');
  const modern = java >= 21;
  const lines = [
    `jlink --add-modules "${added}"`,
    `--strip-java-debug-attributes --no-man-pages --no-header-files ${modern ? '--compress zip-6 --generate-cds-archive' : '--compress 2'}`,
    '--output /jre',
  ];
  return [lines.join(' \\\n      '), ...(modern ? [] : ['/jre/bin/java -Xshare:dump'])].join(' \\\n && ');
}

/** Throws a UserError where such a runtime would lack something, or has no image to go into. */
function checkLinking({ situation, artifact, choice, java }: LinkRequest, from: Evidence): void {
  const asked = cite(from);
  if (artifact.kind === 'war') throw refuse('jlink-war', { asked }, from);
  if (Number(java.value) < 17) throw refuse('jlink-java', { asked, java: java.value }, from);
  const base = choice.base.value;
  if (base !== 'distroless') throw refuse('jlink-base', { asked, base }, from);
  if (artifact.kind === 'boot' && artifact.boot.launcher !== undefined) {
    throw refuse('jlink-boot-launcher', { asked, version: artifact.version }, from);
  }
  if (artifact.kind === 'jar' && artifact.nested === true) {
    throw refuse('jlink-nested', { asked, file: artifact.file }, from);
  }
  const [agent] =
    /-(?:javaagent|agentlib|agentpath)\b/.exec(situation.wishes.startCommand?.value ?? '') ?? [];
  if (agent !== undefined) throw refuse('jlink-agent', { asked, agent }, from);
}
