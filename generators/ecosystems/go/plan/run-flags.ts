import { isClientSetting } from '../../../knowledge/client-settings.js';
import { type Decision, decide } from '../../../plan/decision.js';
import { ADD_HOST, LOCAL_SECRET, namesHost, onHost, REACHED } from '../../../plan/host-machine.js';
import type { Plan } from '../../../plan/plan.js';
import { type EnvLine, exampleEnvironment } from '../../../project/env-files.js';
import type { Project } from '../../../project/project.js';
import { belowVariable, sh } from '../../../project/shell.js';
import type { Spot } from '../read/source.js';
import { neededCapabilities } from '../run/capabilities.js';
import type { HostFlag } from '../run/host-flags.js';
import { isLocalService } from '../run/host-services.js';
import type { Listening } from '../run/listening.js';
import { namesPort } from '../run/port.js';
import type { Start } from '../run/start.js';
import type { Facts } from './facts.js';

/**
 * What docker run has to be given before the program works: settings that no image holds, and variables that it
 * does not start without, where the example of the settings has a value that holds in a container too.
 *
 * - `start`: what it is started with, what the image sets by itself, and where it listens.
 * - `services`: flags that look for a server on localhost. They stand behind the image, with its own arguments.
 */
export function runLineOf(
  facts: Facts,
  { listening, command }: Start,
  services: readonly HostFlag[],
): Pick<Plan, 'runFlags' | 'runArguments'> {
  const own = command.value.map((word) => decide(sh`${word}`, command.from));
  const moved = services.map(({ name, value, from }) => decide(sh`${`--${name}=${value}`}`, from, REACHED));
  return {
    ...runFlagsOf(facts, listening, moved[0]),
    ...(moved.length > 0 && { runArguments: [...own, ...moved] }),
  };
}

/** The flags alone; `moved`: an argument that names the machine. */
function runFlagsOf(
  facts: Facts,
  listening: Listening,
  moved: Decision<string> | undefined,
): Pick<Plan, 'runFlags'> {
  const keys = facts.keys.map(({ path, ...one }) => ({ example: path, ...one }));
  const mounts = [...keys, ...facts.missing].map(({ example, as, from }) =>
    decide(
      `-v "${belowVariable('$PWD', `${example}:/app/${as}:ro`)}"`,
      from,
      `the program opens ${as}, which the image does not hold`,
    ),
  );
  const variables = variablesOf(facts, listening);
  const host = variables.find(({ value }) => namesHost(value)) ?? moved;
  const reached = host === undefined ? [] : [decide(ADD_HOST, host.from, REACHED)];
  const runFlags = [...capabilities(facts), ...reached, ...mounts, ...variables];
  return runFlags.length === 0 ? {} : { runFlags };
}

/** What lets the program do what only root may, and not every root: a user of the image has no capabilities. */
function capabilities({ program }: Facts): Decision<string>[] {
  const needed = neededCapabilities(program);
  const [first] = needed;
  if (first === undefined) return [];
  const names = [...new Set(needed.map(({ capability }) => capability))];
  const devices = [...new Set(needed.flatMap(({ device }) => device ?? []))];
  return [
    decide('--user 0', first.from, `it ${first.does}, which only root may`),
    ...names.map((name) => decide(`--cap-add=${name}`, first.from, `it ${first.does}`)),
    ...devices.map((device) => decide(`--device ${device}`, first.from, `it ${first.does}`)),
  ];
}

/** More examples than these are given as a file, and more variables than those. */
const MOST_EXAMPLES = 3;
const MOST = 12;

function variablesOf(facts: Facts, listening: Listening): Decision<string>[] {
  const { project, program } = facts;
  const examples = [...new Set([program.scope.module.dir, '.'])].flatMap((dir) =>
    exampleEnvironment(project, dir),
  );
  const isSet = ({ name }: { name: string }) => listening.environment.some((one) => one.name === name);
  const required = facts.required.filter((one) => !isSet(one));
  const file = exampleFile(project, { required, examples }, listening);
  const inFile = ({ name }: { name: string }) => file?.names.has(name) === true;
  const named = required.filter((one) => !inFile(one));
  const services = facts.services.filter(
    (one) => !isSet(one) && !inFile(one) && !named.some(({ name }) => name === one.name),
  );
  const flags = [
    ...named.map(({ name, from }) =>
      isOwnAddress(name, facts)
        ? decide(
            `-e ${name}=http://localhost:${listening.ports.value[0] ?? 8080}`,
            from,
            'it is told its own address',
          )
        : flagOf(name, examples, from),
    ),
    ...services.map(({ name, value, secret, because, from }) =>
      value === undefined
        ? flagOf(name, examples, from, secret)
        : decide(sh`-e ${`${name}=${value}`}`, from, because ?? REACHED),
    ),
  ];
  const [first] = flags;
  if (first !== undefined && flags.length > MOST) return [decide('--env-file .env', first.from, NEEDED)];
  return [...(file === undefined ? [] : [file.flag]), ...flags];
}

