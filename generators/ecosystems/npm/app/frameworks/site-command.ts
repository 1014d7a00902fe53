import { packsApp } from '../../read/build-script.js';
import { type Manifest, scriptThatRuns } from '../../read/manifest.js';
import type { StaticOutput } from './output-types.js';

/** A script that has one of the tools make its site, whatever its own name. */
const SITE_COMMANDS =
  /\b(?:vite|astro|gatsby|docusaurus|react-scripts|vue-cli-service|ng|next|nuxt|nuxi|rspress|rsbuild|parcel|ember|stencil|slidev|preact|umi|max|hexo|expo) (?:build|generate|export)\b/;

/** What makes a site where no script of a usual name does: another script, or else the tool itself. */
export function siteBuild(manifest: Manifest, output: StaticOutput): { script?: string; command?: string } {
  if (output.script !== undefined) return { script: output.script };
  const script = scriptThatRuns(manifest, SITE_COMMANDS);
  if (script !== undefined && !packsApp(manifest, script)) return { script };
  const command = output.row?.pagesOnCommandLine ? parcel(manifest) : output.row?.build;
  return command === undefined ? {} : { command };
}

/** Parcel is told its pages on the command line, unless `source` in package.json names them. */
function parcel(manifest: Manifest): string {
  const develops = /\bparcel(?:\s+(?:serve|watch))?((?:\s+[\w./*-]+\.(?:html|pug))+)/;
  const pages = Object.values(manifest.json.scripts ?? {})
    .map((text) => develops.exec(text)?.[1])
    .find((found) => found !== undefined);
  return `parcel build${pages ?? ''}`;
}
