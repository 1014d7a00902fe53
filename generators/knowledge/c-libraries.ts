import table from './c-libraries.json' with { type: 'json' };

/** The Debian packages of a library: to compile with, and to run with. */
export interface DebianPackages {
  build: string;
  runtime: string;
}

/** The packages of the library that -l or pkg-config knows by a name, in a release of Debian: `trixie`. */
export function debianPackages(library: string, release: string): DebianPackages | undefined {
  const row = table.rows.find(({ names }) => names.includes(library));
  return (row?.debian as Record<string, DebianPackages> | undefined)?.[release];
}
