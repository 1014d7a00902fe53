import { type Decision, decide } from '../../../plan/decision.js';
import type { Plan } from '../../../plan/plan.js';
import { exampleEnvironment } from '../../../project/env-files.js';
import type { Facts } from './facts.js';

/**
 * What docker run has to be given before the program works: settings that no image holds, and variables that it
 * does not start without, where the example of the settings has a value that holds in a container too.
 *
 * - `given`: what the image sets by itself.
 */
export function runFlagsOf(facts: Facts, given: readonly { name: string }[]): Pick<Plan, 'runFlags'> {
  const mounts = facts.missing.map(({ example, as, from }) =>
    decide(
      `-v "$PWD/${example}:/app/${as}:ro"`,
      from,
      `the program opens ${as}, which the image does not hold`,
    ),
  );
  const runFlags = [...mounts, ...variablesOf(facts, given)];
  return runFlags.length === 0 ? {} : { runFlags };
}

function variablesOf(
  { project, program, required }: Facts,
  given: readonly { name: string }[],
): Decision<string>[] {
  const examples = [...new Set([program.scope.module.dir, '.'])].flatMap((dir) =>
    exampleEnvironment(project, dir),
  );
  return required
    .filter(({ name }) => !given.some((one) => one.name === name))
    .flatMap(({ name }) => {
      const example = examples.find((one) => one.name === name);
      if (example === undefined || !holdsAnywhere(example.value)) return [];
      const { value, from } = example;
      return [decide(`-e ${name}=${value}`, from, 'it does not start without it')];
    });
}

/** True for a value that needs no quotes and names no other server: a container does not reach it by that name. */
function holdsAnywhere(value: string): boolean {
  return /^[\w.,:/@+=-]+$/.test(value) && !/localhost|127\.0\.0\.1|:\/\//.test(value);
}
