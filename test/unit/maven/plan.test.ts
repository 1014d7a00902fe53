// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are Maven's own

import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { loadCatalog } from '../../../generators/catalog/catalog.js';
import type { Candidate } from '../../../generators/ecosystems/maven/app/detect.js';
import { maven } from '../../../generators/ecosystems/maven/index.js';
import { UserError } from '../../../generators/errors.js';
import { decide } from '../../../generators/plan/decision.js';
import { type Detection, STANDING } from '../../../generators/plan/ecosystem.js';
import type { Wishes } from '../../../generators/plan/wishes.js';
import { ignoreMatcher } from '../../../generators/project/dockerignore.js';
import { mapProject } from '../../../generators/project/map.js';
import type { Project } from '../../../generators/project/project.js';
import { render } from '../../../generators/render/render.js';
import type { Base } from '../../../generators/vocabulary.js';
import { MADE } from '../../support/made.js';
import {
  bootParent,
  dependencies,
  execution,
  MAIN,
  plugin,
  plugins,
  pom,
  properties,
  single,
} from './support.js';

const catalog = loadCatalog(fileURLToPath(new URL('../../../templates', import.meta.url)));

function detectOne(project: Project, wishes: Wishes, app?: string): Detection<Candidate> {
  const found = maven.detect(project, wishes).find((detection) => app === undefined || detection.app === app);
  if (found === undefined) throw new Error('nothing detected');
  return found;
}

function planOf(project: Project, wishes: Wishes = {}, app?: string) {
  return maven.plan({ project, detection: detectOne(project, wishes, app), wishes, catalog });
}

function dockerfile(project: Project, wishes: Wishes = {}): string {
  const [file] = render(planOf(project, wishes), catalog, MADE);
  return file?.contents ?? '';
}

const BOOT = pom(
  bootParent('3.5.16') +
    dependencies('org.springframework.boot:spring-boot-starter-web') +
    plugins(plugin('spring-boot-maven-plugin')),
);
const base = (value: Base) => ({ base: decide(value, { flag: 'base' }) });

describe('bases', () => {
  test('distroless is the default and starts java by its path', () => {
    const text = dockerfile(single(BOOT));
    expect(text).toContain('FROM gcr.io/distroless/java17-debian13:nonroot AS runtime');
    expect(text).toContain(
      'ENTRYPOINT ["/usr/bin/java", "-XX:MaxRAMPercentage=75", "-XX:+ExitOnOutOfMemoryError", "-jar", "app.jar"]',
    );
  });
  test('the JREs start java from the path', () => {
    expect(dockerfile(single(BOOT), base('alpine'))).toContain(
      'ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-XX:+ExitOnOutOfMemoryError", "-jar", "app.jar"]',
    );
  });
  test('scratch is refused with the way out', () => {
    expect(() => planOf(single(BOOT), base('scratch'))).toThrow(/JVM/);
  });
  test('there is no distroless for Java 8: slim is taken, and asking for it is refused', () => {
    const old = single(pom(bootParent('1.5.22.RELEASE') + plugins(plugin('spring-boot-maven-plugin'))));
    expect(planOf(old).base.value).toBe('slim');
    expect(dockerfile(old)).toContain('ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75.0", ');
    expect(() => planOf(old, base('distroless'))).toThrow(UserError);
  });
});

test('the reason for a release is a half sentence, with and without the text of its place', () => {
  const level = pom(properties({ 'maven.compiler.source': '1.8' }));
  const app = { 'src/main/java/com/example/App.java': MAIN };
  const code = { 'src/main/java/X.java': 'class X {\n  boolean a = "".isBlank();\n}' };
  const reasonOf = (files: Record<string, string>) =>
    planOf(single(level, { ...app, ...files })).variables.javaReason?.value;
  expect(reasonOf({})).toBe('pom.xml: maven.compiler.source 1.8');
  expect(reasonOf(code)).toBe('src/main/java/X.java; String.isBlank came with Java 11');
});

