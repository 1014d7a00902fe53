import table from './node-flags.json' with { type: 'json' };

/** A flag of node that newer lines do without. */
export interface NodeFlag {
  flag: string;
  /** The newest line on which it works. */
  stayOn: string;
  because: string;
}

/** The flags of node that a text names and that newer lines do without. */
export function endedFlags(text: string): NodeFlag[] {
  return (table.rows as NodeFlag[]).filter(({ flag }) => text.includes(flag));
}
