import { Decimal } from 'decimal.js';

/** What several prices come to, to the cent. */
export function total(prices: string[]): string {
  return prices.reduce((sum, price) => sum.plus(price), new Decimal(0)).toFixed(2);
}
