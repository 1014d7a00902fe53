import { createContext, runInContext } from 'node:vm';
import { type AST, RegExpParser, visitRegExpAST } from '@eslint-community/regexpp';

type Unit = AST.Character | AST.CharacterSet | AST.CharacterClass | AST.ExpressionCharacterClass;

/** Signs that a class is tried with, the likeliest to be common to several first. */
const SIGNS = 'a0 \n\t./-_A"\'=,;:()[]{}<>@#$%&*!?|+~^`\\é';

/**
 * What an expression may have to look at again and again: each of its repetitions, alone and behind what
 * leads to it. As texts to repeat, some with a beginning that stands once.
 */
export function attacksOn(source: string, flags: string): { once: string; again: string }[] {
  const unicode = { unicode: flags.includes('u'), unicodeSets: flags.includes('v') };
  const pattern = new RegExpParser().parsePattern(source, 0, source.length, unicode);
  const found = new Map<string, { once: string; again: string }>();
  const add = (once: string, again: string) => {
    if (again !== '') found.set(JSON.stringify([once, again]), { once, again });
  };
  visitRegExpAST(pattern, {
    onQuantifierEnter(quantifier) {
      if (quantifier.max !== Infinity) return;
      const before = leadingTo(quantifier, flags);
      add('', before);
      for (const item of itemsOf(quantifier.element, flags)) {
        add('', item);
        add('', before + item);
        add(before, item);
      }
    },
  });
  return [...found.values()];
}

/** The shortest text that leads to a part of an expression. */
function leadingTo(part: AST.Node, flags: string): string {
  const { parent } = part;
  if (parent === null || parent.type === 'Pattern') return '';
  if (parent.type !== 'Alternative') return leadingTo(parent, flags);
  const before = parent.elements.slice(0, parent.elements.indexOf(part as AST.Element));
  return leadingTo(parent, flags) + before.map((element) => sample(element, flags)).join('');
}

/** Texts that a repetition takes once. */
function itemsOf(element: AST.QuantifiableElement, flags: string): string[] {
  if (element.type === 'Group' || element.type === 'CapturingGroup')
    return element.alternatives.map((one) => sample(one, flags));
  return isUnit(element) ? signsOf(element, flags).slice(0, 4) : [];
}

/** A short text that a part of an expression takes. */
function sample(node: AST.Element | AST.Alternative, flags: string): string {
  if (node.type === 'Alternative') return node.elements.map((element) => sample(element, flags)).join('');
  if (node.type === 'Quantifier') return sample(node.element, flags).repeat(Math.min(node.min, 5));
  if (node.type === 'Assertion') return node.kind === 'start' && flags.includes('m') ? '\n' : '';
  if (node.type === 'Group' || node.type === 'CapturingGroup') {
    const [first] = node.alternatives;
    return first === undefined ? '' : sample(first, flags);
  }
  return isUnit(node) ? (signsOf(node, flags)[0] ?? '') : '';
}

function isUnit(node: AST.Element): node is Unit {
  return ['Character', 'CharacterSet', 'CharacterClass', 'ExpressionCharacterClass'].includes(node.type);
}

function signsOf(unit: Unit, flags: string): string[] {
  if (unit.type === 'Character') return [String.fromCodePoint(unit.value)];
  const one = new RegExp(`^(?:${unit.raw})$`, flags.replace(/[dgmy]/g, ''));
  return [...SIGNS].filter((sign) => one.test(sign));
}

/** Characters of the texts that an expression is tried with: one, and four times as many. */
const SIZES = [12_000, 48_000] as const;

/** Milliseconds after which a search is looked at more closely, and after which it is given up. */
const QUICK = 40;
const NEVER = 3_000;

/** Four times the length takes four times as long, and 16 times where all of it is looked at from every place. */
const MOST_GROWTH = 8;

const world = createContext({});

/** The attack that takes an expression more than linear time; undefined where none does. */
export function superLinear(source: string, flags: string): string | undefined {
  const expression = new RegExp(source, flags.includes('g') ? flags : `${flags}g`);
  for (const { once, again } of attacksOn(source, flags)) {
    for (const end of ['', '\u0001', '\n\u0001']) {
      const text = (size: number) => once + again.repeat(Math.ceil(size / again.length)) + end;
      const [short, long] = SIZES;
      if (timeOf(expression, text(long), QUICK) < QUICK) continue;
      const slow = leastTime(expression, text(long));
      if (slow < QUICK / 2) continue;
      if (slow >= NEVER || slow >= MOST_GROWTH * Math.max(leastTime(expression, text(short)), 1))
        return JSON.stringify([once, again, end]);
    }
  }
  return undefined;
}

/** The least of three times: what else the machine does only adds to it. */
function leastTime(expression: RegExp, text: string): number {
  let least = NEVER;
  for (let i = 0; i < 3; i++) {
    const time = timeOf(expression, text, NEVER);
    if (time >= NEVER) break;
    least = Math.min(least, time);
  }
  return least;
}

/** Milliseconds of this process that all matches of a text take; the limit where it ended the search. */
function timeOf(expression: RegExp, text: string, limit: number): number {
  Object.assign(world, { expression, text });
  const start = process.cpuUsage();
  try {
    runInContext('for (const match of text.matchAll(expression));', world, { timeout: limit });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    return limit;
  }
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
