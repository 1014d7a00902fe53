import table from './go-file-functions.json' with { type: 'json' };

/** The names of functions and settings whose argument is a path, for a regular expression. */
export const FILE_FUNCTIONS = [...new Set(table.rows.flatMap(({ functions }) => functions))]
  .map((name) => name.replaceAll('.', '\\.'))
  .join('|');
