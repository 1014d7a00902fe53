// Draws docs/picture.svg: a conversation with the built command on a real terminal, the image built and started by the
// engine that is here. node test/bench/picture.mjs, after npm run build.

import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import xterm from '@xterm/headless';

const root = fileURLToPath(new URL('../..', import.meta.url));
const COLUMNS = 110;
/** Seconds that a frame of a build is shown at most. */
const LONGEST = 0.6;
/** Seconds that a question is shown. */
const READ = 1.6;
const TYPED = '$ npx create-dockerfile';

const folder = mkdtempSync(join(tmpdir(), 'picture-'));
try {
  const app = join(folder, 'guestbook');
  cpSync(join(root, 'templates/go/examples/embedded-ui'), app, { recursive: true });
  rmSync(join(app, 'example.json'));
  // Another text than any that was built here before.
  appendFileSync(join(app, 'main.go'), `\n// ${Date.now()}\n`);
  const frames = await framesOf(conversation(app, join(folder, 'record')));
  writeFileSync(join(root, 'docs/picture.svg'), svg(frames));
  console.log(`docs/picture.svg: ${frames.length} frames, ${Math.round(lengthOf(frames))} s`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Runs the command, and returns the pieces that it has printed, with the seconds since the start. */
function conversation(cwd, record) {
  const steps = [
    { wait: 'navigate', send: '\u001b[B' },
    { wait: 'navigate', send: '\r' },
    { wait: '(y/N)', send: 'y\r' },
  ];
  const { status, stdout, stderr } = spawnSync(
    'python3',
    [
      join(root, 'test/cli/terminal.py'),
      JSON.stringify(steps),
      `${COLUMNS}`,
      process.execPath,
      join(root, 'dist/cli.js'),
    ],
    {
      cwd,
      encoding: 'utf8',
      env: {
        ...process.env,
        TERM: 'xterm-256color',
        LC_ALL: 'C.UTF-8',
        CI: '',
        TERMINAL_RECORD: record,
        TERMINAL_PATIENCE: '600',
      },
    },
  );
  if (status !== 0) throw new Error(`the run ended with ${status}:\n${stdout}${stderr}`);
  return readFileSync(record, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [at, bytes] = line.split(' ');
      return { at: Number(at), text: Buffer.from(bytes, 'hex') };
    });
}

/** What the terminal shows after each piece, and for how many seconds; quick changes are one, long waits are cut. */
async function framesOf(pieces) {
  const terminal = new xterm.Terminal({ cols: COLUMNS, rows: 50, allowProposedApi: true });
  const write = (text) => new Promise((done) => terminal.write(text, done));
  const frames = [];
  const take = (seconds) => {
    const lines = linesOf(terminal.buffer.active);
    const last = frames.at(-1);
    if (last !== undefined && JSON.stringify(last.lines) === JSON.stringify(lines)) last.seconds += seconds;
    else frames.push({ lines, seconds });
  };
  await write(`${TYPED}\r\n`);
  take(0.8);
  for (const [i, { at, text }] of pieces.entries()) {
    await write(text);
    const gap = (pieces[i + 1]?.at ?? at + 9) - at;
    if (gap > 0.25) take(Math.min(gap, LONGEST));
    // A question is left to be read.
    if (gap > 0.05 && isAsking(terminal.buffer.active)) take(READ);
  }
  take(6);
  return frames;
}

/** True where the last question has no answer yet: it begins with a question mark instead of a tick. */
function isAsking(buffer) {
  return Array.from({ length: buffer.length }, (_, y) => buffer.getLine(y).translateToString()).some((line) =>
    line.startsWith('? '),
  );
}

function lengthOf(frames) {
  return frames.reduce((sum, { seconds }) => sum + seconds, 0);
}

/** The lines as runs of letters of one look. */
function linesOf(buffer) {
  const lines = [];
  for (let y = 0; y < buffer.length; y++) {
    const runs = [];
    const line = buffer.getLine(y);
    for (let x = 0; x < COLUMNS; x++) {
      const cell = line.getCell(x);
      const look = [colorOf(cell), cell.isBold() ? 'b' : '', cell.isDim() ? 'd' : ''].join(' ').trim();
      const last = runs.at(-1);
      if (last !== undefined && last.look === look) last.text += cell.getChars() || ' ';
      else runs.push({ x, look, text: cell.getChars() || ' ' });
    }
    lines.push(runs.flatMap(wordsOf));
  }
  while (lines.at(-1)?.length === 0) lines.pop();
  return lines;
}

/** A run without its gaps: viewers take several blanks for one. */
function wordsOf({ x, look, text }) {
  return [...text.matchAll(/\S+(?: \S+)*/g)].map((words) => ({ x: x + words.index, look, text: words[0] }));
}

/** The class of a color of the palette: c2 for green. */
function colorOf(cell) {
  return cell.isFgPalette() ? `c${cell.getFgColor() % 8}` : '';
}

function svg(frames) {
  const rows = Math.max(...frames.map(({ lines }) => lines.length));
  const [cell, row, pad] = [8.4, 20, 16];
  const [width, height] = [COLUMNS * cell + 2 * pad, rows * row + 2 * pad];
  const whole = lengthOf(frames);
  const xml = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  let begun = 0;
  const rules = [];
  const groups = frames.map(({ lines, seconds }, i) => {
    const [from, to] = [begun, begun + seconds].map((at) => ((100 * at) / whole).toFixed(2));
    begun += seconds;
    rules.push(
      i === frames.length - 1
        ? `@keyframes f${i}{0%{opacity:0}${from}%,100%{opacity:1}}`
        : `@keyframes f${i}{0%{opacity:${i === 0 ? 1 : 0}}${from}%{opacity:1}${to}%,100%{opacity:0}}`,
      `.f${i}{animation:f${i} ${whole.toFixed(1)}s step-end infinite}`,
    );
    const text = lines.flatMap((runs, y) =>
      runs.map(
        ({ x, look, text }) =>
          `<text x="${(pad + x * cell).toFixed(1)}" y="${pad + y * row + 14}" textLength="${(text.length * cell).toFixed(1)}"${look === '' ? '' : ` class="${look}"`}>${xml(text)}</text>`,
      ),
    );
    return `<g class="f f${i}">\n${text.join('\n')}\n</g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="create-dockerfile finds a Go program, asks for the runtime base, writes a Dockerfile, builds it and starts it">
<style>
text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;fill:#d6deeb;white-space:pre}
.c1{fill:#ef6b73}.c2{fill:#7fd88f}.c3{fill:#f2c66d}.c4{fill:#82aaff}.c5{fill:#c792ea}.c6{fill:#7fdbca}.c0,.d{fill:#8b98ad}.b{font-weight:bold}
.f{opacity:0}
${rules.join('\n')}
@media (prefers-reduced-motion:reduce){.f{animation:none}.f${frames.length - 1}{opacity:1}}
</style>
<rect width="100%" height="100%" rx="8" fill="#0f1720"/>
${groups.join('\n')}
</svg>
`;
}
