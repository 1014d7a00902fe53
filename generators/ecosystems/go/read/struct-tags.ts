import { lineAt } from '../../../project/evidence.js';
import type { Project } from '../../../project/project.js';
import type { Source } from './source.js';

/** A field of a struct with the tag that names its settings: variable, flag, default. */
export interface StructTag {
  field: string;
  env?: string;
  long?: string;
  default?: string;
  text: string;
  line: number;
}

/** The tagged fields of a file. */
export function structTagsOf(project: Project, source: Source): StructTag[] {
  return project.once('go-struct-tags', source.path, () => parseTags(source));
}

function parseTags({ code }: Source): StructTag[] {
  return [...code.matchAll(/^[ \t]*(\w+)[ \t]+[\w.*[\]]+[ \t]+`([^`\n]*)`/gm)].map((match) => {
    const text = match[2] ?? '';
    const env = /\b(?:env|envconfig):"(\w+)/.exec(text)?.[1];
    const long = /\blong:"([\w-]+)"/.exec(text)?.[1];
    const value = /(?:\b(?:envDefault|default|env-default):"|,\s*default=)([^",]*)/.exec(text)?.[1];
    return {
      field: match[1] ?? '',
      text,
      line: lineAt(code, match.index),
      ...(env === undefined ? {} : { env }),
      ...(long === undefined ? {} : { long }),
      ...(value === undefined ? {} : { default: value }),
    };
  });
}
