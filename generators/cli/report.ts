import { cutTo, onTerminal } from '../project/shown.js';
import type { Report } from '../verify/report.js';

/** Letters of a bar of full length. */
const BAR = 20;

/** Layers that are shown; the small ones are counted together. */
const MOST_LAYERS = 6;

/** The report for people, a line each. */
export function reportLines(
  report: Report,
  { unicode, columns }: { unicode: boolean; columns: number },
): string[] {
  const rows: [string, string][] = [];
  const { built, image, started, readOnly, rebuilt, singleStage, failed } = report;
  if (built) rows.push(['built', `in ${seconds(built.seconds)}`]);
  if (image) rows.push(['image', `${size(image.bytes)}, user ${image.user || 'root'}`]);
  if (singleStage && image) {
    const times = singleStage.bytes / image.bytes;
    rows.push([
      'single stage',
      `${size(singleStage.bytes)}, ${times.toFixed(times < 10 ? 1 : 0)} times as large`,
    ]);
  }
  if (started) rows.push(...startedRows(started));
  if (readOnly !== undefined) {
    rows.push([
      'read-only',
      readOnly ? 'answers with a read-only root file system' : 'writes into its own file system',
    ]);
  }
  if (rebuilt)
    rows.push(['rebuilt', `in ${seconds(rebuilt.seconds)} after one changed line in ${rebuilt.file}`]);
  const width = Math.max(...rows.map(([name]) => name.length));
  return [
    failed === undefined
      ? `It works: verified with ${report.engine}`
      : `Verified with ${report.engine}: it does not work`,
    ...rows.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`),
    ...(image && failed === undefined
      ? layerLines(image.layers, unicode).map((line) => cutTo(columns, line))
      : []),
    ...(failed === undefined ? [] : failureLines(failed)),
  ].map((line) => onTerminal(line, { unicode }));
}

function startedRows(started: NonNullable<Report['started']>): [string, string][] {
  const { outcome, uids = [], stopSeconds, printed } = started;
  const how = {
    answers: `in ${seconds(started.seconds)} at ${started.url} with ${started.status === 0 ? 'a protocol of its own' : `status ${started.status}`}`,
    ends: `with code 0 after ${seconds(started.seconds)}: ${printed}`,
    runs: 'it was still running, and listens on no port',
  }[outcome];
  return [
    [{ answers: 'answered', ends: 'ended', runs: 'started' }[outcome], how],
    ...(uids.length === 0
      ? []
      : [['ran as', uids.includes(0) ? 'root' : `user ${uids.join(', ')}`] as [string, string]]),
    ...(stopSeconds === undefined ? [] : [['stopped', `in ${seconds(stopSeconds)}`] as [string, string]]),
  ];
}

function layerLines(layers: NonNullable<Report['image']>['layers'], unicode: boolean): string[] {
  const largest = [...layers].sort((a, b) => b.bytes - a.bytes).slice(0, MOST_LAYERS);
  const rest = layers.filter((layer) => !largest.includes(layer));
  const most = largest[0]?.bytes ?? 1;
  const line = (bytes: number, text: string) => {
    const bar = (unicode ? '█' : '#').repeat(Math.max(1, Math.round((bytes / most) * BAR)));
    return `  ${size(bytes).padStart(9)}  ${bar.padEnd(BAR)}  ${text}`;
  };
  return [
    ...layers
      .filter((layer) => largest.includes(layer))
      .map(({ bytes, instruction }) => line(bytes, instruction)),
    ...(rest.length === 0
      ? []
      : [
          line(
            rest.reduce((sum, { bytes }) => sum + bytes, 0),
            `${rest.length} more layers`,
          ),
        ]),
  ];
}

/** What a build or a start failed at, with the last that it said and what to do. */
export function failureLines({ at, step, line, lines, cause }: NonNullable<Report['failed']>): string[] {
  const place = line === undefined ? '' : ` (Dockerfile:${line})`;
  return [
    at === 'build'
      ? `The build failed at ${step ?? 'a step that is not named'}${place}`
      : `The start failed: ${step}`,
    ...lines.map((text) => `  | ${text}`),
    ...(cause === undefined ? [] : [`Likely cause: ${cause.because}`, `What to do: ${cause.remedy}`]),
  ];
}

/** `12.3 s` */
export function seconds(value: number): string {
  return `${value.toFixed(1)} s`;
}

/** `9.1 MB` */
export function size(bytes: number): string {
  if (bytes < 1e6) return `${(bytes / 1e3).toFixed(0)} kB`;
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`;
}
