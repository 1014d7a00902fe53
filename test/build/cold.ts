import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Case } from '../support/cases.js';
import { STATE } from '../support/paths.js';
import { contextFiles } from './context.js';

/** The first build of an app on a machine that has the base images and nothing else. */
export interface ColdBuild {
  key: string;
  /** Part of the names of its cache mounts: a new one starts them empty. */
  nonce: string;
  /** Absent until it is measured. */
  seconds?: number;
  /** The rebuild that was measured after it, under the same load: only such a pair can be compared. */
  rebuildSeconds?: number;
}

const BOOK = join(STATE, 'cold-builds.json');

/**
 * What is known of the cold build of a case. Cases with the same sources and the same stages before
 * the last share one: their engine builds it once, too.
 */
export function coldBuildOf(one: Case): ColdBuild {
  const key = keyOf(one);
  return readBook()[key] ?? { key, nonce: randomBytes(4).toString('hex') };
}

/** Remembers a measured cold build for the runs to come. */
export function rememberColdBuild(cold: ColdBuild): void {
  mkdirSync(STATE, { recursive: true });
  writeFileSync(BOOK, JSON.stringify({ ...readBook(), [cold.key]: cold }, null, 2));
}

/**
 * The Dockerfile with cache mounts of its own, so that no other build on this engine has filled
 * them: otherwise a "cold" build would be a warm one of somebody else's. Nothing else differs.
 */
export function withOwnCaches(dockerfile: string, nonce: string): string {
  return dockerfile.replace(/--mount=(\S*type=cache\S*)/g, (_mount, options: string) => {
    const pairs = options.split(',').map((option) => option.split('=') as [string, string?]);
    const value = (name: string) => pairs.find(([key]) => key === name)?.[1];
    const id = value('id') ?? value('target') ?? value('dst');
    const others = pairs.filter(([key]) => key !== 'id').map((pair) => pair.join('='));
    return `--mount=${[...others, `id=${nonce}${id}`].join(',')}`;
  });
}

/**
 * The Dockerfile with the certificates of this machine for uv, which brings its own: where a stand-in has none, a mirror
 * of the package index would be a stranger. Only in the stage that has uv, and so not in what ships.
 */
export function withCertificates(dockerfile: string): string {
  const bundle = '/etc/ssl/certs/ca-certificates.crt';
  return dockerfile.replace(
    /^COPY --from=ghcr\.io\/astral-sh\/uv:.*$/m,
    (line) => `${line}\nCOPY --from=${CERTIFIED} ${bundle} /tmp/ca.crt\nENV SSL_CERT_FILE=/tmp/ca.crt`,
  );
}

/** An image whose bundle has them: the stand-ins of distroless take those of the machine. */
const CERTIFIED = 'gcr.io/distroless/static-debian13:nonroot';

function keyOf({ example, dockerfile }: Case): string {
  const hash = createHash('sha256').update(buildPart(dockerfile));
  for (const [path, contents] of contextFiles(example)) hash.update(`\0${path}\0`).update(contents);
  return `${example.id}:${hash.digest('hex').slice(0, 16)}`;
}

/** All stages but the last, without comments: what makes the time of a build. */
function buildPart(dockerfile: string): string {
  const lines = dockerfile.split('\n').filter((line) => !line.startsWith('#'));
  const last = lines.findLastIndex((line) => line.startsWith('FROM '));
  return lines.slice(0, last).join('\n').trim();
}

function readBook(): Record<string, ColdBuild> {
  return existsSync(BOOK) ? JSON.parse(readFileSync(BOOK, 'utf8')) : {};
}
