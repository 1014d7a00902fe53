import { parse } from 'yaml';
import { parsed } from './parsed.js';

/** The first document of a YAML file; aliases are resolved a limited number of times. */
export const yaml = parsed('yaml', (text) =>
  /^(?:[ \t]|- ){200}/m.test(text) ? undefined : parse(text, { maxAliasCount: 100, logLevel: 'silent' }),
);
