import { expect, test } from 'vitest';
import { decide } from '../../../generators/plan/decision.js';
import { builtStage, flagWords } from '../../../generators/verify/words.js';

const flag = (text: string) => decide(text, { default: true } as never);

test.each([
  ['-v "$PWD/my config.yaml:/app/config.yaml:ro"', ['-v', '/home/me/app/my config.yaml:/app/config.yaml:ro']],
  ["-e 'DSN=user:p&ss@tcp(db)/x?a=*'", ['-e', 'DSN=user:p&ss@tcp(db)/x?a=*']],
  ['-e NAME=a*b', ['-e', 'NAME=a*b']],
  ['--secret id=netrc,src=$HOME/.netrc', ['--secret', 'id=netrc,src=/home/me/.netrc']],
])('the flag %s is these words', (text, words) => {
  expect(flagWords([flag(text)], { PWD: '/home/me/app', HOME: '/home/me' })).toEqual(words);
});

test('the stage that a single-stage image would ship is the last that the final stage copies from', () => {
  const contents =
    'FROM a AS deps\nRUN b\nFROM a AS build\nCOPY --from=deps /x /x\nFROM c AS runtime\nCOPY --from=deps /x /x\nCOPY --from=build /y /y\nCOPY --from=tianon/toybox /z /z\n';
  expect(builtStage([{ path: 'Dockerfile', contents }])).toBe('build');
  expect(builtStage([{ path: 'Dockerfile', contents: 'FROM a\nCOPY . .\n' }])).toBeUndefined();
});
