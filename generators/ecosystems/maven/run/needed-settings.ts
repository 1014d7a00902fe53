import { settingsClients } from '../../../knowledge/java.js';
import { type Evidence, lineAt, place } from '../../../project/evidence.js';
import type { Project } from '../../../project/project.js';
import { appSettings, relaxed, settingKeys } from '../read/app-settings.js';
import { resolved } from '../read/properties.js';
import { codeFiles } from '../read/sources.js';
import type { Model } from '../read/types.js';
import { composedDatabase } from './composed-database.js';
import { databaseServer, findDependency } from './databases.js';

/** A variable of the environment that the app does not start without. */
export interface NeededSetting {
  name: string;
  /** What the repository's compose file gives it on the machine of a developer. */
  value?: string;
  from: Evidence;
}

/** What every container has. */
const ALWAYS_SET = new Set(['HOME', 'HOSTNAME', 'PATH', 'JAVA_HOME']);

/** What frameworks and Java bring. */
const BUILT_IN =
  /^(spring|server|management|eureka|local|java|user|os|file|line|random|project|info|quarkus|micronaut|env|sys|maven|git|vcap)\./;

/** A setting that is injected into the code and has no default there. */
const INJECTED = [
  /@(?:Value|Property)\(\s*(?:name\s*=\s*)?"\$\{([\w.-]+)\}"\s*\)/g,
  /@ConfigProperty\(\s*name\s*=\s*"([\w.-]+)"\s*\)(?!\s*(?:(?:private|public|protected|final)\s+)*Optional)/g,
];

/**
 * The variables that the settings of the app, or its code, read and that nothing gives a value: without them
 * the app stops when it starts. `set`: what the image itself sets.
 */
export function neededSettings(
  project: Project,
  { model, models, set }: { model: Model; models: Model[]; set: readonly string[] },
): NeededSetting[] {
  const found = [
    ...fromSettings(project, model, models),
    ...fromCode(project, models),
    ...database(project, model, models),
  ];
  const once = new Map(found.reverse().map((each) => [each.name, each]));
  return [...once.values()].reverse().filter(({ name }) => !ALWAYS_SET.has(name) && !set.includes(name));
}

function fromSettings(project: Project, model: Model, models: Model[]): NeededSetting[] {
  const settings = appSettings(project, model);
  // A name in other letters than a variable's is more often a setting, of whatever file.
  const keys = new Set(models.flatMap((each) => [...settingKeys(project, each)]));
  const isGiven = (name: string) =>
    settings.has(name) ||
    resolved(model, name) !== undefined ||
    (!/^[A-Z][A-Z0-9_]*$/.test(name) && (keys.has(relaxed(name)) || BUILT_IN.test(name)));
  const elsewhere = findDependency(models, settingsClients()) !== undefined;
  return [...settings].flatMap(([key, { value, from }]) =>
    key.startsWith('%') || key.startsWith('logging.')
      ? []
      : openNames(value)
          .filter((name) => !isGiven(name) && !(elsewhere && /[a-z]/.test(name)))
          .map((name) => ({ name: /\W/.test(name) ? variableOf(name) : name, from })),
  );
}

/**
 * The variables and settings of a value that have no default and stand in no other's default:
 * `jdbc:${HOST}/${DB:x}` → HOST, `${search.key}` → search.key.
 */
export function openNames(value: string): string[] {
  return [...value.matchAll(/\$\{([A-Za-z][\w.-]*)\}/g)].flatMap(({ index, 1: name = '' }) => {
    const before = value.slice(0, index);
    const isDefault = (before.match(/\$\{/g)?.length ?? 0) > (before.match(/\}/g)?.length ?? 0);
    return isDefault ? [] : [name];
  });
}

function fromCode(project: Project, models: Model[]): NeededSetting[] {
  if (findDependency(models, settingsClients()) !== undefined) return [];
  const keys = new Set(models.flatMap((model) => [...settingKeys(project, model)]));
  return (
    models
      .flatMap((model) => codeFiles(project, model))
      // It reads settings of a file of its own, which can be YAML in the guise of properties.
      .filter(({ text }) => !text.includes('@PropertySource('))
      .flatMap(({ path, text }) =>
        INJECTED.flatMap((pattern) => [...text.matchAll(pattern)])
          .map((match) => ({ key: match[1] ?? '', at: lineAt(text, match.index) }))
          .filter(({ key }) => !keys.has(relaxed(key)) && !BUILT_IN.test(key))
          .map(({ key, at }) => ({ name: variableOf(key), from: place(path, at, key) })),
      )
  );
}

/** What makes Spring Boot look for a database when it starts. */
const NEEDS_DATABASE = [
  'spring-boot-starter-data-jpa',
  'spring-boot-starter-data-jdbc',
  'spring-boot-starter-jdbc',
  'mybatis*-spring-boot*-starter',
];

/** Spring Boot does not start with the driver of a database and without its address, in whatever profile. */
function database(project: Project, { directory }: Model, models: Model[]): NeededSetting[] {
  const wants = findDependency(models, NEEDS_DATABASE, (scope) => scope !== 'test');
  const driver = wants && databaseServer(models, (scope) => scope !== 'test');
  if (driver === undefined || findDependency(models, settingsClients()) !== undefined) return [];
  const keys = models.flatMap((each) => [...settingKeys(project, each)]);
  const configured = keys.some((key) => /datasource|jdbcurl/.test(key));
  const inCode = models.some((each) =>
    codeFiles(project, each).some(({ text }) => /\bDataSource(Builder)?\b/.test(text)),
  );
  if (configured || inCode) return [];
  const composed = composedDatabase(project, [directory, '.'], driver.artifactId);
  if (composed !== undefined) return composed.variables.map((one) => ({ ...one, from: composed.from }));
  return ['URL', 'USERNAME', 'PASSWORD'].map((name) => ({
    name: `SPRING_DATASOURCE_${name}`,
    from: driver.from,
  }));
}

/** The variable that sets a key: https://docs.spring.io/spring-boot/reference/features/external-config.html */
function variableOf(key: string): string {
  return key.replace(/[.-]/g, '_').toUpperCase();
}
