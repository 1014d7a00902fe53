import { stagesOf } from '../../generators/preflight/dockerfile.js';
import { MARK } from './hostile.js';

/** Keywords that the templates write. */
const KEYWORDS = /^(FROM|ARG|ENV|WORKDIR|COPY|RUN|USER|EXPOSE|ENTRYPOINT|CMD)$/;

/** What hostile values did to a Dockerfile; nothing where each one stayed what it was. */
export function injectionsOf(dockerfile: string, scripted: boolean): string[] {
  const found: string[] = [];
  for (const { instructions } of stagesOf(dockerfile)) {
    for (const { keyword, rest, exec } of instructions) {
      if (!KEYWORDS.test(keyword)) found.push(`an instruction ${keyword}`);
      if (rest === `touch ${MARK}`) found.push(`an instruction RUN ${rest}`);
      if (keyword === 'RUN' && !exec && !scripted && runsMark(rest)) found.push(`a command in RUN ${rest}`);
    }
  }
  return found;
}

/** Lines and signs that no value may bring into a written file. */
export function outOfPlace(path: string, text: string): string[] {
  const found: string[] = [];
  if (path === '.dockerignore' && new RegExp(`^!?${MARK}`, 'm').test(text)) found.push(`a line of ${path}`);
  if (/[^\P{Cc}\n]|[\u202a-\u202e]/u.test(text)) found.push(`a control character in ${path}`);
  return found;
}

/**
 * True when a shell would run or expand what is marked: it stands outside of quotes, or behind a dollar sign or in a
 * substitution of its own. The quotes inside of `$(…)` are a world of their own, as in a shell.
 */
export function runsMark(text: string): boolean {
  const open: string[] = [];
  for (let i = 0; i < text.length; i++) {
    const c = text[i] ?? '';
    const within = open.at(-1);
    if (within === "'") {
      if (c === "'") open.pop();
    } else if (c === '\\') i++;
    else if (c === within && c !== '(') open.pop();
    else if (c === '"' || c === "'" || c === '`') {
      if (!(c === "'" && within === '"')) open.push(c);
    } else if (text.startsWith('$(', i)) {
      open.push('(');
      i++;
    } else if (c === ')' && within === '(') open.pop();
    else if (text.startsWith(MARK, i) && (within !== '"' || /(?<!\\)\$\{?$/.test(text.slice(0, i))))
      return true;
  }
  return false;
}
