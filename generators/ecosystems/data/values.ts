import type { Manifest, TemplateVariable } from '../../catalog/catalog.js';
import { type Conditions, SOURCE_KINDS, type Source } from '../../catalog/language.js';
import { type Decision, decide, type Json } from '../../plan/decision.js';
import { within } from '../../project/paths.js';
import type { Project } from '../../project/project.js';
import { wordsOf } from '../../project/shell-words.js';
import { matches } from './expression.js';
import type { Found } from './found.js';
import { SOURCES } from './sources/index.js';
import { filled, filledShell } from './substitute.js';

/** Where an app is, and what is known of it before anything is read. */
export interface Given {
  dir: string;
  root: string;
  /** Values that are known already, which no source has a say in. */
  known: Readonly<Record<string, Decision<Json>>>;
}

/**
 * The variables of a template of a language, each read when it is first asked for and once: their sources may name other
 * variables.
 */
export class Values {
  private readonly read = new Map<string, Decision<Json>>();
  private readonly open = new Set<string>();

  constructor(
    private readonly project: Project,
    private readonly manifest: Manifest,
    private readonly given: Given,
  ) {}

  /** The same with more that is known. */
  with(known: Readonly<Record<string, Decision<Json>>>): Values {
    const given = { ...this.given, known: { ...this.given.known, ...known } };
    return new Values(this.project, this.manifest, given);
  }

  /** The value of a variable, with its evidence; null where nothing gives one. Throws for one that needs itself. */
  decision(name: string): Decision<Json> {
    const known = this.given.known[name] ?? this.read.get(name);
    if (known !== undefined) return known;
    if (name === 'dir' || name === 'root') return decide(this.given[name], 'default');
    const variable = this.manifest.variables[name];
    if (variable === undefined) return decide(null, 'default');
    if (this.open.has(name)) throw new Error(`${this.manifest.id}: the variable ${name} is read from itself`);
    this.open.add(name);
    const decision = this.valued(variable);
    this.open.delete(name);
    this.read.set(name, decision);
    return decision;
  }

  /** What sources give, in order: what the first gives that gives anything, or what all of them do. */
  found(sources: readonly Source[], { all = false, shell = false } = {}): Found[] {
    const found: Found[] = [];
    for (const source of sources) {
      found.push(...this.givenBy(source, shell));
      if (!all && found.length > 0) break;
    }
    return found.filter(({ value }, i) => found.findIndex((other) => other.value === value) === i);
  }

  /** Whether all conditions hold. */
  holds(conditions: Conditions | undefined): boolean {
    return Object.entries(conditions ?? {}).every(([name, wanted]) => {
      const { value } = this.decision(name);
      const texts = value === null || value === false || value === '' ? [] : [value].flat().map(String);
      if (typeof wanted === 'boolean') return texts.length > 0 === wanted;
      return texts.some((text) => [wanted].flat().includes(text));
    });
  }

  /** A text with its variables filled in; undefined where one of them has no value. Paths below `.` stand there without it. */
  text(text: string): string | undefined {
    return filled(this.plainPaths(text), (name) => this.plain(name));
  }

