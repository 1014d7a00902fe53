import { type Image, imageOf } from '../../../../plan/bases.js';
import { type Decision, decide, type Json } from '../../../../plan/decision.js';
import type { Situation } from '../../../../plan/ecosystem.js';
import { type Evidence, place } from '../../../../project/evidence.js';
import { below } from '../../../../project/paths.js';
import { dependenciesOf, keyAt, type Manifest } from '../../read/manifest.js';
import { browserPackage, needsLegacyOpenssl, takesSystemBrowser } from '../../read/native-packages.js';
import { clientNeedsLegacyOpenssl } from '../client-folder.js';
import { skippedDownloads } from './downloads.js';
import type { Install } from './install.js';
import {
  installCommand,
  leftOutReasons,
  manifestCopies,
  mounts,
  needsFullImage,
  systemPackages,
} from './install-steps.js';

export interface StageRequest {
  situation: Situation;
  install: Install;
  /** The image the base asks for; compilers, git or OpenSSL may call for its full variant. */
  image: Image;
  /** True when development dependencies are never installed. */
  production: boolean;
}

/** The variables of the stage that installs, the same in every template. */
export function stageVariables(request: StageRequest): Record<string, Decision<Json>> {
  const { install, image, production } = request;
  const { commands, inputs, choice } = install;
  const system = systemPackages(install, image);
  const lock = place(
    choice.lock === undefined ? install.root.path : below(install.root.dir, choice.lock.file),
  );
  const env = buildEnvironment(request);
  const reason =
    inputs.needsSources === undefined ? undefined : 'this script reads the sources while installing';
  return {
    buildImage: buildImage(request),
    buildEnv: decide(env, env.length === 0 ? 'default' : place(install.app.path)),
    // One RUN for both: the package manager needs the same stage to be set up (hadolint DL3059).
    systemPackages: decide(
      system === undefined
        ? null
        : [system, ...(commands.setup === undefined ? [] : [commands.setup])].join(' \\\n && '),
      system === undefined ? 'default' : lock,
    ),
    setup: decide(
      system === undefined ? (commands.setup ?? null) : null,
      choice.version?.from ?? choice.manager.from,
      choice.version?.because,
    ),
    manifests: decide(manifestCopies(install), readsSources(install), reason),
    mounts: decide(mounts(install), choice.manager.from),
    leftOut: decide(leftOutReasons(install), place(install.root.path)),
    install: decide(
      installCommand(install, production ? commands.installProduction : commands.install),
      lock,
    ),
  };
}

/** The sources to copy after installing; null when installing needed them already. */
export function sourcesVariable(install: Install): Decision<Json> {
  const { inputs, root } = install;
  return decide(inputs.needsSources === undefined ? root.dir : null, readsSources(install));
}

function buildImage({ situation, install, image }: StageRequest): Decision<string> {
  const { line } = install.node;
  if (image.libc !== 'glibc' || !needsFullImage(install)) return decide(image.name, line.from, line.because);
  const full = imageOf(situation.catalog, 'node-full', line.value);
  const { native, prismaEngine, choice, root } = install;
  if (native.length > 0)
    return decide(
      full.name,
      place(choice.lock?.file ?? root.path),
      `${native.join(', ')} may have to be compiled`,
    );
  return decide(
    full.name,
    place(root.path),
    prismaEngine ? 'Prisma needs OpenSSL' : 'installing or building calls git',
  );
}

/** Every package whose dependencies an install brings. */
function installed({ root, app, workspace }: Install): Manifest[] {
  return [...new Set([root, app, ...(workspace?.members ?? [])])];
}

function buildEnvironment({
  situation,
  install,
  production,
}: StageRequest): { name: string; value: string }[] {
  const list = [...install.commands.env, ...install.approvals.env];
  const browser = browserPackage(install.app.json.dependencies ?? {});
  // The browser of the image is installed where the app runs.
  if (takesSystemBrowser(browser)) list.push({ name: 'PUPPETEER_SKIP_DOWNLOAD', value: 'true' });
  else if (browser !== undefined) list.push({ name: 'PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD', value: '1' });
  if (production) return list;
  list.push(...skippedDownloads(installed(install), install.choice.lock));
  // Nx would keep a process of its own running, and ask its cloud for results of other machines.
  if (install.app.toolApp?.tool === 'Nx')
    list.push({ name: 'NX_DAEMON', value: 'false' }, { name: 'NX_NO_CLOUD', value: 'true' });
  const names = dependenciesOf(install.app);
  const legacy =
    needsLegacyOpenssl(install.choice.lock, names) || clientNeedsLegacyOpenssl(situation.project, install);
  if (Number(install.node.line.value) >= 17 && legacy) {
    list.push({ name: 'NODE_OPTIONS', value: '--openssl-legacy-provider' });
  }
  // Checks at build time that secrets are set, which is what they are not (t3-env's own switch).
  if ('@t3-oss/env-nextjs' in names || '@t3-oss/env-core' in names)
    list.push({ name: 'SKIP_ENV_VALIDATION', value: '1' });
  return list;
}

/** Where the order of manifests and sources comes from: a script that reads them while installing, else the manifest. */
function readsSources({ inputs, root }: Install): Evidence {
  const script = inputs.needsSources?.split(':')[0];
  return script === undefined ? place(root.path) : keyAt(root, 'scripts', script);
}
