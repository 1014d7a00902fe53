import type { Manifest, TemplateVariable } from '../../catalog/catalog.js';
import {
  type Conditions,
  FILE_KINDS,
  type SingleSource,
  SOURCE_KINDS,
  type Source,
} from '../../catalog/language.js';
import { type Decision, decide, type Json } from '../../plan/decision.js';
import { relativeTo, within } from '../../project/paths.js';
import type { Project } from '../../project/project.js';
import { wordsOf } from '../../project/shell-words.js';
import { matches, quoted, replaced } from './expression.js';
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
    for (const source of sources.flatMap(singles)) {
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

  private givenBy(source: SingleSource, shell: boolean): Found[] {
    if (!this.holds(source.when)) return [];
    const kind = SOURCE_KINDS.find((key) => source[key] !== undefined);
    if (kind === undefined) return [];
    const asked = this.completed(source, shell);
    if (asked === undefined) return [];
    const { project, given } = this;
    const variable = (name: string) => this.foundIn(name);
    const fill = (text: string) => this.text(text);
    const found = SOURCES[kind](asked, { project, dir: given.dir, root: given.root, variable, fill });
    const { match } = asked;
    const picked = kind === 'text' || match === undefined ? found : found.flatMap((one) => pick(one, match));
    const parts = source.split === true ? picked.flatMap(split) : picked;
    const kept = parts.filter((one) => this.counts(one, asked));
    return looked(kept, source.table).flatMap((one) => this.made(one, asked));
  }

  private counts(one: Found, { except, outside, without, exists }: SingleSource): boolean {
    if (without !== undefined && this.foundIn(without).some(({ value }) => value === one.value)) return false;
    if (except !== undefined && matches(except, one.value).length > 0) return false;
    if (outside !== undefined && matches(outside, this.pathOf(one) ?? '').length > 0) return false;
    if (exists === undefined || exists === false) return true;
    const directory = exists === true ? this.given.dir : this.path(exists);
    return directory !== undefined && this.exists(one.value, directory);
  }

  /** What becomes of something that was found: put into `gives`, its parts replaced. */
  private made(one: Found, { gives, replace = [], because }: SingleSource): Found[] {
    const text = gives === undefined ? one.value : this.giving(gives, one);
    if (text === undefined) return [];
    const value = replace.reduce((whole, [from, to]) => replaced(from, whole, to), text);
    return value === '' ? [] : [{ ...one, ...(because !== undefined && { because }), value }];
  }

  /** The path of the file that something was found in, from the app's directory. */
  private pathOf({ from }: Found): string | undefined {
    return typeof from === 'object' && 'file' in from ? relativeTo(this.given.dir, from.file) : undefined;
  }

  private exists(path: string, directory: string): boolean {
    const inside = within(directory, path);
    return inside !== undefined && (this.project.has(inside) || this.project.hasDirectory(inside));
  }

  /** In `gives`, `{value}` is what was found, `{path}` is where, and named groups of the expression are what they matched. */
  private giving(text: string, one: Found): string | undefined {
    const own: Record<string, string | undefined> = {
      ...one.groups,
      value: one.value,
      path: this.pathOf(one),
    };
    return filled(this.plainPaths(text), (name) => (Object.hasOwn(own, name) ? own[name] : this.plain(name)));
  }

  private plainPaths(text: string): string {
    return text.replace(/\{(dir|root)\}\//g, (path, name: 'dir' | 'root') =>
      this.given[name] === '.' ? '' : path,
    );
  }

  /** A source with the variables of its texts filled in; undefined where one has no value. */
  private completed(source: SingleSource, shell: boolean): SingleSource | undefined {
    const complete: SingleSource = { ...source };
    for (const key of FILE_KINDS) {
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
    for (const key of ['match', 'except', 'outside'] as const) {
      if (source[key] !== undefined) complete[key] = this.pattern(source[key]);
    }
    if (source.replace !== undefined)
      complete.replace = source.replace.map(([from, to]) => [this.pattern(from), to]);
    return complete;
  }

  /** An expression in which the value of a variable stands for itself; a quantifier such as `{2}` names none. */
  private pattern(expression: string): string {
    const names = new Set(Object.keys(this.manifest.variables));
    return expression.replace(/\{([a-z][A-Za-z0-9]*)\}/g, (whole, name: string) => {
      const value = names.has(name) ? this.plain(name) : undefined;
      return value === undefined ? whole : quoted([value].flat().join(' '));
    });
  }

  private foundIn(name: string): Found[] {
    const { value, from, because } = this.decision(name);
    if (value === null || value === '') return [];
    return [value]
      .flat()
      .map((each) => ({ value: String(each), from, ...(because !== undefined && { because }) }));
  }
}

/** A source of several paths as that many sources. */
function singles(source: Source): SingleSource[] {
  const kind = FILE_KINDS.find((key) => source[key] !== undefined);
  if (kind === undefined) return [source as SingleSource];
  return [source[kind] ?? []].flat().map((path) => ({ ...source, [kind]: path }) as SingleSource);
}

function pick(one: Found, expression: string): Found[] {
  return matches(expression, one.value).map(({ value, groups }) => ({ ...one, groups, value }));
}

function split(one: Found): Found[] {
  return (wordsOf(one.value) ?? []).map((value) => ({ ...one, value }));
}

/** What a table gives for what was found, by its name as it stands there or in lower case. */
function looked(found: Found[], table: Source['table']): Found[] {
  if (table === undefined) return found;
  return found.flatMap((one) => {
    const name = [one.value, one.value.toLowerCase()].find((key) => Object.hasOwn(table, key));
    return [table[name ?? ''] ?? []].flat().map((value) => ({ ...one, value }));
  });
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
