import { literal } from '../../../project/literal.js';
import type { Project } from '../../../project/project.js';
import { firstMatch } from '../../../project/scan.js';
import { codeFiles } from '../read/sources.js';
import type { Model, Value } from '../read/types.js';

/** What a port is searched by. */
export interface GivenPortRequest {
  needed: Model[];
  /** The settings that are the port of the framework. */
  keys: readonly string[];
  /** Names of classes that may be started; where one of them gives a port, that one counts. */
  started: readonly string[];
}

/**
 * A port that the code itself hands to the framework, as an argument of the command line or as a system property: both
 * beat files and variables (https://docs.spring.io/spring-boot/reference/features/external-config.html). Undefined
 * where the files disagree: several programs of one module may each have their own.
 */
export function givenPort(project: Project, { needed, keys, started }: GivenPortRequest): Value | undefined {
  const files = needed.flatMap((model) => codeFiles(project, model));
  const patterns = keys
    .map(literal)
    .flatMap((key) => [
      new RegExp(`"--${key}=(\\d{2,5})"`),
      new RegExp(`\\bSystem\\.setProperty\\(\\s*"${key}"\\s*,\\s*"(\\d{2,5})"\\s*\\)`),
    ]);
  const paths = started.filter((name) => name.includes('.')).map((name) => `/${name.replaceAll('.', '/')}.`);
  const own = files.filter(({ path }) => paths.some((part) => path.includes(part)));
  const told = firstMatch(own, patterns);
  if (told !== undefined) return { value: told.match[1] ?? '', from: told.from };
  const hit = firstMatch(files, patterns);
  const other = firstMatch(files, patterns, ({ match }) => match[1] !== hit?.match[1]);
  return hit === undefined || other !== undefined ? undefined : { value: hit.match[1] ?? '', from: hit.from };
}
