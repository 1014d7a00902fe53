import { below } from '../../../../project/paths.js';
import { keyAt, scriptOf } from '../../read/manifest.js';
import { isServerPackage } from '../../read/server-packages.js';
import type { FrameworkContext, StaticOutput } from './output-types.js';

/** What makes styles and scripts for pages that are there already, in the place that the pages name. */
const MAKER =
  /^(?:npx )?(?:tailwindcss|@tailwindcss\/cli|sass|node-sass|postcss|lessc|stylus|uglifyjs|terser|tsc|esbuild)\b/;

/**
 * Pages by hand, whose styles a tool makes beside them: all of it is the site. Of a script of several
 * steps each has to be such a tool's.
 */
export function handMade(context: FrameworkContext): StaticOutput | undefined {
  const { project, manifest } = context;
  const { main, bin, exports } = manifest.json;
  if (isServerPackage(manifest) || /\bnode\b/.test(scriptOf(manifest, 'start') ?? '')) return undefined;
  if (bin !== undefined || exports !== undefined || (main !== undefined && main !== 'index.js'))
    return undefined;
  const page = project.read(below(manifest.dir, 'index.html'));
  if (page === undefined || /^---\r?\n|\{%|\{\{\s*[.#]/.test(page)) return undefined;
  const makes = (name: string) =>
    (scriptOf(manifest, name) ?? 'no')
      .split('&&')
      .every((step) => MAKER.test(step.trim()) && !/(^|\s)(--watch|-w|--noEmit)\b/.test(step));
  const script = ['build', ...Object.keys(manifest.json.scripts ?? {})].find(makes);
  if (script === undefined) return undefined;
  return {
    kind: 'static',
    framework: 'HTML',
    from: keyAt(manifest, 'scripts', script),
    dir: '.',
    spa: false,
    basePath: '/',
    script,
    among: ['node_modules', 'package.json', 'nginx.static.conf'],
  };
}
