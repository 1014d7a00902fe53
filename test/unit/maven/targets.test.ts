import { describe, expect, test } from 'vitest';
import { maven } from '../../../generators/ecosystems/maven/index.js';
import { decide } from '../../../generators/plan/decision.js';
import type { Wishes } from '../../../generators/plan/wishes.js';
import { mapProject } from '../../../generators/project/map.js';
import type { Project } from '../../../generators/project/project.js';
import { render } from '../../../generators/render/render.js';
import { MADE } from '../../support/made.js';
import { bootParent, CATALOG, dependencies, execution, MAIN, plugin, plugins, pom } from './support.js';

const APP = 'src/main/java/com/example/App.java';
const TESTS = 'src/test/java/com/example/AppTest.java';

function planOf(project: Project, wishes: Wishes = {}) {
  const [detection] = maven.detect(project, wishes);
  if (detection === undefined) throw new Error('nothing detected');
  return maven.plan({ project, detection, wishes, catalog: CATALOG });
}

function dockerfile(project: Project, wishes: Wishes = {}): string {
  return render(planOf(project, wishes), CATALOG, MADE)[0]?.contents ?? '';
}

interface TestVariable {
  does: string;
  wants: string[];
  command: string;
}

/** The test stage of a runnable jar with this POM and these test files. */
function stageOf(rest: string, files: Record<string, string>): TestVariable | null {
  const project = mapProject({ 'pom.xml': pom(rest), [APP]: MAIN, ...files });
  return planOf(project).variables.test?.value as TestVariable | null;
}

const FAILSAFE = plugin('maven-failsafe-plugin', execution('integration-test'));
const CONTAINERS = 'package com.example;\n\nimport org.testcontainers.containers.GenericContainer;\n';

describe('the test stage', () => {
  test('is left out without tests', () => {
    expect(stageOf('', {})).toBeNull();
    expect(stageOf('', { 'src/test/java/com/example/Fixtures.java': '' })).toBeNull();
  });
  test('verifies with the mounts of the build', () => {
    expect(stageOf('', { [TESTS]: '' })?.command).toBe(
      '--mount=type=cache,target=/root/.m2/repository,sharing=locked \\\n    mvn -B -ntp verify',
    );
  });
  test('is left out when the POM itself skips them, and runs when a property does', () => {
    const hard = plugins(
      plugin('maven-surefire-plugin', '<configuration><skipTests>true</skipTests></configuration>'),
    );
    expect(stageOf(hard, { [TESTS]: '' })).toBeNull();
    const soft = '<properties><skipTests>true</skipTests></properties>';
    expect(stageOf(soft, { [TESTS]: '' })?.command).toContain('mvn -B -ntp verify -DskipTests=false');
  });
  test('counts integration tests only when something runs them', () => {
    const files = { 'src/test/java/com/example/AppIT.java': '' };
    expect(stageOf('', files)).toBeNull();
    expect(stageOf(plugins(FAILSAFE), files)?.does).toContain('those of integration too');
  });
  test('leaves integration tests out that start containers, and says where', () => {
    const it = 'src/test/java/com/example/AppIT.java';
    const stage = stageOf(plugins(FAILSAFE), { [TESTS]: '', [it]: CONTAINERS });
    expect(stage?.command).toContain('verify -DskipITs');
    expect(stage?.wants.join(' ')).toContain(`start containers (${it}:3), which a build cannot`);
  });
  test('says that unit tests start containers', () => {
    const stage = stageOf('', { [TESTS]: CONTAINERS });
    expect(stage?.command).not.toContain('-DskipITs');
    expect(stage?.wants.join(' ')).toContain(`Tests that start containers (${TESTS}:3) fail in a build.`);
    const url = { 'src/test/resources/application.yml': 'spring:\n  url: jdbc:tc:postgresql:17:///db\n' };
    expect(stageOf('', { [TESTS]: '', ...url })?.wants.join(' ')).toContain('application.yml:2');
  });
  test('says that the app wants a database, unless there is one in the process', () => {
    const whole = { [TESTS]: 'package com.example;\n@SpringBootTest\nclass AppTest {}\n' };
    const driver = stageOf(dependencies('org.postgresql:postgresql'), whole);
    expect(driver?.wants.join(' ')).toMatch(
      /AppTest\.java:2\) need its database \(pom\.xml:\d+ postgresql\)/,
    );
    expect(
      stageOf(dependencies('org.postgresql:postgresql', 'com.h2database:h2'), whole)?.wants,
    ).toHaveLength(0);
    expect(stageOf(dependencies('org.postgresql:postgresql'), { [TESTS]: '' })?.wants).toHaveLength(0);
  });
});

const BOOT = bootParent('3.5.16') + plugins(plugin('spring-boot-maven-plugin'));
const dev: Wishes = { dev: decide(true, { flag: 'dev' }) };
const gate: Wishes = { test: decide('gate', { flag: 'test' }) };

describe('the gate', () => {
  test('ships the layers from the test stage', () => {
    const text = dockerfile(mapProject({ 'pom.xml': pom(BOOT), [APP]: MAIN, [TESTS]: '' }), gate);
    expect(text).toContain('COPY --from=test /layers/application/ ./');
    expect(text).not.toContain('COPY --from=build');
  });
});

describe('the dev target', () => {
  test('of Spring Boot installs the modules it needs before it runs in its own', () => {
    const project = mapProject({
      'pom.xml': pom(
        `${bootParent('3.5.16')}<packaging>pom</packaging><modules><module>lib</module><module>web</module></modules>`,
      ),
      'lib/pom.xml': child('lib'),
      'lib/src/main/java/com/example/Lib.java': '',
      'web/pom.xml': child(
        'web',
        dependencies('com.example:lib') + plugins(plugin('spring-boot-maven-plugin')),
      ),
      'web/src/main/java/com/example/App.java': MAIN,
    });
    const text = dockerfile(project, dev);
    expect(text).toContain(
      'mvn -B -ntp -pl web -am install -Dmaven.test.skip=true && { mvn -B -ntp -pl web spring-boot:run -Dmaven.test.skip=true & }; \\',
    );
    expect(text).toContain('find web/src lib/src -newer');
    expect(text).toContain('-v "$PWD/lib/src:/src/lib/src"');
  });
  test('of a jar starts it where the build leaves it', () => {
    const project = mapProject({ 'pom.xml': pom(dependencies('gson')), [APP]: MAIN });
    expect(dockerfile(project, dev)).toContain(
      String.raw`&& mv \"$(ls target/demo-*.jar)\" /app.jar && { java -cp '/app.jar:target/dependency/*' com.example.App & };`,
    );
  });
  test('of a war is refused', () => {
    const project = mapProject({ 'pom.xml': pom('<packaging>war</packaging>') });
    expect(() => planOf(project, dev)).toThrow(/Tomcat/);
  });
  test("is refused beside a user's own start command", () => {
    const project = mapProject({ 'pom.xml': pom(BOOT), [APP]: MAIN });
    const wishes = { ...dev, startCommand: decide('java -jar app.jar', { flag: 'start-command' }) };
    expect(() => planOf(project, wishes)).toThrow(/--start-command/);
  });
});

function child(artifactId: string, rest = ''): string {
  return `<project><parent><groupId>com.example</groupId><artifactId>demo</artifactId><version>1.0</version></parent><artifactId>${artifactId}</artifactId>${rest}</project>`;
}
