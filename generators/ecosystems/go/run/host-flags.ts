import { isClientSetting } from '../../../knowledge/client-settings.js';
import { namesLocalhost, onHost, serviceOnLocalhost } from '../../../plan/host-machine.js';
import type { CommandLine } from '../app/subcommand.js';
import type { Program } from '../read/program.js';
import { type Spot, spotAt } from '../read/source.js';

/** A flag whose default looks for a server on the developer's machine. */
export interface HostFlag {
  name: string;
  /** Its default, as a container reaches that server. */
  value: string;
  from: Spot;
}

/** `flag.String("dsn", "web:pass@/snippetbox", …)` with its Var and pflag forms. */
const FLAG =
  /\.String(?:Var)?P?\(\s*(?:&[\w.]+\s*,\s*)?"([\w.-]+)"\s*,\s*(?:"\w?"\s*,\s*)?["`]([^"`\n]{1,300})["`]/g;

/** A data source of MySQL's driver without an address is on localhost: https://github.com/go-sql-driver/mysql#address */
const UNADDRESSED = /^([\w.-]+(?::[^@/\s]*)?@)(?=\/[\w-]+)/;

/**
 * The flags of the started command whose defaults are databases, caches and queues on localhost, which in a container
 * is the container itself.
 */
export function hostFlags(program: Program, isElsewhere: CommandLine['isElsewhere']): HostFlag[] {
  const mysql = program.imports.has('github.com/go-sql-driver/mysql');
  const found = program.sources
    .filter(({ generated }) => !generated)
    .flatMap((source) =>
      [...source.code.matchAll(FLAG)].flatMap(({ 1: name = '', 2: preset = '', index }) => {
        const from = spotAt(source, index);
        const value = mysql ? preset.replace(UNADDRESSED, '$1tcp(localhost:3306)') : preset;
        return isService(name, value) && !isElsewhere(from) ? [{ name, value: onHost(value), from }] : [];
      }),
    );
  return found.filter(({ name }, index) => found.findIndex((other) => other.name === name) === index);
}

function isService(name: string, value: string): boolean {
  if (serviceOnLocalhost(value) !== undefined) return true;
  const bare = /^[\w.-]+(:\d+)?$/.test(value) && namesLocalhost(value);
  return bare && isClientSetting(name) && !/listen|bind|debug|pprof|metrics/i.test(name);
}
