import { bodyAt } from '../../../project/braces.js';
import type { Program } from '../read/program.js';
import type { Spot } from '../read/source.js';
import type { StartArgument } from './subcommand.js';

/** What the serving command wants behind its name: `serve CONFIG`, `server DIR`. */
export interface Operand {
  kind: 'settings' | 'directory';
  from: Spot;
}

/** The line that shows how a command is called, of cobra, of urfave/cli and of a help template. */
const USAGE = /\b(?:Use|ArgsUsage|UsageText):\s*["`]([^"`\n]{1,200})|\.HelpName\}\}([^\n`]{1,200})/g;

/** The name of an operand, with the bracket before it. */
const SETTINGS =
  /(?:^|\s)([<[]?)(?:CONFIG|config|CONF|conf|SETTINGS|settings)(?:[ _-]?(?:FILE|file|PATH|path))?[>\]]?$/;
const DIRECTORY = /(?:^|\s)([<[]?)(?:DIR1?|(?:DATA|data)[ _-]?(?:DIR|dir)\w{0,10})[>\]]?(?:\s|$)/;

/**
 * The argument that the serving command does not start without, by the way it says that it is called; undefined
 * where it needs none. An optional one stands in brackets, unless the command counts its arguments.
 */
export function operandOf({ sources }: Program, subcommand: StartArgument | undefined): Operand | undefined {
  if (subcommand === undefined) return undefined;
  const { file, line } = subcommand.from;
  const code = sources.find(({ path }) => path === file)?.code ?? '';
  const start = code.split('\n', line - 1).join('\n').length;
  const open = code.indexOf('{', start);
  if (open === -1) return undefined;
  const body = bodyAt(code, open);
  const counted = /\bcobra\.(?:ExactArgs|MinimumNArgs)\(\s*1\s*\)/.test(body);
  for (const { 1: use, 2: template } of body.matchAll(USAGE)) {
    const usage = (use ?? template ?? '').replace(/\{\{[^{}]*\}\}/g, '').trim();
    const wanted = (pattern: RegExp) => {
      const bracket = pattern.exec(usage)?.[1];
      return bracket !== undefined && (bracket !== '[' || counted);
    };
    if (wanted(SETTINGS)) return { kind: 'settings', from: subcommand.from };
    if (wanted(DIRECTORY)) return { kind: 'directory', from: subcommand.from };
  }
  return undefined;
}
