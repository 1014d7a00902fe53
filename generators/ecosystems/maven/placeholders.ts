/** Only the names that people give on the command line; others come from a parent that is not here. */
const LATE = /^(revision|sha1|changelist|build\.?number|buildNumber|git\..*)$/;

const PLACEHOLDER: Record<string, string> = {
  revision: '0.0.0-docker',
  buildNumber: '0',
  'build.number': '0',
};

/** What a property that only the command line gives is set to here; undefined for any other property. */
export function placeholder(name: string): string | undefined {
  return LATE.test(name) ? (PLACEHOLDER[name] ?? '') : undefined;
}