describe('wishes', () => {
  test('a port is exposed and the app told to use it', () => {
    const text = dockerfile(single(BOOT), { port: decide(9090, { flag: 'port' }) });
    expect(text).toContain('EXPOSE 9090');
    expect(text).toContain('ENV SERVER_PORT=9090');
  });
  test('a start command is taken word by word', () => {
    const wish = { startCommand: decide('java -Xmx64m -jar app.jar "two words"', { flag: 'start-command' }) };
    expect(dockerfile(single(BOOT), wish)).toContain(
      'ENTRYPOINT ["/usr/bin/java", "-XX:MaxRAMPercentage=75", "-XX:+ExitOnOutOfMemoryError", "-Xmx64m", "-jar", "app.jar", "two words"]',
    );
  });
  test('a start command that needs a shell rules distroless out', () => {
    const wish = { startCommand: decide('java -jar app.jar | tee log', { flag: 'start-command' }) };
    expect(planOf(single(BOOT), wish).base.value).toBe('slim');
    expect(dockerfile(single(BOOT), wish)).toContain(
      'ENTRYPOINT ["sh", "-c", "java -jar app.jar | tee log"]',
    );
    expect(dockerfile(single(BOOT), wish)).toContain('ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=75 ');
  });
  test('a build command replaces Maven', () => {
    expect(
      dockerfile(single(BOOT), { buildCommand: decide('make jar', { flag: 'build-command' }) }),
    ).toContain('    make jar \\\n');
  });
  test('a start command helps where no main class stands out', () => {
    const main = (name: string) => `public class ${name} { public static void main(String[] a) {} }`;
    const project = single(pom(), {
      'src/main/java/One.java': main('One'),
      'src/main/java/Two.java': main('Two'),
    });
    expect(() => planOf(project)).toThrow(/2 main classes: One, Two/);
    const wish = { startCommand: decide('java -cp app.jar:lib/* Two', { flag: 'start-command' }) };
    expect(dockerfile(project, wish)).toContain(
      'ENTRYPOINT ["/usr/bin/java", "-XX:MaxRAMPercentage=75", "-XX:+ExitOnOutOfMemoryError", "-cp", "app.jar:lib/*", "Two"]',
    );
  });
});

test('Dropwizard is told to serve, with its configuration beside the jar', () => {
  const project = single(pom(dependencies('io.dropwizard:dropwizard-core')), {
    'src/main/java/com/example/App.java': MAIN,
    'config.yml':
      'server:\n  applicationConnectors:\n    - type: http\n      port: 9000\nlogging:\n  level: INFO\n',
  });
  const text = dockerfile(project);
  expect(text).toContain('COPY config.yml ./\n');
  expect(text).toContain('COPY --from=build /src/config.yml ./\n');
  expect(text).toContain('EXPOSE 9000\n');
  expect(text).toContain('CMD ["server", "config.yml"]');
});

test('Dropwizard leaves localhost', () => {
  const project = single(pom(dependencies('io.dropwizard:dropwizard-core')), {
    'src/main/java/com/example/App.java': MAIN,
    'config.yml':
      'server:\n  application_connectors:\n    - type: http\n      port: 9000\n      bind_host: localhost\n  adminConnectors:\n    - type: http\n      port: 9001\n      bindHost: 0.0.0.0\n',
  });
  expect(dockerfile(project)).toContain(' "-Ddw.server.application_connectors[0].bind_host=0.0.0.0", ');
  expect(planOf(project).warnings).toMatchObject([
    { id: 'settings-on-loopback', from: { file: 'config.yml' } },
  ]);
});

test('Dropwizard finds its settings among the resources, with the variables in them', () => {
  const file = 'src/main/resources/config/config.yaml';
  const project = single(pom(dependencies('io.dropwizard:dropwizard-core')), {
    'src/main/java/com/example/App.java': MAIN,
    [file]:
      'server:\n  applicationConnectors:\n    - type: http\n      bindHost: ${BIND_HOST:-127.0.0.1}\n      port: ${PORT:-9000}\n# ${OLD}\nurl: ${BASE_URL}\nother: ${BASE_URL}/x\n',
  });
  const text = dockerfile(project);
  expect(text).toContain('CMD ["server", "config.yaml"]');
  expect(text).toContain('ENV BIND_HOST=0.0.0.0\n');
  expect(planOf(project).warnings).toMatchObject([
    { id: 'settings-needed', values: { names: ['BASE_URL'] }, from: { file } },
  ]);
  expect(planOf(project).runFlags).toMatchObject([{ value: '-e BASE_URL' }]);
});

