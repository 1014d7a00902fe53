import { alsoSeen, type Decision, decide } from '../../../plan/decision.js';
import type { Warning } from '../../../plan/plan.js';
import type { Evidence } from '../../../project/evidence.js';
import { warn } from '../sentences.js';
import type { Port } from './port.js';
import type { PinnedHost } from './port-settings.js';

/** What follows from the ports: what is exposed, and what makes the program listen there. */
export interface Listening {
  ports: Decision<number[]>;
  environment: { name: string; value: string }[];
  /** Arguments for flags that would otherwise keep the program on localhost, or on another port. */
  arguments: string[];
  warnings: Warning[];
  /** Where the code itself listens; absent where arguments of the start decide. */
  heard?: { port: number; variable?: string; from: Evidence };
}

/** No image needs more; what is beyond is usually a test double. */
const MOST = 3;

/** Decides the exposed ports: the wish, else those found, the surest first. */
export function decideListening(
  found: readonly Port[],
  hosts: readonly PinnedHost[],
  wish?: Decision<number>,
): Listening {
  const [main] = found;
  const unreached = found.filter((port) => port !== main && isUnreached(port));
  const sure = found
    .filter((port) => !unreached.includes(port))
    .filter(
      (port) =>
        port === main ||
        port.published === true ||
        (main !== undefined && port.value >= 1024 && port.weight > main.weight - 3),
    )
    .slice(0, MOST);
  const value = wish?.value ?? unprivileged(main);
  const listening: Listening = {
    ports: withOthers(wish === undefined ? portsOf(sure, value) : decide([wish.value], wish.from), found),
    environment: [],
    arguments: [],
    warnings: unreached.map(({ value: port, because, from }) =>
      warn('port-localhost', { port, because }, from),
    ),
  };
  if (main === undefined || value === undefined) return listening;
  for (const { flag, variable } of hosts) {
    if (variable !== undefined) listening.environment.push({ name: variable.name, value: '0.0.0.0' });
    else if (flag !== undefined) listening.arguments.push(`--${flag.name}=0.0.0.0`);
  }
  const { flag, variable, localhost } = main;
  const moved = value !== main.value;
  if (variable?.kind === 'port') {
    if (moved || main.assumed) listening.environment.push({ name: variable.name, value: String(value) });
  } else if (variable !== undefined && (localhost || moved || main.assumed)) {
    listening.environment.push({ name: variable.name, value: `0.0.0.0:${value}` });
  } else if (flag !== undefined && (moved || (localhost && flag.kind === 'address'))) {
    listening.arguments.push(`--${flag.name}=${flag.kind === 'address' ? `0.0.0.0:${value}` : value}`);
  } else if (localhost) {
    listening.warnings.push(warn('port-localhost', { port: main.value, because: main.because }, main.from));
  } else if (moved) {
    listening.warnings.push(warn('port-fixed', { port: value, because: main.because }, main.from));
  }
  if (flag === undefined) {
    const named = variable?.kind === 'host' ? undefined : variable?.name;
    listening.heard = { port: main.value, from: main.from, ...(named !== undefined && { variable: named }) };
  }
  return listening;
}

/** True for a port that settings keep on localhost: exposed, it would promise what nobody reaches. */
function isUnreached({ localhost, flag, variable, from }: Port): boolean {
  return localhost === true && flag === undefined && variable === undefined && !from.file.endsWith('.go');
}

/** Below 1024 a port may need root: moved where the program can be told to. */
function unprivileged(main: Port | undefined): number | undefined {
  const movable = main?.flag !== undefined || main?.variable !== undefined;
  return main !== undefined && main.value < 1024 && movable ? 8080 : main?.value;
}

/** With the ports that lost, for people who ask why. */
function withOthers(ports: Decision<number[]>, found: readonly Port[]): Decision<number[]> {
  const others = found.filter(({ value, assumed }) => assumed !== true && !ports.value.includes(value));
  return alsoSeen(ports, ports.value[0] ?? null, others);
}

function portsOf(ports: readonly Port[], value: number | undefined): Decision<number[]> {
  const [main, ...others] = ports;
  if (main === undefined || value === undefined)
    return decide<number[]>([], 'default', 'nothing was found that listens');
  return decide([...new Set([value, ...others.map((port) => port.value)])], main.from, main.because);
}
