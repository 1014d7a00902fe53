import { devServerOf } from '../../../knowledge/node-dev-servers.js';
import { nodeProgram } from '../../../knowledge/node-programs.js';
import type { Tests } from '../../../plan/targets.js';
import { cite, citeLine, lineAt, place } from '../../../project/evidence.js';
import type { Project } from '../../../project/project.js';
import { type Install, memberOf } from '../build/install/install.js';
import { dependenciesOf, keyAt, type Manifest, scriptOf } from '../read/manifest.js';
import { bare, nested } from '../read/nested-scripts.js';
import { because } from '../sentences.js';

/** Scripts that test, the one meant for machines behind the one everybody runs. */
const TEST_SCRIPTS = ['test', 'test:ci', 'test:unit', 'test:run', 'test:once', 'unit'];

/** What npm init and others write where there are no tests. */
const STUB = /no test specified|^\s*(echo\b[^&|;]*|(?:true|:|exit \d)\s*)((&&|;)\s*(exit \d|true)\s*)?$/i;

/** Commands that drive a browser: a build image has none. */
const BROWSER =
  /\b(playwright|cypress|wdio|nightwatch|testcafe|karma|web-test-runner|wtr|protractor|codeceptjs|jest-puppeteer|test-storybook|start-server-and-test|start-test|backstop|lhci|lighthouse|detox)\b|\bvitest\b.{0,300}--browser/;

const CONTAINERS = /\bdocker(-compose)?\b|\bpodman\b/;

/** Runners that look for test files by themselves, and fail where there are none. */
const RUNNERS =
  /^(?:[^\s=]+=\S* )*(?:npx |cross-env (?:[^\s=]+=\S* )*|c8 |nyc )?(jest|vitest|mocha|ava|react-scripts|craco|react-app-rewired|node --test|tap|jasmine|ng test)\b/;

const TEST_FILE =
  /[._-](test|spec)s?\.[cm]?[jt]sx?$|(^|\/)(__tests__|tests?|specs?)\/.{0,300}\.[cm]?[jt]sx?$/;

interface TestScript {
  name: string;
  text: string;
  /** Its commands, and those of the scripts it calls. */
  parts: string[];
}

/** How an app is tested, or why there is nothing that a build could test it with. */
export function findTests(project: Project, install: Install): Tests | { missing: string } {
  const { app } = install;
  let missing = because['tests-no-script']({ path: app.path });
  for (const name of TEST_SCRIPTS) {
    const text = scriptOf(app, name);
    if (text === undefined || STUB.test(text)) continue;
    const pre = nested(app, scriptOf(app, `pre${name}`) ?? '');
    const script = { name, text, parts: [...pre, ...nested(app, text)] };
    const reason = unfit(project, app, script);
    if (reason === undefined) return testsOf(project, install, script);
    if (name === 'test') missing = `${cite(keyAt(app, 'scripts', name))}: ${reason}`;
  }
  return { missing };
}

/** Why a test script cannot run while an image is built. */
function unfit(project: Project, app: Manifest, { parts }: TestScript): string | undefined {
  const names = dependenciesOf(app);
  if (parts.some((part) => BROWSER.test(part))) return because['tests-browser']({ what: 'it' });
  if (parts.some((part) => /\bng test\b/.test(part)) && 'karma' in names)
    return because['tests-browser']({ what: 'Karma' });
  if (parts.some((part) => /\bvitest\b/.test(part)) && '@vitest/browser' in names)
    return because['tests-browser']({ what: 'Vitest' });
  if (parts.some((part) => CONTAINERS.test(part))) return because['tests-containers']();
  if (parts.some((part) => neverEnds(part) && !/\bjest\b|react-scripts|craco/.test(part)))
    return because['tests-watch']();
  const start = bare(scriptOf(app, 'start') ?? '');
  if (parts.some((part) => serves(part) || bare(part) === start)) return because['tests-serve']();
  if (parts.some((part) => RUNNERS.test(part) && !/passWithNoTests/.test(part)) && !hasTestFile(project, app))
    return because['tests-no-file']();
  return undefined;
}

function neverEnds(part: string): boolean {
  const watching =
    /--watch(All)?\b(?!=false)|\bvitest (watch|dev)\b|--ui\b|^mocha\b.* -w\b|^ts-node-dev\b|^tsnd\b/;
  const [program = ''] = bare(part).split(/\s/);
  return watching.test(bare(part)) || nodeProgram(program).watches === true;
}

