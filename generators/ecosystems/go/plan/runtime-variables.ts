import type { BaseChoice } from '../../../plan/bases.js';
import { type Decision, decide, type Json } from '../../../plan/decision.js';
import type { Evidence } from '../../../project/evidence.js';
import type { Listening } from '../run/listening.js';
import type { Facts } from './facts.js';

interface RuntimeParts {
  choice: BaseChoice;
  listening: Listening;
  command: Decision<string[]>;
}

export function runtimeVariables(facts: Facts, { choice, listening, command }: RuntimeParts) {
  const { needs, files, name } = facts;
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
      needs.temporary ?? needs.writes ?? 'default',
    ),
    dotenv: decide(needs.dotenvOnly !== undefined, needs.dotenvOnly ?? 'default'),
    certificates: decide(bare && needs.certificates !== undefined, needs.certificates ?? 'default'),
    files: decide(copies, files[0]?.from ?? 'default'),
    binary: decide(binary, needs.executable ?? 'default'),
    environment: decide(environment, listening.ports.from),
    ports: listening.ports,
    entrypoint: decide([binary], facts.main.from),
    cmd: command,
  };
}

/** The lines of /etc/passwd and /etc/group for an image that has neither, though the program reads them. */
function accountsOf(from: Evidence | undefined, user: string): Decision<Json> {
  if (from === undefined) return decide(null, 'default');
  const [uid = '', gid = ''] = user.split(':');
  return decide({ passwd: `app:x:${uid}:${gid}::/app:`, group: `app:x:${gid}:` }, from);
}
