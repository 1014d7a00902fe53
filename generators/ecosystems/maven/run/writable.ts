import { type Decision, decide } from '../../../plan/decision.js';
import { type Evidence, place } from '../../../project/evidence.js';
import { below, directoryOf } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';

/** Settings that name log files. */
const LOGGING_SETTINGS = /(^|\/)(logback|log4j2?|application|bootstrap)[\w.-]*\.(xml|ya?ml|properties)$/;

/** An absolute path of a log file, or of the directory that Spring Boot logs to. */
const LOG_FILE = /(?<![\w$}/.:-])(\/(?:[\w.-]+\/)+)[\w.-]*\.log\b/g;
const LOG_DIRECTORY = /logging[.:]\s*(?:file\.)?path\s*[=:]\s*(\/[\w./-]+)/g;

/** A setting that names a directory below those that servers keep their files in; a path with an extension is a file to read. */
const DATA_DIRECTORY =
  /^\s*(?![\w.-]*(?:ur[il]|mapping|pattern|prefix|context|endpoint|page))[\w.-]+\s*[:=]\s*["']?(?:file:)?(\/(?:data|home|mnt|opt|srv|var)(?:\/[\w-]+)+)\/?["']?\s*$/i;

/**
 * Directories outside the working directory that the app logs to, or keeps files in: a user other than root cannot
 * make them, and logging systems end the app over it.
 */
export function writableDirectories(project: Project, module: string): Decision<string[]> {
  const places = new Map<string, Evidence>();
  for (const path of project.walk(below(module, 'src/main/resources'))) {
    if (!LOGGING_SETTINGS.test(path)) continue;
    for (const { directory, line } of logDirectories(project.read(path) ?? '')) {
      if (!/^\/(tmp|dev|app)(\/|$)/.test(directory) && !places.has(directory)) {
        places.set(directory, place(path, line));
      }
    }
  }
  return decide([...places.keys()], [...places.values()][0] ?? 'default');
}

function logDirectories(text: string): { directory: string; line: number }[] {
  return text.split('\n').flatMap((raw, index) => {
    const line = withDefaults(raw, text);
    const files = [...line.matchAll(LOG_FILE)].map(([, directory = '']) => directoryOf(`${directory}x`));
    const directories = [...line.matchAll(LOG_DIRECTORY)].map(([, path = '']) => path.replace(/\/$/, ''));
    const data = DATA_DIRECTORY.exec(line)?.[1];
    const kept = data === undefined ? [] : [data];
    return [...new Set([...files, ...directories, ...kept])].map((directory) => ({
      directory,
      line: index + 1,
    }));
  });
}

/** Fills in `${NAME:-default}`, `${NAME:default}` and the properties of the same file. */
function withDefaults(line: string, text: string): string {
  let filled = line;
  for (let pass = 0; pass < 3 && filled.includes('${'); pass++) {
    filled = filled.replace(/\$\{([\w.-]+)(?::-?([^${}]*))?\}/g, (whole, name: string, preset?: string) => {
      return preset ?? propertyOf(text, name) ?? whole;
    });
  }
  return filled;
}

function propertyOf(text: string, name: string): string | undefined {
  const literal = name.replace(/[.]/g, '\\.');
  const xml = new RegExp(`<(?:property|variable)\\s+name="${literal}"\\s+value="([^"]*)"`, 'i').exec(
    text,
  )?.[1];
  return xml ?? new RegExp(`<property\\s+name="${literal}">([^<]*)<`, 'i').exec(text)?.[1];
}