test.each([
  ['StreamerTest', []],
  ['Streamer', [1234]],
])('the port of a class called %s', (name, ports) => {
  const project = single(pom(), {
    'src/main/java/com/example/App.java': MAIN,
    [`src/main/java/com/example/${name}.java`]: `class ${name} {\n  void run() { server.setPort(1234); }\n}\n`,
  });
  expect(planOf(project).variables.ports?.value).toEqual(ports);
});

describe('a project that needs another one of the repository, which no POM lists beside it', () => {
  const needs = (version: string) =>
    `<dependencies><dependency><groupId>com.example</groupId><artifactId>common</artifactId><version>${version}</version></dependency></dependencies>`;
  const files = (version: string) =>
    mapProject({
      'gateway/pom.xml': pom(
        bootParent('3.5.0') + needs(version) + plugins(plugin('spring-boot-maven-plugin')),
        'gateway',
      ),
      'gateway/src/main/java/com/example/App.java': MAIN,
      'common/pom.xml': pom('', 'common'),
      'common/src/main/java/com/example/Common.java': 'package com.example;\nclass Common {}\n',
    });

  test('that one is installed first', () => {
    const text = dockerfile(files('1.0'));
    expect(text).toContain('COPY common/src ./common/src/\n');
    expect(text).toContain(
      'mvn -B -ntp -f common/pom.xml install -Dmaven.test.skip=true \\\n && mvn -B -ntp -f gateway/pom.xml package -Dmaven.test.skip=true',
    );
  });

  test('another version of it is a published one', () => {
    const text = dockerfile(files('0.9'));
    expect(text).not.toContain('common');
    expect(text).toContain('mvn -B -ntp package');
  });
});

test.each([
  ['2.3', '<manifestEntries><Main-Class>com.example.App</Main-Class></manifestEntries>', true],
  ['2.4', '<manifestEntries><Main-Class>com.example.App</Main-Class></manifestEntries>', false],
  ['2.3', '<mainClass>com.example.App</mainClass>', false],
])('maven-shade-plugin %s with %s', (version, entries, told) => {
  const inner = `<version>${version}</version><configuration><transformers><transformer>${entries}</transformer></transformers></configuration>`;
  const project = single(pom(plugins(plugin('maven-shade-plugin', inner + execution('shade')))));
  const found = planOf(project).warnings.filter(({ id }) => id === 'plugin-too-old');
  expect(found.map(({ values }) => values)).toMatchObject(told ? [{ version: '2.3', needed: '2.4' }] : []);
});

test('a database on localhost is looked for on the machine of the container', () => {
  const project = single(BOOT, {
    'src/main/java/com/example/App.java': MAIN,
    'src/main/resources/application.properties':
      'spring.datasource.url=jdbc:mysql://localhost:3306/shop?a=1&b=2\nspring.datasource.password=${DB_PASSWORD}\n',
  });
  expect(planOf(project).runFlags?.map(({ value }) => value)).toEqual([
    '--add-host=host.docker.internal:host-gateway',
    "-e SPRING_DATASOURCE_URL='jdbc:mysql://host.docker.internal:3306/shop?a=1&b=2'",
    '-e DB_PASSWORD',
  ]);
});

test('a repository in the files of a public one needs no credentials', () => {
  const urls = [
    'https://github.com/some/maven/raw/master/releases/',
    'https://raw.githubusercontent.com/some/maven/master/',
  ];
  for (const url of urls) {
    const text = pom(`<repositories><repository><url>${url}</url></repository></repositories>`);
    expect(planOf(single(text)).warnings).toEqual([]);
  }
});

