import { describe, expect, it } from 'vitest';
import { parseFlags, requested, wishesFrom } from '../../../generators/cli/flags.js';
import { helpText } from '../../../generators/cli/help.js';
import { UserError } from '../../../generators/errors.js';
import { optionRows } from '../../../generators/plan/options.js';

async function failure(...argv: string[]): Promise<UserError> {
  const error = await parseFlags(argv).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UserError);
  return error as UserError;
}

describe('parseFlags', () => {
  it('takes the directory, long and short flags', async () => {
    expect(await parseFlags(['web', '-y', '-b', 'alpine', '--port=3000'])).toEqual({
      directory: 'web',
      given: { yes: true, base: 'alpine', port: '3000' },
    });
  });

  it('makes wishes that name their flag', async () => {
    const { wishes, language, app } = requested(
      await parseFlags(['--port', '3000', '--base', 'slim', '--app', 'cmd/x', '--language', 'go']),
    );
    expect(wishes).toEqual({
      port: { value: 3000, from: { flag: 'port' } },
      base: { value: 'slim', from: { flag: 'base' } },
    });
    expect([language, app]).toEqual(['go', 'cmd/x']);
  });

  it('checks the options of a composing generator like flags', async () => {
    expect((await wishesFrom({ port: 81, env: {}, files: undefined })).wishes.port?.value).toBe(81);
    await expect(wishesFrom({ port: 'many' })).rejects.toThrow('a port is a number from 1 to 65535');
  });

  it.each([
    [['--prot', '80'], 'unknown option --prot', 'Did you mean --port?'],
    [['-x'], 'unknown option -x', 'See create-dockerfile --help.'],
    [['--base', 'alpin'], '--base is one of', 'Did you mean alpine?'],
    [['--base'], '--base needs a value', undefined],
    [['--port', '0'], 'a port is a number', undefined],
    [['--port', '65536'], 'a port is a number', undefined],
    [['--port', '8o8o'], 'a port is a number', undefined],
    [['--yes=no'], '--yes takes no value', undefined],
    [['--start-command', 'a\nRUN b'], 'the value has a line break', undefined],
    [['--build-command', ' '], 'the value is empty', undefined],
    [['a', 'b'], 'one directory at most, got 2: a b', undefined],
  ])('%j is bad usage: %s', async (argv, message, hint) => {
    const error = await failure(...argv);
    expect(error.exitCode).toBe(2);
    expect(error.message).toContain(message);
    expect(error.message).not.toContain('\n');
    if (hint !== undefined) expect(error.hint).toBe(hint);
  });
});

it('--help names every option and stays within 110 columns', () => {
  const lines = helpText().split('\n');
  for (const { name } of optionRows) expect(helpText()).toContain(`--${name}`);
  expect(lines.filter((line) => line.length > 110)).toEqual([]);
});
