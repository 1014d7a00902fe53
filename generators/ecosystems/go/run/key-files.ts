import { within } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import type { Program } from '../read/program.js';
import { type Spot, spotAt } from '../read/source.js';
import { basesOf, type RuntimeFile } from './runtime-files.js';

/** A private key, or a certificate beside it, that the program opens and no image may hold. */
export interface KeyFile {
  /** Path in the repository, and below the working directory. */
  path: string;
  as: string;
  from: Spot;
  /** Set where it is not there: whoever starts the program has to make it. */
  absent?: true;
}

/** Calls that are given a certificate and its key. */
const PAIRS =
  /\b(?:ListenAndServeTLS|ServeTLS|RunTLS|StartTLS|LoadX509KeyPair)\([^()\n]*?"([^"\n]+\.\w+)"\s*,\s*"([^"\n]+\.\w+)"/g;

const KEYS = /\.(pem|key|p12|pfx|jks)$/i;

/** What is for everybody to see: public keys, and the certificates of those who sign others. */
const PUBLIC = /(^|[._/-])(pub|public|ca|cacert|bundle|chain|root)([._-]|$)/i;

/** The keys among the files that a program opens, and the pairs for TLS that it opens and nobody commits. */
export function keyFiles(project: Project, program: Program, files: readonly RuntimeFile[]): KeyFile[] {
  const there = files
    .filter(({ path, directory }) => !directory && KEYS.test(path) && !PUBLIC.test(path))
    .map(({ path, as, from }) => ({ path, as, from }));
  const absent = program.sources.flatMap((source) =>
    [...source.code.matchAll(PAIRS)].flatMap(({ 1: certificate = '', 2: key = '', index }) =>
      [certificate, key].flatMap((name): KeyFile[] => {
        const as = within('.', name);
        if (as === undefined || isThere(project, program, name)) return [];
        return [{ path: as, as, from: spotAt(source, index), absent: true }];
      }),
    ),
  );
  return [...there, ...absent].filter(
    ({ as }, index, all) => !as.startsWith('/') && all.findIndex((one) => one.as === as) === index,
  );
}

function isThere(project: Project, program: Program, name: string): boolean {
  return basesOf(program).some((base) => {
    const path = within(base, name);
    return path !== undefined && project.has(path);
  });
}
