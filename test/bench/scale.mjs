// Detects and plans generated Go repositories of growing size: node test/bench/scale.mjs [files…]
// Prints milliseconds (the first run after writing, then the median of five) and the largest memory.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';

const CLI = join(import.meta.dirname, '../../dist/cli.js');
const PACKAGES = 2000;
// Says at the end what the process took: the largest memory in KiB, and processor time in microseconds.
const MEASURE = `data:text/javascript,${encodeURIComponent(
  'process.on("exit", () => { const u = process.resourceUsage(); process.stderr.write(`took=${u.maxRSS},${u.userCPUTime + u.systemCPUTime}`) })',
)}`;
const sizes = process.argv.slice(2).map(Number);

console.log('files | packages | first ms | warm ms | of it processor ms | MiB');
for (const files of sizes.length > 0 ? sizes : [1_000, 10_000, 100_000]) {
  const root = mkdtempSync(join(tmpdir(), 'create-dockerfile-scale-'));
  try {
    const packages = Math.min(PACKAGES, files / 5);
    generate(root, files, packages);
    const [first, ...warm] = Array.from({ length: 6 }, () => run(root));
    warm.sort((a, b) => a.milliseconds - b.milliseconds);
    const memory = Math.max(...warm.map(({ mebibytes }) => mebibytes));
    const { milliseconds, processor } = warm[2];
    console.log(
      [files, packages, first.milliseconds, milliseconds, processor, memory].map(Math.round).join(' | '),
    );
  } finally {
    if (process.env.KEEP === undefined) rmSync(root, { recursive: true, force: true });
  }
}

/** A server in cmd/, of whose packages each imports the next two; the rest is data and other code. */
function generate(root, files, packages) {
  const write = (path, text) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const name = (index) => `internal/group${index % 50}/part${index}`;
  write('go.mod', 'module example.com/shop\n\ngo 1.26\n\nrequire github.com/go-chi/chi/v5 v5.2.3\n');
  write('go.sum', '');
  write(
    'cmd/shop/main.go',
    `package main\n\nimport (\n\t"net/http"\n\n\t"example.com/shop/${name(0)}"\n)\n\nfunc main() { http.ListenAndServe(":8080", part0.Handler()) }\n`,
  );
  const body = `\n// ${'The quick brown fox jumps over the lazy dog. '.repeat(40)}\n`.repeat(2);
  for (let index = 0; index < packages; index++) {
    const next = [index + 1, index * 2 + 1].filter((other) => other < packages);
    const imports = [...new Set(next)].map((other) => `\t"example.com/shop/${name(other)}"\n`).join('');
    const code = `package part${index}\n\nimport (\n\t"net/http"\n${imports})\n${body}\nfunc Handler() http.Handler { return nil }\n`;
    write(`${name(index)}/part.go`, code);
    write(`${name(index)}/part_test.go`, `package part${index}\n`);
  }
  for (let index = packages * 2 + 3; index < files; index++) {
    const kind = ['json', 'md', 'go', 'ts', 'yaml'][index % 5];
    const path =
      kind === 'go' ? `${name(index % packages)}/more${index}.go` : `data/d${index % 997}/f${index}.${kind}`;
    write(path, kind === 'go' ? `package part${index % packages}\n\nvar v${index} = "value"\n` : '{}\n');
  }
}

function run(root) {
  const start = performance.now();
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', MEASURE, CLI, root, '--yes', '--json'],
    {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    },
  );
  const milliseconds = performance.now() - start;
  if (status !== 0) throw new Error(stderr);
  const [, memory = 0, cpu = 0] = /took=(\d+),(\d+)/.exec(stderr) ?? [];
  return { milliseconds, processor: cpu / 1000, mebibytes: memory / 1024 };
}
