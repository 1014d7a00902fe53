import type { EveryApp } from '../delivery/every-app.js';
import type { UserError } from '../errors.js';
import type { Product } from '../produce.js';
import type { OutputFile } from '../render/render.js';

/** Raised when a reader of `--json` would have to change: `templates/output.schema.json` describes this one. */
const FORMAT = 1;

/** What `--json` prints: the plan, the files, what the user should know, and what was asked for besides. */
export function asJson({ plan, command, files, notes }: Product, more: Record<string, unknown> = {}): string {
  const contents = files.map(({ path, contents }) => ({ path, contents }));
  return `${JSON.stringify({ format: FORMAT, ...plan, command, files: contents, notes, ...more }, null, 2)}\n`;
}

/** What `--json` prints for every app: a plan for each, and all files. */
export function allAsJson(
  { apps, notes }: EveryApp,
  files: readonly OutputFile[],
  more: Record<string, unknown> = {},
): string {
  const command = apps[0]?.product.command;
  const plans = apps.map(({ name, product }) => ({ name, ...product.plan, notes: product.notes }));
  const contents = files.map(({ path, contents }) => ({ path, contents }));
  return `${JSON.stringify({ format: FORMAT, apps: plans, command, files: contents, notes, ...more }, null, 2)}\n`;
}

/** What `--json` prints where nothing can be made. */
export function errorAsJson({ id, message, hint, values, from, exitCode }: UserError): string {
  const error = {
    ...(id !== undefined && { id }),
    message,
    ...(hint !== undefined && { hint }),
    values,
    from,
    exitCode,
  };
  return `${JSON.stringify({ format: FORMAT, error }, null, 2)}\n`;
}