test('a private repository gets a secret mount and a warning with the line', () => {
  const text = pom(
    '<repositories><repository><url>https://nexus.company.example/maven</url></repository></repositories>',
  );
  const plan = planOf(single(text));
  expect(plan.warnings[0]?.message).toContain('--secret id=maven_settings');
  expect(plan.variables.mounts?.value).toContain(
    '--mount=type=secret,id=maven_settings,target=/root/.m2/settings.xml',
  );
});

test('every input reaches the build, keys among the resources too', () => {
  const project = single(BOOT, {
    'src/main/java/com/example/App.java': MAIN,
    'src/main/java/com/example/target/Aim.java': 'class Aim {}',
    'src/main/resources/jwt.pem': 'key',
    'server.pem': 'key',
    'target/demo-1.0.jar': '',
  });
  const files = render(planOf(project), catalog, MADE);
  const matcher = ignoreMatcher(files.find(({ path }) => path === '.dockerignore')?.contents ?? '');
  expect(planOf(project).inputs.filter((path) => matcher.ignores(path))).toEqual([]);
  expect(matcher.ignores('src/main/resources/jwt.pem')).toBe(false);
  expect(matcher.ignores('src/main/java/com/example/target/Aim.java')).toBe(false);
  expect(matcher.ignores('server.pem')).toBe(true);
  expect(matcher.ignores('target/demo-1.0.jar')).toBe(true);
});

test('a .dockerignore that lets only a jar through is opened for the build', () => {
  const project = single(pom(plugins(plugin('frontend-maven-plugin'))), {
    '.dockerignore': '**\n!target/*.jar\n',
    'src/main/java/com/example/App.java': MAIN,
    'package.json': '{}',
    'node_modules/a/index.js': '',
  });
  expect(planOf(project).inputs).toEqual(['pom.xml', 'package.json', 'src']);
});

test('settings that Spring Boot reads where it is started go into the image, and say the port', () => {
  const files = {
    'src/main/java/com/example/App.java': MAIN,
    'src/main/resources/application.yml': 'server.port: 8081\n',
    'config/application.yml': 'server.port: 8099\n',
  };
  const text = dockerfile(single(BOOT, files));
  expect(text).toMatch(/^COPY .*config\/? .*config\/?$/m);
  expect(text).toMatch(/^EXPOSE 8099$/m);
  const { 'config/application.yml': _, ...without } = files;
  expect(dockerfile(single(BOOT, { ...without, 'config/checkstyle.xml': '' }))).not.toContain('config');
});

test('every POM of the reactor is an input, needed or not', () => {
  const project = mapProject({
    'pom.xml':
      '<project><groupId>g</groupId><artifactId>r</artifactId><version>1</version><packaging>pom</packaging><modules><module>app</module><module>bench</module></modules></project>',
    'app/pom.xml': pom(plugins(plugin('unknown-maven-plugin')), 'app'),
    'app/src/main/java/com/example/App.java': MAIN,
    'bench/pom.xml': pom('', 'bench'),
  });
  expect(planOf(project).inputs).toContain('bench/pom.xml');
});

