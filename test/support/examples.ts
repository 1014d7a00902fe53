import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from '../../generators/plan/decision.js';
import type { Base } from '../../generators/vocabulary.js';

import { TEMPLATES } from './paths.js';

/** Wishes as flags would make them; the base comes from the case. */
export interface ExampleWishes {
  app?: string;
  [wish: string]: Json | undefined;
}

/** `example.json`; templates/example.schema.json says what each key means. */
export interface ExampleSpec {
  title: string;
  /** Why it is not built: what that needs is not to be had everywhere. */
  build?: string;
  wishes?: ExampleWishes;
  variants?: Record<string, { base?: Base; wishes: ExampleWishes; sizeMB?: number }>;
  env?: Record<string, string>;
  probe?: { path: string; status: number; body: string };
  stdout?: string;
  args?: string[];
  sizeMB: Partial<Record<Base, number>>;
  change: { file: string; from: string; to: string };
  fault?: { file: string; from: string; to: string };
  reload?: { path: string; status: number; body: string };
  naive: { image: string; build: string; start: string[] };
  absent: string[];
}

/** A small app that is fixture, snapshot case and real-build case at once. */
export interface Example {
  template: string;
  name: string;
  /** `go/chi-api` */
  id: string;
  directory: string;
  spec: ExampleSpec;
}

/** Names of the folders below one; none when it does not exist. */
export function foldersOf(directory: string): string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** Names of all templates. */
export function listTemplates(): string[] {
  return foldersOf(TEMPLATES).filter((name) => !name.startsWith('_'));
}

/** Every example of every template. One without an `example.json` is a failure of its contract test. */
export function listExamples(): Example[] {
  return listTemplates().flatMap((template) => {
    const folder = join(TEMPLATES, template, 'examples');
    return foldersOf(folder)
      .filter((name) => existsSync(join(folder, name, 'example.json')))
      .map((name) => {
        const directory = join(folder, name);
        const spec: ExampleSpec = JSON.parse(readFileSync(join(directory, 'example.json'), 'utf8'));
        return { template, name, id: `${template}/${name}`, directory, spec };
      });
  });
}
