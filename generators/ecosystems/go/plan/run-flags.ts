import { isClientSetting } from '../../../knowledge/client-settings.js';
import { type Decision, decide } from '../../../plan/decision.js';
import type { Plan } from '../../../plan/plan.js';
import { type EnvLine, exampleEnvironment } from '../../../project/env-files.js';
import { belowVariable, sh } from '../../../project/shell.js';
import type { Listening } from '../run/listening.js';
import { namesPort } from '../run/port.js';
import type { Facts } from './facts.js';

/**
 * What docker run has to be given before the program works: settings that no image holds, and variables that it
 * does not start without, where the example of the settings has a value that holds in a container too.
 *
 * - `listening`: what the image sets by itself, and where the program listens.
 */
export function runFlagsOf(facts: Facts, listening: Listening): Pick<Plan, 'runFlags'> {
  const mounts = facts.missing.map(({ example, as, from }) =>
    decide(
      `-v "${belowVariable('$PWD', `${example}:/app/${as}:ro`)}"`,
      from,
      `the program opens ${as}, which the image does not hold`,
    ),
  );
  const runFlags = [...mounts, ...variablesOf(facts, listening)];
  return runFlags.length === 0 ? {} : { runFlags };
}

/** More than these are given as a file. */
const MOST = 3;

function variablesOf({ project, program, required }: Facts, listening: Listening): Decision<string>[] {
  const examples = [...new Set([program.scope.module.dir, '.'])].flatMap((dir) =>
    exampleEnvironment(project, dir),
  );
  const found = required
    .filter(({ name }) => !listening.environment.some((one) => one.name === name))
    .flatMap(({ name }) => examples.find((one) => one.name === name) ?? [])
    .filter(({ value }) => holdsAnywhere(value));
  if (found.length <= MOST) {
    return found.map(({ name, value, from }) =>
      decide(sh`-e ${`${name}=${value}`}`, from, 'it does not start without it'),
    );
  }
  const [first] = found;
  const file = first?.from.file ?? '';
  const own = examples.filter(({ from }) => from.file === file);
  if (!isForDocker(project.read(file) ?? '') || own.some((line) => contradicts(line, listening))) return [];
  return [
    decide(sh`--env-file ${file}`, first?.from ?? 'default', 'it does not start without what stands there'),
  ];
}

/** True for a file that Docker reads as it is meant: no quotes, and nothing behind a value. */
function isForDocker(text: string): boolean {
  const lines = text.split(/\r?\n/).filter((line) => !/^\s*(#|$)/.test(line));
  return lines.every((line) => /^[A-Za-z_]\w*=(?!["'`\s])\S*$|^[A-Za-z_]\w*=$/.test(line));
}

/** True for a port that is not the one that is published. */
function contradicts({ name, value }: EnvLine, { environment, ports }: Listening): boolean {
  const set = environment.find((one) => one.name === name);
  if (set !== undefined) return set.value !== value;
  const port = Number(/:?(\d{2,5})$/.exec(value)?.[1]);
  return namesPort(name) && !isClientSetting(name) && !ports.value.includes(port);
}

/** True for a value that needs no quotes and names no other server: a container does not reach it by that name. */
function holdsAnywhere(value: string): boolean {
  return /^[\w.,:/@+=-]+$/.test(value) && !/localhost|127\.0\.0\.1|:\/\//.test(value);
}
