import type { BuildSecret } from '../../../plan/build-secret.js';
import type { PrivateModules } from './private-modules.js';

/** What a step that fetches private modules is lent: the keys of an ssh agent, or a netrc. */
export function credentialsFor(hidden: PrivateModules | undefined): BuildSecret[] {
  if (hidden === undefined) return [];
  const { from, module, ssh } = hidden;
  const because = `${module} is private`;
  return ssh.length > 0
    ? [{ kind: 'ssh', from, because }]
    : [{ kind: 'file', id: 'netrc', source: '$HOME/.netrc', target: '/root/.netrc', from, because }];
}
