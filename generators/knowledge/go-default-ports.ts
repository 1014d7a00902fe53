import table from './go-default-ports.json' with { type: 'json' };

/** Where a framework serves that is not told. */
export interface GoDefaultPort {
  packages: string[];
  /** What a file that imports one of them says where it serves. */
  calls: string[];
  /** What the program says when it serves elsewhere. */
  unless: string[];
  port: number;
  /** The variable that replaces the port. */
  variable?: string;
  /** The variable of the host, where that is localhost by default. */
  host?: string;
  because: string;
}

export const goDefaultPorts: readonly GoDefaultPort[] = table.rows;
