import type { Warning } from '../../../plan/plan.js';
import { lineAt, place } from '../../../project/evidence.js';
import { type Wanted, wantedBySchema } from '../read/env-schema.js';
import type { SourceFile } from '../read/source.js';
import { standInFor } from '../read/stand-ins.js';
import { warn } from '../sentences.js';

/** A check at the top level of a module, and the variable it is about, directly or through a constant. */
const CHECK = /^if\s*\(\s*!\s*((?:process\.)?env\.)?(\w+)\s*\)\s*(?:\{\s*)?throw\b/gm;

/** Clients made at the top level that throw when they are given no key or address. */
const CLIENT =
  /^(?:export\s+)?const\s+\w+\s*=\s*(?:new\s+(?:Stripe|Resend|OpenAI)|neon)\(\s*(?:\{\s*apiKey:\s*)?(process\.env\.)(\w+)\s*(?:(?:!|as string)\s*)?[,)}]/gm;

/** Baked into what browsers get, where only the real value will do; or set by the image itself. */
const NOT_STOOD_IN = /^(NEXT_PUBLIC_|PUBLIC_|VITE_|NODE_ENV$|PORT$|CI$)/;

/** Stand-ins for the build, and what is said of them. */
export interface RequiredEnvironment {
  env: Record<string, string>;
  warnings: Warning[];
}

/**
 * Variables without which the app's own modules refuse to load. Next.js and SvelteKit load them while
 * they build, so the build alone gets stand-ins: real ones are secrets and belong to the container.
 */
export function requiredEnvironment(files: SourceFile[]): RequiredEnvironment {
  const env: Record<string, string> = {};
  const warnings: Warning[] = [];
  for (const { path, text } of files) {
    for (const { name, value, offset } of [...checkedIn(text), ...wantedBySchema(text)]) {
      if (name in env || NOT_STOOD_IN.test(name)) continue;
      env[name] = value ?? standInFor(name) ?? 'build';
      warnings.push(warn('build-stand-in', { variable: name }, place(path, lineAt(text, offset))));
    }
  }
  return { env, warnings };
}

function checkedIn(text: string): Wanted[] {
  return [...text.matchAll(CHECK), ...text.matchAll(CLIENT)].flatMap((match) => {
    const name = match[1] === undefined ? variableBehind(text, match[2] ?? '') : match[2];
    return name === undefined ? [] : [{ name, value: undefined, offset: match.index }];
  });
}

/** The variable that a constant was read from: `const uri = process.env.MONGODB_URI!`. */
function variableBehind(text: string, constant: string): string | undefined {
  const assigned = new RegExp(
    String.raw`\b(?:const|let|var)\s+${constant}\b[^=\n]{0,200}=\s*(?:process\.)?env\.(\w+)\s*(?:(?:!|as string)\s*)?(?:;|$)`,
    'm',
  ).exec(text)?.[1];
  if (assigned !== undefined) return assigned;
  const taken = new RegExp(String.raw`\{[^{}]{0,500}\b${constant}\b[^{}]{0,500}\}\s*=\s*process\.env\b`).test(
    text,
  );
  return taken ? constant : undefined;
}
