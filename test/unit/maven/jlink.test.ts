import { describe, expect, test } from 'vitest';
import { maven } from '../../../generators/ecosystems/maven/index.js';
import { decide } from '../../../generators/plan/decision.js';
import type { Wishes } from '../../../generators/plan/wishes.js';
import { mapProject } from '../../../generators/project/map.js';
import type { Project } from '../../../generators/project/project.js';
import { render } from '../../../generators/render/render.js';
import { MADE } from '../../support/made.js';
import { bootParent, CATALOG, dependencies, execution, MAIN, plugin, plugins, pom } from './support.js';

const wish: Wishes = { jlink: decide(true, { flag: 'jlink' }) };

function dockerfile(project: Project, more: Wishes = {}): string {
  const [detection] = maven.detect(project, { ...wish, ...more });
  if (detection === undefined) throw new Error('nothing detected');
  const plan = maven.plan({ project, detection, wishes: { ...wish, ...more }, catalog: CATALOG });
  return render(plan, CATALOG, MADE)[0]?.contents ?? '';
}

const single = (text: string, files: Record<string, string> = {}) =>
  mapProject({ 'pom.xml': text, 'src/main/java/com/example/App.java': MAIN, ...files });

const boot = (version = '3.5.16', configuration = '') =>
  single(pom(bootParent(version) + plugins(plugin('spring-boot-maven-plugin', configuration))));

describe('--jlink', () => {
  test('looks into the layers of Spring Boot and starts the linked Java', () => {
    const text = dockerfile(boot());
    expect(text).toContain("RUN find /layers -name '*.jar'");
    expect(text).toContain('FROM gcr.io/distroless/java-base-debian13:nonroot AS runtime');
    expect(text).toContain('COPY --from=jre /jre /opt/java');
    expect(text).toContain(
      'ENTRYPOINT ["/opt/java/bin/java", "-XX:MaxRAMPercentage=75", "-XX:+ExitOnOutOfMemoryError", "-jar", "app.jar"]',
    );
  });

  test('looks into the jar and those beside it', () => {
    const thin = single(pom(dependencies('com.google.code.gson:gson')));
    expect(dockerfile(thin)).toContain("RUN find /app.jar /src/target/dependency -name '*.jar'");
  });

  test('looks into the fast-jar of Quarkus', () => {
    const quarkus = single(pom(plugins(plugin('quarkus-maven-plugin', execution('build')))));
    expect(dockerfile(quarkus)).toContain("RUN find /src/target/quarkus-app -name '*.jar'");
  });

  test('asks the jlink of its release for what it knows', () => {
    const of = (version: string) =>
      dockerfile(boot(), { languageVersion: decide(version, { flag: 'language-version' }) });
    expect(of('21')).toContain('--compress zip-6 --generate-cds-archive');
    expect(of('17')).toContain('--compress 2');
    expect(of('17')).toContain(' && /jre/bin/java -Xshare:dump');
  });

  test('the first start of --optimize-startup runs on the linked Java', () => {
    const text = dockerfile(boot(), { optimizeStartup: decide(true, { flag: 'optimize-startup' }) });
    expect(text).toContain('RUN ["/opt/java/bin/java", "-XX:ArchiveClassesAtExit=app.jsa"');
  });

  test.each([
    ['another base', boot(), { base: decide('alpine' as const, { flag: 'base' }) }, /distroless/],
    ['Java 8', boot('2.1.0.RELEASE'), {}, /Java 11|Java 8/],
    ['a launcher of Spring Boot', boot('3.2.1'), {}, /Spring Boot 3\.2\.1/],
    [
      'jars in a jar',
      boot('3.5.16', '<configuration><layers><enabled>false</enabled></layers></configuration>'),
      {},
      /jdeps does not look inside/,
    ],
    ['Tomcat', single(pom('<packaging>war</packaging>')), {}, /Tomcat/],
    [
      'an agent',
      boot(),
      { startCommand: decide('java -javaagent:a.jar -jar app.jar', { flag: 'start-command' }) },
      /agent/,
    ],
  ])('is refused with %s', (_title, project, more, reason) => {
    expect(() => dockerfile(project, more)).toThrow(reason);
  });
});
