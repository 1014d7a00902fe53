import { Document, isMap, parseDocument, Scalar } from 'yaml';
import { HOST, HOST_GATEWAY } from '../plan/host-machine.js';
import { dockerfileOf } from '../plan/placement.js';
import type { Plan } from '../plan/plan.js';
import { publishedIn } from '../plan/ports.js';
import { refuse } from '../plan/shared-sentences.js';
import { composeFileOf } from '../project/compose-services.js';
import { generatedLine, isGenerated, type Made } from '../project/generated.js';
import { below } from '../project/paths.js';
import type { Project } from '../project/project.js';
import { plainWords } from '../project/shell-words.js';
import type { OutputFile } from '../render/render.js';
import { settle, type UsedService } from './addresses.js';

/** One app of a compose file. */
export interface ComposedApp {
  /** Name of its service. */
  name: string;
  plan: Plan;
  /** True when its Dockerfile stands in its own directory. */
  placed: boolean;
}

export interface ComposeRequest {
  apps: readonly ComposedApp[];
  project: Project;
  made: Made;
}

/**
 * The compose file: a service for each app, and the databases, caches and queues that their settings look for on this machine. In a
 * file that is there only what it lacks is added; what stands in it stays, comments too.
 *
 * Throws a UserError for a file that is there and no YAML.
 */
export function composeFile({ apps, project, made }: ComposeRequest): OutputFile {
  const path = composeFileOf(project);
  const text = project.read(path);
  const document = text === undefined || isGenerated(text) ? undefined : parsed(path, text);
  const there = (name: string) => document !== undefined && has(document, 'services', name);
  const used = new Map<string, UsedService>();
  const taken = new Set<string>();
  const own = apps.map((app) => {
    const manifests = manifestsOf(app, project);
    return [app.name, serviceOf(app, { used, taken, manifests, there })] as const;
  });
  const started = [...used.values()].filter(({ row }) => !there(row.id));
  const services = {
    ...Object.fromEntries(own),
    ...Object.fromEntries(started.map((one) => [one.row.id, startOf(one)])),
  };
  const volumes = Object.fromEntries(
    started.flatMap(({ row }) => (row.data === undefined ? [] : [[`${row.id}-data`, {}]])),
  );
  const secrets = Object.assign({}, ...apps.map(({ plan }) => secretsOf(plan)));
  const parts = { services, ...nonEmpty({ volumes, secrets }) };
  return { path, contents: document === undefined ? fresh(parts, made) : merged(document, parts) };
}

type Parts = Record<string, Record<string, unknown>>;

function fresh(parts: Parts, made: Made): string {
  const head = `${generatedLine(made)}
#
#   docker compose up --build --wait   builds and starts everything
#   docker compose watch               builds and starts an app again when its files change
#   docker compose down                stops everything; --volumes throws the data away`;
  return `${head}\n\n${new Document(parts).toString({ lineWidth: 0, flowCollectionPadding: false })}`;
}

function parsed(path: string, text: string): Document {
  const document = parseDocument(text);
  if (document.errors.length > 0 || !(document.contents === null || isMap(document.contents)))
    throw refuse('file-unreadable', { path, reason: 'it is no YAML' }, { file: path });
  return document as Document;
}

function has(document: Document, section: string, name: string): boolean {
  const map = document.get(section);
  return isMap(map) && map.has(name);
}

