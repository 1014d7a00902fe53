import type { ProgramActs } from '../plan/step.js';
import { citeLine } from '../project/evidence.js';
import type { Built } from './built.js';
import { type Finding, finding } from './finding.js';

/** An app that listens on one port, or is told one by the image, while another is exposed. */
export function checkPorts({ stage, environment }: Built, { listens = [] }: ProgramActs): Finding[] {
  const exposes = stage.instructions.filter(({ keyword }) => keyword === 'EXPOSE');
  const [first] = exposes;
  const ports = exposes.flatMap(({ words }) => words.map((word) => word.replace(/\/(tcp|udp)$/, '')));
  // `EXPOSE $PORT` and `EXPOSE 8000-8010` are not judged.
  if (first === undefined || ports.some((port) => !/^\d+$/.test(port))) return [];
  const exposed = ports.join(', ');
  for (const { port: usual, variable, from } of listens) {
    const set = variable === undefined ? undefined : environment.get(variable);
    const port = set === undefined ? `${usual}` : /(?<!\d)\d+$/.exec(set)?.[0];
    if (port === undefined || ports.includes(port)) continue;
    return [finding('port-unheard', { port, exposed, from: citeLine(from) }, first)];
  }
  const told = environment.get('PORT') ?? '';
  if (listens.length > 0 || !/^\d+$/.test(told) || ports.includes(told)) return [];
  return [finding('port-differs', { port: told, exposed }, first)];
}
