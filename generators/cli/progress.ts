import { cutTo, printable } from '../project/shown.js';
import type { World } from './world.js';

/** Tells what is going on: one line that changes on a terminal, else a line for each step. */
export interface Progress {
  step(text: string): void;
  /** Takes the line away until the next step. */
  pause(): void;
  end(): void;
}

const EVERY_MS = 1000;

/** Progress on the error output; with the seconds that a step takes where a terminal can show them. */
export function progressOn({ stderr, plain, columns, live }: World): Progress {
  let last = '';
  if (!live || plain) {
    const step = (text: string) => {
      const line = printable(text);
      if (line !== last) stderr.write(`${line}\n`);
      last = line;
    };
    return { step, pause() {}, end() {} };
  }
  let begun = 0;
  let timer: NodeJS.Timeout | undefined;
  const draw = () => {
    const passed = ` ${Math.round((performance.now() - begun) / 1000)} s`;
    const room = columns - passed.length - 1;
    stderr.write(`${CLEAR}${cutTo(room, last)}${passed}`);
  };
  const pause = () => {
    clearInterval(timer);
    timer = undefined;
    if (last !== '') stderr.write(CLEAR);
    last = '';
  };
  return {
    step(text) {
      last = printable(text);
      begun = performance.now();
      timer ??= setInterval(draw, EVERY_MS);
      draw();
    },
    pause,
    end: pause,
  };
}

/** Back to the begin of the line, and erase it. */
const CLEAR = '\r\u001b[2K';
