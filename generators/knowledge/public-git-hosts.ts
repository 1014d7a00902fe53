import table from './public-git-hosts.json' with { type: 'json' };

/** True for `git.` or `gitlab.` of a domain that anybody can fetch from. */
export function isPublicGitHost(host: string): boolean {
  return table.rows.some(({ domain }) => host === `git.${domain}` || host === `gitlab.${domain}`);
}
