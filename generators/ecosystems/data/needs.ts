import type { Language } from '../../catalog/language.js';
import { type Decision, decide } from '../../plan/decision.js';
import { ADD_HOST, namesHost, namesService, onHost } from '../../plan/host-machine.js';
import type { Plan } from '../../plan/plan.js';
import { exampleEnvironment } from '../../project/env-files.js';
import type { Project } from '../../project/project.js';
import { sh } from '../../project/shell.js';
import type { Values } from './values.js';

/** What a name of a setting looks like. */
const NAME = /^[A-Za-z_]\w*$/;

/**
 * What `docker run` has to be given: settings that a program does not start without, with the values of the example
 * environment files where these can be meant for everybody: a service of this machine, a plain word.
 */
export function needsOf(
  { needs = [] }: Language,
  values: Values,
  { project, dir }: { project: Project; dir: string },
): Pick<Plan, 'runFlags'> {
  const examples = exampleEnvironment(project, dir);
  const flags = values
    .found(needs, { all: true })
    .filter(({ value }) => NAME.test(value))
    .map(({ value: name, from, because = 'it does not start without it' }): Decision<string> => {
      const example = examples.find((one) => one.name === name)?.value ?? '';
      const given = isForEverybody(example) ? `=${onHost(example)}` : '';
      return decide(sh`-e ${name + given}`, from, because);
    });
  const [host] = flags.filter(({ value }) => namesHost(value));
  if (host !== undefined) flags.unshift(decide(ADD_HOST, host.from, host.because));
  return flags.length === 0 ? {} : { runFlags: flags };
}

function isForEverybody(example: string): boolean {
  return namesService(example) || /^[\w.:-]+$/.test(example);
}