describe('detection', () => {
  const child = (name: string, rest = '') =>
    `<project><parent><groupId>g</groupId><artifactId>r</artifactId><version>1</version></parent><artifactId>${name}</artifactId>${rest}</project>`;
  const root = (...modules: string[]) =>
    `<project>${bootParent('3.5.16')}<groupId>g</groupId><artifactId>r</artifactId><version>1</version><packaging>pom</packaging><modules>${modules.map((m) => `<module>${m}</module>`).join('')}</modules></project>`;
  const app = plugins(plugin('spring-boot-maven-plugin'));
  const standings = (files: Record<string, string>) =>
    Object.fromEntries(maven.detect(mapProject(files)).map(({ app, standing }) => [app, standing]));

  test('one packaged module stands out among libraries and tools', () => {
    const files = {
      'pom.xml': root('core', 'web', 'gen', 'samples/demo'),
      'core/pom.xml': child('core'),
      'web/pom.xml': child('web', app),
      'web/src/main/java/App.java': MAIN,
      'gen/pom.xml': child('gen'),
      'gen/src/main/java/Gen.java': MAIN,
      'samples/demo/pom.xml': child('demo', app),
      'samples/demo/src/main/java/App.java': MAIN,
    };
    expect(standings(files)).toEqual({
      web: STANDING.clear,
      gen: STANDING.side,
      'samples/demo': STANDING.side,
    });
  });

  test('a module whose name says that it is a test stands aside', () => {
    const files = {
      'pom.xml': root('broker', 'embedding'),
      'broker/pom.xml': child('broker'),
      'broker/src/main/java/App.java': MAIN,
      'embedding/pom.xml': child('embedded_test', dependencies('g:broker')),
      'embedding/src/main/java/App.java': MAIN,
    };
    expect(standings(files)).toEqual({ broker: STANDING.clear, embedding: STANDING.side });
  });

  test('of modules beside a library the one that starts by itself comes first', () => {
    const files = {
      'pom.xml': root('lib', 'lib-benchmarks', 'lib-example'),
      'lib/pom.xml': child('lib'),
      'lib-benchmarks/pom.xml': child('lib-benchmarks'),
      'lib-benchmarks/src/main/java/One.java': MAIN.replace('App', 'One'),
      'lib-benchmarks/src/main/java/Two.java': MAIN.replace('App', 'Two'),
      'lib-example/pom.xml': child('lib-example', app),
      'lib-example/src/main/java/App.java': MAIN,
    };
    expect(standings(files)).toEqual({
      'lib-benchmarks': STANDING.side - 5,
      'lib-example': STANDING.side,
    });
  });

  test('in a build of nothing but examples these are what is meant', () => {
    const files = {
      'pom.xml': root('core-examples', 'web-examples'),
      'core-examples/pom.xml': child('core-examples'),
      'core-examples/src/main/java/One.java': MAIN.replace('App', 'One'),
      'core-examples/src/main/java/Two.java': MAIN.replace('App', 'Two'),
      'web-examples/pom.xml': child('web-examples', app),
      'web-examples/src/main/java/App.java': MAIN,
    };
    expect(standings(files)).toEqual({
      'core-examples': STANDING.side - 5,
      'web-examples': STANDING.candidate,
    });
  });

  test('a war beside the jar of the same app is no question', () => {
    const war = child('app-war', '<packaging>war</packaging>');
    const files = {
      'pom.xml': root('app', 'app-war'),
      'app/pom.xml': child('app', app),
      'app/src/main/java/App.java': MAIN,
      'app-war/pom.xml': war,
      'app-war/src/main/java/Servlet.java':
        'import jakarta.servlet.http.HttpServlet;\nclass Servlet extends HttpServlet {}',
    };
    expect(standings(files)).toMatchObject({ app: STANDING.clear, 'app-war': STANDING.candidate });
  });

  test('two services are a question', () => {
    const files = { 'pom.xml': root('a', 'b'), 'a/pom.xml': child('a', app), 'b/pom.xml': child('b', app) };
    expect(standings(files)).toEqual({ a: STANDING.candidate, b: STANDING.candidate });
  });

  test('nothing of Maven here is no error; Gradle alone is named', () => {
    expect(maven.detect(mapProject({ 'go.mod': '' }))).toEqual([]);
    expect(() => maven.detect(mapProject({ 'build.gradle.kts': '' }))).toThrow(/Gradle/);
  });

  test('a library is refused with what was looked for', () => {
    const project = single(pom(properties({})), { 'src/main/java/L.java': 'class L {}' });
    expect(() => maven.detect(project)).toThrow(/library: no main class/);
  });
});

