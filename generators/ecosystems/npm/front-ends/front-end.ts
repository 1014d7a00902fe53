import { UserError } from '../../../errors.js';
import { imageOf } from '../../../plan/bases.js';
import type { Situation } from '../../../plan/ecosystem.js';
import {
  type FrontEnd,
  type FrontEndRequest,
  type FrontEndStage,
  type FrontEnds,
  ROOT,
} from '../../../plan/front-end.js';
import { below, within } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { frameworkOutput } from '../app/frameworks/frameworks.js';
import { buildOf } from '../build/build-commands.js';
import { contextInputs } from '../build/context-inputs.js';
import { presentCaches, publicEnvFiles } from '../build/ignores.js';
import { type Install, readInstall } from '../build/install/install.js';
import { stageVariables } from '../build/install/install-stage.js';
import { buildFlagsOf, inputsOf, manifestCopies, mounts, whyNode } from '../build/install/install-steps.js';
import { buildScript } from '../read/build-script.js';
import { keyAt, type Manifest, readManifest } from '../read/manifest.js';
import { manifestDirs } from '../read/workspace.js';
import { warn } from '../sentences.js';
import { foundationOf } from '../version/foundation.js';
import { bakedVariables, bakedWarnings, looksSecret } from './baked-variables.js';
import { bakedVariablesOf } from './build-arguments.js';
import { namedPaths, sharedSources } from './front-end-paths.js';

/** Front ends that npm packages build, for the programs of other ecosystems. */
export const frontEnds: FrontEnds = { list, stage };

/** Scripts that may write what browsers get. */
const BUILDS = /build|release|prod|dist|bundle|generate|export|compile|css|assets|embed/;

const NO_BUILD = /^(pre|post)|watch|dev|storybook|docker|lint|test|preview|serve|clean|analy/;

function list(project: Project): FrontEnd[] {
  return ['.', ...manifestDirs(project, '.')].flatMap((dir) => {
    const manifest = manifestOrNone(project, dir);
    return manifest === undefined
      ? []
      : scriptsOf(manifest).map((script) => frontEndOf(project, manifest, script));
  });
}

/** A package.json that is no JSON concerns nobody but its own program. */
function manifestOrNone(project: Project, dir: string): Manifest | undefined {
  try {
    return readManifest(project, dir);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

function scriptsOf(manifest: Manifest): string[] {
  const usual = buildScript(manifest);
  const others = Object.entries(manifest.json.scripts ?? {}).filter(
    ([name, text]) =>
      BUILDS.test(name) && !NO_BUILD.test(name) && typeof text === 'string' && !/\s(--watch|-w)\b/.test(text),
  );
  return [...new Set([...(usual === undefined ? [] : [usual]), ...others.map(([name]) => name)])];
}

function frontEndOf(project: Project, manifest: Manifest, script: string): FrontEnd {
  // Frameworks read the build script: here it is this one.
  const text = manifest.json.scripts?.[script] ?? '';
  const json = { ...manifest.json, scripts: { ...manifest.json.scripts, build: text } };
  const made = staticOutput(project, { ...manifest, json });
  return {
    dir: manifest.dir,
    script,
    from: keyAt(manifest, 'scripts', script),
    title: made?.framework ?? '',
    output: made === undefined ? undefined : within(manifest.dir, made.dir),
    names: namedPaths(project, manifest, script),
  };
}

function staticOutput(project: Project, manifest: Manifest) {
  try {
    const output = frameworkOutput({ project, manifest, lock: undefined });
    return output?.kind === 'static' ? output : undefined;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

function stage({ project, catalog, frontEnd, outputs }: FrontEndRequest): FrontEndStage {
  const { dir, script, title } = frontEnd;
  const situation = situationOf({ project, catalog }, dir);
  const own = readManifest(project, dir);
  if (own === undefined) throw new Error(`no package.json in ${dir}`);
  const install = readInstall(foundationOf(own, situation));
  const image = imageOf(catalog, 'node-slim', install.node.line.value);
  const shared = stageVariables({ situation, install, image, production: false });
  const build = buildOf({ situation, install, before: [], missing: false, env: {}, script });
  const workdir = install.root.dir === '.' ? ROOT : `${ROOT}/${install.root.dir}`;
  const env = publicEnvFiles(project, install.app.dir);
  const around = sharedSources(project, install, [...outputs, ...frontEnd.names], outputs);
  const baked = bakedVariables(project, install, undefined).filter((one) => !looksSecret(one));
  const early = install.inputs.needsSources !== undefined;
  const copies = manifestCopies(install);
  return {
    variables: {
      title: `the ${title === '' ? '' : `${title} `}front end${dir === '.' ? '' : ` in ${dir}`}`,
      why: whyNode(install).value,
      image: String(shared.buildImage?.value),
      workdir,
      environment: shared.buildEnv?.value as FrontEndStage['variables']['environment'],
      setup: install.commands.setup ?? null,
      manifests: early
        ? [...copies, ...around.map(({ from, to }) => ({ sources: from, target: to }))]
        : copies,
      mounts: mounts(install, workdir),
      install: String(shared.install?.value),
      sources: early ? [] : [{ from: install.root.dir, to: './' }, ...around],
      buildArguments: bakedVariablesOf(project, install, baked).buildArguments
        ?.value as FrontEndStage['variables']['buildArguments'],
      build: build.commands.join(' \\\n && '),
    },
    inputs: [...inputsOf(install), ...contextInputs(project, install), ...around.map(({ from }) => from)],
    ignore: ignored(project, install),
    keep: env.keep,
    warnings: [
      ...install.warnings,
      ...env.hidden.map(({ file, variable, from }) => warn('env-file-unread', { file, variable }, from)),
      ...bakedWarnings(baked),
    ],
    buildFlags: buildFlagsOf(install),
  };
}

/** The front end as an app of its own: what the user asked for concerns the program around it. */
function situationOf({ project, catalog }: Pick<Situation, 'project' | 'catalog'>, app: string): Situation {
  const detection = {
    ecosystem: 'npm',
    app,
    title: '',
    evidence: [],
    standing: 0,
    facts: undefined,
  } as const;
  return { project, catalog, wishes: {}, detection: { ...detection, evidence: [] } };
}

function ignored(project: Project, { root, app, inputs }: Install): string[] {
  const dirs = [...new Set([root.dir, app.dir])];
  const caches = dirs.flatMap((dir) => presentCaches(project, [dir]).map((name) => below(dir, name)));
  return [
    '**/node_modules',
    ...caches,
    ...(inputs.credentials.npmrc !== undefined ? [below(root.dir, '.npmrc')] : []),
  ];
}
