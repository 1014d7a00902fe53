import coerce from 'semver/functions/coerce.js';
import { below, directoryOf, type Project, relativeTo, within } from '../../project.js';
import type { Lock } from './lock.js';
import { dependenciesOf, type Manifest } from './manifest.js';

/** Where the Prisma schema of a package is, relative to it: the directory where it can be told. */
export function prismaSchema(project: Project, manifest: Manifest): string | undefined {
  if (!usesPrisma(manifest)) return undefined;
  const named = manifest.json.prisma?.schema?.replace(/^\.\//, '');
  const candidates = [
    ...(named === undefined ? [] : [named]),
    'prisma',
    'prisma/schema.prisma',
    'schema.prisma',
    'src/prisma',
  ];
  return candidates.find(
    (path) => project.has(below(manifest.dir, path)) || project.hasDirectory(below(manifest.dir, path)),
  );
}

function usesPrisma(manifest: Manifest): boolean {
  const names = dependenciesOf(manifest);
  return '@prisma/client' in names || 'prisma' in names;
}

/** Where the generated client, and its engine beside it, is, relative to the package: `output` is read from the schema's place. */
export function prismaClient(project: Project, manifest: Manifest): string {
  const place = prismaSchema(project, manifest) ?? 'prisma';
  const files = [...project.walk(below(manifest.dir, place)), below(manifest.dir, place)];
  for (const file of files.filter((path) => path.endsWith('.prisma'))) {
    const output = GENERATED.exec(project.read(file) ?? '')?.[1];
    const path = output && within(directoryOf(relativeTo(manifest.dir, file)), output);
    if (path) return path;
  }
  return 'node_modules/.prisma/client';
}

const GENERATED =
  /^\s*generator\s+\w+\s*\{(?=[^}]*\bprovider\s*=\s*"prisma-client(?:-js)?")[^}]*?\boutput\s*=\s*"([^"]+)"/m;

/** True when Prisma runs a Rust engine that is linked against OpenSSL: all versions before 7 (R40). */
export function hasPrismaEngine(manifest: Manifest, lock: Lock | undefined): boolean {
  if (!usesPrisma(manifest)) return false;
  const names = dependenciesOf(manifest);
  const text = lock?.packages.get('@prisma/client')?.version ?? names['@prisma/client'] ?? names.prisma ?? '';
  return (coerce(text)?.major ?? 7) < 7;
}
