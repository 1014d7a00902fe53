import fc from 'fast-check';
import { HOSTILE } from '../support/hostile.js';

/** Signs and words that mean something in one of the formats. */
const TOKENS: readonly string[] = [
  ...HOSTILE.filter((value) => value.length < 60),
  ...'{}[]()<>"\'`\\/:;,.=#$%&*?!@^|~-_+ \n\r\t\0'.split(''),
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '<?',
  '?>',
  '&#0;',
  '&lt;',
  '<!DOCTYPE a [<!ENTITY b "c">]>',
  '&b;',
  '---',
  '...',
  '&a',
  '*a',
  '<<: *a',
  '!!js/function',
  '? ',
  '- ',
  '|-',
  '>',
  '//',
  '/*',
  '*/',
  '${',
  '}',
  '$(',
  '&&',
  '||',
  '**',
  '**/',
  'null',
  'true',
  '1e999',
  '-0',
  '\ud800',
  '\ufeff',
  '\u2028',
  '日本',
];

type Step =
  | { kind: 'insert'; at: number; token: string }
  | { kind: 'cut'; at: number; length: number }
  | { kind: 'double'; at: number; length: number; times: number }
  | { kind: 'replace'; at: number; token: string };

const at = fc.nat(4000);
const token = fc.oneof(fc.constantFrom(...TOKENS), fc.string({ unit: 'binary', maxLength: 6 }));

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('insert' as const), at, token }),
  fc.record({ kind: fc.constant('replace' as const), at, token }),
  fc.record({ kind: fc.constant('cut' as const), at, length: fc.nat(60) }),
  fc.record({ kind: fc.constant('double' as const), at, length: fc.nat(80), times: fc.nat(6) }),
);

function apply(text: string, change: Step): string {
  const place = change.at % (text.length + 1);
  const [before, behind] = [text.slice(0, place), text.slice(place)];
  switch (change.kind) {
    case 'insert':
      return before + change.token + behind;
    case 'replace':
      return before + change.token + behind.slice(change.token.length);
    case 'cut':
      return before + behind.slice(change.length);
    case 'double':
      return before + behind.slice(0, change.length).repeat(change.times) + behind;
  }
}

/** A text of a corpus with a few changes, or one that has nothing to do with it. */
export function damagedText(corpus: readonly string[]): fc.Arbitrary<string> {
  const changed = fc
    .tuple(fc.constantFrom(...corpus), fc.array(step, { maxLength: 6 }))
    .map(([text, steps]) => steps.reduce(apply, text));
  return fc.oneof({ arbitrary: changed, weight: 9 }, { arbitrary: fc.string({ unit: 'binary' }), weight: 1 });
}

/** A value for any place: one that is known to be hostile, or any text. */
export const anyValue = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 12 }));
