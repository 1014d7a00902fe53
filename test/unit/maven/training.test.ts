import { describe, expect, test } from 'vitest';
import { maven } from '../../../generators/ecosystems/maven/index.js';
import { decide } from '../../../generators/plan/decision.js';
import type { Wishes } from '../../../generators/plan/wishes.js';
import { mapProject } from '../../../generators/project/map.js';
import type { Project } from '../../../generators/project/project.js';
import { render } from '../../../generators/render/render.js';
import { MADE } from '../../support/made.js';
import { bootParent, CATALOG, dependencies, MAIN, plugin, plugins, pom } from './support.js';

const wish: Wishes = { optimizeStartup: decide(true, { flag: 'optimize-startup' }) };

function dockerfile(project: Project, more: Wishes = {}): string {
  const [detection] = maven.detect(project, { ...wish, ...more });
  if (detection === undefined) throw new Error('nothing detected');
  const plan = maven.plan({ project, detection, wishes: { ...wish, ...more }, catalog: CATALOG });
  return render(plan, CATALOG, MADE)[0]?.contents ?? '';
}

/** A Spring Boot app with these dependencies and settings. */
function boot(rest = '', { version = '3.5.16', settings = '' } = {}): Project {
  return mapProject({
    'pom.xml': pom(bootParent(version) + rest + plugins(plugin('spring-boot-maven-plugin'))),
    'src/main/java/com/example/App.java': MAIN,
    'src/main/resources/application.properties': settings,
  });
}

describe('--optimize-startup', () => {
  test('archives classes by a first run on Java 17 and 21', () => {
    const text = dockerfile(boot());
    expect(text).toContain(
      'RUN ["/usr/bin/java", "-XX:ArchiveClassesAtExit=app.jsa", "-Dspring.context.exit=onRefresh", "-XX:MaxRAMPercentage=75", "-XX:+ExitOnOutOfMemoryError", "-jar", "app.jar"]',
    );
    expect(text).toContain(
      'ENTRYPOINT ["/usr/bin/java", "-XX:SharedArchiveFile=app.jsa", "-XX:MaxRAMPercentage=75", "-XX:+ExitOnOutOfMemoryError", "-jar", "app.jar"]',
    );
  });
  test('makes an AOT cache on Java 25, with the java of the base', () => {
    const text = dockerfile(boot(), {
      languageVersion: decide('25', { flag: 'language-version' }),
      base: decide('alpine', { flag: 'base' }),
    });
    expect(text).toContain('RUN ["java", "-XX:AOTCacheOutput=app.aot", "-Dspring.context.exit=onRefresh",');
    expect(text).toContain(
      'ENTRYPOINT ["java", "-XX:AOTCache=app.aot", "-XX:MaxRAMPercentage=75", "-XX:+ExitOnOutOfMemoryError", "-jar", "app.jar"]',
    );
  });
  test.each([
    ['a database server', boot(dependencies('org.postgresql:postgresql')), /pom\.xml:\d+ postgresql/],
    [
      'one in the settings, beside an embedded one',
      boot(dependencies('org.postgresql:postgresql', 'com.h2database:h2'), {
        settings: 'a=b\nspring.datasource.url=jdbc:postgresql://db/app\n',
      }),
      /application\.properties:2/,
    ],
    [
      'a server of settings',
      boot(dependencies('spring-cloud-starter-config')),
      /spring-cloud-starter-config/,
    ],
    ['an older Spring Boot', boot('', { version: '3.2.0' }), /Spring Boot 3\.2\.0/],
    [
      'another program',
      mapProject({ 'pom.xml': pom(), 'src/main/java/com/example/App.java': MAIN }),
      /only Spring Boot 3\.3/,
    ],
  ])('is refused for %s', (_what, project, reason) => {
    expect(() => dockerfile(project)).toThrow(reason);
  });
  test('is refused beside a start command', () => {
    const startCommand = decide('java -jar app.jar', { flag: 'start-command' });
    expect(() => dockerfile(boot(), { startCommand })).toThrow(/start command/);
  });
  test('is fine with a database inside the program', () => {
    expect(dockerfile(boot(dependencies('com.h2database:h2', 'org.postgresql:postgresql')))).toContain(
      '.jsa',
    );
  });
});
