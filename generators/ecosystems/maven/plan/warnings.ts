import type { Warning } from '../../../plan/plan.js';
import { plugin, pluginIds, runs, settings } from '../read/plugins.js';
import { evidence } from '../read/pom.js';
import type { Model } from '../read/types.js';
import { all, text } from '../read/xml.js';

/** What can surprise in the build or at the start and is no error. */
export function warningsOf(models: Model[]): Warning[] {
  const ids = new Set(models.flatMap(pluginIds));
  const warnings: (Warning | undefined)[] = [
    ids.has('frontend-maven-plugin')
      ? {
          message:
            'frontend-maven-plugin downloads Node during the image build; its build needs network and memory',
        }
      : undefined,
    ...models.flatMap((model) => [...foreignPrograms(model), ...databases(model)]),
    ...forDevelopers(models),
    ...snapshotParents(models),
  ];
  return warnings.filter((warning) => warning !== undefined);
}

const PROGRAMS = /^(npm|npx|yarn|pnpm|node|bun|docker|podman|make|python3?|go|cargo)(\.cmd)?$/;

/** Programs that exec-maven-plugin starts in the build and that the image of Maven does not have. */
function foreignPrograms(model: Model): Warning[] {
  const exec = plugin(model, 'exec-maven-plugin');
  if (!runs(exec, 'exec')) return [];
  const names = settings(exec, 'executable').map(String);
  const found = names.find((name) => PROGRAMS.test(name.trim()));
  if (found === undefined) return [];
  return [
    {
      message: `exec-maven-plugin starts ${found} in the build, and the image of Maven has no ${found}; frontend-maven-plugin brings its own Node, --build-command takes another way`,
      from: evidence(model.pom, 'executable', found),
    },
  ];
}

/** Plugins, with the goals that connect to a database: https://www.jooq.org, https://flywaydb.org, https://docs.liquibase.com */
const DATABASES: [artifactId: string, ...goals: string[]][] = [
  ['flyway-maven-plugin', 'migrate', 'clean'],
  ['liquibase-maven-plugin', 'update', 'dropAll'],
  ['jooq-codegen-maven', 'generate'],
  ['testcontainers-jooq-codegen-maven-plugin', 'generate'],
];

/** Generators that want a running database, which an image build does not have. */
function databases(model: Model): Warning[] {
  return DATABASES.flatMap(([id, ...goals]) => {
    const found = plugin(model, id);
    if (!runs(found, ...goals) || (id === 'jooq-codegen-maven' && settings(found, 'jdbc').length === 0))
      return [];
    return [
      {
        message: `${id} connects to a database in the build; an image build has none: generate the code before and commit it, or skip it with --build-command`,
        from: evidence(model.pom, 'artifactId', id),
      },
    ];
  });
}

function snapshotParents(models: Model[]): Warning[] {
  const seen = new Map<string, Warning>();
  for (const { external, pom, parents } of models) {
    if (external === undefined || !external.version.endsWith('-SNAPSHOT')) continue;
    const name = `${external.groupId}:${external.artifactId}:${external.version}`;
    const from = (parents.at(-1) ?? pom).path;
    seen.set(name, {
      message: `the parent ${name} is not in this repository; the build has to find it elsewhere`,
      from,
    });
  }
  return [...seen.values()];
}

const DEVELOPMENT = /^(dev|develop|development|local)$/;
const PRODUCTION = /^(prod|production)$/;

/** A profile for developers that is on by itself, beside one for production that is not. */
function forDevelopers([model]: Model[]): Warning[] {
  if (model === undefined || model.flags.profiles.length > 0) return [];
  for (const pom of [model.pom, ...model.parents]) {
    const profiles = all(pom.project, 'profiles', 'profile');
    const named = (pattern: RegExp, active: boolean) =>
      profiles
        .filter((profile) => (text(profile, 'activation', 'activeByDefault') === 'true') === active)
        .flatMap((profile) => text(profile, 'id') ?? [])
        .find((id) => pattern.test(id));
    const [dev, prod] = [named(DEVELOPMENT, true), named(PRODUCTION, false)];
    if (dev === undefined || prod === undefined) continue;
    const message = `the build has the profile ${dev} switched on, and ${prod} is there too: --maven-profile ${prod} builds with that`;
    return [{ message, from: evidence(pom, 'id', prod) }];
  }
  return [];
}
