import coerce from 'semver/functions/coerce.js';
import { withoutComments } from '../../../project/comments.js';
import { type Evidence, lineAt, type Place, place } from '../../../project/evidence.js';
import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import type { Base } from '../../../vocabulary.js';
import type { Lock } from '../read/lock.js';
import { dependenciesOf, type Manifest } from '../read/manifest.js';
import { standInFor } from '../read/stand-ins.js';

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

/** Where a driver of Prisma finds a database of this machine: https://www.prisma.io/docs/orm/reference/connection-urls */
const LOCAL_DATABASES: Record<string, string> = {
  mongodb: 'mongodb://localhost/local',
  mysql: 'mysql://localhost/local',
  postgresql: 'postgres://localhost/local',
  sqlite: 'file:./local.db',
};

/** The variable that Prisma's schema reads the address of its database from, with one that its driver takes. */
export interface PrismaDatabase {
  name: string;
  value: string;
  from: Place;
}

export function prismaDatabase(project: Project, manifest: Manifest): PrismaDatabase | undefined {
  const schema = prismaSchema(project, manifest);
  if (schema === undefined) return undefined;
  const inner = below(manifest.dir, schema);
  const path = project.has(inner) ? inner : below(inner, 'schema.prisma');
  const text = project.read(path) ?? '';
  const found = /\bdatasource\s+\w+\s*\{([^{}]*)\}/.exec(text);
  const source = found?.[1] ?? '';
  const url = /\burl\s*=\s*env\(\s*"(\w+)"/.exec(source);
  const name = url?.[1];
  const value = LOCAL_DATABASES[/\bprovider\s*=\s*"(\w+)"/.exec(source)?.[1] ?? ''];
  if (name === undefined || value === undefined) return undefined;
  const at = text.indexOf(url?.[0] ?? '', found?.index);
  return { name, value, from: place(path, lineAt(text, at)) };
}

/** A variable that Prisma's configuration insists on: each of its commands stops without it. */
export interface PrismaVariable {
  name: string;
  value: string;
  from: Evidence;
}

/**
 * The variables that prisma.config reads with Prisma's own `env()`, with addresses in their place for commands that
 * connect to nothing. https://www.prisma.io/docs/orm/reference/prisma-config-reference#env
 */
export function prismaVariables(project: Project, manifest: Manifest): PrismaVariable[] {
  if (!usesPrisma(manifest)) return [];
  for (const name of ['prisma.config.ts', 'prisma.config.mts', 'prisma.config.js', 'prisma.config.mjs']) {
    const file = below(manifest.dir, name);
    const text = withoutComments(project.read(file) ?? '');
    if (!/\benv\b[^;]{0,300}from\s*['"]prisma\/config['"]/.test(text)) continue;
    return [...text.matchAll(/(?<![.\w])env(?:<[^()]{0,200}>)?\(\s*['"](\w+)['"]\s*\)/g)].map(
      ({ 1: variable = '', index }) => ({
        name: variable,
        value: standInFor(variable) ?? 'postgres://localhost/build',
        from: place(file, lineAt(text, index)),
      }),
    );
  }
  return [];
}

/** True when Prisma runs a Rust engine that is linked against OpenSSL: all versions before 7. */
export function hasPrismaEngine(manifest: Manifest, lock: Lock | undefined): boolean {
  if (!usesPrisma(manifest)) return false;
  const names = dependenciesOf(manifest);
  const text = lock?.packages.get('@prisma/client')?.version ?? names['@prisma/client'] ?? names.prisma ?? '';
  return (coerce(text)?.major ?? 7) < 7;
}

/** A place for the engine that is the same on every platform and with every package manager. */
export const ENGINE = {
  directory: '/app/prisma-engine',
  file: '/app/prisma-engine/libquery_engine.so.node',
} as const;

/** Prisma asks a shell which engine it needs; a base without one has to be told. */
export function needsNamedEngine(prismaEngine: boolean, base: Base): boolean {
  return prismaEngine && base === 'distroless';
}

/** Copies the engine for the platform of the build there, wherever the client was generated. */
export const COPY_ENGINE = [
  'mkdir prisma-engine',
  'platform=debian',
  'if [ "$(uname -m)" = aarch64 ]; then platform=linux-arm64; fi',
  'find . -name "libquery_engine-$platform-openssl-3.0.x.so.node" -exec cp {} prisma-engine/libquery_engine.so.node \\;',
].join(' \\\n && ');
