import type { CodeGenerator } from '../../../knowledge/go-generators.js';
import { type Evidence, lineAt, place } from '../../../project/evidence.js';
import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import type { Program } from '../read/program.js';
import type { Source } from '../read/source.js';

/** A file of a package that a tool writes and nobody committed. */
export interface MissingCode {
  /** The package's directory. */
  dir: string;
  /** What the comment hands to the tool. */
  given: string;
  from: Evidence;
}

/**
 * The files that a tool writes into packages of the program: one for the types that a go:generate comment names, or one
 * for the files with the tool's own build tag.
 */
export function missingCode(project: Project, { packages }: Program, row: CodeGenerator): MissingCode[] {
  return packages.flatMap(({ dir, sources }) => {
    const names = project.entries(dir).flatMap(({ kind, name }) => (kind === 'file' ? [name] : []));
    return names
      .filter((name) => name.endsWith('.go') && !name.endsWith('_test.go'))
      .flatMap((name) => {
        const path = below(dir, name);
        const text = project.read(path) ?? '';
        return asked(text, row)
          .filter(({ product, type }) => !names.includes(product) && !hasMethod(sources, type))
          .map(({ given, index }) => ({ dir, given, from: place(path, lineAt(text, index)) }));
      });
  });
}

/** What such a tool writes for a type, where somebody wrote it by hand, or a file of another name holds it. */
function hasMethod(sources: readonly Source[], type: string | undefined): boolean {
  if (type === undefined) return false;
  const method = new RegExp(String.raw`^func \((?:\w+ )?\*?${type}\) String\(\)`, 'm');
  return sources.some(({ code }) => method.test(code));
}

interface Request {
  product: string;
  /** The first type that the comment names. */
  type?: string;
  given: string;
  index: number;
}

function asked(text: string, { directive, tag, code = '' }: CodeGenerator): Request[] {
  if (tag !== undefined) {
    const index = text.search(new RegExp(String.raw`^//(?:go:build| \+build) ${tag}[ \t]*$`, 'm'));
    return index === -1 ? [] : [{ product: code, given: '', index }];
  }
  if (directive === undefined) return [];
  const line = new RegExp(
    String.raw`^//go:generate (?:go (?:run|tool)(?: [^\n]{0,100})?[ /])?${directive}(?:@\S{1,40})? ([\w.,= -]{1,200})$`,
    'gm',
  );
  return [...text.matchAll(line)].flatMap(({ 1: given = '', index }) => {
    const [, first] = /(?:^|\s)--?type[= ](\w+)/.exec(given) ?? [];
    const [, output] = /(?:^|\s)--?output[= ](\S+)/.exec(given) ?? [];
    if (first === undefined) return [];
    return [{ product: output ?? `${first.toLowerCase()}${code}`, type: first, given, index }];
  });
}
