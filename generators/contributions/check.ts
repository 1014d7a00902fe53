import type { Catalog, Manifest, Template } from '../catalog/catalog.js';
import { GIVEN_OF_LANGUAGES } from '../catalog/language.js';
import { compiledOf } from '../ecosystems/data/expression.js';
import { nearest } from '../nearest.js';
import { PLACES } from '../render/places.js';
import { GIVEN_VARIABLES } from '../render/render.js';
import { referencesIn, sourcesIn } from './references.js';
import { type Used, usedIn } from './used.js';

/** A mistake of a template's author. */
export interface Mistake {
  /** File of the template's folder. */
  file: string;
  /** Where in a JSON file: `/variables/port/read/0`. */
  at?: string;
  /** In a file of text: what stands there. */
  text?: string;
  message: string;
}

/**
 * What is wrong with a template that its schema does not see: variables that nobody declares or uses, expressions that
 * are none, images that are in no table, values that no helper writes for their place.
 *
 * - `catalog`: what the template may use: partials, images.
 */
export function mistakesIn(template: Template, catalog: Pick<Catalog, 'images' | 'partials'>): Mistake[] {
  const { manifest, sources } = template;
  const used = Object.entries(sources).map(([file, text]) => ({ file, ...usedIn(text, catalog.partials) }));
  return [
    ...used.flatMap((one) => inText(one, manifest, catalog)),
    ...undeclaredIn(manifest),
    ...(manifest.extends === undefined ? unusedIn(manifest, used) : []),
    ...expressionsIn(manifest),
    ...rowsIn(manifest, catalog),
  ];
}

type UsedIn = Used & { file: string };

function inText(used: UsedIn, manifest: Manifest, { partials }: Pick<Catalog, 'partials'>): Mistake[] {
  const { file, variables, bare, unknown, commands } = used;
  const declared = [...Object.keys(manifest.variables), ...GIVEN_VARIABLES];
  const at = (text: string, message: string): Mistake => ({ file, text, message });
  const places = Object.keys(PLACES).join(', ');
  return [
    ...[...variables]
      .filter((name) => !declared.includes(name))
      .map((name) => at(name, `${name} is not declared in template.json${meant(name, declared)}`)),
    ...bare.map((name) => at(`{{${name}`, `{{${name}}} needs a helper that says where it stands: ${places}`)),
    ...unknown.map((name) =>
      at(name, `there is no ${name}: a template has #each, #if, #unless and ${places}`),
    ),
    ...[...used.partials]
      .filter((name) => partials[name] === undefined)
      .map((name) => at(`{{> ${name}`, `there is no partial ${name}${meant(name, Object.keys(partials))}`)),
    ...(manifest.language === undefined ? [] : commands.filter((name) => !isShell(name, manifest))).map(
      (name) =>
        at(
          `{{command ${name}`,
          `{{command ${name}}} takes variables of the type command: others are values, for {{shell}}`,
        ),
    ),
  ];
}

/** The test stage comes with its command. */
function isShell(name: string, { variables }: Manifest): boolean {
  return name === 'test.command' || variables[name]?.type === 'command';
}

function undeclaredIn(manifest: Manifest): Mistake[] {
  const names = [...Object.keys(manifest.variables), ...GIVEN_OF_LANGUAGES, 'base'];
  const given: readonly string[] = [...GIVEN_OF_LANGUAGES, 'entrypoint', 'cmd', 'dev', 'base'];
  const undeclared = referencesIn(manifest)
    .filter(({ name }) => !names.includes(name))
    .map(({ name, at }) => ({
      file: 'template.json',
      at,
      message: `there is no variable ${name}${meant(name, names)}`,
    }));
  if (manifest.language === undefined) return undeclared;
  const unread = Object.entries(manifest.variables).filter(
    ([name, { read, default: preset, ask }]) =>
      !given.includes(name) && read === undefined && preset === undefined && ask === undefined,
  );
  return [
    ...undeclared,
    ...unread.map(([name]) => ({
      file: 'template.json',
      at: `/variables/${name}`,
      message: `nothing gives ${name} a value: add "read", "default" or "ask"`,
    })),
  ];
}

function unusedIn(manifest: Manifest, used: readonly UsedIn[]): Mistake[] {
  const wanted = new Set([
    ...used.flatMap(({ variables }) => [...variables]),
    ...(manifest.language === undefined ? [] : referencesIn(manifest).map(({ name }) => name)),
  ]);
  return Object.keys(manifest.variables)
    .filter((name) => !wanted.has(name))
    .map((name) => ({
      file: 'template.json',
      at: `/variables/${name}`,
      message: `${name} is not used: use it in a file of the template, or take it out`,
    }));
}

function expressionsIn(manifest: Manifest): Mistake[] {
  return sourcesIn({ language: manifest.language, variables: manifest.variables }).flatMap(
    ({ source, at }) => {
      const { match, except, outside, replace = [] } = source;
      const replaced = replace.map(([from], i) => [`replace/${i}/0`, from]);
      const all = [...Object.entries({ match, except, outside }), ...replaced];
      return all.flatMap(([key, expression]) => {
        if (expression === undefined) return [];
        try {
          compiledOf(expression);
          return [];
        } catch (error) {
          const message = `this is no regular expression of RE2: ${(error as Error).message}`;
          return [{ file: 'template.json', at: `${at}/${key}`, message }];
        }
      });
    },
  );
}

function rowsIn(
  { bases, variants = {}, images: own = {}, language }: Manifest,
  { images }: Pick<Catalog, 'images'>,
) {
  const known = [...Object.keys(images), ...Object.keys(own)];
  const named = Object.entries({ ...variants, '': bases }).flatMap(([variant, rows]) =>
    Object.entries(rows).flatMap(([base, row]) =>
      [row].flat().flatMap((one) => {
        const at = `/${variant === '' ? 'bases' : `variants/${variant}`}/${base}`;
        return 'refused' in one ? [] : [one.build, one.runtime].map((id) => ({ id, at }));
      }),
    ),
  );
  const version =
    language?.version === undefined ? [] : [{ id: language.version.row, at: '/language/version/row' }];
  return [...named, ...version]
    .filter(({ id }) => !known.includes(id))
    .map(
      ({ id, at }): Mistake => ({
        file: 'template.json',
        at,
        message: `there is no row ${id} in the image table${meant(id, known)}`,
      }),
    );
}

/** `; did you mean port?`, where a name is close. */
function meant(name: string, names: readonly string[]): string {
  const near = nearest(name, names);
  return near === undefined ? '' : `; did you mean ${near}?`;
}
