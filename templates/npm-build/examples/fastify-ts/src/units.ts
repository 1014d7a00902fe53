import { readFileSync } from 'node:fs';

const units: { [name: string]: number } = JSON.parse(readFileSync('config/units.json', 'utf8'));

/** The amount in metres, or undefined for a unit that nobody knows. */
export function metres(unit: string, amount = 1): number | undefined {
  const factor = units[unit];
  return factor === undefined ? undefined : factor * amount;
}
