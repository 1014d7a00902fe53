import type { Built } from './built.js';
import { type Finding, finding } from './finding.js';

/** An app that is told one port by the image while another is exposed. */
export function checkPorts({ stage, environment }: Built): Finding[] {
  const exposes = stage.instructions.filter(({ keyword }) => keyword === 'EXPOSE');
  const exposed = exposes.flatMap(({ words }) => words.map((word) => word.replace(/\/(tcp|udp)$/, '')));
  const port = environment.get('PORT') ?? '';
  const [first] = exposes;
  if (
    first === undefined ||
    !/^\d+$/.test(port) ||
    exposed.some((each) => each === port || !/^\d+$/.test(each))
  )
    return [];
  return [finding('port-differs', { port, exposed: exposed.join(', ') }, first)];
}
