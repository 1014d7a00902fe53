import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** The built command. */
export const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const PTY = fileURLToPath(new URL('terminal.py', import.meta.url));

export interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A temporary repository with these files, removed after the test. */
export function repository(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'shop-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

/** Runs the built command without a terminal. */
export function run(cwd: string, args: string[], env: Record<string, string> = {}): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C.UTF-8', ...env },
    input: '',
  });
  return { code: status, stdout, stderr };
}

/** One exchange on the terminal: when `wait` has appeared, `send` is typed or the signal sent. */
export type Step = { wait: string } & ({ send: string } | { signal: number });

export const KEYS = {
  enter: '\r',
  down: '\u001B[B',
  ctrlC: '\u0003',
  ctrlD: '\u0004',
  escape: '\u001B',
} as const;

export interface TerminalOptions {
  columns?: number;
  env?: Record<string, string | undefined>;
  /** What the commands docker and podman do, in shell: by default there is no engine. */
  engine?: string;
}

/** A directory with commands docker and podman that do this. */
function engines(script: string): string {
  const bin = repository({ docker: `#!/bin/sh\n${script}\n`, podman: `#!/bin/sh\n${script}\n` });
  for (const name of ['docker', 'podman']) chmodSync(join(bin, name), 0o755);
  return bin;
}

/** Runs the built command on a real terminal; `raw` is all it printed, `screen` the same without escape codes. */
export function runOnTerminal(
  cwd: string,
  args: string[],
  steps: Step[],
  { columns = 160, env = {}, engine = 'exit 1' }: TerminalOptions = {},
): { code: number | null; screen: string; raw: string } {
  const { status, stdout, stderr } = spawnSync(
    'python3',
    [PTY, JSON.stringify(steps), `${columns}`, process.execPath, CLI, ...args],
    {
      cwd,
      encoding: 'utf8',
      env: {
        ...process.env,
        // An engine that is there would be offered at the end.
        PATH: `${engines(engine)}:${process.env.PATH}`,
        LC_ALL: 'C.UTF-8',
        TERM: 'xterm',
        NO_COLOR: '1',
        FORCE_COLOR: undefined,
        CI: undefined,
        ...env,
      },
    },
  );
  const raw = stdout + stderr;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: terminal control sequences are what is removed
  return { code: status, raw, screen: raw.replace(/\u001B\[[0-9;?]*[A-Za-z]/g, '') };
}

/** The text of a file in the repository. */
export function fileIn(root: string, path: string): string {
  return readFileSync(join(root, path), 'utf8');
}
