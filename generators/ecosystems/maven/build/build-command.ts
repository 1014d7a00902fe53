// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are Maven's own
import { secretAssignments } from '../../../plan/build-secret.js';
import { type Decision, decide } from '../../../plan/decision.js';
import { sh, shellWord } from '../../../project/shell.js';
import { plugin, settings } from '../read/plugins.js';
import { placeholder, property } from '../read/properties.js';
import type { Artifact, Model } from '../read/types.js';
import { all, text } from '../read/xml.js';
import type { Access } from './credentials.js';
import { httpMirrors } from './http-repositories.js';
import { installsHooks, leftOut, perhapsInherited } from './skipped-plugins.js';
import { toolchainsFile } from './toolchains.js';

export interface Build {
  /** The Maven command. */
  command: Decision<string>;
  /** Plugins that need the git history and are left out. */
  needsGit: string[];
}

export interface BuildRequest {
  artifact: Artifact;
  /** The module that runs and every module it needs. */
  needed: Model[];
  /** The module as `-pl` takes it, `.` for the root of the reactor. */
  module: string;
  /** Paths of modules whose files it packs: `-am` does not know of them. */
  beside?: string[];
  /** Projects beside the reactor that are installed first: their roots as below, and the module of each. */
  sisters?: { root: string; module: string }[];
  /** Path of the reactor's root below the build context. */
  root: string;
  /** Profiles the user asks for, as `-P` takes them. */
  profiles?: string;
  /** How it reaches its repositories; settings are relative to the build context. */
  access?: Access;
  /** A maven.config, below the build context, with several arguments on a line. */
  crowded?: string;
  /** The JDK of the build. */
  java?: string;
  /** Core extensions of the build. */
  extensions?: string;
  wish?: Decision<string>;
  /** Plug-ins that this run is about: they are not left out of it. */
  about?: readonly string[];
}

/** The command that packages the module: quiet, without tests, and without what fails for foreign reasons. */
export function buildOf(request: BuildRequest): Build {
  const { needed, wish } = request;
  const skips = leftOut(needed, request.extensions);
  const needsGit = skips.filter((each) => each.needsGit).map(({ plugin }) => plugin);
  if (wish !== undefined) return { command: wish, needsGit };
  const command = mavenCommand(request, packageGoals(request));
  const reasons = skips.map(({ plugin, because }) => `${plugin} ${because}`);
  const before = preparations(request);
  const because = [
    'tests run in CI, not in the image build',
    ...reasons,
    ...before.map((each) => each.because),
  ];
  const line = [...before.map((each) => `${each.command} \\\n && `), command].join('');
  return { command: decide(line, 'default', because.join('; ')), needsGit };
}

/** What packages the artifact, without the tests. */
export function packageGoals({ artifact, needed }: BuildRequest): string[] {
  const thin = artifact.kind === 'classpath' && artifact.lib !== undefined;
  const copied = thin ? ['dependency:copy-dependencies', '-DincludeScope=runtime'] : [];
  const server = artifact.kind === 'jar' ? artifact.server?.beside : undefined;
  const fetched =
    server === undefined ? [] : ['dependency:copy', `-Dartifact=${server.artifact}`, '-Dmdep.stripVersion'];
  const flags = artifact.kind === 'war' ? [] : (artifact.flags ?? []);
  return ['package', ...copied, ...fetched, skipTests(needed), ...flags];
}

/** A Maven run over the module and what it needs, without what fails for foreign reasons. */
export function mavenCommand(request: BuildRequest, goals: string[]): string {
  const before = (request.sisters ?? []).map((sister) =>
    wrapped(mavenWords({ ...request, ...sister, beside: [] }, ['install', skipTests(request.needed)])),
  );
  return [...before, wrapped(mavenWords(request, goals))].join(' \\\n && ');
}

/** The same as words; `alone`: over the module only, with what it needs from the local repository. */
export function mavenWords(request: BuildRequest, goals: string[], { alone = false } = {}): string[] {
  const { needed, extensions, module, beside = [], root, profiles, access, about = [] } = request;
  const words = [...secretAssignments(access?.secrets ?? []), 'mvn', '-B', '-ntp'];
  if (root !== '.') words.push('-f', shellWord(`${root}/pom.xml`));
  if (access?.settings !== undefined) words.push('-s', shellWord(access.settings.value));
  if (profiles !== undefined) words.push('-P', shellWord(profiles));
  if (module !== '.')
    words.push('-pl', ...(alone ? [shellWord(module)] : [shellWord([...beside, module].join(',')), '-am']));
  const skips = [...leftOut(needed, extensions), ...perhapsInherited(needed)];
  const flags = new Set(skips.flatMap(({ plugin: id, skip }) => (about.includes(id) ? [] : skip)));
  return [...words, ...goals, ...flags, ...missingProperties(needed)];
}

/** What has to happen in the build stage before Maven runs. */
function preparations({
  needed,
  crowded,
  java,
  access,
}: BuildRequest): { command: string; because: string }[] {
  const hooks = installsHooks(needed);
  const lent = access?.settings !== undefined || (access?.secrets ?? []).some(({ kind }) => kind === 'file');
  const mirrors = lent ? undefined : httpMirrors(needed);
  const toolchains = java === undefined ? undefined : toolchainsFile(needed, java);
  return [
    ...(mirrors === undefined
      ? []
      : [{ command: mirrors, because: 'Maven blocks the repositories that the POM names by http' }]),
    ...(toolchains === undefined
      ? []
      : [
          {
            command: toolchains,
            because: 'maven-toolchains-plugin wants a list of JDKs, which has the one of the image',
          },
        ]),
    ...(hooks === undefined
      ? []
      : [{ command: 'git init -q', because: `${hooks} installs hooks into a git repository` }]),
    ...(crowded === undefined
      ? []
      : [
          {
            command: sh`sed -i 's/ \+-/\n-/g' ${crowded}`,
            because: `Maven 3.9 takes each line of ${crowded} for one argument`,
          },
        ]),
  ];
}

/** A command over several lines where one would be too long to read. */
function wrapped(words: string[]): string {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length > 90) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.join(' \\\n      ');
}

/** Tests are not even compiled, unless a module uses the test classes of another one. */
export function skipTests(needed: Model[]): string {
  const shared = needed.some(
    (model) =>
      /<type>test-jar<|<goal>test-jar</.test(model.pom.source) ||
      settings(plugin(model, 'maven-jar-plugin'), 'goals', 'goal').includes('test-jar'),
  );
  return shared ? '-DskipTests' : '-Dmaven.test.skip=true';
}

/** `${revision}` and its kin, when the POMs use them and leave them to the command line. */
function missingProperties(needed: Model[]): string[] {
  const names = needed.flatMap((model) =>
    [model.pom, ...model.parents].flatMap((pom) => {
      const versions = [text(pom.project, 'version'), text(pom.project, 'parent', 'version')];
      const finalNames = all(pom.project, 'build', 'finalName').map(String);
      const used = [...versions, ...finalNames].join(' ');
      return [...used.matchAll(/\$\{([\w.-]+)\}/g)]
        .map(([, name = '']) => name)
        .filter((name) => placeholder(name) !== undefined && property(model, name) === undefined);
    }),
  );
  return [...new Set(names)].map((name) => shellWord(`-D${name}=${placeholder(name)}`));
}