const NEEDED = 'it does not start without what stands there';

/** The example of the settings as a file, where it holds many of those that the program does not start without. */
function exampleFile(
  project: Project,
  { required, examples }: { required: { name: string }[]; examples: EnvLine[] },
  listening: Listening,
): { flag: Decision<string>; names: Set<string> } | undefined {
  const found = required
    .flatMap(({ name }) => examples.find((one) => one.name === name) ?? [])
    .filter(({ value }) => holdsAnywhere(value));
  const [first] = found;
  if (first === undefined || found.length <= MOST_EXAMPLES) return undefined;
  const { file } = first.from;
  const own = examples.filter(({ from }) => from.file === file);
  if (!isForDocker(project.read(file) ?? '') || own.some((line) => contradicts(line, listening)))
    return undefined;
  const flag = decide(sh`--env-file ${file}`, first.from, NEEDED);
  return { flag, names: new Set(own.filter(({ value }) => holdsAnywhere(value)).map(({ name }) => name)) };
}

/** True for the variable of the address that the program itself is reached at: `BASE_URL`, `REMARK_URL` of remark42. */
function isOwnAddress(name: string, { project, program }: Facts): boolean {
  const [, owner] = /^(?:(\w+)_)?(?:URL|ORIGIN)$/.exec(name) ?? [];
  if (owner === undefined) return name === 'ORIGIN';
  if (/^(?:(?:APP|SITE|SERVER)_)?(?:APP|BASE|EXTERNAL|PUBLIC|ROOT|SERVER|SITE)$/.test(owner)) return true;
  const module = program.scope.module.mod.module.split('/');
  const names = [project.name, ...module].map((one) => one.toLowerCase());
  return owner.length > 2 && names.some((one) => one.replace(/\d{1,9}$/, '') === owner.toLowerCase());
}

/** Names of secrets that any text will do for; keys of a pair, and those that another service gives out, are not among them. */
const SECRET_NAME =
  /^(?!.*(PUBLIC|PRIVATE|CLIENT))(?:(?:.*_)?(SECRET|SALT)(_KEY)?|.{0,60}JWT\w{0,60}(SECRET|KEY))$/;

/** Of those that may be another service's, the ones that a program signs with itself. */
const OWN_SECRET = /JWT|SESSION|COOKIE|AUTH|TOKEN_SECRET|ACCESS|REFRESH|^(?:APP_)?SECRET(?:_KEY)?$/;

/** A variable with the value of the example, with a secret that does for a first start, or as the shell has it. */
function flagOf(name: string, examples: readonly EnvLine[], code: Spot, secret?: true): Decision<string> {
  const example = examples.find((one) => one.name === name);
  if (example !== undefined && holdsAnywhere(example.value) && !isNoAddress(name, example.value))
    return decide(sh`-e ${`${name}=${example.value}`}`, example.from, 'it does not start without it');
  if (example !== undefined && isLocalService(name, example.value))
    return decide(sh`-e ${`${name}=${onHost(example.value)}`}`, example.from, REACHED);
  const value =
    SECRET_NAME.test(name) && (secret === undefined || OWN_SECRET.test(name)) ? `=${LOCAL_SECRET}` : '';
  return decide(sh`-e ${name + value}`, code, 'it does not start without it');
}

/** True for a text that stands where the address of a server belongs: `DATABASE_URL=your_database_url`. */
function isNoAddress(name: string, value: string): boolean {
  return /(UR[IL]|DSN|CONN\w{0,20})$/.test(name) && isClientSetting(name) && /^[\w-]*$/.test(value);
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
