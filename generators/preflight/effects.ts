import type { Effect } from '../plan/step.js';
import { shellParts } from '../project/shell-parts.js';

/** Nothing that a later COPY could ask for. */
const NONE: Effect = {};

/**
 * What the commands of a RUN make, where every one of them is a known tool; undefined where one may make anything:
 * a build script, a program of the repository.
 *
 * - `scripted`: true where installing packages runs a script of the repository (`postinstall`, `prepare`).
 */
export function effectsOf(command: string, scripted: boolean): Effect[] | undefined {
  const effects = commandsIn(command).map((words) => effectOf(words, scripted));
  return effects.every((effect) => effect !== undefined) ? (effects as Effect[]) : undefined;
}

/** The simple commands of a line joined by `&&` and `;`, their settings left out; any other operator stays as a word. */
function commandsIn(command: string): string[][] {
  const commands: string[][] = [[]];
  for (const part of shellParts(command.replace(/--mount=\S+/g, '')) ?? [command]) {
    if (typeof part === 'string') commands.at(-1)?.push(part);
    else if ('op' in part && (part.op === '&&' || part.op === ';')) commands.push([]);
    else if ('op' in part) commands.at(-1)?.push(part.op);
  }
  return commands
    .map((words) => words.slice(words.findIndex((word) => !/^[A-Za-z_]\w*=/.test(word))))
    .filter((words) => words.length > 0);
}

function effectOf([program = '', ...args]: string[], scripted: boolean): Effect | undefined {
  const [verb = ''] = args;
  const operands = args.filter((arg) => !arg.startsWith('-'));
  if (args.some((arg) => /^[|<>&$(]|[*?$]/.test(arg))) return undefined;
  switch (program) {
    case 'apk':
    case 'apt-get':
    case 'echo':
    case 'test':
    case 'true':
      return NONE;
    case 'mkdir':
      return { opens: operands };
    case 'rm':
      return { removes: operands };
    case 'go':
      return goEffect(verb, args);
    case 'npm':
      if (args.includes('-g')) return NONE;
      return /^(ci|i|install|prune)$/.test(verb) ? modules(scripted) : undefined;
    case 'yarn':
    case 'pnpm':
    case 'bun':
      return verb === 'install' && !args.some((arg) => /filter|recursive/.test(arg))
        ? modules(scripted)
        : undefined;
    default:
      return undefined;
  }
}

/** A package manager writes modules, those of workspace packages beside their manifests, and whatever the scripts of the repository do. */
function modules(scripted: boolean): Effect | undefined {
  return scripted ? undefined : { opens: ['node_modules'], nested: ['node_modules'] };
}

function goEffect(verb: string, args: string[]): Effect | undefined {
  if (verb === 'mod' || verb === 'work') return { opens: ['vendor'], makes: ['go.mod', 'go.sum'] };
  if (verb === 'vet' || verb === 'test') return NONE;
  const output = args[args.indexOf('-o') + 1];
  if (verb !== 'build' || !args.includes('-o') || output === undefined) return undefined;
  return output.endsWith('/') ? { opens: [output] } : { makes: [output] };
}
