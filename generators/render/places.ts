import type { Json } from '../plan/decision.js';
import { shellWord } from '../project/shell.js';
import { hides, shown } from '../project/shown.js';

/** A value that a place cannot hold, whatever is put around it. */
export class Unwritable extends Error {
  constructor(
    readonly value: string,
    readonly place: string,
  ) {
    super(`${place} cannot hold ${JSON.stringify(value)}`);
  }
}

/**
 * What a template may call: each writes a value so that the place it stands in holds that value and nothing else.
 * Every value of a template goes through one of them.
 */
export const PLACES = {
  comment,
  word,
  copy,
  setting,
  command,
  shell,
  json,
  inner,
  pattern,
  nginx,
  expression,
} satisfies Record<string, (...values: never[]) => string>;

/** Text of a comment: one line without control characters, and without marks that turn the direction of text. */
function comment(value: Json): string {
  return shown(text(value));
}

/** One word of FROM, WORKDIR, USER, EXPOSE or ARG: https://docs.docker.com/reference/dockerfile/#environment-replacement */
function word(value: Json): string {
  const plain = oneLine(text(value), 'an instruction');
  return /^[\w@%+=:,./~-]+$/.test(plain) ? plain : `"${escaped(plain)}"`;
}

/**
 * Sources and target of COPY, the target put together of parts: in exec form where a name would come apart, its wildcards
 * taken as they are.
 */
function copy(from: Json, ...to: Json[]): string {
  const sources = (Array.isArray(from) ? from : [from]).map((path) => source(text(path)));
  const all = [...sources, instructionPath(to.map(text).join(''))];
  return all.some((path) => /[\s,[\]]|^<</.test(path)) ? execForm(all) : all.join(' ');
}

/** A path that COPY takes: `*` is a pattern of the template's, `[` is part of a name. */
function source(path: string): string {
  const named = instructionPath(path).replaceAll('[', '[[]');
  return /^[\w@./$\\*]/.test(named) && !/^(git@|[a-z+]+:)/i.test(named) ? named : `./${named}`;
}

function instructionPath(path: string): string {
  // A backslash escapes once for the instruction and once more for the pattern.
  if (path.includes('\\')) throw new Unwritable(path, 'COPY');
  return oneLine(path, 'COPY').replace(/["'$]/g, '\\$&');
}

/** `NAME=value` of ENV and ARG, `NAME` without a value; PATH may name what it was before. */
function setting(name: Json, value: Json): string {
  const key = text(name);
  if (!/^[A-Za-z_][\w.-]*$/.test(key)) throw new Unwritable(key, 'the name of a variable');
  if (value === null) return key;
  const plain = oneLine(text(value), 'ENV');
  if (/^[\w@%+=:,./~-]*$/.test(plain)) return `${key}=${plain}`;
  if (key === 'PATH' && /^[\w@%+=:,./~-]*:\$PATH$/.test(plain)) return `${key}=${plain}`;
  return `${key}="${escaped(plain)}"`;
}

/** The shell text of RUN, which its maker has put together of words: a line may only end in a continuation. */
function command(value: Json): string {
  const line = text(value);
  const joined = line.replace(/ \\\n/g, ' ');
  if (/\p{Cc}/u.test(joined) || hides(joined) || joined.endsWith('\\')) throw new Unwritable(line, 'RUN');
  if (/(^|\s)\d*<<-?[^<\s]/.test(withoutQuoted(joined))) throw new Unwritable(line, 'RUN');
  return line;
}

/** What of a shell text stands outside of its quotes. */
function withoutQuoted(line: string): string {
  return line.replace(/'[^']*'|"(?:\\.|[^"\\])*"|\\./g, (part) => (part.startsWith('\\') ? part : '""'));
}

/** Words of a shell command: one, or a list. */
function shell(value: Json): string {
  const words = Array.isArray(value) ? value : [value];
  return words.map((each) => shellWord(oneLine(text(each), 'RUN'))).join(' ');
}

/** Exec form: `["node", "server.js"]`, as people write it in a Dockerfile. */
function json(value: Json): string {
  return Array.isArray(value) ? execForm(value) : jsonText(value);
}

/** A part of a string in exec form. */
function inner(value: Json): string {
  return jsonText(text(value)).slice(1, -1);
}

/** A line of a .dockerignore: https://docs.docker.com/build/concepts/context/#syntax */
function pattern(value: Json): string {
  const line = text(value);
  if (line !== line.trim() || line.startsWith('#')) throw new Unwritable(line, '.dockerignore');
  return oneLine(line, '.dockerignore');
}

/** A value of nginx's configuration, put together of parts; there is no way to write a dollar sign. */
function nginx(...values: Json[]): string {
  const plain = oneLine(values.map(text).join(''), NGINX);
  if (plain.includes('$')) throw new Unwritable(plain, NGINX);
  return /^[^\s"'\\{};#]+$/.test(plain) ? plain : `"${plain.replace(/["\\]/g, '\\$&')}"`;
}

/** A regular expression of nginx's configuration. */
function expression(value: Json): string {
  const plain = oneLine(text(value), NGINX);
  if (/"|\\$/.test(plain)) throw new Unwritable(plain, NGINX);
  return `"${plain}"`;
}

const NGINX = 'nginx.static.conf';

function execForm(list: readonly Json[]): string {
  return `[${list.map(jsonText).join(', ')}]`;
}

/** JSON in which nothing hides. */
function jsonText(value: Json): string {
  return JSON.stringify(value).replace(/[^\P{Cf}\u200d]|[\u2028\u2029]/gu, (sign) =>
    [...sign].map((each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
  );
}

function escaped(value: string): string {
  return value.replace(/[\\"$]/g, '\\$&');
}

function oneLine(value: string, place: string): string {
  if (/[\p{Cc}\u2028\u2029]/u.test(value) || hides(value)) throw new Unwritable(value, place);
  return value;
}

function text(value: Json): string {
  return value === null ? '' : String(value);
}
