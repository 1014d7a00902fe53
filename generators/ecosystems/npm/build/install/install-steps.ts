import type { Image } from '../../../../plan/bases.js';
import { secretAssignments, secretFlag, secretMount } from '../../../../plan/build-secret.js';
import { type Decision, decide } from '../../../../plan/decision.js';
import type { Warning } from '../../../../plan/plan.js';
import { cite } from '../../../../project/evidence.js';
import { below, directoryOf } from '../../../../project/paths.js';
import { sh, shellWord } from '../../../../project/shell.js';
import { alpineHeaders } from '../../read/native-packages.js';
import { warn } from '../../sentences.js';
import { secretsOf } from './credentials.js';
import type { Install } from './install.js';

/** `COPY` lines that bring what installing reads: sources and target, relative to the install root. */
export function manifestCopies(install: Install): { sources: string | string[]; target: string }[] {
  const { inputs, root } = install;
  if (inputs.needsSources !== undefined) return [{ sources: root.dir, target: './' }];
  const inRoot = (path: string) => below(root.dir, path);
  return [
    { sources: inputs.files.map(inRoot), target: './' },
    ...inputs.places.map((path) => {
      return {
        sources: inRoot(path),
        target: inputs.directories.has(path)
          ? `./${path}/`
          : path.includes('/')
            ? `./${directoryOf(path)}/`
            : './',
      };
    }),
  ];
}

/** Root scripts that installing is kept from running: those for developers, and the build. */
function leftOut({ inputs, node }: Install): { key: string; builds: boolean }[] {
  if (Number(node.line.value) < 16) return [];
  return inputs.needless.map(({ name, builds }) => ({ key: `scripts.${name}`, builds }));
}

/** What is said of them: `scripts.prepare is for developers`. */
export function leftOutReasons(install: Install): string | null {
  const names = (builds: boolean) =>
    leftOut(install)
      .filter((script) => script.builds === builds)
      .map(({ key }) => key)
      .join(', ');
  const reasons = [
    ...(names(false) === '' ? [] : [`${names(false)} is for developers`]),
    ...(names(true) === '' ? [] : [`${names(true)} is the build, which follows`]),
  ];
  return reasons.length === 0 ? null : reasons.join(', and ');
}

/** The install command, without those scripts, with the approvals it needs. */
export function installCommand(install: Install, command = install.commands.install): string {
  const { inputs, approvals, lost } = install;
  const scripts = leftOut(install).map(({ key }) => key);
  const before = [
    ...(lost === undefined ? [] : [lost.command]),
    ...(scripts.length === 0 ? [] : [sh`npm pkg delete ${scripts}`]),
    ...(approvals.command === undefined ? [] : [approvals.command]),
  ];
  const lent = [
    ...secretAssignments(secretsOf(inputs.credentials, install.root)),
    ...(inputs.runsPrisma
      ? install.prismaVariables.map(({ name, value }) => `${name}=${shellWord(value)}`)
      : []),
  ];
  return [...before, [...lent, command].join(' ')].join(' \\\n && ');
}

/** The flags that mount the download cache, and the credentials where .npmrc holds some. */
export function mounts({ commands, inputs, root }: Install, workdir = '/app'): string {
  const sharing = commands.cacheIsPrivate ? ',sharing=locked' : '';
  return [
    `--mount=type=cache,target=${commands.cache}${sharing}`,
    ...secretsOf(inputs.credentials, root, workdir).map(secretMount),
  ].join(' ');
}

/** What has to be installed with the system's own means before dependencies can be. */
export function systemPackages(install: Install, build: Image): string | undefined {
  const { native, needsGit, prismaEngine } = install;
  if (build.libc !== 'musl') return undefined;
  const compiler =
    native.length > 0 ? ['g++', 'make', 'py3-setuptools', 'python3', ...alpineHeaders(native)] : [];
  const all = [...compiler, ...(needsGit ? ['git'] : []), ...(prismaEngine ? ['openssl'] : [])].sort();
  return all.length === 0 ? undefined : sh`apk add --no-cache ${all}`;
}

/** True when the build stage needs the compiler, git or OpenSSL that only the full image has. */
export function needsFullImage({ native, needsGit, prismaEngine }: Install): boolean {
  return native.length > 0 || needsGit || prismaEngine;
}

/** One sentence for the Dockerfile: which Node, who says so, and why npm is forced where it is. */
export function whyNode({ node, commands }: Install): Decision<string> {
  const { value, from, because, also } = node.line;
  const place = typeof from === 'object' && 'file' in from ? from.file : cite(from);
  const reason = from === 'default' ? 'the default' : `as ${place} asks`;
  const forced = commands.forced === undefined ? '' : `; ${commands.forced}`;
  return { ...decide(`Node ${value}, ${reason}${forced}`, from, because), ...(also && { also }) };
}

/** Warnings that hold for a server and a site alike. */
export function inAppWarnings({ inputs }: Install): Warning[] {
  const { npmrc } = inputs.credentials;
  if (npmrc === undefined) return [];
  return [warn('npmrc-secret', {}, npmrc)];
}

/** What `docker build` has to be given for the install. */
export function buildFlagsOf({ inputs, root }: Install): Decision<string>[] {
  return secretsOf(inputs.credentials, root).map(secretFlag);
}

/** Paths of the repository that are copied by name, for the check against the .dockerignore. */
export function inputsOf({ root, inputs }: Install): string[] {
  const places = inputs.needsSources === undefined ? inputs.places : [];
  return [...inputs.files, ...places].map((path) => below(root.dir, path));
}
