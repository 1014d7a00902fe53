import { type Evidence, lineAt, place } from '../../../project/evidence.js';
import { relativeTo } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { buildFiles } from '../read/build-files.js';
import type { Package, Program } from '../read/program.js';

/** A variable of the program that the linker sets, as the repository's own build does. */
export interface Stamp {
  /** `main.version`, `example.com/shop/internal/build.Commit`. */
  variable: string;
  /** The build argument it is set to. */
  argument: 'VERSION' | 'COMMIT' | 'DATE';
  /** What the argument is when nobody gives it. */
  value: string;
  /** `Makefile:4`. */
  from: Evidence;
}

/** Finds `-X main.version=…` in what builds the repository, for variables that the program really has. */
export function findStamps(project: Project, program: Program): Stamp[] {
  const found = new Map<string, Stamp>();
  for (const { path, text } of buildFiles(project, program.scope.module.dir, 'flags')) {
    for (const { 1: written = '', index } of text.matchAll(/-X[ =]\s*\\?['"]?([^\s'"=]+)=/g)) {
      const variable = resolved(written, text);
      const dot = variable.lastIndexOf('.');
      const name = variable.slice(dot + 1);
      const argument = argumentOf(name);
      if (argument === undefined || found.has(variable) || !/^[\w./~-]+$/.test(variable)) continue;
      const home = packageNamed(program, variable.slice(0, dot));
      const value = home === undefined ? undefined : initialValue(home, name);
      if (value === undefined) continue;
      const from = place(path, lineAt(text, index));
      found.set(variable, { variable, argument, value: value || DEFAULTS[argument], from });
    }
  }
  return [...found.values()].slice(0, 6);
}

const DEFAULTS = { VERSION: 'dev', COMMIT: 'unknown', DATE: 'unknown' } as const;

function argumentOf(name: string): Stamp['argument'] | undefined {
  if (/commit|sha|revision|gitrev/i.test(name)) return 'COMMIT';
  if (/date|timestamp|(build|built|compile)_?(time|at|on)$/i.test(name)) return 'DATE';
  return /ver(sion)?$|^version|tag$|release$/i.test(name) ? 'VERSION' : undefined;
}

/** A make or shell variable in front of the name stands for what the same file sets it to. */
function resolved(variable: string, text: string): string {
  return variable.replace(/\$[({]?(\w+)[)}]?/g, (whole, name: string) => {
    const value = new RegExp(
      String.raw`^[ \t]*(?:export\s+)?${name}[ \t]*[:?]?=[ \t]*["']?([\w./~-]+)["']?[ \t]*$`,
      'm',
    ).exec(text);
    return value?.[1] ?? whole;
  });
}

/** `main` is the program itself, whatever its path; all others go by their import path. */
function packageNamed({ packages, scope }: Program, path: string): Package | undefined {
  if (path === 'main') return packages[0];
  return packages.slice(1).find(({ dir }) => {
    return scope.local.some((module) => {
      const own = module.dir === '.' ? dir : relativeTo(module.dir, dir);
      return path === (own === '.' ? module.mod.module : `${module.mod.module}/${own}`);
    });
  });
}

/**
 * The first value of a string variable of the package; undefined when there is no such variable, or one
 * the linker cannot set: a constant, or one that a call sets (https://pkg.go.dev/cmd/link).
 */
function initialValue({ sources }: Package, name: string): string | undefined {
  const declared = new RegExp(
    String.raw`^(var[ \t]+|[ \t]+)${name}[ \t]*(?:string[ \t]*$|(?:string[ \t]*)?=[ \t]*"([^"\n]*)"[ \t]*$)`,
    'm',
  );
  for (const { code } of sources) {
    const match = declared.exec(code);
    if (match === null) continue;
    const keywords = [...code.slice(0, match.index + 4).matchAll(/^(var|const|func|type)\b/gm)];
    if (keywords.at(-1)?.[1] !== 'var') continue;
    return /^[\w.+-]*$/.test(match[2] ?? '') ? (match[2] ?? '') : '';
  }
  return undefined;
}
