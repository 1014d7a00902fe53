import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../generators/errors.js';
import { defaultCatalog, ownVersion } from '../../generators/home.js';
import { preflight } from '../../generators/preflight/preflight.js';
import { produce } from '../../generators/produce.js';
import { diskProject } from '../../generators/project/disk.js';

/** What became of one repository. */
export interface Row {
  repository: string;
  outcome: 'written' | 'found' | 'refused' | 'crashed';
  ms: number;
  /** The app, its template and base; or the refusal, the findings, the crash. */
  text: string;
  warnings: string[];
}

/** Generates for every repository in a directory, and foresees each image; builds and writes nothing. */
export async function survey(directory: string): Promise<Row[]> {
  const names = readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
  const rows: Row[] = [];
  for (const repository of names) rows.push(await rowOf(directory, repository));
  return rows;
}

async function rowOf(directory: string, repository: string): Promise<Row> {
  const start = performance.now();
  const row = (outcome: Row['outcome'], text: string, warnings: string[] = []): Row => {
    return { repository, outcome, ms: Math.round(performance.now() - start), text, warnings };
  };
  try {
    const project = diskProject(join(directory, repository));
    const { plan, files, detection } = await produce({
      version: ownVersion(),
      project,
      catalog: defaultCatalog(),
      wishes: {},
    });
    const contentsOf = (path: string) => files.find((file) => file.path === path)?.contents ?? '';
    const { findings } = preflight({
      dockerfile: contentsOf('Dockerfile'),
      dockerignore: contentsOf('.dockerignore'),
      project,
      generated: files.map(({ path }) => path),
    });
    const warnings = plan.warnings.map(({ message }) => message);
    const what = `${plan.template.value}/${plan.base.value} ${detection.title}`;
    if (findings.length === 0) return row('written', what, warnings);
    const said = findings.map(
      ({ id, line, message, instruction }) => `${id} ${line}: ${message} [${instruction}]`,
    );
    return row('found', `${what}: ${said.join('; ')}`, warnings);
  } catch (error) {
    if (error instanceof UserError) return row('refused', error.message);
    return row('crashed', error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}