describe('what only the whole plan shows', () => {
  test('a frontend that a module packs as its resources is built with it', () => {
    const parent =
      '<parent><groupId>com.example</groupId><artifactId>demo</artifactId><version>1.0</version></parent>';
    const project = mapProject({
      'pom.xml': pom(
        '<packaging>pom</packaging><modules><module>frontend</module><module>backend</module></modules>',
      ),
      'frontend/pom.xml': pom(parent + plugins(plugin('frontend-maven-plugin')), 'frontend'),
      'backend/pom.xml': pom(
        `${parent}<build><resources><resource><directory>../frontend/dist</directory></resource></resources></build>`,
        'backend',
      ),
      'backend/src/main/java/com/example/App.java': MAIN,
    });
    const { variables } = planOf(project, {}, 'backend');
    expect(variables.build?.value).toContain('-pl frontend,backend -am');
    expect(variables.copies?.value).toEqual([{ from: '.', to: '.' }]);
  });

  test('a main class of the POM that is nowhere is told, unless the user says how to start', () => {
    const project = single(pom(properties({ 'exec.mainClass': 'com.example.Gone' })));
    expect(planOf(project).warnings).toMatchObject([
      { id: 'main-class-stale', values: { named: 'com.example.Gone', started: 'com.example.App' } },
    ]);
    const startCommand = decide('java -cp app.jar com.example.Other', { flag: 'start-command' });
    expect(planOf(project, { startCommand }).warnings).toEqual([]);
  });
});

describe('a war on Tomcat', () => {
  const JAVAX =
    '<dependencies><dependency><groupId>javax.servlet</groupId><artifactId>javax.servlet-api</artifactId><version>4.0.1</version></dependency></dependencies>';
  const OLD_PLUGIN = plugins(plugin('maven-war-plugin', '<version>2.6</version>'));
  const war = (inner = '') => single(pom(`<packaging>war</packaging>${inner}`), {});

  test('the image is that of the release, with the JDK of the build', () => {
    expect(dockerfile(war())).toContain('FROM tomcat:11.0-jre21-temurin AS runtime');
    expect(dockerfile(war(JAVAX))).toContain('FROM tomcat:9.0-jre21-temurin AS runtime');
  });
  test('an executable war needs no Tomcat', () => {
    const text = BOOT.replace('<version>1.0', '<packaging>war</packaging><version>1.0');
    expect(dockerfile(single(text))).not.toContain('tomcat');
  });
  test('Java 8 is fine for Tomcat 9 and too old for Tomcat 11', () => {
    const eight = { languageVersion: decide('8', { flag: 'language-version' }) };
    expect(dockerfile(war(JAVAX), eight)).toContain('FROM tomcat:9.0-jre8-temurin');
    expect(() => planOf(war(), eight)).toThrow(/tomcat:11.0-jre8-temurin is not published/);
  });
  test('a port is written into the settings of Tomcat', () => {
    const text = dockerfile(war(), { port: decide(9000, { flag: 'port' }) });
    expect(text).toContain('port="9000"');
    expect(text).toContain('EXPOSE 9000');
    expect(dockerfile(war())).not.toContain('sed');
  });
  test('an old war plugin gets the packages it reflects on, and only from Java 16 on', () => {
    const eight = { languageVersion: decide('8', { flag: 'language-version' }) };
    expect(dockerfile(war(JAVAX + OLD_PLUGIN))).toContain('--add-opens=java.base/java.util=ALL-UNNAMED');
    expect(dockerfile(war(JAVAX + OLD_PLUGIN), eight)).not.toContain('--add-opens');
    expect(dockerfile(war(JAVAX))).not.toContain('--add-opens');
  });
  test.each(['distroless', 'alpine', 'scratch'] as const)('%s is refused with the way out', (name) => {
    expect(() => planOf(war(), base(name))).toThrow(/--base slim/);
  });
});

