import { decide } from '../../../plan/decision.js';
import type { Situation } from '../../../plan/ecosystem.js';
import { ADD_HOST, REACHED } from '../../../plan/host-machine.js';
import type { Plan } from '../../../plan/plan.js';
import { raw, sh } from '../../../project/shell.js';
import type { Candidate } from '../app/detect.js';
import { accessFlags } from '../build/credentials.js';
import { type Findings, findings, templateId } from './findings.js';
import { inputsOf } from './inputs.js';
import { variables } from './variables.js';
import { warningsOf } from './warnings.js';

/** The whole decision for one module. Throws a UserError when it cannot run or a wish cannot be met. */
export function plan(situation: Situation<Candidate>): Plan {
  const found = findings(situation);
  const { choice, artifact, model } = found;
  return {
    ecosystem: 'maven',
    app: decide(model.directory, artifact.from),
    template: decide(templateId(artifact), artifact.from, artifact.because),
    base: choice.base,
    variables: variables(found),
    inputs: inputsOf(situation.project, found),
    buildFlags: accessFlags(found.access),
    ...runFlagsOf(found),
    ...actsOf(found),
    warnings: warningsOf(found),
    bases: choice.options,
    open: [],
  };
}

/** What the app does where it runs; nothing of a start that the user gave. */
function actsOf({ situation, artifact, ports: { heard }, writable }: Findings): Pick<Plan, 'acts'> {
  const { port, startCommand } = situation.wishes;
  if (startCommand !== undefined) return {};
  // The connector of Tomcat is moved where that was asked for.
  const listens = heard === undefined || (artifact.kind === 'war' && port !== undefined) ? [] : [heard];
  const writes = writable.value.map((path) => ({ path, from: writable.from }));
  if (listens.length + writes.length === 0) return {};
  return { acts: { ...(listens.length > 0 && { listens }), ...(writes.length > 0 && { writes }) } };
}

/** Settings without a value by their names, and where servers on this machine are. */
function runFlagsOf({ needs, services }: Findings): Pick<Plan, 'runFlags'> {
  const given = needs.filter(({ value }) => value !== undefined);
  const [reached] = [...services, ...given];
  const runFlags = [
    ...(reached === undefined ? [] : [decide(ADD_HOST, reached.from, REACHED)]),
    ...services.map(({ variable: { name, value }, from }) =>
      decide(sh`-e ${raw(name)}=${value}`, from, REACHED),
    ),
    ...needs.map(({ name, value, from }) =>
      value === undefined
        ? decide(`-e ${name}`, from, 'it has no default')
        : decide(sh`-e ${raw(name)}=${value}`, from, 'the compose file starts it so'),
    ),
  ];
  return runFlags.length === 0 ? {} : { runFlags };
}
