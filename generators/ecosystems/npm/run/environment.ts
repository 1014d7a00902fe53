import { type Decision, decide, type Json } from '../../../plan/decision.js';
import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import type { Base } from '../../../vocabulary.js';
import { ENGINE } from '../build/prisma.js';
import { browserPackage, PLAYWRIGHT_BROWSERS, takesSystemBrowser } from '../read/native-packages.js';
import type { Parts } from './parts.js';
import { ENDS_ON_SIGNAL } from './signals.js';

interface EnvironmentRequest {
  base: Base;
  /** True when Prisma has to be told where its engine is. */
  engine: boolean;
  port: Decision<string> | undefined;
  variable: string;
  /** Variables of the address to listen on. */
  hosts: string[];
  /** True when an option of Node's ends it on SIGTERM. */
  signals: boolean;
}

/**
 * What runners that load the app are told: fastify-cli opens itself to others by itself only where it finds
 * signs of Docker or Kubernetes; Moleculer's loads no service unless one is named.
 */
function runnerSettings(args: string[], project: Project, dir: string): Record<string, string> {
  const runner = args.find((arg) => arg.startsWith('node_modules/')) ?? '';
  if (runner.startsWith('node_modules/fastify-cli/')) return { FASTIFY_ADDRESS: '0.0.0.0' };
  const lone = /\/moleculer-runner(-esm)?\.m?js$/.test(runner) && args.at(-1) === runner;
  return lone && project.hasDirectory(below(dir, 'services')) ? { SERVICEDIR: 'services' } : {};
}

/** Environment of the final image. */
export function environmentOf(
  { app, install, situation: { project } }: Parts,
  { base, engine, port, variable, hosts, signals }: EnvironmentRequest,
): Decision<Json> {
  const values: Record<string, string> = { NODE_ENV: 'production' };
  if (app.kind === 'framework') Object.assign(values, app.output.env);
  else for (const name of hosts) if (name !== 'HOSTNAME') values[name] = '0.0.0.0';
  if (app.kind === 'program')
    Object.assign(values, runnerSettings(app.start.args, project, install.app.dir), app.start.env);
  if (signals) values.NODE_OPTIONS = [values.NODE_OPTIONS ?? [], ENDS_ON_SIGNAL].flat().join(' ');
  if (port !== undefined) values[variable] = port.value;
  if (app.kind === 'shell' && !/^(exec )?(node|bun) [^&|;]*(&& (exec )?node [^&|;]*)*$/.test(app.start.text))
    values.PATH = '/app/node_modules/.bin:$PATH';
  const browser = base === 'slim' ? browserPackage(install.app.json.dependencies ?? {}) : undefined;
  if (takesSystemBrowser(browser)) values.PUPPETEER_EXECUTABLE_PATH = '/usr/bin/chromium';
  else if (browser !== undefined) values.PLAYWRIGHT_BROWSERS_PATH = PLAYWRIGHT_BROWSERS;
  if (engine) values.PRISMA_QUERY_ENGINE_LIBRARY = ENGINE.file;
  const list = Object.entries(values).map(([name, value]) => ({ name, value }));
  return decide(list, port?.from ?? 'default');
}
