import { type Config, joined, pathSetting } from './output-types.js';

/** `const here = path.dirname(fileURLToPath(import.meta.url))`, and the same without a name. */
const DIRNAME = String.raw`(?:\w+\.)?dirname\(\s*(?:\w+\.)?fileURLToPath\(\s*import\.meta\.url\s*\)\s*\)`;

/**
 * The directory whose layout Next.js repeats in its standalone output, relative to the app, where the configuration
 * names one: for itself, or for its bundler, of which it takes it then. Undefined where it finds one by itself.
 */
export function tracingRoot(config: Config | undefined): string | undefined {
  if (config === undefined) return undefined;
  const text = withDirname(config.text);
  const bundler = text.search(/\bturbopack\s*:\s*\{/);
  const root =
    setting({ ...config, text }, 'outputFileTracingRoot') ??
    (bundler === -1 ? undefined : setting({ ...config, text: text.slice(bundler) }, 'root'));
  return root !== undefined && /^[./]+$/.test(root) ? root : undefined;
}

function setting(config: Config, name: string): string | undefined {
  const own = new RegExp(
    String.raw`\b${name}\s*:\s*(?:__dirname|import\.meta\.dirname|process\.cwd\(\))\s*[,}\n]`,
  );
  if (own.test(config.text)) return '.';
  const found = pathSetting(config, name);
  return found && joined('.', found.value);
}

/** A configuration that calls its own directory `__dirname`, whatever name it has given it. */
function withDirname(text: string): string {
  const names = [...text.matchAll(new RegExp(String.raw`\b(?:const|let|var)\s+(\w+)\s*=\s*${DIRNAME}`, 'g'))];
  return names
    .reduce((all, [, name = '']) => all.replace(new RegExp(String.raw`\b${name}\b`, 'g'), '__dirname'), text)
    .replace(new RegExp(DIRNAME, 'g'), '__dirname');
}
