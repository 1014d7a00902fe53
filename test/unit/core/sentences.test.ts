import { expect, test } from 'vitest';
import { sentencesOf } from '../../../generators/plan/sentences.js';

const LONG = 'a'.repeat(5000);

const { refuse, warn } = sentencesOf({
  plain: ({ name }: { name: string }) => `the name is ${name}`,
  list: ({ names }: { names: string[] }) => `the names are ${names.join(', ')}`,
  reasons: ({ reasons }: { reasons: { is: string; packaging: string }[] }) =>
    `not possible: ${reasons.map(({ packaging }) => packaging).join(', ')}`,
});

test('a text of a repository is cut wherever it stands in what a sentence is given', () => {
  for (const { message } of [
    refuse('plain', { name: LONG }),
    refuse('list', { names: [LONG] }),
    refuse('reasons', { reasons: [{ is: 'packaging', packaging: LONG }] }),
    warn('reasons', { reasons: [{ is: 'packaging', packaging: LONG }] }),
  ])
    expect(message.length).toBeLessThan(500);
});

test('what is short stays as it is, and so do the values for scripts', () => {
  const { message, values } = refuse('reasons', { reasons: [{ is: 'packaging', packaging: 'pom' }] });
  expect(message).toBe('not possible: pom');
  expect(values).toEqual({ reasons: [{ is: 'packaging', packaging: 'pom' }] });
  expect(refuse('reasons', { reasons: [{ is: 'x', packaging: LONG }] }).values).toMatchObject({
    reasons: [{ packaging: LONG }],
  });
});
