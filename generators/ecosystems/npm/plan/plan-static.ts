import { templateOf } from '../../../catalog/catalog.js';
import { chooseBase } from '../../../plan/bases.js';
import { type Decision, decide, type Json } from '../../../plan/decision.js';
import type { Situation } from '../../../plan/ecosystem.js';
import type { Plan } from '../../../plan/plan.js';
import { literal } from '../../../project/literal.js';
import { within } from '../../../project/paths.js';
import { sh } from '../../../project/shell.js';
import type { StaticOutput } from '../app/frameworks/output-types.js';
import { siteBuild } from '../app/frameworks/site-command.js';
import { type Build, buildOf, buildWarnings } from '../build/build-commands.js';
import { asksForTests, contextInputs } from '../build/context-inputs.js';
import { nodeIgnores, publicEnvFiles } from '../build/ignores.js';
import { importWarnings } from '../build/import-warnings.js';
import type { Install } from '../build/install/install.js';
import { sourcesVariable, stageVariables } from '../build/install/install-stage.js';
import { buildFlagsOf, inAppWarnings, inputsOf } from '../build/install/install-steps.js';
import { bakedVariables, bakedWarnings } from '../front-ends/baked-variables.js';
import { bakedVariablesOf } from '../front-ends/build-arguments.js';
import { sourcesOf } from '../read/source.js';
import { warn } from '../sentences.js';
import { firstStage, targetVariables } from '../targets/targets.js';

/** Names that hold a hash of their content, where no framework says which: they may be kept for a year. */
export const ANY_HASH = '\\.[0-9a-f]{8,32}\\.(?:js|css|woff2?|svg|png|jpe?g|webp|avif)$';

/** The plan of a site: build, then files behind nginx on 8080. */
export function planStatic(situation: Situation, install: Install, output: StaticOutput): Plan {
  const { catalog, project, wishes, detection } = situation;
  const template = templateOf(catalog, 'npm-static');
  const wish = wishes.base === undefined ? {} : { wish: wishes.base };
  const choice = chooseBase({ catalog, template, version: install.node.line.value, ...wish });
  const env = publicEnvFiles(project, install.app.dir);
  const port = wishes.port ?? decide(8080, 'default', 'a user other than root may listen there');
  const baked = bakedVariables(project, install, undefined);
  const { script } = output;
  const build = buildOf({
    situation,
    install,
    before: [],
    missing: false,
    env: {},
    ...(script !== undefined && { script }),
    otherwise: siteBuild(install.app, output),
  });
  const targets = targetVariables({
    situation,
    install,
    stage: 'build',
    ports: decide([port.value], port.from),
    environment: decide([], 'default'),
  });
  const variables: Record<string, Decision<Json>> = {
    ...stageVariables({ situation, install, image: choice.build, production: false }),
    ...siteVariables(install, output, build),
    ...targets,
    ...bakedVariablesOf(project, install, baked),
    ...firstStage(install, targets),
    framework: decide(output.framework, output.from),
    runtimeImage: decide(choice.runtime.name, choice.base.from, choice.base.because),
    user: decide(choice.runtime.user, 'default'),
    compressed: decide(false, 'default'),
    port: decide(port.value, port.from),
    ports: decide([port.value], port.from, port.because),
    entrypoint: decide(null, 'default', 'the base image has its own'),
    cmd: decide(['nginx', '-g', 'daemon off;'], 'default', 'as the base image itself starts it'),
    ignore: decide(nodeIgnores(project, install, { outputs: [output.dir], keep: env.keep }), 'default'),
  };
  return {
    ecosystem: 'npm',
    app: decide(detection.app, detection.evidence[0] ?? 'default'),
    template: decide('npm-static', output.from, `${output.framework} makes files, not a server`),
    base: choice.base,
    variables,
    inputs: [
      ...new Set([
        ...inputsOf(install),
        ...contextInputs(project, install, { tests: asksForTests(wishes), folder: contentOf(output) }),
      ]),
    ],
    buildFlags: buildFlagsOf(install),
    warnings: [
      ...install.warnings,
      ...buildWarnings(build),
      ...env.hidden.map(({ file, variable, from }) => warn('env-file-unread', { file, variable }, from)),
      ...inAppWarnings(install),
      ...importWarnings(project, sourcesOf(project, install.app.dir)),
      ...bakedWarnings(baked),
    ],
    bases: choice.options,
    open: [],
  };
}

/** The folder that holds what is built, where the output lies in it: `docs` of `docs/.vitepress/dist`. */
function contentOf({ dir }: StaticOutput): string | undefined {
  const [top = '', ...rest] = dir.split('/');
  return rest.length === 0 || top === '..' ? undefined : top;
}

function siteVariables(install: Install, output: StaticOutput, build: Build): Record<string, Decision<Json>> {
  const { basePath, from } = output;
  const made = [...build.commands, ...gathered(install, output)];
  const commands = made.length === 0 ? null : made.join(' \\\n && ');
  return {
    sources: sourcesVariable(install),
    build: decide(commands, build.from),
    site: decide(
      output.among === undefined ? `/${within('app', `${install.inner}/${output.dir}`)}` : SITE,
      from,
    ),
    webroot: decide(`/usr/share/nginx/html${basePath}`, from),
    basePath: decide(basePath, from),
    redirectRoot: decide(basePath !== '/', from),
    spa: decide(output.spa, from, output.spa ? 'its router knows the paths' : 'each page is a file'),
    fallback: decide(output.fallback ?? 'index.html', from),
    hashed: decide(
      (output.row?.hashed ?? ANY_HASH).replace('{base}', () => literal(basePath)),
      from,
    ),
  };
}

const SITE = '/site';

/** Takes the pages from among what is not for visitors. */
function gathered({ choice }: Install, { among }: StaticOutput): string[] {
  if (among === undefined) return [];
  const others = [...among, ...(choice.lock === undefined ? [] : [choice.lock.file])];
  return [`cp -r . ${SITE}`, sh`rm -rf ${others.map((name) => `${SITE}/${name}`)}`];
}
