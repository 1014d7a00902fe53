import Handlebars from 'handlebars';
import { PLACES } from '../render/places.js';

/** What a template text refers to. */
export interface Used {
  variables: Set<string>;
  partials: Set<string>;
  /** Values that no helper writes, as they stand in the text. */
  bare: string[];
  /** Values that are written as shell text. */
  commands: string[];
  /** Blocks and helpers that there are not. */
  unknown: string[];
}

/**
 * The variables of the plan and the partials that a template uses, following its partials. Needed
 * because `strict` does not see a typo inside `{{#if typo}}`.
 */
export function usedIn(text: string, partials: Record<string, string>): Used {
  const walk = new Walk();
  walk.accept(Handlebars.parse(text));
  for (const name of walk.used.partials) {
    const inner = usedIn(partials[name] ?? '', partials);
    for (const variable of inner.variables) walk.used.variables.add(variable);
    for (const partial of inner.partials) walk.used.partials.add(partial);
    walk.used.bare.push(...inner.bare);
    walk.used.commands.push(...inner.commands);
    walk.used.unknown.push(...inner.unknown);
  }
  return walk.used;
}

/** What a template may loop over and ask. */
const BLOCKS = ['if', 'unless', 'each'];

class Walk extends Handlebars.Visitor {
  readonly used: Used = { variables: new Set(), partials: new Set(), bare: [], commands: [], unknown: [] };
  /** How many loops deep: inside of one, names belong to its items. */
  private depth = 0;

  override BlockStatement(block: hbs.AST.BlockStatement): void {
    const name = (block.path as hbs.AST.PathExpression).original;
    this.acceptArray(block.params);
    const known = BLOCKS.includes(name);
    if (!known) this.used.unknown.push(name);
    const opens = name === 'each' || !known;
    if (opens) this.depth++;
    this.accept(block.program);
    if (opens) this.depth--;
    if (block.inverse) this.accept(block.inverse);
  }

  override MustacheStatement(mustache: hbs.AST.MustacheStatement): void {
    const isHelper = mustache.params.length > 0;
    const name = (mustache.path as hbs.AST.PathExpression).original;
    if (isHelper && !Object.hasOwn(PLACES, name)) this.used.unknown.push(name);
    if (isHelper && name === 'command') {
      const [value] = mustache.params;
      this.used.commands.push(value !== undefined && 'original' in value ? String(value.original) : '');
    }
    if (!isHelper) this.used.bare.push((mustache.path as hbs.AST.PathExpression).original);
    if (isHelper) this.acceptArray(mustache.params);
    else this.accept(mustache.path);
  }

  override SubExpression(expression: hbs.AST.SubExpression): void {
    this.acceptArray(expression.params);
  }

  override PartialStatement(partial: hbs.AST.PartialStatement): void {
    this.used.partials.add((partial.name as hbs.AST.PathExpression).original);
    this.acceptArray(partial.params);
  }

  override PathExpression(path: hbs.AST.PathExpression): void {
    this.note(path);
  }

  private note(path: hbs.AST.PathExpression): void {
    const [first] = path.parts;
    // `this`, `@index` and names inside a loop are no variables of the plan; `../name` leads out of it.
    if (first === undefined || path.data || this.depth - path.depth > 0) return;
    this.used.variables.add(first);
  }
}
