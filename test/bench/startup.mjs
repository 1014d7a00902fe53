// Start-up against bare Node.js, as ratios of medians taken in one run: node test/bench/startup.mjs
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const RUNS = 15;
const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'bench-'));
const server = 'require("node:http").createServer((q, r) => r.end()).listen(3000);\n';
const repositories = {
  go: { 'go.mod': 'module example.com/shop\n\ngo 1.26\n', 'main.go': 'package main\n\nfunc main() {}\n' },
  npm: {
    'package.json': '{"name":"x","scripts":{"start":"node a.js"}}',
    'package-lock.json': '{"lockfileVersion":3,"packages":{}}',
    'a.js': server,
  },
};

const cases = [
  { name: 'node -e 0', args: ['-e', '0'] },
  { name: '--help', args: [cli, '--help'] },
  { name: '--version', args: [cli, '--version'] },
];
for (const [name, files] of Object.entries(repositories)) {
  const directory = mkdtempSync(join(root, `${name}-`));
  for (const [path, text] of Object.entries(files)) writeFileSync(join(directory, path), text);
  cases.push({ name: `--yes (${name}, writes)`, args: [cli, '--yes'], directory, clean: true });
  cases.push({ name: `--print (${name})`, args: [cli, '--yes', '--print'], directory });
}

const times = cases.map(() => []);
for (let run = 0; run < RUNS; run++) {
  cases.forEach(({ args, directory = root, clean }, i) => {
    if (clean)
      for (const file of ['Dockerfile', '.dockerignore']) rmSync(join(directory, file), { force: true });
    const start = performance.now();
    const { status } = spawnSync(process.execPath, args, { cwd: directory, stdio: 'ignore' });
    if (status !== 0) throw new Error(`${args.join(' ')} exited with ${status}`);
    times[i].push(performance.now() - start);
  });
}
rmSync(root, { recursive: true });

const medians = times.map((list) => list.sort((a, b) => a - b)[Math.floor(RUNS / 2)]);
console.log(`median of ${RUNS}, Node.js ${process.version}`);
cases.forEach(({ name }, i) => {
  console.log(
    `${name.padEnd(24)} ${medians[i].toFixed(0).padStart(5)} ms  ${(medians[i] / medians[0]).toFixed(2)}x`,
  );
});
