import type { Catalog, Manifest, Template, TemplateBase } from '../../catalog/catalog.js';
import type { Language } from '../../catalog/language.js';
import { type BaseChoice, chooseBase, rowOf } from '../../plan/bases.js';
import { type Decision, decide, type Json } from '../../plan/decision.js';
import type { Situation } from '../../plan/ecosystem.js';
import { commonIgnores } from '../../plan/ignore.js';
import type { Plan, Warning } from '../../plan/plan.js';
import type { Step } from '../../plan/step.js';
import { decideDev, decideTest } from '../../plan/targets.js';
import type { Wishes } from '../../plan/wishes.js';
import { cite, type Evidence } from '../../project/evidence.js';
import { wordsOf } from '../../project/shell-words.js';
import type { DataFacts } from './detect.js';
import { needsOf } from './needs.js';
import { refuse, warn } from './sentences.js';
import { Values } from './values.js';
import { chooseVersion } from './version.js';

/** Decides the whole image of one app of a template's language. */
export function planApp(situation: Situation<DataFacts>, template: Template, language: Language): Plan {
  const { project, detection, wishes } = situation;
  const { manifest } = template;
  const { dir, root, program, from } = detection.facts;
  const catalog = withImages(situation.catalog, manifest);
  const before = new Values(project, manifest, {
    dir,
    root,
    known: {
      app: decide(detection.app, from),
      ...(program !== undefined && { program: decide(program, from) }),
      ...asked(wishes, manifest),
    },
  });
  const { version, warnings } = versionOf(language, catalog, before, wishes);
  const versioned = before.with({ languageVersion: version });
  const choice = baseOf(template, catalog, { values: versioned, version: version.value, wishes });
  const values = versioned.with({ ...chosen(choice), ...started(wishes, choice) });
  const target = testOf(language, values, wishes);
  const variables = variablesOf(
    manifest,
    values.with({ ...target, environment: environmentOf(language, values) }),
    {
      ...ignoreOf(language, values, situation),
      dev: decideDev({
        wish: wishes.dev,
        found: { missing: `the template ${manifest.id} has no dev target` },
      }),
    },
  );
  return {
    ecosystem: language.id,
    app: decide(detection.app, from),
    template: decide(manifest.id, from),
    base: choice.base,
    variables,
    inputs: inputsOf(language, values),
    steps: stepsOf(language, values),
    buildFlags: [],
    warnings: [...warnings, ...warningsOf(language, values, from)],
    bases: choice.options,
    open: [...(wishes.base === undefined ? (['base'] as const) : []), ...openPort(values, wishes)],
    ...needsOf(language, values, { project, dir }),
    ...initOf(language, values),
    ...asksOf(manifest, values),
  };
}

function initOf({ init }: Language, values: Values): Pick<Plan, 'init'> {
  return init !== undefined && values.holds(init.when)
    ? { init: values.text(init.because) ?? init.because }
    : {};
}

/** The image table with the rows that the template brings. */
function withImages(catalog: Catalog, { images = {} }: Manifest): Catalog {
  return { ...catalog, images: { ...catalog.images, ...images } };
}

/** What flags and answers say of variables: a port, commands, and what `--set` names. */
function asked({ port, buildCommand, set }: Wishes, manifest: Manifest): Record<string, Decision<Json>> {
  const known: Record<string, Decision<Json>> = {};
  if (port !== undefined) known.ports = { ...port, value: [port.value] };
  if (buildCommand !== undefined && manifest.variables.build !== undefined) known.build = buildCommand;
  for (const [name, value] of Object.entries(set?.value ?? {})) {
    const list = manifest.variables[name]?.type === 'list';
    known[name] = decide<Json>(
      list ? ((wordsOf(value) ?? [value]) as string[]) : value,
      set?.from ?? 'default',
    );
  }
  return known;
}

/** A start command that was asked for: as CMD, unless the image puts a program of its own in front of that. */
function started({ startCommand }: Wishes, { runtime }: BaseChoice): Record<string, Decision<Json>> {
  if (startCommand === undefined) return {};
  const words = decide<Json>(startWords(startCommand), startCommand.from);
  const none = decide<Json>([], startCommand.from);
  return runtime.entrypoint === undefined
    ? { entrypoint: none, cmd: words }
    : { entrypoint: words, cmd: none };
}

/** Throws a UserError for a command that only a shell can run. */
function startWords({ value, from }: Decision<string>): string[] {
  const words = wordsOf(value);
  if (words === undefined) throw refuse('start-needs-shell', { asked: cite(from), command: value }, from);
  return words;
}

function versionOf(
  { version }: Language,
  catalog: Catalog,
  values: Values,
  { languageVersion: wish }: Wishes,
) {
  if (version === undefined) return { version: wish ?? decide('', 'default'), warnings: [] };
  return chooseVersion(version, rowOf(catalog, version.row), { values, wish });
}

