import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { dockerOf } from '../support/bed.js';
import { listCases } from '../support/cases.js';
import { Workspace } from './context.js';

// Go compiles for another architecture without emulation: the file says which one it is for.

const AARCH64 = 183; // https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html#e_machine
const docker = dockerOf(inject('bed'));
const lists = await listCases();

test('a Go program is compiled for the platform that is asked for', async () => {
  const list = lists.find(({ example }) => example.id === 'go/print-cli');
  const one = list?.cases.find(({ base }) => base === 'scratch');
  if (list === undefined || one === undefined) throw new Error('go/print-cli has no case on scratch');
  const workspace = new Workspace(list.example);
  const output = mkdtempSync(join(tmpdir(), 'create-dockerfile-platform-'));
  try {
    for (const { path, contents } of one.product.files) workspace.write(path, contents);
    const args = ['build', '--platform', 'linux/arm64', '--output', output, workspace.directory];
    expect(await docker.run(args)).toMatchObject({ code: 0 });
    const [binary = ''] = (one.product.plan.variables.entrypoint?.value ?? []) as string[];
    const header = readFileSync(join(output, binary));
    expect(header.subarray(0, 4).toString('latin1')).toBe('\x7FELF');
    expect(header.readUInt16LE(18)).toBe(AARCH64);
  } finally {
    workspace.remove();
    rmSync(output, { recursive: true, force: true });
  }
});
