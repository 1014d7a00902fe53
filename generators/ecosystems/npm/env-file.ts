import { at, lineAt } from '../../decision.js';
import { withoutComments } from './comments.js';
import type { SourceFile } from './source.js';

/** dotenv's result is looked at, and its error ends the program. */
const DOTENV_OR_STOP =
  /\bconfig\((?:\s*|\{\s*\})\)[\s\S]{0,200}?\.error\b[^;}]{0,80}?\{[^}]{0,300}?(?:\bthrow\b|\bprocess\.exit\()/;
/** Node's own reader throws, unless somebody catches it. */
const NODE_OR_STOP = /(?<!try\s*\{\s*)\bprocess\.loadEnvFile\(\s*(?:['"](?:\.\/)?\.env['"])?\s*\)/;

/**
 * Where the code stops when there is no .env file in its working directory, wherever its variables come
 * from: an empty one will do. Undefined where it does not.
 */
export function wantsEnvFile(files: readonly SourceFile[]): string | undefined {
  for (const { path, text } of files) {
    if (!/dotenv|loadEnvFile/.test(text)) continue;
    const code = withoutComments(text);
    const match = DOTENV_OR_STOP.exec(code) ?? NODE_OR_STOP.exec(code);
    if (match !== null) return at(path, lineAt(code, match.index));
  }
  return undefined;
}
