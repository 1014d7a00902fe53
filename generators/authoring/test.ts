import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { validate } from 'dockerfile-utils';
import { type Catalog, withAllLanguages } from '../catalog/catalog.js';
import { withTemplate } from '../contributions/catalog.js';
import type { Folder } from '../contributions/folders.js';
import { loadContribution } from '../contributions/load.js';
import type { Docker } from '../engine/docker.js';
import { UserError } from '../errors.js';
import { decide } from '../plan/decision.js';
import type { Wishes } from '../plan/wishes.js';
import { type Product, produce } from '../produce.js';
import { diskProject } from '../project/disk.js';
import type { Project } from '../project/project.js';
import type { Base } from '../vocabulary.js';
import { type Example, examplesIn } from './example.js';
import { type Figures, tryOut } from './run.js';

export interface TemplateTestRequest {
  folder: Folder;
  /** The built-in templates, with the text of their partials. */
  catalog: Catalog;
  /** The engine; absent where nothing is to be built. */
  docker?: Docker;
  /** Writes snapshots that differ. */
  update: boolean;
  /** Called with each line as it is known. */
  say(line: string): void;
}

/** What came of it. */
export interface TemplateTestResult {
  passed: number;
  failed: number;
  skipped: number;
}

/** The version that snapshots are made with, so that a new one of this program changes none. */
const SNAPSHOT_VERSION = '1.2.3';

/**
 * Does for one template what the tests of this project do for the built-in ones: schema, variables, lint, preflight,
 * snapshots, and for every example on every base that is legal a real build, start, answer, user, stop, size and rebuild.
 *
 * Throws a UserError for a template that cannot be loaded.
 */
export async function testTemplate(request: TemplateTestRequest): Promise<TemplateTestResult> {
  const { folder, say } = request;
  const template = loadContribution(folder, await withAllLanguages(request.catalog));
  const catalog = withTemplate(request.catalog, template);
  say(`ok    ${template.manifest.id}: schema, variables, helpers, expressions, images`);
  const result = { passed: 1, failed: 0, skipped: 0 };
  const rows: string[] = [];
  for (const example of examplesIn(folder.path)) {
    for (const base of await basesOf(example, catalog, result, say)) {
      const label = `${example.name} on ${base}`;
      try {
        const row = await testCase(example, base, { ...request, catalog });
        say(`ok    ${label}: ${row.did}`);
        result.passed++;
        if (row.skipped !== undefined) {
          result.skipped++;
          say(`skip  ${label}: not built, ${row.skipped}`);
        }
        if (row.figures !== undefined) rows.push(rowOf(example.name, base, row.figures));
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        result.failed++;
        say(`FAIL  ${label}: ${error.message}${error.hint === undefined ? '' : `\n      ${error.hint}`}`);
      }
    }
  }
  if (rows.length > 0) say(`\n${HEAD}\n${rows.join('\n')}`);
  return result;
}

/** The bases that are legal for an example. */
async function basesOf(
  example: Example,
  catalog: Catalog,
  result: TemplateTestResult,
  say: (line: string) => void,
): Promise<Base[]> {
  try {
    const { plan } = await make(example, catalog);
    return plan.bases.filter(({ refused }) => refused === undefined).map(({ base }) => base);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    result.failed++;
    say(`FAIL  ${example.name}: ${error.message}`);
    return [];
  }
}

interface CaseResult {
  did: string;
  skipped?: string;
  figures?: Figures;
}

async function testCase(
  example: Example,
  base: Base,
  { folder, catalog, docker, update }: TemplateTestRequest,
): Promise<CaseResult> {
  const product = await make(example, catalog, base);
  lint(product);
  const written = snapshot(join(folder.path, 'snapshots', example.name, base), product, update);
  const did = `planned, foreseen, linted, snapshot ${written}`;
  if (docker === undefined) return { did, skipped: 'as asked with --no-build' };
  // An example may need what not every machine reaches; it is not run then, and that is said.
  if (example.spec.build !== undefined) return { did, skipped: example.spec.build };
  const figures = await tryOut(docker, example, { files: product.files, maxMB: example.spec.sizeMB[base] });
  return { did: `${did}, built, started, answered, stopped, rebuilt`, figures };
}

function make({ directory, spec }: Example, catalog: Catalog, base?: Base): Promise<Product> {
  const { app, ...wishes } = spec.wishes ?? {};
  const decided = Object.entries(wishes).map(([name, value]) => [name, decide(value, { flag: name })]);
  return produce({
    version: SNAPSHOT_VERSION,
    project: appIn(directory),
    catalog,
    wishes: {
      ...(Object.fromEntries(decided) as Wishes),
      ...(base !== undefined && { base: decide(base, { flag: 'base' }) }),
    },
    ...(typeof app === 'string' && { app }),
  });
}

/** The app of an example, without the file that describes it. */
function appIn(directory: string): Project {
  const project = diskProject(directory);
  const entries = (path: string) => project.entries(path).filter(({ name }) => name !== 'example.json');
  return { ...project, entries };
}

/** The severity of a mistake, as language servers number it. */
const ERROR = 1;

function lint({ files }: Product): void {
  const dockerfile = files.find(({ path }) => path === 'Dockerfile')?.contents ?? '';
  const [problem] = validate(dockerfile).filter(({ severity }) => severity === ERROR);
  if (problem === undefined) return;
  throw new UserError(`Dockerfile:${problem.range.start.line + 1} ${problem.message}`);
}

/** Compares the files with those that were made before; a first time writes them. */
function snapshot(folder: string, { files }: Product, update: boolean): 'kept' | 'written' {
  const differing = files.filter(({ path, contents }) => {
    const file = join(folder, path);
    return !existsSync(file) || readFileSync(file, 'utf8') !== contents;
  });
  if (differing.length === 0) return 'kept';
  const first = existsSync(folder) ? differing[0] : undefined;
  if (first !== undefined && !update) {
    throw new UserError(`${first.path} is not as in ${join(folder, first.path)}`, {
      hint: 'Read the difference; --update takes it.',
    });
  }
  for (const { path, contents } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), contents);
  }
  return 'written';
}

const HEAD = 'example               base        MB     cold s  rebuild s  answer s  stop s';

function rowOf(name: string, base: string, figures: Figures): string {
  const { megabytes, coldSeconds, rebuildSeconds, readySeconds, stopSeconds } = figures;
  const cells = [megabytes, coldSeconds, rebuildSeconds, readySeconds, stopSeconds].map((n) => n.toFixed(1));
  const widths = [5, 8, 9, 8, 6];
  return `${name.padEnd(20)}  ${base.padEnd(10)}  ${cells.map((cell, i) => cell.padStart(widths[i] ?? 0)).join('  ')}`;
}