  /** A sentence for people with its variables filled in, paths as people write them; as it is where one has no value. */
  sentence(text: string): string {
    return (this.text(text) ?? text).replace(/(^|[\s(])\.\//g, '$1');
  }

  /** Shell text with its variables filled in as words. */
  shell(text: string): string | undefined {
    return filledShell(
      text,
      (name) => this.plain(name),
      (name) => this.manifest.variables[name]?.type === 'command',
    );
  }

  /** A path of the project with its variables filled in. */
  path(text: string): string | undefined {
    return this.text(text)?.replace(/^(\.\/)+/, '');
  }

  private plain(name: string): string | string[] | undefined {
    const { value } = this.decision(name);
    if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(String);
    return value === null || value === '' ? undefined : String(value);
  }

  private valued(variable: TemplateVariable): Decision<Json> {
    const { read = [], default: preset = null, all = false } = variable;
    const found = this.found(read, { all, shell: variable.type === 'command' });
    const [first] = found;
    if (first === undefined) return decide(this.preset(preset, variable), 'default');
    const values = found.map(({ value }) => value);
    return decide(typed(values, variable), first.from, first.because);
  }

  private preset(preset: Json, { type }: TemplateVariable): Json {
    if (type === 'list' && preset === null) return [];
    if (type === 'boolean') return preset === true;
    if (typeof preset !== 'string') return preset;
    return (type === 'command' ? this.shell(preset) : this.text(preset)) ?? null;
  }

  private givenBy(source: Source, shell: boolean): Found[] {
    if (!this.holds(source.when)) return [];
    const kind = SOURCE_KINDS.find((key) => source[key] !== undefined);
    if (kind === undefined) return [];
    const asked = this.completed(source, shell);
    if (asked === undefined) return [];
    const { project, given } = this;
    const variable = (name: string) => this.foundIn(name);
    const fill = (text: string) => this.text(text);
    const found = SOURCES[kind](asked, { project, dir: given.dir, root: given.root, variable, fill });
    const picked =
      kind === 'text' || source.match === undefined
        ? found
        : found.flatMap((one) => pick(one, source.match ?? ''));
    const parts = source.split === true ? picked.flatMap(split) : picked;
    const kept = parts.filter(({ value }) => this.counts(value, source));
    return looked(kept, source.table).flatMap((one) => {
      const value = source.gives === undefined ? one.value : this.giving(source.gives, one.value);
      const because = source.because === undefined ? {} : { because: source.because };
      return value === undefined ? [] : [{ ...one, ...because, value }];
    });
  }

  private counts(value: string, { except, without, exists }: Source): boolean {
    if (without !== undefined && this.foundIn(without).some((one) => one.value === value)) return false;
    if (except !== undefined && matches(except, value).length > 0) return false;
    if (exists === undefined || exists === false) return true;
    const directory = exists === true ? this.given.dir : this.path(exists);
    return directory !== undefined && this.exists(value, directory);
  }

  private exists(path: string, directory: string): boolean {
    const inside = within(directory, path);
    return inside !== undefined && (this.project.has(inside) || this.project.hasDirectory(inside));
  }

  /** `{value}` in `gives` is what was found. */
  private giving(text: string, value: string): string | undefined {
    return filled(this.plainPaths(text), (name) => (name === 'value' ? value : this.plain(name)));
  }

  private plainPaths(text: string): string {
    return text.replace(/\{(dir|root)\}\//g, (path, name: 'dir' | 'root') =>
      this.given[name] === '.' ? '' : path,
    );
  }

  /** A source with the variables of its texts filled in; undefined where one has no value. */
  private completed(source: Source, shell: boolean): Source | undefined {
    const complete: Source = { ...source };
    for (const key of ['file', 'json', 'toml', 'yaml', 'xml', 'text'] as const) {
      if (source[key] === undefined) continue;
      const path = this.path(source[key]);
      if (path === undefined) return undefined;
      complete[key] = path;
    }
    for (const key of ['at', 'env', 'procfile', 'value'] as const) {
      if (source[key] === undefined) continue;
      const text = shell && key === 'value' ? this.shell(source[key]) : this.text(source[key]);
      if (text === undefined) return undefined;
      complete[key] = text;
    }
    return complete;
  }

  private foundIn(name: string): Found[] {
    const { value, from, because } = this.decision(name);
    if (value === null || value === '') return [];
    return [value]
      .flat()
      .map((each) => ({ value: String(each), from, ...(because !== undefined && { because }) }));
  }
}

function pick(one: Found, expression: string): Found[] {
  return matches(expression, one.value).map(({ value }) => ({ ...one, value }));
}

function split(one: Found): Found[] {
  return (wordsOf(one.value) ?? []).map((value) => ({ ...one, value }));
}

function looked(found: Found[], table: Source['table']): Found[] {
  if (table === undefined) return found;
  return found.flatMap((one) =>
    Object.hasOwn(table, one.value)
      ? [table[one.value] ?? []].flat().map((value) => ({ ...one, value }))
      : [],
  );
}

function typed(values: readonly string[], { type }: TemplateVariable): Json {
  const [first = ''] = values;
  switch (type) {
    case 'list':
      return [...values];
    case 'boolean':
      return !/^(false|0|no|off)$/i.test(first);
    case 'number':
      return Number(first);
    default:
      return first;
  }
}