describe('what the usual Maven image does not have', () => {
  const WRAPPER = '.mvn/wrapper/maven-wrapper.properties';
  const app = { 'src/main/java/com/example/App.java': MAIN };
  const url = (version: string) => ({
    ...app,
    [WRAPPER]: `distributionUrl=https://r/apache-maven/${version}/apache-maven-${version}-bin.zip\n`,
  });
  const model41 = pom().replace('<groupId>', '<modelVersion>4.1.0</modelVersion><groupId>');
  test.each([
    ['a wrapper of Maven 4', single(pom(), url('4.0.0-rc-3')), 'maven:4.0.0-rc-5-eclipse-temurin-21'],
    ['a wrapper of Maven 3.8', single(pom(), url('3.8.6')), 'maven:3.9-eclipse-temurin-21'],
    ['a POM of model 4.1.0', single(model41), 'maven:4.0.0-rc-5-eclipse-temurin-21'],
  ])('%s', (_name, project, image) => {
    const found = planOf(project);
    expect(found.variables.buildImage?.value).toBe(image);
    expect(found.warnings.length).toBe(image.includes('4.0.0') ? 1 : 0);
  });

  const run = (id: string, goal: string, inner = '') =>
    pom(plugins(plugin(id, `${execution(goal)}<configuration>${inner}</configuration>`)));
  test.each([
    ['docker by exec', run('exec-maven-plugin', 'exec', '<executable>docker</executable>'), /starts docker/],
    ['npm by exec', run('exec-maven-plugin', 'exec', '<executable>npm</executable>'), undefined],
    ['a migration', run('flyway-maven-plugin', 'migrate'), /flyway-maven-plugin connects to a database/],
    ['jOOQ from a database', run('jooq-codegen-maven', 'generate', '<jdbc><url>j</url></jdbc>'), /jooq/],
    ['jOOQ from a file', run('jooq-codegen-maven', 'generate', '<generator/>'), undefined],
    ['another program', run('exec-maven-plugin', 'java', '<mainClass>A</mainClass>'), undefined],
  ])('a warning for %s', (_name, text, message) => {
    const said = planOf(single(text))
      .warnings.map((warning) => warning.message)
      .join('\n');
    if (message === undefined) expect(said).toBe('');
    else expect(said).toMatch(message);
  });

  test('npm by exec comes with its image', () => {
    const text = dockerfile(single(run('exec-maven-plugin', 'exec', '<executable>yarn</executable>')));
    expect(text).toContain('COPY --from=node:24-slim /usr/local/ /usr/local/\nRUN npm install -g yarn@1\n');
  });

  test('a module that is not there stops before Maven does', () => {
    const root = (modules: string) => pom(`<packaging>pom</packaging><modules>${modules}</modules>`);
    const files = { 'app/pom.xml': BOOT };
    const gone = mapProject({ 'pom.xml': root('<module>app</module><module>lib</module>'), ...files });
    expect(() => planOf(gone, {}, 'app')).toThrow(
      /pom.xml:5 module lib is listed, but there is no lib\/pom.xml/,
    );
    const profile =
      '<profiles><profile><id>all</id><modules><module>lib</module></modules></profile></profiles>';
    const there = mapProject({
      'pom.xml': root('<module>app</module>').replace('</project>', `${profile}</project>`),
      ...files,
    });
    expect(planOf(there, {}, 'app').template.value).toBe('maven');
  });

  test('the profile that bundles the pages of a Vaadin app is on, unless the user names one', () => {
    const vaadin = (goal: string) => plugins(plugin('vaadin-maven-plugin', execution(goal)));
    const profile = `<profiles><profile><id>production</id>${vaadin('build-frontend')}</profile></profiles>`;
    const skeleton = single(pom(`${vaadin('prepare-frontend')}${profile}`), app);
    expect(dockerfile(skeleton)).toContain('mvn -B -ntp -P production package');
    expect(dockerfile(single(pom(`${vaadin('build-frontend')}${profile}`), app))).not.toContain(' -P ');
    const wish = { mavenProfile: decide('!production', { flag: 'maven-profile' }) };
    expect(dockerfile(skeleton, wish)).not.toContain('-P production');
  });

  test('a profile that is nowhere is an error, and one that is goes to Maven', () => {
    const profiles = pom('<profiles><profile><id>prod</id></profile></profiles>');
    const wish = (value: string) => ({ mavenProfile: decide(value, { flag: 'maven-profile' }) });
    expect(dockerfile(single(profiles, app), wish('prod'))).toContain('mvn -B -ntp -P prod package');
    expect(() => planOf(single(profiles, app), wish('pord'))).toThrow(
      /names the profile pord, which no POM has/,
    );
  });
});
