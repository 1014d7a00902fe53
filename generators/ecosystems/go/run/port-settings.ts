import { isClientSetting } from '../../../knowledge/client-settings.js';
import type { Project } from '../../../project/project.js';
import { flagsUnread } from '../app/command.js';
import type { Program } from '../read/program.js';
import { type Source, type Spot, spotAt } from '../read/source.js';
import { type StructTag, structTagsOf } from '../read/struct-tags.js';
import type { Override, Port } from './port.js';
import { isServerPort, namesPort } from './port.js';

/** Settings in struct tags: caarlos0/env, envconfig, cleanenv, go-flags; and viper's defaults. */
export function tagPorts(source: Source, project: Project): Port[] {
  const found = structTagsOf(project, source).flatMap((tag): Port[] => {
    const { field, env, long, line } = tag;
    const names = [field, env, long].filter((name) => name !== undefined);
    if (names.some((name) => isClientSetting(name))) return [];
    const from = { file: source.path, line };
    const address = /^(localhost|127\.0\.0\.1|0\.0\.0\.0|):(\d{2,5})$/.exec(tag.default ?? '');
    if (address !== null && names.some((name) => /addr|listen|bind|host/i.test(name))) {
      const localhost = /^(localhost|127)/.test(address[1] ?? '');
      const because = `${field} defaults to ${localhost ? `"${tag.default}"` : 'it'}`;
      const port = { value: Number(address[2]), from, because, weight: 7 };
      return [{ ...port, ...(localhost ? { localhost } : {}), ...overrideOf(tag, 'address') }];
    }
    if (asksForAddress(tag)) {
      const value = Number(/:(\d{4,5})\b/.exec(tag.text)?.[1] ?? 8080);
      const because = `it reads ${env}, set to ${value} here`;
      return [{ value, from, because, weight: 7, assumed: true, ...overrideOf(tag, 'address') }];
    }
    if (!names.some(namesPort)) return [];
    if (tag.default === undefined && env === undefined) return [];
    const value = Number(/^:?(\d{2,5})$/.exec(tag.default ?? '8080')?.[1]);
    const because =
      tag.default === undefined ? `it reads ${env}, set to 8080 here` : `${field} defaults to it`;
    const port = { value, from, because, weight: 7, ...overrideOf(tag, 'port') };
    if (!isServerPort(value)) return [];
    return [tag.default === undefined ? { ...port, assumed: true, field } : port];
  });
  for (const match of source.code.matchAll(/SetDefault\(\s*"([\w.]*port)"\s*,\s*"?:?(\d{2,5})"?/gi)) {
    const value = Number(match[2]);
    if (isClientSetting(match[1] ?? '') || !isServerPort(value)) continue;
    const from = spotAt(source, match.index);
    found.push({ value, from, because: `the setting ${match[1]} defaults to it`, weight: 6 });
  }
  return found;
}

/** What keeps the program on localhost, and what changes it. */
export interface PinnedHost {
  from: Spot;
  flag?: Override;
  variable?: Override;
}

/** Settings of the host alone that keep the program on localhost, and what changes them. */
export function pinnedHosts(program: Program, project: Project): PinnedHost[] {
  return program.sources.flatMap((source) => {
    if (flagsUnread(source, program)) return [];
    const tags = structTagsOf(project, source)
      .filter((tag) => /^(localhost|127\.0\.0\.1)$/.test(tag.default ?? ''))
      .filter(
        ({ field, env = '', text }) =>
          /http|listen|bind|serve/i.test(`${field} ${env}`) || /\b(listen|bind)/i.test(text),
      )
      .filter(({ field, env = '' }) => !isClientSetting(`${field} ${env}`))
      .map((tag) => ({ from: { file: source.path, line: tag.line }, ...overrideOf(tag, 'host') }));
    const reads =
      /\b(?:\w{0,60}[eE]nv\w{0,60}|\w{0,60}OrDefault)\(\s*"((?:HTTP_|SERVER_|APP_|LISTEN_|BIND_)?(?:HOST|ADDR|ADDRESS))"\s*,\s*"(?:localhost|127\.0\.0\.1)"/g;
    const variables = [...source.code.matchAll(reads)].map(({ 1: name = '', index }) => ({
      from: spotAt(source, index),
      variable: { name, kind: 'host' as const },
    }));
    const calls =
      /\.String\w*\(\s*(?:&[\w.]+\s*,\s*)?"(host|bind|listen|addr|address|[\w-]{0,60}bind[\w-]{0,60}|[\w.-]{1,80}[.-](?:host|addr|address))"\s*,\s*(?:"\w?"\s*,\s*)?"(?:localhost|127\.0\.0\.1)"\s*,\s*"([^"]*)"/g;
    const flags = [...source.code.matchAll(calls)]
      .filter(([, name = '', usage = '']) => hostFlag(name, usage))
      .map(({ 1: name = '', index }) => ({
        from: spotAt(source, index),
        flag: { name, kind: 'host' as const },
      }));
    return [...tags, ...variables, ...replacedHosts(source), ...flags];
  });
}

/** `host := "localhost"` that a variable replaces: before it, or where the variable is not set. */
function replacedHosts(source: Source): PinnedHost[] {
  const { code } = source;
  const reads =
    /\b(\w+)(?:\s*,\s*\w+)?\s*:?=\s*os\.(?:Getenv|LookupEnv)\(\s*"((?:HTTP_|SERVER_|APP_|LISTEN_|BIND_)?(?:HOST|ADDR|ADDRESS))"/g;
  return [...code.matchAll(reads)].flatMap(({ 1: read = '', 2: name = '', index }) => {
    const start = code.lastIndexOf('\nfunc ', index);
    const around = code.slice(start, index) + (code.slice(index).split(/\n\}/, 1)[0] ?? '');
    const pinned = [...around.matchAll(/\b(\w+)\s*:?=\s*"(?:localhost|127\.0\.0\.1)"/g)].map(
      ([, held]) => held,
    );
    const given = [...around.matchAll(new RegExp(String.raw`\b(\w+)\s*=\s*${read}\b`, 'g'))].map(
      ([, held]) => held,
    );
    if (![read, ...given].some((held) => pinned.includes(held))) return [];
    return [{ from: spotAt(source, index), variable: { name, kind: 'host' as const } }];
  });
}

/** True for the flag of the host to listen on; most words for a host are also those of a client. */
function hostFlag(name: string, usage: string): boolean {
  if (/[.-](host|addr|address)$/.test(name) && name !== 'http-host') return /\b(listen|bind)\b/i.test(usage);
  return name !== 'host' || /listen|bind|serve|http/i.test(usage);
}

/** A setting without a default whose help says that it is a host with a port: the code picks localhost. */
function asksForAddress({ field, env, text, default: value }: StructTag): boolean {
  const named = /^(http_?|server_?)?(listen|bind)(_?addr(ess)?)?$/i.test(field);
  return value === undefined && env !== undefined && named && /\b(host|ip|addr(ess)?):port\b/i.test(text);
}

/** The setting whose default stands at the offset: `&cli.StringFlag{Name: "listen", Value: "…", …}`. */
export function flagField(code: string, offset: number): Pick<Port, 'flag' | 'variable'> | undefined {
  const before = code.slice(Math.max(0, offset - 600), offset);
  const name = /Flag\{[^{}]{0,600}?\bName:\s*"([\w.-]+)"[^{}]{0,600}?\bValue:\s*$/.exec(before)?.[1];
  if (name === undefined) return undefined;
  const variables = /^"[^"\n]*"[^}]*?\bEnvVars?(?::\s*(?:\[\]string\{\s*)?|\(\s*)"(\w+)"/;
  const own = variables.exec(code.slice(offset))?.[1];
  const kind = 'address' as const;
  return own === undefined ? { flag: { name, kind } } : { variable: { name: own, kind } };
}

function overrideOf({ env, long }: StructTag, kind: Override['kind']): Pick<Port, 'flag' | 'variable'> {
  if (env !== undefined) return { variable: { name: env, kind } };
  return long === undefined ? {} : { flag: { name: long, kind } };
}
