import { decide } from '../plan/decision.js';
import type { Detection } from '../plan/ecosystem.js';
import { type OptionName, optionOf, optionRows } from '../plan/options.js';
import type { BaseOption } from '../plan/plan.js';
import type { Prompter } from '../plan/prompter.js';
import { shown } from '../project/shown.js';
import type { Base } from '../vocabulary.js';
import { ask, type Question, type Terminal } from './ask.js';
import { wishOf } from './flags.js';

/**
 * A prompter on these streams; inquirer is loaded with the first question. Its methods reject with
 * a UserError when the user cancels.
 */
export function createPrompter(terminal: Terminal): Prompter & Confirmer {
  const prompt = <T>(question: Question) => ask<T>(terminal, question);
  return {
    app(open) {
      const choices = open.map((detection) => ({ name: shown(detection.title), value: detection }));
      return prompt<Detection>({ type: 'select', message: messageOf('app'), choices });
    },
    confirm(message) {
      return prompt<boolean>({ type: 'confirm', message, default: true });
    },
    async base(options) {
      const choices = baseChoices(options);
      const preset = options[0]?.base;
      const answer = await prompt<Base>({
        type: 'select',
        message: messageOf('base'),
        choices,
        default: preset,
      });
      return decide(answer, { answer: 'base' });
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

/** Asks what is no part of the plan. */
export interface Confirmer {
  confirm(message: string): Promise<boolean>;
}

function messageOf(name: OptionName): string {
  return optionOf(name).question ?? name;
}

/** One line for each base: its trade-off or, when it is not possible here, the reason. */
function baseChoices(options: readonly BaseOption[]) {
  const width = Math.max(...options.map(({ base }) => base.length));
  return options.map(({ base, description, refused }) => ({
    name: `${base.padEnd(width)}  ${refused === undefined ? description : ''}`.trimEnd(),
    value: base,
    short: base,
    disabled: refused === undefined ? false : `not possible here: ${shown(refused)}`,
  }));
}