/** True for a command that serves the app, for somebody to look at: a development server, or a file server. */
function serves(part: string): boolean {
  const command = bare(part);
  const [program = ''] = command.split(/\s/);
  return devServerOf(command) !== undefined || nodeProgram(program).servesFiles === true;
}

function hasTestFile(project: Project, { dir }: Manifest): boolean {
  for (const path of project.walk(dir, (_, name) => /^(dist|build|out|coverage|\..*)$/.test(name)))
    if (TEST_FILE.test(path)) return true;
  return false;
}

function testsOf(project: Project, install: Install, script: TestScript): Tests {
  const { app } = install;
  const { name, text } = script;
  const shown = text.length > 60 ? '' : ` (${text})`;
  return {
    does: `runs the ${name} script${shown}`,
    command: testCommand(install, script),
    wants: wantsOf(project, app, script),
    from: keyAt(app, 'scripts', name),
  };
}

/** The package manager's own command; a runner that would wait for changes is told not to. */
function testCommand(install: Install, { name, parts }: TestScript): string {
  const { commands, choice, app } = install;
  const member = memberOf(install, app);
  const manager = choice.manager.value;
  // `bun test` is Bun's own runner, not the script.
  const short = member === undefined && name === 'test' && manager !== 'bun';
  const command = short
    ? `${manager === 'berry' ? commands.run('test').replace(/ run test$/, '') : manager} test`
    : commands.run(name, member);
  const watching = parts.map((part) => /--watch(?:All)?\b(?!=false)/.exec(part)?.[0]).find(Boolean);
  const separator = manager === 'npm' ? ' --' : '';
  if (watching !== undefined) return `CI=true ${command}${separator} ${watching}=false`;
  const waits = parts.some((part) =>
    /\bvitest\b(?! run)(?!.{0,300}(--run|--watch=false))|\b(react-scripts|craco|react-app-rewired|ng|vue-cli-service) test/.test(
      part,
    ),
  );
  return waits ? `CI=true ${command}` : command;
}

/** What the tests want and a build does not have, in sentences. */
function wantsOf(project: Project, app: Manifest, { parts }: TestScript): string[] {
  const names = Object.keys(dependenciesOf(app));
  const lineOf = (name: string) => {
    const kind = name in (app.json.dependencies ?? {}) ? 'dependencies' : 'devDependencies';
    return citeLine(keyAt(app, kind, name));
  };
  const containers = names.find((name) => /^(@testcontainers\/.+|testcontainers)$/.test(name));
  const mongo = names.find((name) => /^mongodb-memory-server/.test(name));
  const wants: string[] = [];
  if (containers !== undefined)
    wants.push(`Those that start containers (${lineOf(containers)}, ${containers}) fail in a build.`);
  if (mongo !== undefined)
    wants.push(`${mongo} (${lineOf(mongo)}) downloads MongoDB while they run, and that needs libcurl4.`);
  const file = parts
    .map((part) => /(?:--env-file=|dotenv -e )(\S{0,200}\.env\S*)/.exec(part)?.[1])
    .find(Boolean);
  if (file !== undefined) wants.push(`They read ${file}, which the .dockerignore keeps out.`);
  const address = parts.map(
    (part) => /\b(mongodb|postgres|mysql|redis|amqp)\w*:\/\/[^\s'"]+/.exec(part)?.[0],
  );
  const service = address.find(Boolean) ?? serviceVariable(project, app);
  if (containers === undefined && mongo === undefined && service !== undefined)
    wants.push(`They want ${service}: a build has no such service.`);
  return wants;
}

/** The variable of a database's address or the like that a test file reads, with its place. */
function serviceVariable(project: Project, { dir }: Manifest): string | undefined {
  const variable =
    /process\.env\.(\w{0,60}(?:DATABASE|POSTGRES|MONGO|MYSQL|REDIS|DB|AMQP|KAFKA)\w{0,60}(?:UR[IL]|HOST))\b/;
  let left = 200;
  for (const path of project.walk(dir, (_, name) => /^(dist|build|out|coverage|\..*)$/.test(name))) {
    if (!TEST_FILE.test(path) || left-- <= 0) continue;
    const text = project.read(path) ?? '';
    const match = variable.exec(text);
    if (match !== null) return `${match[1]} (${cite(place(path, lineAt(text, match.index)))})`;
  }
  return undefined;
}
