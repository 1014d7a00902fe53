import type { PortCandidate, PortContext } from './candidate.js';
import {
  ASSIGNED,
  BESIDE_VARIABLE,
  LISTEN_ARGUMENTS,
  listenedOn,
  OPTION_DEFAULTS,
  OWN_VARIABLES,
  SCHEMA_DEFAULTS,
  VARIABLE_READERS,
  writtenAs,
} from './in-code.js';
import { examplePort, missingSettingsPort, packagePort, settingsPort, usualPort } from './in-files.js';
import { frameworkPort, optionOfStart, variableOfStart, wishedPort } from './told.js';

/** One kind of place that may say a port: the port of a higher standing is taken. */
export interface PortSource {
  source: string;
  standing: number;
  find: (context: PortContext) => PortCandidate[];
}

/** All of them. Who looks for a port goes through this table, so that what lost can be told. */
export const PORT_SOURCES: readonly PortSource[] = [
  { standing: 100, source: 'what is asked for', find: wishedPort },
  { standing: 90, source: "the documented output of the framework's build", find: frameworkPort },
  { standing: 80, source: 'PORT as the start script sets it', find: variableOfStart },
  { standing: 75, source: '--port and -p of the start script', find: optionOfStart },
  { standing: 70, source: 'what the code listens on, followed to a number', find: listenedOn },
  {
    standing: 68,
    source: 'the example of settings that the container is given',
    find: missingSettingsPort,
  },
  { standing: 65, source: 'the default beside process.env.PORT', find: writtenAs(BESIDE_VARIABLE) },
  {
    standing: 60,
    source: 'the default that a reader of variables is given',
    find: writtenAs(VARIABLE_READERS),
  },
  {
    standing: 55,
    source: 'a number that some server is told to listen on',
    find: writtenAs(LISTEN_ARGUMENTS),
  },
  { standing: 50, source: 'a number that is named a port', find: writtenAs(ASSIGNED) },
  { standing: 45, source: 'the default in a schema of settings', find: writtenAs(SCHEMA_DEFAULTS) },
  { standing: 40, source: 'the default of an option of the program', find: writtenAs(OPTION_DEFAULTS) },
  { standing: 35, source: 'the default beside a variable such as APP_PORT', find: writtenAs(OWN_VARIABLES) },
  { standing: 20, source: 'a file of settings that the code reads', find: settingsPort },
  { standing: 10, source: 'an example environment file', find: examplePort },
  { standing: 5, source: 'the port that a package listens on of itself', find: packagePort },
  { standing: 0, source: 'the port that Node servers usually have', find: usualPort },
];

/** What all sources say, the best first. */
export function portCandidates(context: PortContext): PortCandidate[] {
  return [...PORT_SOURCES].sort((a, b) => b.standing - a.standing).flatMap(({ find }) => find(context));
}
