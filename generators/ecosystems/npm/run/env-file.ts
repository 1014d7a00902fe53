import coerce from 'semver/functions/coerce.js';
import type { Warning } from '../../../plan/plan.js';
import { withoutComments } from '../../../project/comments.js';
import { type Evidence, lineAt, place } from '../../../project/evidence.js';
import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import type { Manifest } from '../read/manifest.js';
import type { SourceFile } from '../read/source.js';
import { warn } from '../sentences.js';

/** dotenv's result is looked at, and its error ends the program. */
const DOTENV_OR_STOP =
  /\bconfig\((?:\s*|\{\s*\})\)[\s\S]{0,200}?\.error\b[^;}]{0,80}?\{[^}]{0,300}?(?:\bthrow\b|\bprocess\.exit\()/;

/** Node's own reader throws, unless somebody catches it. */
const NODE_OR_STOP =
  /\bprocess\.loadEnvFile\b(?<!try\s*\{\s*process\.loadEnvFile)\(\s*(?:['"](?:\.\/)?\.env['"]\s*)?\)/;

/**
 * Where the code stops when there is no .env file in its working directory, wherever its variables come
 * from: an empty one will do. Undefined where it does not.
 */
export function wantsEnvFile(files: readonly SourceFile[]): Evidence | undefined {
  for (const { path, text } of files) {
    if (!/dotenv|loadEnvFile/.test(text)) continue;
    const code = withoutComments(text);
    const match = DOTENV_OR_STOP.exec(code) ?? NODE_OR_STOP.exec(code);
    if (match !== null) return place(path, lineAt(code, match.index));
  }
  return undefined;
}

/**
 * Says how a program that loads a .env file gets its settings in a container.
 *
 * - `stops`: where it stops without one.
 */
export function envFileWarning(
  project: Project,
  app: Manifest,
  files: readonly SourceFile[],
  stops: Evidence | undefined,
): Warning[] {
  if (!loadsEnvFile(app, files)) return [];
  if (stops !== undefined) return [warn('env-file-empty', {}, stops)];
  const own = project.read(below(app.dir, '.env')) ?? '';
  if (/^[ \t]*(export[ \t]+)?[A-Za-z_]\w*[ \t]*=/m.test(own) && !isPlainEnvFile(own))
    return [warn('env-file-mounted', {}, place(below(app.dir, '.env')))];
  const settings = ['.env', '.env.example']
    .map((name) => project.read(below(app.dir, name)) ?? '')
    .join('\n');
  if (settings.trim() === '' && !readsEnvFile(app, files)) return [];
  const file = files.find(({ text }) => LOADERS.test(text));
  return [warn('env-file-loaded', { settings: overruled(settings) }, file && place(file.path))];
}

/** True for a .env file that `docker run --env-file` reads as dotenv does. */
export function isPlainEnvFile(text: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !/^\s*#/.test(line));
  return !text.includes('\r') && lines.length > 0 && lines.every((line) => PLAIN.test(line));
}

/** A line that Docker reads as dotenv does: no quotes, no comment behind it, no blanks around the sign. */
const PLAIN = /^[A-Za-z_]\w*=(?!["'`\s])[^#]*$|^[A-Za-z_]\w*=$/;

const LOADERS = /\bdotenv(-flow|-expand|x)?\b|loadEnvFile\(/;

/** True when a .env file in the working directory becomes the program's environment. */
export function loadsEnvFile(app: Manifest, files: readonly SourceFile[]): boolean {
  return readsEnvFile(app, files) || prismaReadsEnvFile(app);
}

function readsEnvFile({ json }: Manifest, files: readonly SourceFile[]): boolean {
  const reader = ENV_FILE_READERS.some((name) => name in (json.dependencies ?? {}));
  return reader || files.some(({ text }) => LOADERS.test(text));
}

/**
 * The client of Prisma loads it before version 7:
 * https://www.prisma.io/docs/orm/more/upgrade-guides/upgrading-versions/upgrading-to-prisma-7
 */
function prismaReadsEnvFile({ json }: Manifest): boolean {
  const release = coerce(json.dependencies?.['@prisma/client'] ?? '');
  return release !== null && release.major < 7;
}

/** What has to be said again behind a file of settings, because a developer's own would win over the image. */
export function overruled(settings: string): string[] {
  return DEVELOPING.flatMap(([pattern, value]) => (pattern.test(settings) ? [value] : []));
}

/** What such a file sets for a developer, and would win over the image. */
const DEVELOPING: [RegExp, string][] = [
  [/^[ \t]*HOST\s*=\s*['"]?(localhost|127\.0\.0\.1)\b/m, 'HOST=0.0.0.0'],
  [/^[ \t]*NODE_ENV\s*=\s*['"]?dev/m, 'NODE_ENV=production'],
];

/** Packages that read a .env file without a word in the app's own code. */
const ENV_FILE_READERS = ['dotenv', '@nestjs/config', '@strapi/strapi', '@adonisjs/core'];
