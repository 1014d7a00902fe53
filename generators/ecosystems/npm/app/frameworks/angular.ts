import { array, exactOptional, type InferOutput, string, union, unknown } from 'valibot';
import { place } from '../../../../project/evidence.js';
import { jsonAs } from '../../../../project/json.js';
import { below } from '../../../../project/paths.js';
import { object, recordOf } from '../../../../project/shape.js';
import type { Manifest } from '../../read/manifest.js';
import { warn } from '../../sentences.js';
import {
  dependencyAt,
  dependencyVersion,
  type FrameworkContext,
  type Output,
  type ServerOutput,
  server,
  slashes,
} from './output-types.js';

const text = exactOptional(string());

const OPTIONS = object({
  outputPath: exactOptional(union([string(), object({ base: text, browser: text })])),
  baseHref: text,
  ssr: exactOptional(unknown()),
  outputMode: text,
  security: exactOptional(object({ allowedHosts: exactOptional(array(string())) })),
});

type AngularOptions = InferOutput<typeof OPTIONS>;

const TARGETS = exactOptional(
  object({
    build: exactOptional(
      object({
        builder: text,
        options: exactOptional(OPTIONS),
        configurations: exactOptional(recordOf(unknown())),
        defaultConfiguration: text,
      }),
    ),
  }),
);

type BuildTarget = NonNullable<NonNullable<InferOutput<typeof TARGETS>>['build']>;

const SETTINGS = object({
  defaultProject: text,
  projects: exactOptional(recordOf(object({ projectType: text, architect: TARGETS, targets: TARGETS }))),
});

/**
 * Angular renders for the hosts alone that it is told (SSRF). For others it leaves that to the browser up
 * to 21, where naming one would end that, and answers 400 from 22 on.
 */
function hostsOf(context: FrameworkContext, { security }: AngularOptions): Partial<ServerOutput> {
  const [major] = dependencyVersion(context, '@angular/ssr') ?? [0];
  if (major < 19 || (security?.allowedHosts ?? []).length > 0) return {};
  return {
    ...(major >= 22 && { env: { NG_ALLOWED_HOSTS: 'localhost,127.0.0.1' } }),
    note: warn('angular-hosts', {}, dependencyAt(context, '@angular/ssr')),
  };
}

/** A command that makes what is for visitors: `ng build --prod`, `npm run build -- --configuration production`. */
const FOR_VISITORS =
  /^(?:npx )?(?:ng build|(?:npm|yarn|pnpm) (?:run )?(?:ng )?build(?: --)?) [^&|;]*(?:--prod\b|(?:--configuration|-c)[ =]prod)/;

/**
 * The script that builds for visitors, where `ng build` alone builds for developers: up to Angular 11, and where
 * no default configuration is set. https://angular.dev/reference/configs/workspace-config
 */
function scriptForVisitors({ json }: Manifest, build: BuildTarget | undefined): { script?: string } {
  const usual = json.scripts?.build ?? '';
  const plain = /^(?:npx )?ng build\b/.test(usual) && !/--prod\b|--configuration|\s-c\b/.test(usual);
  const chosen = build?.configurations?.production === undefined || build.defaultConfiguration;
  if (!plain || chosen) return {};
  const script = Object.entries(json.scripts ?? {}).find(([, command]) =>
    FOR_VISITORS.test(`${command}`),
  )?.[0];
  return script === undefined ? {} : { script };
}

export function angular(context: FrameworkContext): Output | undefined {
  const file = below(context.manifest.dir, 'angular.json');
  const json = jsonAs(context.project, file, SETTINGS);
  if (json === undefined) return undefined;
  const apps = Object.entries(json.projects ?? {}).filter(
    ([, app]) => app.projectType !== 'library' && (app.architect ?? app.targets)?.build,
  );
  const [name, app] = apps.find(([key]) => key === json.defaultProject) ?? apps[0] ?? [];
  if (name === undefined || app === undefined) return undefined;
  const build = (app.architect ?? app.targets)?.build;
  const options = build?.options ?? {};
  const base =
    typeof options.outputPath === 'string'
      ? options.outputPath
      : (options.outputPath?.base ?? `dist/${name}`);
  const application = /:application$/.test(build?.builder ?? '');
  const browser =
    typeof options.outputPath === 'object'
      ? (options.outputPath.browser ?? 'browser')
      : application
        ? 'browser'
        : '';
  const from = place(file, undefined, `${name}: ${build?.builder ?? 'build'}`);
  if (application && options.ssr && options.outputMode !== 'static') {
    return server('Angular', from, {
      args: [`${base}/server/server.mjs`],
      port: 4000,
      copies: [{ from: base, to: base }],
      selfContained: true,
      ...hostsOf(context, options),
    });
  }
  return {
    kind: 'static',
    framework: 'Angular',
    from,
    dir: browser === '' ? base : `${base}/${browser}`,
    spa: true,
    basePath: slashes(options.baseHref),
    ...scriptForVisitors(context.manifest, build),
  };
}
