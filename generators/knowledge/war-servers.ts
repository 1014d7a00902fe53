import table from './war-servers.json' with { type: 'json' };

/** A server that is one jar; the schema of `war-servers.json` says what each field means. */
export interface WarServer {
  server: string;
  artifact: string;
  java: { oldest: number; newest: number };
}

/** The server with the servlet API of a Tomcat. */
export function warServer(tomcat: string): WarServer | undefined {
  return table.rows.find((row) => row.tomcat === tomcat);
}
