import { isClientSetting } from '../../../knowledge/client-settings.js';
import { directoryOf } from '../../../project/paths.js';
import type { Program } from '../read/program.js';
import type { Source } from '../read/source.js';
import { type Spot, spotAt } from '../read/source.js';
import type { Port } from './port.js';
import { isServerPort } from './port.js';
import { listens } from './port-files.js';

/**
 * What the code gives a field of its settings before it reads them: `Port: 8080`, `c.Port = "6157"`,
 * `Port: defaultPort`.
 */
export function fieldDefault(
  sources: readonly Source[],
  field: string,
): { value: number; from: Spot } | undefined {
  const set = new RegExp(
    String.raw`(?:\b${field}:|\.${field}\s*=)\s*(?:"?(?:[\w.]*:)?(\d{2,5})"?|(?:\w+\.)?([A-Za-z_]\w*))\s*(?:[,;)}\n]|$)`,
    'g',
  );
  for (const { code, path, generated } of sources) {
    if (generated) continue;
    for (const { 1: literal, 2: constant, index } of code.matchAll(set)) {
      const value = Number(literal ?? (constant === undefined ? undefined : constantOf(sources, constant)));
      if (isServerPort(value)) return { value, from: spotAt({ path, code }, index) };
    }
  }
  return undefined;
}

/** The number that a constant or a package's variable stands for; undefined where none is called that. */
export function constantOf(sources: readonly Source[], name: string): string | undefined {
  const defined = new RegExp(
    String.raw`^[ \t]*(?:const\s+|var\s+)?${name}\s*(?:\w+\s*)?:?=\s*"?:?(\d{2,5})"?[ \t]*$`,
    'm',
  );
  for (const { code } of sources) {
    const found = defined.exec(code)?.[1];
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * Ports of a program that listens where its settings say, from what the code fills them with:
 * `Port: 80`, `Port: DefaultPort`.
 */
export function filledPorts({ sources }: Program): Port[] {
  if (!listens(sources)) return [];
  const fields =
    /(?<!\w)((?:\w*(?:Http|HTTP|Server|Listen|Web|Api|API))?Port):\s*(?:"?(\d{2,5})"?|(?:\w+\.)?([A-Za-z]\w*))\s*[,}\n]/g;
  return sources
    .filter(({ generated }) => !generated)
    .flatMap(({ code, path }) =>
      [...code.matchAll(fields)].flatMap(({ 1: name = '', 2: digits, 3: constant = '', index }) => {
        const value = Number(digits ?? constantOf(sources, constant));
        if (isClientSetting(`${name} ${constant}`) || !isServerPort(value)) return [];
        const from = spotAt({ path, code }, index);
        return [{ value, from, because: `${name} is set to it`, weight: 3 }];
      }),
    );
}

/** Port flags whose name is a constant: `flags.Int32P(portFlag, "p", 8013, …)`. */
export function constantFlags({ code, path }: Source, { sources }: Program): Port[] {
  const calls =
    /\.(?:Int|Uint)\w*\(\s*(?:&[\w.]+\s*,\s*)?\b(\w{0,60}[pP]ort\w{0,60})\s*,\s*(?:"\w?"\s*,\s*)?(\d{2,5})\b/g;
  return [...code.matchAll(calls)].flatMap(({ 1: constant = '', 2: digits, index }) => {
    const value = Number(digits);
    const text = new RegExp(String.raw`\b${constant}\s*(?:string\s*)?=\s*"([\w.-]+)"`);
    const name = sources.flatMap((source) => text.exec(source.code)?.[1] ?? [])[0];
    if (name === undefined || isClientSetting(`${constant} ${name}`) || !isServerPort(value)) return [];
    const because = `the flag ${name} defaults to it`;
    const side = name === 'port' ? 0 : 1;
    const flag = { name, kind: 'port' as const };
    return [{ value, from: spotAt({ path, code }, index), because, weight: 5 - side, flag }];
  });
}

/** An address that the code puts together in front of a port: `":" + port`, `fmt.Sprintf(":%d", port)`. */
const BUILT =
  /(?:"(0\.0\.0\.0|localhost|127\.0\.0\.1)?:"\s*\+\s*(?:strconv\.Itoa\(|fmt\.Sprint\()?|\bfmt\.Sprintf\(\s*"(0\.0\.0\.0|localhost|127\.0\.0\.1)?:%[dsv]"\s*,\s*)(?:\w+\.)?([A-Za-z]\w*)\s*\)?/g;

/** Ports of addresses that the code puts together where it listens, from a constant or variable with a number. */
export function builtAddresses(source: Source, { sources }: Program): Port[] {
  if (source.generated || !listens([source])) return [];
  const { code, path } = source;
  const own = [source, ...sources.filter((one) => directoryOf(one.path) === directoryOf(path))];
  return [...code.matchAll(BUILT)].flatMap((match) => {
    const name = match[3] ?? '';
    const value = Number(constantOf(match[0].includes(`.${name}`) ? sources : own, name));
    const before = code.slice(code.lastIndexOf('\n', match.index) + 1, match.index);
    const client =
      /\b(?:Dial\w*|Get|Post|NewRequest\w*|NewClient|Print\w*|Info\w*|Debug\w*|Fatal\w*)\([^()]*$|https?:/;
    if (!isServerPort(value) || isClientSetting(name) || client.test(before.trimEnd())) return [];
    const from = spotAt(source, match.index);
    const localhost = /^(localhost|127)/.test(match[1] ?? match[2] ?? '');
    const because = localhost ? `it listens on "localhost:${value}"` : `it listens on ${name}`;
    return [{ value, from, because, weight: 5, ...(localhost && { localhost }) }];
  });
}
