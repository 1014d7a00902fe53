import { decide } from '../plan/decision.js';
import type { Detection } from '../plan/ecosystem.js';
import { type OptionName, optionOf, optionRows } from '../plan/options.js';
import type { BaseOption } from '../plan/plan.js';
import type { Prompter } from '../plan/prompter.js';
import { cutTo, onTerminal, shown } from '../project/shown.js';
import { wrap } from '../render/wrap.js';
import type { Base } from '../vocabulary.js';
import { ask } from './ask.js';
import { findings } from './explain.js';
import { wishOf } from './flags.js';
import type { Question, Terminal } from './question.js';

/**
 * A prompter on these streams; inquirer is loaded with the first question. Its methods reject with
 * a UserError when the user cancels.
 */
export function createPrompter(terminal: Terminal): Prompter & Confirmer {
  let asked = false;
  const prompt = <T>(question: Question) => {
    asked = true;
    return ask<T>(terminal, question);
  };
  const say = (text: string) => terminal.output.write(onTerminal(`${text}\n`, terminal));
  return {
    async app(open) {
      const apps = open.map((detection) => ({ name: shown(detection.title), value: detection }));
      const every = {
        name: 'each of them, in a directory of its own (--all)',
        value: EVERY,
      };
      const choices = [...apps, every];
      const message = messageOf('app');
      const chosen = await prompt<Detection | typeof EVERY>({
        type: 'select',
        message,
        choices,
        pageSize: MOST_LINES,
      });
      if (chosen === EVERY) throw new WantsEveryApp();
      return chosen;
    },
    confirm(message, preset = true) {
      return prompt<boolean>({ type: 'confirm', message, default: preset });
    },
    hasAsked: () => asked,
    found(title, plan) {
      const columns = columnsOf(terminal);
      const lines = [`Found: ${shown(title)}`, ...findings(plan).split('\n')];
      say(lines.map((line) => cutTo(columns, line)).join('\n'));
    },
    async base(options) {
      const possible = options.filter(({ refused }) => refused === undefined);
      const [only] = possible;
      if (only !== undefined && possible.length === 1) {
        const reasons = options.flatMap(({ base, refused }) =>
          refused === undefined ? [] : [`no ${base}: ${shown(refused)}`],
        );
        say(`Runtime base: ${only.base}, the only one that is possible here (${reasons.join('; ')})`);
        return decide(only.base, 'default');
      }
      const choices = baseChoices(options, columnsOf(terminal), terminal.plain ? NUMBER : CURSOR);
      const preset = options[0]?.base;
      const answer = await prompt<Base>({
        type: 'select',
        message: messageOf('base'),
        choices,
        pageSize: MOST_LINES,
        default: preset,
      });
      return decide(answer, { answer: 'base' });
    },
    setting(question, preset) {
      return prompt<string>({ type: 'input', message: shown(question), default: preset });
    },
    async wish(wish, preset) {
      const option = optionRows.find((row) => row.wish === wish);
      const answer = await prompt<string>({
        type: 'input',
        message: option?.question ?? wish,
        default: preset,
        validate: (text: string) => option?.check?.(text) ?? true,
      });
      return wishOf(wish, answer, { answer: wish });
    },
  };
}

const EVERY = 'every';

/** The answer to which app is meant that no single app is: thrown by the question, as nothing is planned then. */
export class WantsEveryApp extends Error {}

/** Asks what is no part of the plan. */
export interface Confirmer {
  confirm(message: string, preset?: boolean): Promise<boolean>;
  /** True once a question was asked: somebody is in a conversation. */
  hasAsked(): boolean;
}

function messageOf(name: OptionName): string {
  return optionOf(name).question ?? name;
}

/** Lines of choices that are shown at once; the rest is reached by scrolling. */
const MOST_LINES = 20;

/** What stands before a choice: the cursor and a blank, or its number. */
const CURSOR = '> '.length;
const NUMBER = '  1) '.length;

function columnsOf({ output }: Terminal): number {
  return (output as { columns?: number }).columns ?? 80;
}

/** Each base with its trade-off or, when it is not possible here, the reason; broken between words where it is narrow. */
function baseChoices(options: readonly BaseOption[], columns: number, before: number) {
  const width = Math.max(...options.map(({ base }) => base.length)) + 2;
  const folded = (text: string) =>
    wrap(text, Math.max(columns - width - before, 16)).join(`\n${' '.repeat(width + before)}`);
  return options.map(({ base, description, refused }) => ({
    name: refused === undefined ? `${base.padEnd(width)}${folded(description)}` : base.padEnd(width - 1),
    value: base,
    short: base,
    disabled: refused === undefined ? false : folded(`not possible here: ${shown(refused)}`),
  }));
}
