import table from './node-elsewhere.json' with { type: 'json' };

/** What runs elsewhere than in a container, by packages that show it: the first row that fits. */
export function elsewhereOf(names: Record<string, unknown>): { name: string; what: string } | undefined {
  for (const { packages, what } of table.rows) {
    const name = packages.find((one) => one in names);
    if (name !== undefined) return { name, what };
  }
  return undefined;
}
