import { optionRows } from '../plan/options.js';

/** Settings of npm's own: `--force` is meant for npm, and `--version` and `--help` never get here. */
const OF_NPM = ['force', 'help', 'version', 'save'];

/** What may also be set for all of npm: the rest counts only for a command that npm has been told to run by name. */
const ALWAYS = ['yes', 'dry-run'];

/**
 * The flags of `npm create dockerfile --base=alpine`: what stands before `--` npm takes for its own and passes on as environment.
 *
 * - `env`: the environment of this process.
 */
export function eatenByNpm(env: Record<string, string | undefined>): string[] {
  const called = ['exec', 'init'].includes(env.npm_command ?? '');
  return optionRows.flatMap(({ name, value, many }) => {
    if (many || OF_NPM.includes(name) || !(called || ALWAYS.includes(name))) return [];
    const given = env[`npm_config_${name.replaceAll('-', '_')}`];
    if (given === undefined || given === '') return [];
    if (value === undefined) return given === 'true' ? [`--${name}`] : [];
    return given === 'true' ? [] : [`--${name}=${given}`];
  });
}
