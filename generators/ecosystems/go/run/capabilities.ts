import { type Capability, capabilityOf, capableCalls } from '../../../knowledge/go-capabilities.js';
import type { Program } from '../read/program.js';
import { type Spot, spotAt } from '../read/source.js';

/** A capability that the program does not work without, and the place that takes it. */
export interface NeededCapability extends Capability {
  from: Spot;
}

/** The capabilities that the program takes, each once: firewall rules, network devices, transparent proxies. */
export function neededCapabilities({ imports, sources }: Program): NeededCapability[] {
  const imported = [...imports].flatMap(([path, from]) => {
    const row = capabilityOf(path);
    return row === undefined ? [] : [{ ...row, from }];
  });
  const called = sources
    .filter(({ generated }) => !generated)
    .flatMap((source) =>
      capableCalls.flatMap(({ call, row }) => {
        const at = source.code.indexOf(call);
        return at === -1 ? [] : [{ ...row, from: spotAt(source, at) }];
      }),
    );
  const all = [...imported, ...called];
  return all.filter(
    ({ capability, device }, index) =>
      all.findIndex((other) => other.capability === capability && other.device === device) === index,
  );
}
