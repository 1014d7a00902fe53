import { isBuiltin } from 'node:module';
import { templateOf } from '../../../catalog/catalog.js';
import { UserError } from '../../../errors.js';
import { chooseBase } from '../../../plan/bases.js';
import { decide } from '../../../plan/decision.js';
import { type Detection, type Situation, STANDING } from '../../../plan/ecosystem.js';
import { commonIgnores } from '../../../plan/ignore.js';
import type { Plan } from '../../../plan/plan.js';
import { decideDev, decideTest } from '../../../plan/targets.js';
import type { Wishes } from '../../../plan/wishes.js';
import { at, cite, lineAt } from '../../../project/evidence.js';
import type { Project } from '../../../project/project.js';
import { wordsOf } from '../../../project/shell-words.js';
import { localhostWarnings, needsInit, portOf, type SourceFile, sourcesOf } from '../read/source.js';
import { hostVariables } from '../run/host-variables.js';
import { nodeVersion } from '../version/version.js';

/** Files at the root that are programs by their name, the likeliest first. */
const PROGRAMS = ['server', 'app', 'index', 'main'].flatMap((name) => [
  `${name}.js`,
  `${name}.mjs`,
  `${name}.cjs`,
]);

const IMPORTS =
  /\brequire\(\s*['"]([^'"]+)['"]\s*\)|^\s*(?:import|export)\s(?:[^;'"]*?\sfrom\s*)?['"]([^'"]+)['"]/gm;

/**
 * The program of a repository without any package.json: a file that Node runs as it is; undefined without one.
 *
 * Throws a UserError when it imports packages: nothing says which versions.
 */
export function loneFile(project: Project): Detection[] | undefined {
  const file = PROGRAMS.find((name) => isForNode(project.read(name) ?? ''));
  if (file === undefined) return undefined;
  for (const source of sourcesOf(project, '.', file)) refusePackages(source);
  return [
    {
      ecosystem: 'npm',
      app: '.',
      title: `Node program ${file}`,
      evidence: [file],
      standing: STANDING.root,
    },
  ];
}

/** Has what a script for a browser has not. */
function isForNode(text: string): boolean {
  if (/\brequire\(|\bprocess\.(?:env|argv|exit|on)\b/.test(text)) return true;
  return importsOf(text).some(({ name }) => isBuiltin(name));
}

function importsOf(text: string): { name: string; index: number }[] {
  return [...text.matchAll(IMPORTS)].map((match) => {
    const name = match[1] ?? match[2] ?? '';
    return { name, index: match.index + match[0].indexOf(name) };
  });
}

function refusePackages({ path, text }: SourceFile): void {
  for (const { name, index } of importsOf(text)) {
    if (name.startsWith('.') || name.startsWith('/') || isBuiltin(name)) continue;
    const place = at(path, lineAt(text, index));
    throw new UserError(`${place} imports ${name}, and there is no package.json that lists it`, {
      hint: `Run npm init -y && npm install ${name}, and commit package.json and package-lock.json.`,
    });
  }
}

/** True for the app that {@link loneFile} found. */
export function isLoneFile({ project, detection }: Situation): boolean {
  return (
    detection.app === '.' &&
    !project.has('package.json') &&
    PROGRAMS.includes(cite(detection.evidence[0] ?? ''))
  );
}

