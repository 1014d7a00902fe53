import type { BaseChoice } from '../../../plan/bases.js';
import { type Decision, decide, type Json } from '../../../plan/decision.js';
import { at } from '../../../project/evidence.js';
import type { Listening } from '../run/listening.js';
import type { Facts } from './facts.js';

interface RuntimeParts {
  choice: BaseChoice;
  listening: Listening;
  command: Decision<string[]>;
}

export function runtimeVariables(facts: Facts, { choice, listening, command }: RuntimeParts) {
  const { needs, files, name, program } = facts;
  const base = choice.base.value;
  const beside = needs.executable !== undefined && !files.some(({ as }) => as === name);
  const binary = beside ? `/app/${name}` : `/usr/local/bin/${name}`;
  const user = choice.runtime.user;
  const bare = base === 'scratch' || base === 'slim';
  const owner = needs.writes === undefined ? '' : `--chown=${user} `;
  const environment = [...listening.environment];
  if (needs.home !== undefined && base !== 'distroless') {
    environment.push({ name: 'HOME', value: '/app' }, { name: 'USER', value: 'app' });
  }
  const copies = files.map((file) => ({
    owner,
    from: file.path,
    to: file.as.startsWith('/') ? file.as : `./${file.as}`,
  }));
  return {
    runtimeImage: decide(choice.runtime.name, choice.base.from, choice.base.because),
    runtimeReason: decide(choice.about, choice.base.from),
    user: decide(user, 'default', 'a numeric user that is not root'),
    accounts: accountsOf(base === 'scratch' ? needs.accounts : undefined, user),
    temporary: decide(
      base === 'scratch' && (needs.temporary ?? needs.writes) !== undefined,
      needs.temporary ?? needs.writes ?? 'the code',
    ),
    dotenv: decide(needs.dotenvOnly !== undefined, needs.dotenvOnly ?? 'the code'),
    certificates: decide(bare && needs.certificates !== undefined, needs.certificates ?? 'imports'),
    files: decide(copies, files.map(({ from }) => from).join(', ') || 'the code'),
    binary: decide(binary, needs.executable ?? 'default'),
    environment: decide(environment, listening.ports.from),
    ports: listening.ports,
    entrypoint: decide([binary], at(program.dir)),
    cmd: command,
  };
}

/** The lines of /etc/passwd and /etc/group for an image that has neither, though the program reads them. */
function accountsOf(from: string | undefined, user: string): Decision<Json> {
  if (from === undefined) return decide(null, 'the code');
  const [uid = '', gid = ''] = user.split(':');
  return decide({ passwd: `app:x:${uid}:${gid}::/app:`, group: `app:x:${gid}:` }, from);
}
