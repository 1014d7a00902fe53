import type { Tests } from '../../../plan/targets.js';
import { cite, lineAt, place } from '../../../project/evidence.js';
import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { type BuildRequest, mavenCommand } from '../build/build-command.js';
import { executions, plugin } from '../read/plugins.js';
import { first, resolved } from '../read/properties.js';
import type { Model } from '../read/types.js';
import { all, text } from '../read/xml.js';
import { databaseServer } from '../run/databases.js';
import { wants } from '../sentences.js';

/** What surefire and failsafe take for a test class by default, in the languages of the JVM. */
const UNIT = /(^|\/)(Test[^/]*|[^/]*(Tests?|TestCase|Spec))\.(java|kt|groovy|scala)$/;
const INTEGRATION = /(^|\/)(IT[^/]*|[^/]*(IT|ITCase))\.(java|kt|groovy|scala)$/;

/** What a test imports or is told that needs an engine, which no build has. */
const CONTAINERS = /^import (?:static )?(?:org\.testcontainers|com\.github\.dockerjava)\.|jdbc:tc:/m;
const BROWSER =
  /^import (?:static )?(?:org\.openqa\.selenium|com\.codeborne\.selenide|com\.microsoft\.playwright)\./m;

/** A test that starts the application with its data source. */
const WHOLE_APP = /^[ \t]*@(SpringBootTest|DataJpaTest|DataJdbcTest|JdbcTest|QuarkusTest|MicronautTest)\b/m;

interface TestFile {
  path: string;
  text: string;
}

/** How the modules are tested, or undefined when none has tests that its POM lets run. */
export function findTests(
  project: Project,
  { models, request, mounts }: { models: Model[]; request: BuildRequest; mounts: readonly string[] },
): Tests | undefined {
  const tested = models.filter((model) => !alwaysSkips(model));
  const files = tested.flatMap((model) => [...testFiles(project, model)]);
  const integrated = tested.some(runsIntegrationTests);
  const first = files.find(({ path }) => UNIT.test(path) || (integrated && INTEGRATION.test(path)));
  if (first === undefined) return undefined;
  const missing = whatIsMissing({ files, models, integrated });
  const command = mavenCommand(request, [
    'verify',
    ...missing.flags,
    ...switchedOn(models),
    ...toldOfMain(request),
  ]);
  const both = integrated && !missing.flags.includes(LEFT_OUT);
  return {
    does: `runs Maven once more, this time with the tests${both ? ', those of integration too' : ''}`,
    mounts,
    command,
    wants: missing.wants,
    from: place(first.path),
  };
}

/** A POM that says so itself, and not by a property, cannot be told otherwise on the command line. */
function alwaysSkips(model: Model): boolean {
  const surefire = plugin(model, 'maven-surefire-plugin');
  return ['skip', 'skipTests'].some((tag) =>
    surefire?.elements.some((element) => text(element, 'configuration', tag) === 'true'),
  );
}

/** Properties of a POM that skip tests in every build; what is asked for here is to run them. */
function switchedOn(models: Model[]): string[] {
  const names = ['maven.test.skip', 'skipTests'];
  return names
    .filter((name) => models.some((model) => resolved(model, name)?.value === 'true'))
    .map((name) => `-D${name}=false`);
}

/** `verify` packs as well, and stops where `package` would. */
function toldOfMain({ artifact }: BuildRequest): readonly string[] {
  return artifact.kind === 'quarkus' || artifact.kind === 'war' ? [] : (artifact.flags ?? []);
}

/** Failsafe runs nothing unless an execution says so. */
function runsIntegrationTests(model: Model): boolean {
  const failsafe = plugin(model, 'maven-failsafe-plugin');
  return (
    failsafe !== undefined &&
    executions(failsafe).some((execution) =>
      all(execution, 'goals', 'goal').some((goal) => goal === 'integration-test'),
    )
  );
}

/** The sources and settings of a module's tests. */
function* testFiles(project: Project, model: Model): Iterable<TestFile> {
  const moved = first(model, 'build', 'testSourceDirectory')?.value;
  const roots = [moved ?? 'src/test', ...(moved === undefined ? [] : ['src/test/resources'])];
  for (const root of new Set(roots.map((path) => below(model.directory, path)))) {
    if (root.includes('..') || !project.hasDirectory(root)) continue;
    for (const path of project.walk(root)) {
      if (!/\.(java|kt|groovy|scala|properties|ya?ml)$/.test(path)) continue;
      yield { path, text: project.read(path) ?? '' };
    }
  }
}

const LEFT_OUT = '-DskipITs';

interface Seen {
  files: TestFile[];
  models: Model[];
  integrated: boolean;
}

/** What the tests want and a build does not have; integration tests that want it are left out. */
function whatIsMissing({ files, models, integrated }: Seen): { flags: string[]; wants: string[] } {
  const containers = files.filter((file) => CONTAINERS.test(file.text));
  const [one] = containers;
  const missing = seenIn(files, BROWSER, wants.browser);
  if (one === undefined) return { flags: [], wants: [...missing, ...databaseTests(files, models)] };
  const where = placeOf(one, CONTAINERS);
  if (integrated && containers.every(({ path }) => INTEGRATION.test(path))) {
    return { flags: [LEFT_OUT], wants: [wants.containersLeftOut(where, LEFT_OUT), ...missing] };
  }
  return { flags: [], wants: [wants.containers(where), ...missing] };
}

function seenIn(files: TestFile[], pattern: RegExp, say: (place: string) => string): string[] {
  const found = files.find(({ text }) => pattern.test(text));
  return found === undefined ? [] : [say(placeOf(found, pattern))];
}

function placeOf({ path, text }: TestFile, pattern: RegExp): string {
  return cite(place(path, lineAt(text, pattern.exec(text)?.index ?? 0)));
}

/** Tests that start the app when its only database is a server. */
function databaseTests(files: TestFile[], models: Model[]): string[] {
  const server = databaseServer(models, () => true);
  if (server === undefined) return [];
  return seenIn(files, WHOLE_APP, (where) => wants.database(where, `${cite(server.from)}`));
}
