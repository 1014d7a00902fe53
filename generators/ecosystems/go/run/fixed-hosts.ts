import { isForeignPort } from '../../../knowledge/foreign-ports.js';
import { goDefaultAddresses } from '../../../knowledge/go-default-addresses.js';
import { serviceOnLocalhost } from '../../../plan/host-machine.js';
import { lineAt } from '../../../project/evidence.js';
import type { Project } from '../../../project/project.js';
import type { Program } from '../read/program.js';
import type { Source, Spot } from '../read/source.js';
import type { HostService } from './host-services.js';
import type { RuntimeFile } from './runtime-files.js';

/** A server that is looked for on localhost, where no variable and no flag moves it. */
export interface FixedHost {
  /** As the code or the settings have it: `localhost:5432`. */
  address: string;
  /** Set where a settings file says so. */
  file?: string;
  from: Spot;
}

/**
 * The first server that the code, or the settings that the image holds, look for on localhost and that nothing
 * moves: `sql.Open("mysql", "root@tcp(localhost:3306)/shop")`. Undefined where each can be named elsewhere, as
 * `services` can be.
 */
export function fixedHost(
  program: Program,
  project: Project,
  { files, services }: { files: readonly RuntimeFile[]; services: readonly HostService[] },
): FixedHost | undefined {
  if (services.some(({ value }) => value !== undefined)) return undefined;
  for (const source of program.sources) {
    const found = source.generated ? undefined : inCode(source);
    if (found !== undefined) return found;
  }
  const settings = files.filter(
    ({ path, directory }) => !directory && /\.(ya?ml|json|toml|ini|conf|env|properties)$/.test(path),
  );
  for (const { path } of settings) {
    const found = inSettings(path, project.read(path) ?? '');
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What replaces an address, or only talks about one. */
const MOVED = /getenv|lookupenv|env\w{0,40}\(|default|flag|viper|== ""|usage|example|e\.g\.|envconfig|env:"/i;

function inCode(source: Source): FixedHost | undefined {
  for (const { value, line, offset } of source.literals) {
    const address = value.includes('\n') || value.includes(':"') ? undefined : serviceOnLocalhost(value);
    if (address === undefined) continue;
    const before = source.code.slice(0, offset).split('\n').slice(-4);
    const rest = source.code.slice(offset, offset + 300).split('\n', 1);
    if (!MOVED.test([...before, ...rest].join('\n'))) return { address, from: { file: source.path, line } };
  }
  return byConstant(source);
}

/** A client that is given the constant of its package: `nats.Connect(nats.DefaultURL)`. */
function byConstant({ code, path, imports }: Source): FixedHost | undefined {
  for (const row of goDefaultAddresses) {
    const index = imports.some((one) => one.path === row.package) ? code.indexOf(row.constant) : -1;
    if (index === -1) continue;
    const before = code.slice(0, index).split('\n').slice(-4);
    const address = serviceOnLocalhost(row.address) ?? row.address;
    if (!MOVED.test(before.join('\n'))) return { address, from: { file: path, line: lineAt(code, index) } };
  }
  return undefined;
}

function inSettings(path: string, text: string): FixedHost | undefined {
  for (const match of text.matchAll(/^[ \t]*"?[\w.-]{1,100}"?[ \t]*[:=][ \t]*["']?([^"'\n]{1,300})/gm)) {
    const address = serviceOnLocalhost((match[1] ?? '').trim());
    if (address !== undefined)
      return { address, file: path, from: { file: path, line: lineAt(text, match.index) } };
  }
  return apart(path, text);
}

/** How far the port of a server stands from its host. */
const NEAR = 3;

/** A host and the port of a database in lines of their own: `host: localhost`, `port: 3306`. */
function apart(path: string, text: string): FixedHost | undefined {
  const lines = text.split('\n').map((line) => SETTING.exec(line.split(' #', 1)[0]?.trimEnd() ?? ''));
  for (const [index, found] of lines.entries()) {
    const [, indent, key = '', host = ''] = found ?? [];
    if (!/(?:host|hostname|addr|address|ip)$/i.test(key) || !/^(?:localhost|127\.0\.0\.1)$/.test(host))
      continue;
    const port = lines
      .slice(Math.max(0, index - NEAR), index + NEAR + 1)
      .find((one) => one?.[1] === indent && /port$/i.test(one?.[2] ?? '') && isForeignPort(Number(one?.[3])));
    if (port !== undefined)
      return { address: `${host}:${port?.[3]}`, file: path, from: { file: path, line: index + 1 } };
  }
  return undefined;
}

const SETTING = /^([ \t]*)"?([\w.-]{1,100})"?[ \t]*[:=][ \t]*["']?([\w.-]{1,100})["']?,?$/;
