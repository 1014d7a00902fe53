import { tagKind } from '../../../knowledge/go-build-tags.js';
import { lineAt, place } from '../../../project/evidence.js';
import { below, relativeTo } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { type BuildFile, buildFiles } from '../read/build-files.js';
import type { Program, Tags } from '../read/program.js';
import { goFilesIn, sourceAt } from '../read/sources.js';

/** The files that say most about what ships come first. */
const ORDER = [/Dockerfile/, /goreleaser/, /./];

/**
 * The tags that the repository's own build gives the program: those of the first file that builds it,
 * as far as a constraint of the program's packages or a known module asks for them. Undefined without any.
 */
export function findTags(project: Project, program: Program): Tags | undefined {
  const files = buildFiles(project, program.scope.module.dir, 'flags').filter(({ text }) =>
    /\btags\b/.test(text),
  );
  for (const pattern of ORDER) {
    for (const file of files.filter(({ path }) => pattern.test(path))) {
      const written = tagsIn(file, program);
      if (written === undefined) continue;
      const asked = constraintsOf(project, program);
      const names = written.names.filter((name) => {
        const kind = tagKind(name);
        return kind !== 'developers' && (kind === 'module' || asked.has(name));
      });
      return names.length === 0 ? undefined : { names, from: written.from };
    }
  }
  return undefined;
}

/** What a file builds the program with: no tags are an answer too. Undefined when it does not build it. */
function tagsIn({ path, text }: BuildFile, program: Program): Tags | undefined {
  const joined = text.replace(/\\\n/g, '  ');
  if (/goreleaser/.test(path)) return releaseTags(path, text);
  for (const match of joined.matchAll(/\bgo (?:build|install)\b([^\n;|&]*)/g)) {
    const words = match[1] ?? '';
    if (!isOf(program, words)) continue;
    const [, double, single, plain] = /\s-{1,2}tags[= ](?:"([^"]*)"|'([^']*)'|(\S+))/.exec(words) ?? [];
    const list = expanded(double ?? single ?? plain ?? '', text);
    const built = { names: namesOf(list), from: place(path, lineAt(text, match.index)) };
    return list === '' ? (flagTags(path, text) ?? built) : built;
  }
  return flagTags(path, text);
}

/** `GOFLAGS=-tags=netgo` holds for every command of the file that has no tags of its own. */
function flagTags(path: string, text: string): Tags | undefined {
  const flags = /\bGOFLAGS\s*[:?]?=(?:[^\n]|\\\n){0,500}?-{1,2}tags=([\w,.]+)/.exec(text);
  return flags === null
    ? undefined
    : { names: namesOf(flags[1] ?? ''), from: place(path, lineAt(text, flags.index)) };
}

function releaseTags(path: string, text: string): Tags | undefined {
  if (!/^builds:/m.test(text)) return undefined;
  const flag = /^[ \t]*-[ \t]*["']?-{1,2}tags[= ]([^"'\n]+)/m.exec(text);
  const list = /^[ \t-]+tags:[ \t]*(?:\[([^\]]{0,2000})\]|\n((?:[ \t]+-[ \t]*\S+[ \t]*\n)+))/m.exec(text);
  const found = flag ?? list;
  const names = flag?.[1] ?? list?.[1] ?? list?.[2]?.replace(/^[ \t]+-[ \t]*/gm, ' ') ?? '';
  return { names: namesOf(names), from: place(path, lineAt(text, found?.index ?? 0)) };
}

/** True when the arguments name this program, or none by its path. */
function isOf({ dir, scope }: Program, words: string): boolean {
  const own = relativeTo(scope.module.dir, dir);
  const packages = [...words.matchAll(/(?:^|\s)(?:\.\/)?((?:[\w-]+\/)*cmd\/[\w./-]+)/g)].map(
    ([, path = '']) => path.replace(/\/(main\.go)?$/, ''),
  );
  return packages.length === 0 || packages.includes(own);
}

/** Variables of make and the shell stand for what the same file sets them to. */
function expanded(list: string, text: string): string {
  return list.replace(/\$[({]?(\w+)[)}]?/g, (whole, name: string) => {
    const set = new RegExp(String.raw`^[ \t]*(?:export\s+|ARG\s+|ENV\s+)?${name}[ \t]*[:?]?=([^\n#]*)$`, 'm');
    const value = set.exec(text)?.[1];
    return value === undefined || value.includes('$') ? whole : value.replace(/["']/g, '');
  });
}

function namesOf(list: string): string[] {
  return list.split(/[\s,]+/).filter((name) => /^[A-Za-z_][\w.]*$/.test(name));
}

/** Every tag that a file of the program's packages has in its constraint, compiled or not. */
function constraintsOf(project: Project, { packages }: Program): Set<string> {
  const found = new Set<string>();
  for (const { dir } of packages) {
    for (const name of goFilesIn(project, dir)) {
      const lines = sourceAt(project, below(dir, name))?.constraint ?? [];
      for (const word of lines.join(' ').match(/\w[\w.]*/g) ?? []) found.add(word);
    }
  }
  return found;
}
