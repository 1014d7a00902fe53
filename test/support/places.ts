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

/** True when a shell would run or expand what is marked: it stands outside of quotes, or in a substitution. */
export function runsMark(text: string): boolean {
  let quote = '';
  let active = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i] ?? '';
    if (quote === "'") {
      if (c === "'") quote = '';
    } else if (c === '\\') i++;
    else if (c === '"') quote = quote === '"' ? '' : '"';
    else if (c === "'" && quote === '') quote = "'";
    else if (/[`$]/.test(c)) active = true;
    else if (text.startsWith(MARK, i) && (quote === '' || active)) return true;
    if (quote === '' && /\s/.test(c)) active = false;
  }
  return false;
}
