import { EXIT, UserError } from '../errors.js';
import type { OutputFile } from '../render/render.js';
import type { Flags } from './flags.js';

/** The file that `--print` names, by default the first Dockerfile. Throws a UserError for one that is not made. */
export function printed(files: readonly OutputFile[], { given }: Flags): string {
  const path = typeof given.print === 'string' ? given.print : undefined;
  const file = files.find((one) =>
    path === undefined ? /(^|\/)Dockerfile$/.test(one.path) : one.path === path,
  );
  if (file !== undefined) return file.contents;
  throw new UserError(`--print=${path}: no such file is made`, {
    exitCode: EXIT.usage,
    hint: `There are ${files.map((one) => one.path).join(', ')}.`,
  });
}
