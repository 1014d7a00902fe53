import { createInterface, type Interface } from 'node:readline';
import type { Answered, Question, Terminal } from './question.js';

/** A choice of a question, as inquirer takes it. */
interface Choice {
  name: string;
  value: unknown;
  /** The key of an `expand` question. */
  key?: string;
  /** Why it cannot be taken. */
  disabled?: string | false;
}

/** What the user typed means this value, or something that has to be said before asking again. */
type Reading = { value: unknown } | { again: string };

/**
 * Asks one question in lines alone, for a terminal that understands no escape codes: choices have numbers or letters,
 * and Enter takes the default.
 *
 * Returns undefined when the user cancels: the input ends (Ctrl-D), the line holds Esc, or the signal is aborted.
 */
export async function askPlainly(
  { input, output }: Terminal,
  question: Question,
  { signal }: AbortController,
): Promise<Answered | undefined> {
  const lines = createInterface({ input, output, terminal: false });
  try {
    output.write(textOf(question));
    for (;;) {
      const line = await nextLine(lines, signal);
      if (line === undefined) output.write('\n');
      if (line === undefined || line.includes('\u001B')) return undefined;
      const reading = read(question, line.trim());
      if ('value' in reading) return { answer: reading.value };
      output.write(`${reading.again}\n${promptOf(question)}`);
    }
  } finally {
    lines.close();
  }
}

function nextLine(lines: Interface, signal: AbortSignal): Promise<string | undefined> {
  return new Promise((resolve) => {
    const end = (line?: string) => {
      lines.off('line', end).off('close', end);
      signal.removeEventListener('abort', abort);
      resolve(line);
    };
    const abort = () => end();
    lines.once('line', end).once('close', end);
    signal.addEventListener('abort', abort);
    if (signal.aborted) end();
  });
}

const choicesOf = ({ choices = [] }: Question) => choices as readonly Choice[];

function textOf(question: Question): string {
  const message = `? ${question.message}`;
  if (question.type !== 'select' && question.type !== 'expand') return `${message} ${promptOf(question)}`;
  const lines = choicesOf(question).map(({ name, disabled }, i) => {
    const mark = labelOf(question, i);
    return disabled ? `  ${' '.repeat(mark.length)}  ${name}  ${disabled}` : `  ${mark}) ${name}`;
  });
  return `${[message, ...lines].join('\n')}\n${promptOf(question)}`;
}

/** What is typed for a choice: its letter, or its number. */
function labelOf(question: Question, index: number): string {
  return choicesOf(question)[index]?.key ?? `${index + 1}`;
}

function promptOf(question: Question): string {
  switch (question.type) {
    case 'confirm':
      return question.default === false ? '[y/N] ' : '[Y/n] ';
    case 'input':
      return question.default === undefined ? '' : `[${question.default}] `;
    case 'expand':
      return `${choicesOf(question)
        .map((_, i) => labelOf(question, i))
        .join('/')}: `;
    case 'select':
      return `Number [${labelOf(question, presetOf(question))}]: `;
  }
}

/** The index of the choice that Enter takes. */
function presetOf(question: Question): number {
  const choices = choicesOf(question);
  const at = choices.findIndex(({ value }) => value === question.default);
  return at === -1 ? choices.findIndex(({ disabled }) => !disabled) : at;
}

function read(question: Question, typed: string): Reading {
  switch (question.type) {
    case 'confirm':
      if (typed === '') return { value: question.default !== false };
      return /^(y|yes|n|no)$/i.test(typed) ? { value: /^y/i.test(typed) } : { again: 'Please type y or n.' };
    case 'input': {
      const value = typed === '' ? String(question.default ?? '') : typed;
      const valid = question.validate?.(value) ?? true;
      return valid === true ? { value } : { again: valid };
    }
    default: {
      const choices = choicesOf(question);
      const preset = question.type === 'select' && typed === '' ? presetOf(question) : -1;
      const at =
        preset === -1 ? choices.findIndex((_, i) => labelOf(question, i) === typed.toLowerCase()) : preset;
      const chosen = choices[at];
      if (chosen === undefined) return { again: 'Please type one of these.' };
      return chosen.disabled
        ? { again: `${chosen.name.trim()} is ${chosen.disabled}` }
        : { value: chosen.value };
    }
  }
}
