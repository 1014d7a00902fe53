import { devServerOf } from '../../../knowledge/node-dev-servers.js';
import type { Json } from '../../../plan/decision.js';
import type { Situation } from '../../../plan/ecosystem.js';
import type { DevRequest } from '../../../plan/targets.js';
import { relativeTo } from '../../../project/paths.js';
import { wordsOf } from '../../../project/shell-words.js';
import { configOf } from '../app/frameworks/output-types.js';
import { type Install, memberOf } from '../build/install/install.js';
import { keyAt, scriptOf } from '../read/manifest.js';
import { bare, nested, sideBySide } from '../read/nested-scripts.js';
import { because } from '../sentences.js';

const DEV_SCRIPTS = ['dev', 'start:dev', 'develop', 'dev:server', 'serve', 'start', 'watch'];

export interface DevQuery {
  situation: Situation;
  install: Install;
  /** Ports that the app itself listens on. */
  ports: number[];
  /** Environment of the final image, as far as it is not about production. */
  environment: { name: string; value: string }[];
}

/** What develops the app: its dev script, on mounted sources, listening where the container is reached. */
export function findDev({ situation, install, ports, environment }: DevQuery): DevRequest['found'] {
  const { app } = install;
  for (const name of DEV_SCRIPTS) {
    const text = scriptOf(app, name);
    const server = text === undefined ? undefined : serverOf(situation, install, name, text);
    if (text === undefined || server === undefined) continue;
    const shown = text.length > 60 ? '' : ` (${text})`;
    const unheard = server.unheard === undefined ? '' : `; ${server.unheard} hears the container only`;
    return {
      does: `runs the ${name} script${shown} on the mounted sources${unheard}`,
      run: {
        name: imageName(app.json.name ?? situation.project.name),
        volumes: volumesOf(install),
        ports: server.port === undefined ? ports : [server.port],
      },
      from: keyAt(app, 'scripts', name),
      variables: {
        cmd: devCommand(install, name, server.arguments),
        environment: server.own ? environment : [],
      },
    };
  }
  return {
    missing: because['dev-no-script']({ path: app.path, scripts: DEV_SCRIPTS.slice(0, 5) }),
  };
}

interface Serving {
  /** Port of the development server; the app's own when it has none of its own. */
  port: number | undefined;
  arguments: string[];
  /** True when the app itself is what runs. */
  own: boolean;
  /** The program that listens inside the container only and cannot be told otherwise. */
  unheard?: string;
}

/** What a script serves with; undefined when it serves nothing, or nothing while someone edits. */
function serverOf(situation: Situation, install: Install, name: string, text: string): Serving | undefined {
  const { app } = install;
  const parts = nested(app, text).map(bare);
  for (const part of parts) {
    const server = devServerOf(part);
    if (server === undefined) continue;
    const config = configOf({ project: situation.project, manifest: app, lock: undefined }, 'vite.config');
    const settings = /\bserver\s*:\s*\{[^}]{0,2000}\}/.exec(config?.text ?? '')?.[0] ?? '';
    const port =
      /(?:--port[= ]|-p[= ]?|\bPORT=)(\d{2,5})/.exec(`${part} ${text}`) ??
      /\bport\s*:\s*(\d{2,5})/.exec(settings);
    const told =
      /--host\b|-H\b|--remote\b|--hostname\b/.test(part) ||
      /\bhost\s*:\s*(true|['"](0\.0\.0\.0|::))/.test(settings);
    const host = told ? [] : (server.host ?? []);
    const lost = host.length > 0 && sideBySide(app, text);
    return {
      port: Number(port?.[1] ?? server.port),
      arguments: lost ? [] : host,
      own: false,
      ...(lost && { unheard: part.split(' ')[0] ?? '' }),
    };
  }
  const runs = parts.some((part) => !NO_SERVER.test(part));
  // A start script without a watcher is what ships, not what develops.
  if (
    !runs ||
    (/^(start|serve)$/.test(name) && !parts.some((part) => /watch|nodemon|tsnd|-dev\b/.test(part)))
  )
    return undefined;
  return { port: undefined, arguments: [], own: true };
}

/** In exec form: arguments behind the script's name reach its last command. */
function devCommand(install: Install, script: string, rest: string[]): Json {
  const { commands, choice, app } = install;
  const words = wordsOf(commands.run(script, memberOf(install, app))) ?? [];
  const separator = rest.length > 0 && choice.manager.value === 'npm' ? ['--'] : [];
  return [...words, ...separator, ...rest];
}

/** The sources over the image's own, but not over the modules that were installed for the image. */
function volumesOf({ root, members }: Install): string[] {
  const inner = members.map(({ dir }) => `/app/${relativeTo(root.dir, dir)}/node_modules`);
  return [root.dir === '.' ? '$PWD:/app' : `$PWD/${root.dir}:/app`, '/app/node_modules', ...inner];
}

function imageName(name: string): string {
  return name
    .replace(/^@[^/]*\//, '')
    .toLowerCase()
    .replace(/[^a-z0-9._-]/g, '-');
}

/** Commands that develop something else than a server: they compile, or start an app of the desktop or phone. */
const NO_SERVER =
  /^(tsc|tspc|swc|babel|rollup|tsup|esbuild|webpack|unbuild|sass|tailwindcss|postcss|electron\S*|expo|react-native|tauri|jest|vitest|wrangler|vercel|netlify|serverless|sls|docker\S*|turbo|nx|lerna|storybook build|echo)\b/;
