import { join } from 'node:path';
import { defaultCatalog } from '../../generators/home.js';
import { decide } from '../../generators/plan/decision.js';
import type { Wishes } from '../../generators/plan/wishes.js';
import { type Product, produce } from '../../generators/produce.js';
import { diskProject } from '../../generators/project/disk.js';
import type { Project } from '../../generators/project/project.js';
import type { OutputFile } from '../../generators/render/render.js';
import type { Base } from '../../generators/vocabulary.js';
import { type Example, type ExampleWishes, listExamples } from './examples.js';
import { VERSION } from './made.js';
import { SNAPSHOTS } from './paths.js';

/** One example on one base it can run on, or a variant of it. */
export interface Case {
  /** `go/chi-api/scratch`, `go/chi-api/distroless+gate` */
  id: string;
  example: Example;
  base: Base;
  /** The base, with the variant's name behind it: `scratch`, `distroless+gate`. */
  label: string;
  /** The largest image allowed. */
  maxMB: number | undefined;
  product: Product;
  dockerfile: string;
  dockerignore: string;
  /** Its folder below snapshots/. */
  folder: string;
}

/** An example with its cases, or with the error that stopped it: one bad example hides no other. */
export interface CaseList {
  example: Example;
  cases: Case[];
  error?: unknown;
}

const catalog = defaultCatalog();

/** Examples whose images are built, and those that say why they are not. */
export function builtOf<T extends { example: Example }>(lists: readonly T[]): { built: T[]; unbuilt: T[] } {
  const isBuilt = ({ example }: T) => example.spec.build === undefined;
  return { built: lists.filter(isBuilt), unbuilt: lists.filter((list) => !isBuilt(list)) };
}

/** Takes every example through the whole product for each base that is legal for it. */
export async function listCases(): Promise<CaseList[]> {
  return Promise.all(
    listExamples().map(async (example) => {
      try {
        return { example, cases: await casesOf(example) };
      } catch (error) {
        return { example, cases: [], error };
      }
    }),
  );
}

async function casesOf(example: Example): Promise<Case[]> {
  const { plan } = await produceExample(example);
  const { sizeMB, variants = {} } = example.spec;
  const bases = plan.bases.filter(({ refused }) => refused === undefined);
  const plain = bases.map(({ base }) => caseOf(example, { base, label: base, maxMB: sizeMB[base] }));
  const others = Object.entries(variants).map(([name, { base = plan.base.value, wishes, ...own }]) =>
    caseOf(example, { base, wishes, label: `${base}+${name}`, maxMB: own.sizeMB ?? sizeMB[base] }),
  );
  return Promise.all([...plain, ...others]);
}

interface CaseRequest extends Pick<Case, 'base' | 'label' | 'maxMB'> {
  wishes?: ExampleWishes;
}

async function caseOf(example: Example, { base, label, maxMB, wishes }: CaseRequest): Promise<Case> {
  const product = await produceExample(example, { ...wishes, base });
  const id = `${example.id}/${label}`;
  return {
    id,
    example,
    base,
    label,
    maxMB,
    product,
    dockerfile: contentsOf(product.files, 'Dockerfile'),
    dockerignore: contentsOf(product.files, '.dockerignore'),
    folder: join(SNAPSHOTS, id),
  };
}

function produceExample({ directory, spec }: Example, more: ExampleWishes = {}): Promise<Product> {
  const { app, ...wishes } = { ...spec.wishes, ...more };
  const decided = Object.entries(wishes).map(([name, value]) => [
    name,
    decide(value ?? null, { flag: dashed(name) }),
  ]);
  return produce({
    version: VERSION,
    project: appIn(directory),
    catalog,
    wishes: Object.fromEntries(decided) as Wishes,
    ...(app !== undefined && { app }),
  });
}

/** The app of an example, without the file that describes it to the tests. */
function appIn(directory: string): Project {
  const project = diskProject(directory);
  const entries = (path: string) => project.entries(path).filter(({ name }) => name !== 'example.json');
  return { ...project, entries };
}

/** `languageVersion` → `language-version`, the flag that makes this wish. */
function dashed(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function contentsOf(files: readonly OutputFile[], path: string): string {
  const file = files.find((candidate) => candidate.path === path);
  if (file === undefined) throw new Error(`the template writes no ${path}`);
  return file.contents;
}
