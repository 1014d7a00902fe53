import type { BaseChoice } from '../../../plan/bases.js';
import { type Decision, decide, type Json } from '../../../plan/decision.js';
import type { Evidence } from '../../../project/evidence.js';
import { servedCopies } from '../front-ends/stage-variables.js';
import type { Start } from '../run/start.js';
import type { UdpPort } from '../run/udp-ports.js';
import type { Facts } from './facts.js';

/** The variables of the runtime stage. */
export function runtimeVariables(
  facts: Facts,
  choice: BaseChoice,
  { listening, command }: Start,
  datagrams: readonly UdpPort[],
) {
  const { needs, files, name, framework } = facts;
  const base = choice.base.value;
  const data = framework?.dataBesideProgram === true ? framework.from : undefined;
  const inOwnFolder = data ?? needs.executable;
  const beside = inOwnFolder !== undefined && !files.some(({ as }) => as === name);
  const binary = beside ? `/app/${name}` : `/usr/local/bin/${name}`;
  const { user } = choice.runtime;
  const accounts = base === 'scratch' ? needs.accounts : undefined;
  const temporary = base === 'scratch' ? (needs.temporary ?? needs.writes ?? data) : undefined;
  return {
    runtimeImage: decide(choice.runtime.name, choice.base.from, choice.base.because),
    runtimeReason: decide(choice.about, choice.base.from),
    user: decide(user, 'default', 'a numeric user that is not root'),
    accounts: accountsOf(accounts, user),
    temporary: decide(temporary !== undefined, temporary ?? 'default'),
    folders: foldersOf(facts),
    below: decide(facts.below?.path ?? null, facts.below?.from ?? 'default'),
    emptyEnvFile: decide(needs.dotenvOnly !== undefined, needs.dotenvOnly ?? 'default'),
    copies: copiesOf(facts, { choice, accounts }),
    binary: decide(binary, inOwnFolder ?? 'default'),
    environment: decide(environmentOf(facts, choice, listening.environment), listening.ports.from),
    ports: withDatagrams(listening.ports, datagrams),
    entrypoint: decide([binary], facts.main.from),
    cmd: command,
  };
}

/** The ports with those for datagrams, as EXPOSE has them: `53`, `53/udp`. */
function withDatagrams(ports: Decision<number[]>, datagrams: readonly UdpPort[]): Decision<Json> {
  const [first] = datagrams;
  if (first === undefined) return ports;
  const more = datagrams.flatMap(({ value, tcp, tcpOnly }) => [
    ...(tcp === true || tcpOnly === true ? [value] : []),
    ...(tcpOnly === true ? [] : [`${value}/udp`]),
  ]);
  const all = [...new Set<number | string>([...ports.value, ...more])];
  const because = 'it takes datagrams there';
  return ports.value.length > 0 ? { ...ports, value: all } : decide<Json>(all, first.from, because);
}

/** What the program needs beside it: `stage` and `owner` are null for files of the repository that root keeps. */
function copiesOf(
  { needs, files, frontEnds, plugins }: Facts,
  { choice, accounts }: { choice: BaseChoice; accounts: Evidence | undefined },
): Decision<Json> {
  const bare = ['scratch', 'slim'].includes(choice.base.value);
  const owner = needs.writes === undefined ? null : choice.runtime.user;
  const built = (from: string | string[], to: string) => ({ stage: 'build', owner: null, from, to });
  const copies = [
    ...(bare && needs.certificates !== undefined ? [built(CERTIFICATES, directory(CERTIFICATES))] : []),
    ...files.map(({ path, as }) => ({
      stage: null,
      owner,
      from: path,
      to: as.startsWith('/') ? as : `./${as}`,
    })),
    ...plugins.map(({ output }) => built(`/out/${output}`, `./${output}`)),
    ...servedCopies(frontEnds).map((copy) => ({ ...copy, owner: null })),
    ...(accounts === undefined ? [] : [built(['/out/passwd', '/out/group'], '/etc/')]),
    ...(needs.dotenvOnly === undefined ? [] : [built('/out/.env', './')]),
  ];
  return decide(copies, files[0]?.from ?? needs.certificates ?? 'default');
}

/** Folders to make for the user of the image, where no copied directory is one. */
function foldersOf({ written, files }: Facts): Decision<string[]> {
  const copied = (path: string) =>
    files.some(({ as, directory: whole }) => whole && `${path}/`.startsWith(`/app/${as}/`));
  const made = written.filter(({ path }) => !copied(path));
  return decide(
    made.map(({ path }) => path),
    made[0]?.from ?? 'default',
  );
}

const CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt';

function directory(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** What makes it listen where it is reached, and who it is on a base without a home. */
function environmentOf(
  { needs, settings }: Facts,
  { base }: BaseChoice,
  listening: Start['listening']['environment'],
) {
  const home = needs.home !== undefined && base.value !== 'distroless';
  return [
    ...(settings?.variable === undefined ? [] : [{ name: settings.variable, value: settings.as }]),
    ...listening,
    ...(home
      ? [
          { name: 'HOME', value: '/app' },
          { name: 'USER', value: 'app' },
        ]
      : []),
  ];
}

/** The lines of /etc/passwd and /etc/group for an image that has neither, though the program reads them. */
function accountsOf(from: Evidence | undefined, user: string): Decision<Json> {
  if (from === undefined) return decide(null, 'default');
  const [uid = '', gid = ''] = user.split(':');
  return decide({ passwd: `app:x:${uid}:${gid}::/app:`, group: `app:x:${gid}:` }, from);
}