/** Adds the services, volumes and secrets that a file does not name. */
function merged(document: Document, parts: Parts): string {
  for (const [section, entries] of Object.entries(parts)) {
    for (const [name, value] of Object.entries(entries)) {
      if (!has(document, section, name)) document.setIn([section, name], document.createNode(value));
    }
  }
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

interface Around {
  /** Services that apps use so far. */
  used: Map<string, UsedService>;
  /** Ports of this machine that apps have so far. */
  taken: Set<string>;
  manifests: string;
  /** Whether the file that is there has a service of that name: it is left as it is. */
  there(name: string): boolean;
}

/** The service of an app, as the closing `docker run` would start it. */
function serviceOf(app: ComposedApp, { used, taken, manifests, there }: Around) {
  const { plan, placed } = app;
  const directory = plan.app.value;
  const run = runOf(plan);
  const { environment, uses } = settle(run.environment, used, manifests);
  const secretIds = Object.keys(secretsOf(plan));
  const build = {
    context: '.',
    ...(placed && directory !== '.' && { dockerfile: dockerfileOf(directory) }),
    ...(secretIds.length > 0 && { secrets: secretIds }),
    ...(plan.buildFlags.some(({ value }) => value.startsWith('--ssh ')) && { ssh: ['default'] }),
  };
  const values = Object.entries(environment).map(([name, value]) => [
    name,
    value === null ? null : escaped(value),
  ]);
  return {
    build,
    ...(plan.init !== undefined && { init: true }),
    ...run.flags,
    ...nonEmpty({
      command: (plan.runArguments ?? []).flatMap(({ value }) => plainWords(value)).map(escaped),
      ports: publishedIn(plan).map((both) => quoted(free(both, taken))),
      environment: Object.fromEntries(values),
      volumes: run.volumes,
    }),
    ...(run.envFile !== undefined && { env_file: [{ path: run.envFile, required: false }] }),
    // On Linux nothing else gives the machine that name.
    ...(Object.values(environment).some((value) => value?.includes(HOST)) && {
      extra_hosts: [HOST_GATEWAY],
    }),
    ...(uses.length > 0 && {
      depends_on: Object.fromEntries(
        uses.map((id) => [
          id,
          {
            condition:
              there(id) || used.get(id)?.row.health === undefined ? 'service_started' : 'service_healthy',
          },
        ]),
      ),
    }),
    develop: { watch: [{ action: 'rebuild', path: directory === '.' ? '.' : `./${directory}` }] },
  };
}

/** Two numbers with a colon between are one number to some readers of YAML. */
function quoted(text: string): Scalar {
  const scalar = new Scalar(text);
  scalar.type = 'QUOTE_DOUBLE';
  return scalar;
}

/** `8080:8080` with a port of this machine that no other service of the file has. */
function free(published: string, taken: Set<string>): string {
  const [, port = '', rest = ''] = /^(\d+)(:.*)$/.exec(published) ?? [];
  const kind = rest.endsWith('/udp') ? '/udp' : '';
  let number = Number(port) < 1024 && kind === '' ? Number(port) + 8000 : Number(port);
  while (taken.has(`${number}${kind}`)) number++;
  taken.add(`${number}${kind}`);
  return `${number}${rest}`;
}

interface Run {
  environment: Record<string, string | null>;
  volumes: string[];
  envFile?: string;
  flags: { user?: string; cap_add?: string[]; devices?: string[] };
}

/** What `docker run` would be given, by what it is for. */
function runOf({ runFlags = [] }: Plan): Run {
  const run: Run = { environment: {}, volumes: [], flags: {} };
  for (const { value } of runFlags) {
    const words = plainWords(value, (name) => (name === 'PWD' ? '.' : `\${${name}}`));
    const [first = '', ...rest] = words;
    const equals = first.startsWith('--') ? first.indexOf('=') : -1;
    const flag = equals === -1 ? first : first.slice(0, equals);
    const text = equals === -1 ? (rest[0] ?? '') : first.slice(equals + 1);
    if (flag === '-e' || flag === '--env') {
      const at = text.indexOf('=');
      run.environment[at === -1 ? text : text.slice(0, at)] = at === -1 ? null : text.slice(at + 1);
    } else if (flag === '-v' || flag === '--volume') run.volumes.push(text);
    else if (flag === '--env-file') run.envFile = text;
    else if (flag === '--user') run.flags.user = text;
    else if (flag === '--cap-add') run.flags.cap_add = [...(run.flags.cap_add ?? []), text];
    else if (flag === '--device') run.flags.devices = [...(run.flags.devices ?? []), text];
  }
  return run;
}

/** Secrets that the build is lent: https://docs.docker.com/reference/compose-file/secrets/ */
function secretsOf({ buildFlags }: Plan): Record<string, { file: string } | { environment: string }> {
  const entries = buildFlags.flatMap(({ value }): [string, { file: string } | { environment: string }][] => {
    const match = /^--secret id=([^,]+),(src|env)=(.+)$/.exec(value);
    if (match === null) return [];
    const [, id = '', kind, from = ''] = match;
    return [[id, kind === 'src' ? { file: from.replace(/\$(\w+)/g, '${$1}') } : { environment: from }]];
  });
  return Object.fromEntries(entries);
}

/** A service that is taken from a registry. */
function startOf({ row, ...who }: UsedService) {
  const filled = Object.entries(row.environment).map(([name, value]): [string, string] => [
    name,
    escaped(value.replace(/\{(\w+)\}/g, (_, key) => who[key as keyof typeof who])),
  ]);
  // Of root there is no second one: its images take the password alone.
  const asRoot = who.user === 'root';
  const environment = filled.filter(
    ([name]) => !asRoot || !/_USER$|(?<!ROOT)_PASSWORD$/.test(name) || row.id === 'postgres',
  );
  return {
    image: row.image,
    ...nonEmpty({ environment: Object.fromEntries(environment) }),
    ...(row.data !== undefined && { volumes: [`${row.id}-data:${row.data}`] }),
    ...(row.health !== undefined && {
      healthcheck: { test: row.health, interval: '2s', timeout: '5s', retries: 30 },
    }),
  };
}

/** Without lists and maps that hold nothing. */
function nonEmpty(values: Record<string, object>): Record<string, object> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => Object.keys(value).length > 0));
}

/** A dollar sign begins a variable in a compose file: https://docs.docker.com/reference/compose-file/interpolation/ */
function escaped(value: string): string {
  return value.replaceAll('$', '$$$$');
}

/** The manifests of an app and of the root, which name its packages. */
function manifestsOf({ plan }: ComposedApp, project: Project): string {
  const names = ['go.mod', 'package.json', 'pom.xml'];
  const directories = [...new Set([plan.app.value, '.'])];
  return directories
    .flatMap((directory) => names.map((name) => project.read(below(directory, name)) ?? ''))
    .join('\n');
}
