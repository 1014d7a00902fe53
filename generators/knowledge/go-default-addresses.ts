import table from './go-default-addresses.json' with { type: 'json' };

/** A constant of a package that is an address on localhost. */
export interface GoDefaultAddress {
  /** As code names it, with its package. */
  constant: string;
  package: string;
  address: string;
}

export const goDefaultAddresses: readonly GoDefaultAddress[] = table.rows;
