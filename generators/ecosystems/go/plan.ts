import { templateOf } from '../../catalog/catalog.js';
import { type BaseChoice, chooseBase, imageOf } from '../../plan/bases.js';
import { type Decision, decide, type Json } from '../../plan/decision.js';
import type { Situation } from '../../plan/ecosystem.js';
import type { Plan } from '../../plan/plan.js';
import { decideDev, decideTest } from '../../plan/targets.js';
import type { Wishes } from '../../plan/wishes.js';
import { at } from '../../project/evidence.js';
import type { Base } from '../../vocabulary.js';
import { decideStart } from './arguments.js';
import { buildVariables, cacheMounts, credentialFlags, credentialMounts } from './build-variables.js';
import type { CgoNeed } from './cgo.js';
import { buildCommand } from './command.js';
import { findDev } from './dev.js';
import { type Facts, packagePath, readFacts } from './facts.js';
import { frontEndVariables } from './front-ends.js';
import { ignoreGroups, inputsOf } from './ignores.js';
import { decideListening, type Listening } from './listen.js';
import type { Needs } from './needs.js';
import { pinnedHosts } from './port-settings.js';
import { findPorts } from './ports.js';
import { elsewhere, findSubcommand } from './start.js';
import { findTests } from './tests.js';
import { catalogWith, chooseVersion, versionWarnings } from './version.js';
import { warningsOf } from './warnings.js';

/** Decides the whole image of one Go program. */
export function planGo(situation: Situation): Plan {
  const { wishes, detection } = situation;
  const facts = readFacts(situation);
  const { program, cgo, layout, name, needs } = facts;
  const { project } = situation;
  const place = { project, scope: program.scope, catalog: situation.catalog };
  const version = chooseVersion(place, wishes.languageVersion);
  const catalog = catalogWith(situation.catalog, version.value);
  const templateId = cgo.needed.value ? 'go-cgo' : 'go';
  const choice = chooseBase({
    catalog,
    template: templateOf(catalog, templateId),
    version: version.value,
    blocked: blockedBases(cgo),
    ...(wishes.base === undefined ? {} : { wish: wishes.base }),
  });
  const musl = cgo.needed.value && choice.build.libc === 'musl';
  // golang:*-alpine has no git and no ssh, which private modules are fetched with.
  if (facts.private !== undefined && !musl) choice.build = imageOf(catalog, 'golang-trixie', version.value);
  const tags = [...(program.tags?.names ?? []), ...timezoneTags(choice, needs)];
  const build = buildCommand({
    name,
    target: packagePath(program),
    tags,
    workdir: layout.workdir,
    cgo: cgo.needed.value,
    linked: musl,
    stamps: facts.stamps.map(({ variable, argument }) => `${variable}=$${argument}`),
    ...(wishes.buildCommand === undefined ? {} : { wish: wishes.buildCommand }),
  });
  const subcommand = findSubcommand(program);
  const found = decideListening(
    findPorts(program, project, facts.files, elsewhere(program, subcommand)),
    pinnedHosts(program),
    wishes.port,
  );
  const { command, listening } = decideStart(facts, {
    listening: found,
    subcommand,
    wish: wishes.startCommand,
  });
  const ignore = ignoreGroups(facts);
  return {
    ecosystem: 'go',
    app: decide(detection.app, detection.evidence[0] ?? program.scope.module.file),
    template: decide(templateId, cgo.needed.from, cgo.needed.because),
    base: choice.base,
    variables: {
      ...buildVariables(facts, { version, choice, build, situation }),
      ...runtimeVariables(facts, { choice, listening, command }),
      ...targetVariables(facts, { version, musl, tags, listening, command, wishes }),
      ...frontEndVariables(facts.frontEnds, facts.program),
      ignore,
    },
    inputs: inputsOf(facts),
    buildFlags: [
      ...credentialFlags(facts.private),
      ...facts.frontEnds.stages.flatMap((stage) => stage.buildFlags),
    ],
    warnings: [
      ...versionWarnings(place, version),
      ...warningsOf(facts, listening.environment, choice.base.value),
      ...listening.warnings,
    ],
    bases: choice.options,
    open: wishes.base === undefined ? ['base'] : [],
  };
}

