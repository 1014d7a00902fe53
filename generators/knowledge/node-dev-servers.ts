import table from './node-dev-servers.json' with { type: 'json' };

/** A development server: where it listens, and what makes it listen where a container is reached. */
export interface DevServer {
  /** How its command begins, as a regular expression. */
  command: string;
  port: number;
  /** Arguments without which it listens on localhost alone. */
  host?: string[];
}

/** The development server that a command starts. */
export function devServerOf(command: string): DevServer | undefined {
  return (table.rows as DevServer[]).find((row) => new RegExp(row.command).test(command));
}
