import { parseArgs } from 'node:util';
import { SETTINGS_FILE } from '../contributions/folders.js';
import { EXIT, UserError } from '../errors.js';
import { type Decision, decide } from '../plan/decision.js';
import { type Option, type OptionName, optionRows, SHAPING } from '../plan/options.js';
import type { Wishes } from '../plan/wishes.js';
import type { Evidence } from '../project/evidence.js';
import type { EcosystemId } from '../vocabulary.js';

/** The command line as values. */
export interface Flags {
  directory: string;
  /** Every flag that was given, by name: true for a switch, else its text. */
  given: Partial<Record<Exclude<OptionName, ManyName>, string | true>> & { [name in ManyName]?: string[] };
}

/** Flags that may be given several times. */
type ManyName = 'set' | 'env';

/**
 * Parses the arguments behind the program's name.
 *
 * Throws a UserError with exit code 2 for an unknown flag (naming the nearest valid one), a missing
 * or bad value, or a second directory.
 */
export async function parseFlags(argv: readonly string[]): Promise<Flags> {
  const { values, positionals, tokens } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(
      optionRows.map(({ name, short, value, many }) => [
        name,
        {
          type: value === undefined ? 'boolean' : 'string',
          ...(short && { short }),
          ...(many && { multiple: true }),
        } as const,
      ]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind === 'option') await checkOption(token.rawName, token.name, token.value);
  }
  for (const { name, needs, not } of optionRows) {
    if (values[name] === undefined) continue;
    if (needs !== undefined && values[needs] === undefined)
      throw usageError(`--${name} is for --${needs}, which is not given`);
    const other = not?.flags.find((flag) => values[flag] !== undefined);
    if (not !== undefined && other !== undefined)
      throw usageError(`${not.because.replace('{other}', `--${other}`)}: take one of them`);
  }
  if (positionals.length > 1) {
    throw usageError(`one directory at most, got ${positionals.length}: ${positionals.join(' ')}`);
  }
  const [directory = '.'] = positionals;
  if (directory === '') throw usageError('the directory is an empty text: name one, or leave it out');
  return { directory, given: { ...values } as Flags['given'] };
}

/** The wishes that the flags make, each with the flag as its source. */
export function wishesOf({ given }: Flags): Wishes {
  const wishes: Record<string, Decision> = {};
  if (given.set !== undefined) wishes.set = decide(settingsOf(given.set), { flag: 'set' });
  for (const { name, wish, many } of optionRows) {
    if (many) continue;
    const value = given[name as Exclude<OptionName, ManyName>];
    if (wish === undefined || value === undefined) continue;
    wishes[wish] = value === true ? decide(true, { flag: name }) : wishOf(wish, value, { flag: name });
  }
  return wishes as Wishes;
}

/** `['worker=api', 'extras=dev']` by name; of two values for one name the last counts. */
function settingsOf(list: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    list.map((text) => [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)]),
  );
}

/** One wish from its text. */
export function wishOf(wish: keyof Wishes, text: string, from: Evidence): Decision {
  return decide(wish === 'port' ? Number(text) : text.trim(), from);
}

/** What a request for files takes from the command line. */
export interface Requested {
  wishes: Wishes;
  language?: EcosystemId;
  app?: string;
}

/** The part of a request that the flags make. */
export function requested(flags: Flags): Requested {
  const { language, app } = flags.given;
  return {
    wishes: wishesOf(flags),
    ...(typeof language === 'string' && { language: language as EcosystemId }),
    ...(typeof app === 'string' && { app }),
  };
}

/**
 * The same with the answers of a settings file, by the names of flags: a flag goes before them.
 *
 * Throws a UserError for an answer that is none.
 */
export async function requestedWith(
  flags: Flags,
  answers: Readonly<Record<string, unknown>> = {},
): Promise<Requested> {
  const open = Object.entries(answers).filter(([name]) => flags.given[name as OptionName] === undefined);
  if (open.length === 0) return requested(flags);
  const unknown = open.find(([name]) => !SHAPING.includes(name))?.[0];
  if (unknown !== undefined) {
    const near = await nearest(unknown, SHAPING);
    throw usageError(
      `${SETTINGS_FILE} answers "${unknown}", and there is no such question`,
      near === undefined ? `There are ${SHAPING.join(', ')}.` : `Did you mean ${near}?`,
    );
  }
  const answered = await wishesFrom(Object.fromEntries(open));
  const given = requested(flags);
  const wishes = Object.entries(answered.wishes).map(([name, decision]) => [
    name,
    { ...decision, from: { file: SETTINGS_FILE } },
  ]);
  return { ...answered, ...given, wishes: { ...Object.fromEntries(wishes), ...given.wishes } };
}

/** The same from an object with the flags' names, as a composing generator gives them; checked alike. */
export async function wishesFrom(options: object): Promise<Requested> {
  const argv: string[] = [];
  for (const [name, value] of Object.entries(options)) {
    if (!SHAPING.includes(name) || value === undefined || value === false) continue;
    for (const each of Array.isArray(value) ? value : [value]) {
      argv.push(each === true ? `--${name}` : `--${name}=${each}`);
    }
  }
  return requested(await parseFlags(argv));
}

async function nearest(word: string, words: readonly string[]): Promise<string | undefined> {
  return (await import('../nearest.js')).nearest(word, words);
}

async function checkOption(rawName: string, name: string, value: string | undefined): Promise<void> {
  const option = optionRows.find((row) => row.name === name);
  if (option === undefined) {
    const near = await nearest(
      name,
      optionRows.map((row) => row.name),
    );
    throw usageError(`unknown option ${rawName}`, near && `Did you mean --${near}?`);
  }
  if (option.value === undefined) {
    if (value !== undefined && !mayHave(option, value))
      throw usageError(
        `${rawName} takes no value${option.optional === undefined ? '' : ` but ${option.optional}`}, got ${JSON.stringify(value)}`,
      );
    return;
  }
  if (value === undefined) throw usageError(`${rawName} needs a value: ${rawName} ${option.value}`);
  await checkValue(option, value);
}

async function checkValue({ name, choices, check }: Option, value: string): Promise<void> {
  if (choices !== undefined && !choices.includes(value)) {
    const near = await nearest(value, choices);
    const hint = near === undefined ? undefined : `Did you mean ${near}?`;
    throw usageError(`--${name} is one of ${choices.join(', ')}, got ${JSON.stringify(value)}`, hint);
  }
  const wrong = check?.(value);
  if (wrong !== undefined) throw usageError(`--${name} ${JSON.stringify(value)}: ${wrong}`);
}

/** Whether a switch may have this value behind `=`. */
function mayHave({ optional }: Option, value: string): boolean {
  if (optional === undefined) return false;
  return /^[A-Z]+$/.test(optional) ? value !== '' : value === optional;
}

function usageError(message: string, hint = 'See create-dockerfile --help.'): UserError {
  return new UserError(message, { hint, exitCode: EXIT.usage });
}
