import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { applyEdits, modify } from 'jsonc-parser';
import { SETTINGS_FILE, SETTINGS_KEY } from '../contributions/folders.js';
import { SAVED } from '../drift/folder.js';
import { EXIT, UserError } from '../errors.js';
import { SHAPING } from '../plan/options.js';
import type { Product } from '../produce.js';
import { plainWords } from '../project/shell-words.js';
import { commit, type Write } from '../write/commit.js';
import { parseFlags } from './flags.js';

export interface SaveRequest {
  directory: string;
  product: Product;
  /** Writes the answers too; else only the files as they were generated are kept up to date. */
  answers: boolean;
}

/**
 * Prepares to keep the answers of a run in `.create-dockerfile.json`, and the files as they were generated: returns what
 * writes them, all or nothing, and tells which have changed.
 *
 * Throws a UserError where the settings stand in package.json: they are not moved.
 */
export async function saving({ directory, product, answers }: SaveRequest): Promise<() => string[]> {
  const writes: Write[] = product.files
    .filter(({ path }) => !path.endsWith('.dockerignore'))
    .map(({ path, contents }) => writeOf(join(directory, SAVED, path), contents));
  if (answers) writes.push(await settingsWrite(directory, product));
  const changed = writes.filter(({ before, contents }) => before === undefined || !before.equals(contents));
  return () => {
    if (changed.length === 0) return [];
    for (const { path } of changed) mkdirSync(dirname(path), { recursive: true });
    commit(directory, changed);
    return changed.map(({ path }) => path.slice(directory.length + 1));
  };
}

async function settingsWrite(directory: string, { command }: Product): Promise<Write> {
  const path = join(directory, SETTINGS_FILE);
  const there = existsSync(path);
  const manifest = join(directory, 'package.json');
  if (!there && existsSync(manifest) && readFileSync(manifest, 'utf8').includes(`"${SETTINGS_KEY}":`)) {
    throw new UserError(
      `the settings of this repository stand in package.json, and --save writes ${SETTINGS_FILE}`,
      {
        exitCode: EXIT.usage,
        hint: `Move the key "${SETTINGS_KEY}" of package.json into ${SETTINGS_FILE} and run again.`,
      },
    );
  }
  const text = there ? readFileSync(path, 'utf8') : '{}\n';
  const edits = modify(text, ['answers'], await answersIn(command), {
    formattingOptions: { insertSpaces: true, tabSize: 2, eol: '\n' },
  });
  return writeOf(path, applyEdits(text, edits));
}

/** The answers that a command gives, by the names of its flags. */
async function answersIn(command: string): Promise<Record<string, string | boolean | string[]>> {
  const { given } = await parseFlags(plainWords(command).slice(2));
  // The place of a template is one on this machine.
  const saved = Object.entries(given).filter(([name]) => SHAPING.includes(name) && name !== 'template');
  return Object.fromEntries(saved);
}

function writeOf(path: string, contents: string): Write {
  return { path, contents: Buffer.from(contents), before: existsSync(path) ? readFileSync(path) : undefined };
}
