import type { Warning } from '../../../plan/plan.js';
import { place } from '../../../project/evidence.js';
import { below, directoryOf } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { type Manifest, scriptOf } from '../read/manifest.js';
import { warn } from '../sentences.js';
import { prismaDatabase } from './prisma.js';
import { withSettings } from './script-command.js';

/** A client with queries of one's own in it: Prisma asks a database for their types. */
interface TypedSql {
  /** The schema. */
  schema: string;
  /** The variable that says where the database is. */
  variable: string;
  /** True where one can be made for it: a file, out of the migrations. */
  fromMigrations: boolean;
}

/** The TypedSQL of a package: https://www.prisma.io/docs/orm/prisma-client/using-raw-sql/typedsql */
function typedSql(project: Project, manifest: Manifest): TypedSql | undefined {
  const database = prismaDatabase(project, manifest);
  if (database === undefined) return undefined;
  const { file } = database.from;
  const queries = below(directoryOf(file), 'sql');
  const asks = /\bpreviewFeatures\s*=\s*\[[^\][]{0,400}"typedSql"/.test(project.read(file) ?? '');
  if (!asks || !project.entries(queries).some(({ name }) => name.endsWith('.sql'))) return undefined;
  const migrations = project.hasDirectory(below(directoryOf(file), 'migrations'));
  const fromMigrations = migrations && database.value.startsWith('file:');
  return { schema: file, variable: database.name, fromMigrations };
}

/** A database of the build alone. */
const DATABASE = 'file:/tmp/build.db';

/**
 * The commands that generate such a client where its database is a file: one that the migrations make. Undefined
 * for any other client.
 *
 * - `exec`: runs an executable of node_modules.
 */
export function typedSqlCommands(
  project: Project,
  manifest: Manifest,
  exec: (command: string) => string,
): string[] | undefined {
  const found = typedSql(project, manifest);
  if (found?.fromMigrations !== true) return undefined;
  return ['prisma migrate deploy', 'prisma generate --sql'].map((command) =>
    withSettings({ [found.variable]: DATABASE }, exec(command)),
  );
}

/** Says so where the types of the queries cannot be had. */
export function typedSqlWarnings(project: Project, packages: readonly Manifest[]): Warning[] {
  return [...new Set(packages)].flatMap((manifest) => {
    const found = typedSql(project, manifest);
    if (found === undefined) return [];
    const scripts = ['build', 'prebuild', 'postinstall', 'prepare'].map((name) => scriptOf(manifest, name));
    const stops = scripts.some((text) => /\bprisma generate\b[^&|;]{0,200}--sql\b/.test(text ?? ''));
    return found.fromMigrations && !stops ? [] : [warn('typed-sql', {}, place(found.schema))];
  });
}
