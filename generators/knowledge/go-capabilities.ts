import table from './go-capabilities.json' with { type: 'json' };

/** What a program does that the user of an image may not. */
export interface Capability {
  capability: string;
  device?: string;
  does: string;
}

const ROWS: readonly (Capability & { path?: string; call?: string })[] = table.rows;

/** What a package does that takes a capability; undefined for all others. */
export function capabilityOf(path: string): Capability | undefined {
  return ROWS.find((row) => row.path !== undefined && (path === row.path || path.startsWith(`${row.path}/`)));
}

/** Constants whose use takes a capability, with it. */
export const capableCalls: readonly { call: string; row: Capability }[] = ROWS.flatMap((row) =>
  row.call === undefined ? [] : [{ call: row.call, row }],
);
