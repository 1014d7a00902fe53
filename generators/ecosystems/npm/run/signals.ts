import type { Server } from '../app/app.js';
import type { SourceFile } from '../read/source.js';

/** Packages that end a server on SIGTERM. */
const GRACEFUL = /close-with-grace|http-terminator|@godaddy\/terminus|stoppable|lightship|fastify-graceful/;

/**
 * The option that makes Node end on SIGINT and SIGTERM where it is process 1, which ignores a signal that has no
 * handler. Any other handler has the word alone. Node reads modules of `data:` since 18.
 */
export const ENDS_ON_SIGNAL =
  "--import=data:text/javascript,process.pid>1||['SIGINT','SIGTERM'].map(s=>process.on(s,()=>process.listenerCount(s)>1||process.exit(143)))";

/** Why either is wanted. */
export const UNHANDLED = 'nothing in the code handles SIGTERM';

const IMPORTS_DATA_SINCE = 18;

/** Why nothing ends the program on SIGTERM, and whether an option of Node's does. */
export interface Signals {
  /** True where {@link ENDS_ON_SIGNAL} goes into NODE_OPTIONS. */
  option: boolean;
  /** Why the container wants an init instead. */
  init?: string;
}

interface SignalsRequest {
  app:
    | Pick<Extract<Server, { kind: 'program' }>, 'kind' | 'start' | 'entry'>
    | Exclude<Server, { kind: 'program' }>;
  files: readonly SourceFile[];
  /** The major version of Node. */
  line: number;
}

/** What ends the program on SIGTERM, where neither its code nor its framework does. */
export function signalsOf({ app, files, line }: SignalsRequest): Signals {
  if (app.kind === 'framework' && !app.output.row?.ignoresSignals && !app.output.ignoresSignals)
    return { option: false };
  if (app.kind === 'program' && app.start.command) return { option: false };
  const handled = files.some(({ text }) => /SIGTERM|enableShutdownHooks/.test(text) || GRACEFUL.test(text));
  if (handled) return { option: false };
  if (line >= IMPORTS_DATA_SINCE && isPlainNode(app, files)) return { option: true };
  return { option: false, init: UNHANDLED };
}

/**
 * True where Node is process 1 and loads its program as it always does: with `--import` the loader of modules loads
 * it, which knows neither compilers that hook into `require` nor the parent `null`.
 */
function isPlainNode(app: SignalsRequest['app'], files: readonly SourceFile[]): boolean {
  if (files.some(({ text }) => /\bmodule\.parent\s*[!=]==\s*null\b/.test(text))) return false;
  if (app.kind === 'shell')
    return app.start.bun === undefined && /(^|&& )exec node [^-][^&|;]*$/.test(app.start.text);
  if (app.kind === 'framework') return true;
  const { args } = app.start;
  const hooks = args.filter((_, i) => /^(-r|--require|--(experimental-)?loader)$/.test(args[i - 1] ?? ''));
  return (
    hooks.every((name) => HARMLESS.test(name)) &&
    !args.some((arg) => /^--(require|(experimental-)?loader)=/.test(arg))
  );
}

/** What is required before a program, and compiles nothing. */
const HARMLESS = /^(dotenv|module-alias|reflect-metadata|source-map-support|tsconfig-paths)\b/;