/** The base among those whose conditions hold. */
function baseOf(
  template: Template,
  catalog: Catalog,
  { values, version, wishes }: { values: Values; version: string; wishes: Wishes },
): BaseChoice {
  const { manifest } = template;
  const bases = Object.entries(manifest.bases).flatMap(([base, rows]): [string, TemplateBase][] => {
    const row = [rows].flat().find(({ when }) => values.holds(when));
    if (row === undefined) return [];
    const refused = 'refused' in row ? { ...row, refused: values.sentence(row.refused) } : row;
    return [[base, refused]];
  });
  const effective = { ...template, manifest: { ...manifest, bases: Object.fromEntries(bases) } };
  return chooseBase({
    catalog,
    template: effective,
    version,
    ...(wishes.base !== undefined && { wish: wishes.base }),
  });
}

function chosen({ base, build, runtime, about }: BaseChoice): Record<string, Decision<Json>> {
  return {
    base,
    buildImage: decide(build.name, base.from),
    runtimeImage: decide(runtime.name, base.from),
    about: decide(about, base.from),
    user: decide(runtime.user, 'default', 'a numeric user that is not root'),
  };
}

function testOf({ test }: Language, values: Values, wishes: Wishes): Record<string, Decision<Json>> {
  const command = test !== undefined && values.holds(test.when) ? values.shell(test.command) : undefined;
  const { test: stage, ships } = decideTest({
    wish: wishes.test,
    lint: { wish: wishes.lint, found: () => ({ missing: 'templates of this language name no linter' }) },
    tests:
      test === undefined || command === undefined
        ? undefined
        : { does: values.sentence(test.does), command, wants: [], from: placeOf(test.when, values) },
    missing: test?.missing ?? 'the template has no tests',
    stage: test?.stage ?? 'build',
  });
  return { test: stage, ships };
}

/** Where the first of some conditions was read. */
function placeOf(when: Record<string, unknown> | undefined, values: Values) {
  const [name] = Object.keys(when ?? {});
  return name === undefined ? ('default' as const) : values.decision(name).from;
}

function environmentOf({ environment = [] }: Language, values: Values): Decision<Json> {
  const set = environment.flatMap(({ name, value, when }) => {
    if (!values.holds(when)) return [];
    const [key, text] = [values.text(name), values.text(value)];
    return key === undefined || text === undefined ? [] : [{ name: key, value: text }];
  });
  return decide<Json>(set, 'default');
}

function ignoreOf(
  language: Language,
  values: Values,
  { project }: Situation<DataFacts>,
): Record<string, Decision<Json>> {
  const own = (language.ignore ?? []).flatMap(({ title, lines, when }) => {
    const filled = lines.flatMap((line) => values.path(line) ?? []);
    return values.holds(when) && filled.length > 0 ? [{ title, lines: filled }] : [];
  });
  return { ignore: decide<Json>([...commonIgnores(project), ...own], 'default') };
}

/** Every variable that the template declares, and no other. */
function variablesOf(manifest: Manifest, values: Values, given: Record<string, Decision<Json>>) {
  const names = Object.keys(manifest.variables).filter((name) => name !== 'base');
  const all = names.map((name) => [name, numbered(name, given[name] ?? values.decision(name))]);
  return Object.fromEntries(all) as Record<string, Decision<Json>>;
}

/** Ports are numbers, wherever they were read. */
function numbered(name: string, decision: Decision<Json>): Decision<Json> {
  if (name !== 'ports' || !Array.isArray(decision.value)) return decision;
  const ports = decision.value
    .map(Number)
    .filter((port) => Number.isInteger(port) && port > 0 && port < 65_536);
  return { ...decision, value: ports };
}

function inputsOf({ inputs = [] }: Language, values: Values): string[] {
  return inputs.flatMap(({ path, when }) => (values.holds(when) ? (values.path(path) ?? []) : []));
}

function stepsOf({ steps = [] }: Language, values: Values): Step[] {
  const filled = (paths: readonly string[]) => paths.flatMap((path) => values.text(path) ?? []);
  return steps.flatMap(({ run, makes = [], opens = [], when }) => {
    const command = values.decision(run).value;
    if (!values.holds(when) || typeof command !== 'string') return [];
    return [{ run: command, makes: filled(makes), opens: filled(opens) }];
  });
}

/** What people should know. What is missing has no place: the app's own stands for it. */
function warningsOf({ warn: rows = [] }: Language, values: Values, app: Evidence): Warning[] {
  return rows
    .filter(({ when }) => values.holds(when))
    .map(({ when, message }) => {
      const from = placeOf(when, values);
      return warn('told', { message: values.sentence(message) }, from === 'default' ? app : from);
    });
}

/** A port that nothing says is asked for, where the template has one. */
function openPort(values: Values, { port }: Wishes): 'port'[] {
  const { value, from } = values.decision('ports');
  return port === undefined && from === 'default' && Array.isArray(value) && value.length > 0 ? ['port'] : [];
}

/** Questions of the template that nothing has answered. */
function asksOf({ variables }: Manifest, values: Values): Pick<Plan, 'asks'> {
  const asks = Object.entries(variables).flatMap(([name, { ask }]) => {
    const { value, from } = values.decision(name);
    return ask === undefined || from !== 'default'
      ? []
      : [{ name, question: ask, preset: String(value ?? '') }];
  });
  return asks.length === 0 ? {} : { asks };
}
