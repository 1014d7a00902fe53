import { keepsData } from '../../../knowledge/go-data-packages.js';
import { envFileFunctions } from '../../../knowledge/go-env-files.js';
import { bodyAt } from '../../../project/braces.js';
import type { Program } from '../read/program.js';
import { importsAny } from '../read/program.js';
import { type Spot, spotAt } from '../read/source.js';

/** A need of the running program that a bare base does not meet, with its place in the code. */
export interface Needs {
  /** Verifies TLS certificates of others. */
  certificates?: Spot;
  /** Loads time zones by name. */
  timezones?: Spot;
  /** Writes to the temporary directory. */
  temporary?: Spot;
  /** Asks who it runs as, or where its home is. */
  home?: Spot;
  /** Looks up users or groups, which are read from /etc. */
  accounts?: Spot;
  /** Finds files beside its own binary. */
  executable?: Spot;
  /** Writes files. */
  writes?: Spot;
  /** Loads a `.env` file, which never goes into an image. */
  dotenv?: Spot;
  /** Loads it and stops where it is not there, whatever the environment holds: an empty one will do. */
  dotenvOnly?: Spot;
  /** Reads its settings from that file alone. */
  dotenvSettings?: Spot;
}

/** Reads what the program needs around it from the calls in its own code. */
export function findNeeds(program: Program): Needs {
  const needs: Needs = {
    ...need('timezones', locate(program, /\btime\.LoadLocation\(/)),
    ...need('temporary', locate(program, TEMPORARY)),
    ...need(
      'home',
      locate(program, /\b(user\.(Current|Lookup)\w*|os\.User(Home|Config|Cache)Dir|homedir\.\w+)\(/),
    ),
    ...need('accounts', locate(program, /\buser\.Lookup\w*\(/)),
    ...need('executable', locate(program, /\bos\.(Executable\(|Args\[0\])/)),
    ...need('writes', locate(program, WRITES) ?? embeddedDatabase(program)),
    ...envFile(program),
    ...need('dotenvSettings', dotenvSettings(program)),
  };
  return { ...needs, ...need('certificates', certificates(program)) };
}

const TEMPORARY =
  /\b(os\.(CreateTemp|MkdirTemp|TempDir)|ioutil\.(TempFile|TempDir)|ParseMultipartForm|FormFile|MultipartForm)\(/;

/** What ends the program, or gives the error to the caller, at the start of a block or behind other calls. */
const ENDS = String.raw`(?:panic\(|\w+\.(?:Fatal|Panic)\w*\(|os\.Exit\(|return\b[^\n]{0,300}\b\w{0,60}err|[^{}]{0,500}\n[ \t]*(?:os\.Exit\(|return\b[^\n]{0,300}\b\w{0,60}err))`;

/** Where a `.env` file is loaded: by any call, and by one that the program does not go on after without the file. */
function envFile(program: Program): { dotenv?: Spot; dotenvOnly?: Spot } {
  const { loading, failing, stopping } = envFileFunctions(program.imports);
  const own = String.raw`\(\s*(?:"(?:\./)?\.env"\s*)?(?:,[^()"\n]*)?\)`;
  const ended = endingFunctions(program).join('|') || '(?!)';
  const failed = String.raw`(?:(?:;|[ \t\r]*\n\s*if)\s*\w+\s*!=\s*nil\s*\{\s*${ENDS}|[ \t\r]*\n\s*(?:\w+\.)?(?:${ended})\([^()\n]{0,200}\b\w{0,60}err\w*\s*\))`;
  return {
    ...need('dotenv', locate(program, new RegExp(String.raw`\b(?:${loading})\(`))),
    ...need(
      'dotenvOnly',
      locate(program, new RegExp(String.raw`\b(?:(?:${failing})${own}${failed}|(?:${stopping})${own})`, 'i')),
    ),
  };
}

/** Functions of the program that end it over an error they are given: `checkErr(err)`. */
function endingFunctions({ sources }: Program): string[] {
  const heads =
    /^func (\w+)\([^()\n]*\berror\b[^()\n]*\)[^{\n]*\{\s*if\s+\w+\s*!=\s*nil\s*\{[^{}]*?(?:panic\(|\.(?:Fatal|Panic)\w*\(|os\.Exit\()/gm;
  return sources.flatMap(({ code }) => [...code.matchAll(heads)].map(([, name = '']) => name));
}

/** Where viper is given a `.env` file, in a program that ends, or returns the error, when it cannot be read. */
function dotenvSettings(program: Program): Spot | undefined {
  const given = locate(program, /\.SetConfig(?:File|Name)\(\s*["`](?:\.\/)?\.env["`]\s*\)/);
  const stops = program.sources.some(({ code }) => {
    const read = /\.ReadInConfig\(\)[^{}]{0,80}?!=\s*nil\s*\{/.exec(code);
    return (
      read !== null &&
      /\bpanic\(|\.(?:Fatal|Panic)\w*\(|\bos\.Exit\(|\breturn\b[^\n]{0,300}\b\w{0,60}err/i.test(
        bodyAt(code, read.index + read[0].length - 1),
      )
    );
  });
  return stops ? given : undefined;
}

const WRITES = /\b(os\.(Create|Mkdir|MkdirAll|OpenFile|WriteFile|Rename)|ioutil\.WriteFile)\(/;

function embeddedDatabase({ imports }: Program): Spot | undefined {
  for (const [path, from] of imports) {
    if (keepsData(path)) return from;
  }
  return undefined;
}

/** The standard library alone reaches nobody by TLS unless it is asked to. */
function certificates(program: Program): Spot | undefined {
  for (const [path, from] of program.imports) {
    const external = path.split('/')[0]?.includes('.') === true;
    if (
      external ||
      importsAny({ ...program, imports: new Map([[path, from]]) }, ['net/http', 'net/smtp', 'crypto/tls'])
    ) {
      return from;
    }
  }
  return undefined;
}

function locate(program: Program, expression: RegExp): Spot | undefined {
  for (const { code, path } of program.sources) {
    const index = code.search(expression);
    if (index !== -1) return spotAt({ path, code }, index);
  }
  return undefined;
}

function need<K extends keyof Needs>(name: K, from: Spot | undefined): Pick<Needs, K> | object {
  return from === undefined ? {} : { [name]: from };
}