/** What C rules out for this very program: scratch and alpine take it only when all of it links to musl. */
function blockedBases(cgo: CgoNeed): Partial<Record<Base, string>> {
  const { needed, runtime, reason = '', instead, glibcOnly } = cgo;
  if (!needed.value) return {};
  const way = instead === undefined ? '' : `; the way without C: ${instead}`;
  const why =
    glibcOnly === undefined || glibcOnly.startsWith(reason.split(' needs')[0] ?? '-')
      ? ''
      : ` (${glibcOnly})`;
  return {
    ...(glibcOnly !== undefined && {
      scratch: `${reason}, so it is linked to glibc, which scratch does not have${why}${way}`,
      alpine: `${reason}, so it is linked to glibc, which does not run on Alpine's musl${why}${way}`,
    }),
    ...(runtime.length > 0 && {
      distroless: `${reason}; distroless has no package manager to install ${runtime.join(', ')}`,
    }),
  };
}

/** Bases without the zone database get it compiled in. */
function timezoneTags({ base }: BaseChoice, { timezones }: Needs): string[] {
  return timezones !== undefined && base.value !== 'distroless' ? ['timetzdata'] : [];
}

interface TargetParts {
  version: Decision<string>;
  musl: boolean;
  tags: string[];
  listening: Listening;
  command: Decision<string[]>;
  wishes: Wishes;
}

function targetVariables(facts: Facts, parts: TargetParts) {
  const { version, musl, tags, listening, command, wishes } = parts;
  const { project, program, cgo } = facts;
  const tests = findTests(project, {
    scope: program.scope,
    cgo: cgo.needed.value,
    race: cgo.needed.value && !musl,
    mounts: [...credentialMounts(facts.private), ...cacheMounts(facts)],
  });
  return {
    ...decideTest({
      wish: wishes.test,
      tests,
      missing: `no file of the module ${program.scope.module.mod.module} is named *_test.go`,
      stage: 'build',
    }),
    dev: decideDev({
      wish: wishes.dev,
      found: findDev(facts, { version: version.value, tags, args: command.value, listening }),
    }),
  };
}

interface RuntimeParts {
  choice: BaseChoice;
  listening: Listening;
  command: Decision<string[]>;
}

function runtimeVariables(facts: Facts, { choice, listening, command }: RuntimeParts) {
  const { needs, files, name, program } = facts;
  const base = choice.base.value;
  const beside = needs.executable !== undefined && !files.some(({ as }) => as === name);
  const binary = beside ? `/app/${name}` : `/usr/local/bin/${name}`;
  const user = choice.runtime.user;
  const bare = base === 'scratch' || base === 'slim';
  const owner = needs.writes === undefined ? '' : `--chown=${user} `;
  const environment = [...listening.environment];
  if (needs.home !== undefined && base !== 'distroless') {
    environment.push({ name: 'HOME', value: '/app' }, { name: 'USER', value: 'app' });
  }
  const copies = files.map((file) => ({
    owner,
    from: file.path,
    to: file.as.startsWith('/') ? file.as : `./${file.as}`,
  }));
  return {
    runtimeImage: decide(choice.runtime.name, choice.base.from, choice.base.because),
    runtimeReason: decide(choice.about, choice.base.from),
    user: decide(user, 'default', 'a numeric user that is not root'),
    accounts: accountsOf(base === 'scratch' ? needs.accounts : undefined, user),
    temporary: decide(
      base === 'scratch' && (needs.temporary ?? needs.writes) !== undefined,
      needs.temporary ?? needs.writes ?? 'the code',
    ),
    dotenv: decide(needs.dotenvOnly !== undefined, needs.dotenvOnly ?? 'the code'),
    certificates: decide(bare && needs.certificates !== undefined, needs.certificates ?? 'imports'),
    files: decide(copies, files.map(({ from }) => from).join(', ') || 'the code'),
    binary: decide(binary, needs.executable ?? 'default'),
    environment: decide(environment, listening.ports.from),
    ports: listening.ports,
    entrypoint: decide([binary], at(program.dir)),
    cmd: command,
  };
}

/** The lines of /etc/passwd and /etc/group for an image that has neither, though the program reads them. */
function accountsOf(from: string | undefined, user: string): Decision<Json> {
  if (from === undefined) return decide(null, 'the code');
  const [uid = '', gid = ''] = user.split(':');
  return decide({ passwd: `app:x:${uid}:${gid}::/app:`, group: `app:x:${gid}:` }, from);
}
