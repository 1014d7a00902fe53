import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { STATE } from '../support/paths.js';

/** What was measured for one example on one base. */
export interface Result {
  example: string;
  base: string;
  coldSeconds: number;
  /** Where the cold time is from: this run, an earlier one, or the base above with the same build. */
  cold: 'measured' | 'remembered' | 'shared';
  rebuildSeconds: number;
  /** From start to the first right answer. */
  readySeconds: number;
  stopSeconds: number;
  megabytes: number;
}

/** Everything one run has measured. */
export interface Results {
  cases: Result[];
  /** Megabytes of each example's single-stage image. */
  naive: Record<string, number>;
}

/** Kept for whoever makes figures of it; one run's results, replaced by the next. */
export const RESULTS = join(STATE, 'build-results.json');

/** The results so far. */
export function readResults(): Results {
  return existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, 'utf8')) : { cases: [], naive: {} };
}

export function clearResults(): void {
  rmSync(RESULTS, { force: true });
}

/** Adds a result; written at once, so that a run that is cut short still has its table. */
export function addResult(result: Result): void {
  const { cases, naive } = readResults();
  write({ cases: [...cases, result], naive });
}

export function addNaive(example: string, megabytes: number): void {
  const { cases, naive } = readResults();
  write({ cases, naive: { ...naive, [example]: megabytes } });
}

function write(results: Results): void {
  mkdirSync(dirname(RESULTS), { recursive: true });
  writeFileSync(RESULTS, `${JSON.stringify(results, null, 2)}\n`);
}

const MARKS = { measured: ' ', remembered: '*', shared: '=' } as const;

/** All results as one table for a terminal. */
export function tableOf({ cases, naive }: Results): string {
  const head = [
    'example',
    'base',
    'cold s',
    'rebuild s',
    'ratio',
    'ready s',
    'stop s',
    'MB',
    'naive MB',
    'saving',
  ];
  const rows = cases.map((result) => [
    result.example,
    result.base,
    `${result.coldSeconds.toFixed(1)}${MARKS[result.cold]}`,
    result.rebuildSeconds.toFixed(1),
    `${Math.round((100 * result.rebuildSeconds) / result.coldSeconds)} %`,
    result.readySeconds.toFixed(1),
    result.stopSeconds.toFixed(1),
    result.megabytes.toFixed(1),
    ...saving(result.megabytes, naive[result.example]),
  ]);
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: string[]) =>
    cells.map((cell, i) => (i < 2 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ');
  return [
    line(head),
    ...rows.map(line),
    '* cold and rebuild remembered from one earlier run   = the same build stages as the base above',
  ].join('\n');
}

function saving(megabytes: number, naive: number | undefined): string[] {
  if (naive === undefined) return ['-', '-'];
  return [naive.toFixed(0), `${(100 * (1 - megabytes / naive)).toFixed(1)} %`];
}
