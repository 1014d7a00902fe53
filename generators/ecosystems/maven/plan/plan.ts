import { decide } from '../../../plan/decision.js';
import type { Situation } from '../../../plan/ecosystem.js';
import type { Plan } from '../../../plan/plan.js';
import type { Candidate } from '../app/detect.js';
import { accessFlags } from '../build/credentials.js';
import { findings, templateId } from './findings.js';
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
    ...(found.needs.length > 0 && {
      runFlags: found.needs.map(({ name, from }) => decide(`-e ${name}`, from, 'it has no default')),
    }),
    warnings: warningsOf(found),
    bases: choice.options,
    open: [],
  };
}
