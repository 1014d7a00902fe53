import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { repository, run } from './command.js';
import { GO, NODE } from './repositories.js';

const FLASK = {
  'requirements.txt': 'flask\n',
  'app.py': 'from flask import Flask\n\napp = Flask(__name__)\n',
};
const POM = {
  'pom.xml':
    '<project><modelVersion>4.0.0</modelVersion><groupId>a</groupId><artifactId>b</artifactId><version>1</version></project>',
  'src/main/java/a/Main.java': 'package a;\npublic class Main { public static void main(String[] a) {} }\n',
};

/** The text of all files of the bundle that a run loads, as the coverage of V8 lists them. */
function loadedBy(files: Record<string, string>, args: string[]): string {
  const report = mkdtempSync(join(tmpdir(), 'coverage-'));
  onTestFinished(() => rmSync(report, { recursive: true, force: true }));
  const { code, stderr } = run(repository(files), args, { NODE_V8_COVERAGE: report });
  expect({ code, stderr }).toMatchObject({ code: 0 });
  const scripts = readdirSync(report).flatMap((name) => {
    const { result } = JSON.parse(readFileSync(join(report, name), 'utf8'));
    return (result as { url: string }[]).map(({ url }) => url);
  });
  return scripts
    .filter((url) => url.startsWith('file:'))
    .map((url) => readFileSync(fileURLToPath(url), 'utf8'))
    .join('\n');
}

/** What is only in the engine of expressions, and in the manifests of Rust and Python. */
const SIGNS = ['RE2JS', 'rust:{version}-alpine', 'python:{version}-alpine'];

describe('a run', () => {
  it.each([
    ['Go', GO, []],
    ['Node.js', { ...NODE, ...FLASK }, []],
    ['Maven', { ...POM, ...FLASK }, []],
    ['Python', FLASK, ['RE2JS', 'python:{version}-alpine']],
    [
      'Rust',
      { 'Cargo.toml': '[package]\nname = "a"\n', 'src/main.rs': 'fn main() {}' },
      ['RE2JS', 'rust:{version}-alpine'],
    ],
  ])('of %s loads what it needs of the languages that are data, and no more', (_, files, wanted) => {
    const text = loadedBy(files, ['--yes', '--dry-run']);
    expect(text).toContain('create-dockerfile');
    expect(SIGNS.filter((sign) => text.includes(sign))).toEqual(wanted);
  });
});
