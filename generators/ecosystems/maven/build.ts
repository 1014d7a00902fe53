// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are Maven's own
import { type Decision, decide } from '../../plan/decision.js';
import type { Artifact } from './artifact.js';
import { type Access, assignments } from './credentials.js';
import { inheritedPlugins } from './inherited.js';
import type { Model } from './model.js';
import { placeholder } from './placeholders.js';
import { plugin, pluginIds, settings } from './plugins.js';
import { property } from './properties.js';
import { toolchainsFile } from './toolchains.js';
import { all, text } from './xml.js';

/** A property that leaves a plugin out, and why an image build wants that. */
interface Skip {
  flag: string;
  because: string;
}

const STYLE = 'checks style, which is no reason to fail an image build';
const NO_GIT = 'reads the git history, which is not in the build context';
const MACHINE = 'checks the machine of the developer';

/** Plugins that fail an image build for reasons that are not in the code. */
const SKIPS: Record<string, Skip> = {
  'maven-checkstyle-plugin': { flag: '-Dcheckstyle.skip', because: STYLE },
  'spotless-maven-plugin': { flag: '-Dspotless.check.skip -Dspotless.apply.skip', because: STYLE },
  'fmt-maven-plugin': { flag: '-Dfmt.skip', because: STYLE },
  'formatter-maven-plugin': { flag: '-Dformatter.skip', because: STYLE },
  'impsort-maven-plugin': { flag: '-Dimpsort.skip', because: STYLE },
  'spring-javaformat-maven-plugin': { flag: '-Dspring-javaformat.skip', because: STYLE },
  'sortpom-maven-plugin': { flag: '-Dsort.skip', because: STYLE },
  'license-maven-plugin': { flag: '-Dlicense.skip', because: STYLE },
  'apache-rat-plugin': { flag: '-Drat.skip', because: STYLE },
  'maven-pmd-plugin': { flag: '-Dpmd.skip -Dcpd.skip', because: STYLE },
  'spotbugs-maven-plugin': { flag: '-Dspotbugs.skip', because: STYLE },
  'findbugs-maven-plugin': { flag: '-Dfindbugs.skip', because: STYLE },
  'rewrite-maven-plugin': { flag: '-Drewrite.skip', because: 'rewrites sources, which takes minutes' },
  forbiddenapis: { flag: '-Dforbiddenapis.skip', because: STYLE },
  'detekt-maven-plugin': { flag: '-Ddetekt.skip', because: STYLE },
  'maven-javadoc-plugin': { flag: '-Dmaven.javadoc.skip', because: 'documents, which no image needs' },
  'dependency-check-maven': {
    flag: '-Ddependency-check.skip',
    because: 'downloads a database of vulnerabilities',
  },
  'maven-enforcer-plugin': { flag: '-Denforcer.skip', because: MACHINE },
  'git-commit-id-maven-plugin': { flag: '-Dmaven.gitcommitid.skip', because: NO_GIT },
  'git-commit-id-plugin': { flag: '-Dmaven.gitcommitid.skip', because: NO_GIT },
  'jgitver-maven-plugin': { flag: '-Djgitver.skip=true', because: NO_GIT },
  'maven-git-versioning-extension': { flag: '-Dversioning.disable', because: NO_GIT },
  'git-code-format-maven-plugin': { flag: '-Dgcf.skip=true', because: NO_GIT },
  'buildnumber-maven-plugin': { flag: '-Dmaven.buildNumber.skip', because: NO_GIT },
  'dockerfile-maven-plugin': { flag: '-Ddockerfile.skip', because: 'needs a Docker engine inside the build' },
  'docker-maven-plugin': {
    flag: '-Ddocker.skip -DskipDocker',
    because: 'needs a Docker engine inside the build',
  },
  'jib-maven-plugin': { flag: '-Djib.skip', because: 'makes an image of its own' },
};

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
}

/** The command that packages the module: quiet, without tests, and without what fails for foreign reasons. */
export function buildOf(request: BuildRequest): Build {
  const { needed, wish } = request;
  const skips = skipsOf(needed, request.extensions);
  const needsGit = skips.filter(([, { because }]) => because === NO_GIT).map(([id]) => id);
  if (wish !== undefined) return { command: wish, needsGit };
  const command = mavenCommand(request, packageGoals(request));
  const reasons = skips.map(([id, { because }]) => `${id} ${because}`);
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
  const flags = artifact.kind === 'quarkus' ? (artifact.flags ?? []) : [];
  return ['package', ...copied, skipTests(needed), ...flags];
}

/** A Maven run over the module and what it needs, without what fails for foreign reasons. */
export function mavenCommand(request: BuildRequest, goals: string[]): string {
  return wrapped(mavenWords(request, goals));
}

/** The same as words; `alone`: over the module only, with what it needs from the local repository. */
export function mavenWords(request: BuildRequest, goals: string[], { alone = false } = {}): string[] {
  const { needed, extensions, module, beside = [], root, profiles, access } = request;
  const words = [...(access === undefined ? [] : assignments(access)), 'mvn', '-B', '-ntp'];
  if (root !== '.') words.push('-f', `${root}/pom.xml`);
  if (access?.settings !== undefined) words.push('-s', access.settings.value);
  if (profiles !== undefined) words.push('-P', profiles);
  if (module !== '.') words.push('-pl', ...(alone ? [module] : [[...beside, module].join(','), '-am']));
  const skips = [
    ...skipsOf(needed, extensions).map(([, skip]) => skip),
    ...inheritedPlugins(needed).flatMap((id) => SKIPS[id] ?? []),
  ];
  const flags = new Set(skips.flatMap(({ flag }) => flag.split(' ')));
  return [...words, ...goals, ...flags, ...missingProperties(needed)];
}

/** Plugins that install git hooks and fail where there is no repository at all. */
const HOOKS = ['git-build-hook-maven-plugin', 'githook-maven-plugin'];

/** What has to happen in the build stage before Maven runs. */
function preparations({ needed, crowded, java }: BuildRequest): { command: string; because: string }[] {
  const hooks = HOOKS.find((id) => needed.some((model) => pluginIds(model).includes(id)));
  const toolchains = java === undefined ? undefined : toolchainsFile(needed, java);
  return [
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
            command: `sed -i 's/ \\+-/\\n-/g' ${crowded}`,
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

function skipsOf(needed: Model[], extensions = ''): [string, Skip][] {
  const ids = new Set(needed.flatMap(pluginIds));
  return Object.entries(SKIPS).filter(([id]) => ids.has(id) || extensions.includes(`<artifactId>${id}<`));
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
  return [...new Set(names)].map((name) => `-D${name}=${placeholder(name)}`);
}
