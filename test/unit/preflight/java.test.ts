import { describe, expect, test } from 'vitest';
import { products } from '../../../generators/ecosystems/maven/build/products.js';
import { preflight } from '../../../generators/preflight/preflight.js';
import { mapProject } from '../../../generators/project/map.js';
import {
  bootParent,
  dependencies,
  execution,
  MAIN,
  plugin,
  plugins,
  pom,
  properties,
} from '../maven/support.js';

const BUILD = 'FROM maven:3.9-eclipse-temurin-21 AS build\nWORKDIR /src\nCOPY . .\nRUN mvn package';
const JAVA = 'FROM eclipse-temurin:21-jre\nWORKDIR /app\n';
const START = 'ENTRYPOINT ["java", "-jar", "app.jar"]';

/** A Dockerfile that copies this path of the build into the image and starts it. */
const copying = (path: string, build = BUILD) =>
  `${build}\n${JAVA}COPY --from=build ${path} app.jar\n${START}\n`;
const running = (rest: string) => copying('/app.jar', `${BUILD} ${rest}`);
const starting = (words: string) =>
  `${BUILD}\n${JAVA}COPY --from=build /src/target/demo-1.0.jar app.jar\nENTRYPOINT ${words}\n`;

function found(dockerfile: string, text = pom(), files: Record<string, string> = {}): string[] {
  const project = mapProject({ 'pom.xml': text, 'src/main/java/com/example/App.java': MAIN, ...files });
  const { findings } = preflight({ dockerfile, dockerignore: '', project, products: products(project) });
  return findings.map(({ id, line }) => `${id} ${line}`);
}

const BOOT = bootParent('3.5.16') + plugins(plugin('spring-boot-maven-plugin'));
const SHADE = plugins(plugin('maven-shade-plugin', execution('shade')));
const QUARKUS = plugins(plugin('quarkus-maven-plugin', execution('build')));
const refs =
  '<configuration><descriptorRefs><descriptorRef>jar-with-dependencies</descriptorRef></descriptorRefs></configuration>';
const ASSEMBLY = plugins(plugin('maven-assembly-plugin', execution('single') + refs));

test('a version that an extension of the build may decide is not judged', () => {
  const other = copying('/src/target/demo-1.2.3.jar');
  expect(found(other)).toEqual(['artifact-missing 7']);
  expect(found(other, pom(), { '.mvn/extensions.xml': '<extensions/>' })).toEqual([]);
});

describe('a package that the build makes', () => {
  test.each([
    ['by its coordinates', copying('/src/target/demo-1.0.jar'), ''],
    ['by a pattern', copying('/src/target/*.jar'), ''],
    ['by finalName', copying('/src/target/shop.jar'), '<build><finalName>shop</finalName></build>'],
    ['repackaged in its place', copying('/src/target/*.jar'), BOOT],
    ['with all dependencies', copying('/src/target/demo-1.0-jar-with-dependencies.jar'), ASSEMBLY],
    ['of Quarkus', copying('/src/target/quarkus-app/quarkus-run.jar'), QUARKUS],
    ['moved by the build', running('&& mv target/demo-1.0.jar /app.jar'), ''],
    ['moved by what ls finds', running('&& mv "$(ls target/demo-*.jar)" /app.jar'), ''],
    ['several into a directory', `${BUILD}\n${JAVA}COPY --from=build /src/target/*.jar ./\n${START}`, SHADE],
    [
      'several without the one that is deleted',
      running('&& rm target/original-* && mv target/*.jar /app.jar'),
      SHADE,
    ],
  ])('%s', (_, dockerfile, rest) => {
    expect(found(dockerfile, pom(rest))).toEqual([]);
  });
});

describe('a package that it does not make', () => {
  const MISSING = ['artifact-missing 6'];
  test.each([
    ['another version', copying('/src/target/demo-0.9.jar'), '', MISSING],
    [
      'the name before finalName',
      copying('/src/target/demo-1.0.jar'),
      '<build><finalName>shop</finalName></build>',
      MISSING,
    ],
    ['a jar where there is a war', copying('/src/target/*.jar'), '<packaging>war</packaging>', MISSING],
    ['a directory of Quarkus', copying('/src/target/quarkus-app/'), BOOT, MISSING],
    ['in the build', running('&& mv target/demo.jar /app.jar'), '', ['artifact-missing 4']],
    ['in one stage alone', `${BUILD}\nCMD ["java", "-jar", "target/app.jar"]`, '', ['artifact-missing 5']],
  ])('%s', (_, dockerfile, rest, ids) => {
    expect(found(dockerfile.replace(JAVA, 'FROM eclipse-temurin:21-jre\n'), pom(rest))).toEqual(ids);
  });

  test('of a module', () => {
    const modules = pom('<packaging>pom</packaging><modules><module>api</module></modules>', 'all');
    const api = { 'api/pom.xml': pom('', 'api') };
    expect(found(copying('/src/api/target/api-1.0.jar'), modules, api)).toEqual([]);
    expect(found(copying('/src/api/target/demo-1.0.jar'), modules, api)).toEqual(['artifact-missing 7']);
  });
});

describe('several packages that one pattern fits', () => {
  test.each([
    ['a shaded jar and the plain one', SHADE],
    ['an assembly', ASSEMBLY],
    ['sources', plugins(plugin('maven-source-plugin', execution('jar-no-fork')))],
  ])('%s', (_, rest) => {
    expect(found(copying('/src/target/*.jar'), pom(rest))).toEqual(['artifact-several 7']);
    expect(found(running('&& mv target/*.jar /app.jar'), pom(rest))).toEqual(['artifact-several 4']);
  });
});

describe('what the POM does not tell is not judged', () => {
  const other = copying('/src/target/demo-0.9.jar');
  test.each([
    ['a plug-in that may make anything', other, plugins(plugin('exec-maven-plugin', execution('exec')))],
    [
      'a parent elsewhere',
      other,
      '<parent><groupId>a</groupId><artifactId>b</artifactId><version>1</version></parent>',
    ],
    ['a version of the command line', other.replace('package', 'package -Drevision=0.9'), ''],
    ['a profile', other.replace('package', 'package -Pprod'), ''],
    ['a name of the build', other, '<build><finalName>demo-${git.commit}</finalName></build>'],
    [
      'a jar that the build renames',
      other.replace('package', 'package && mv target/demo-1.0.jar target/demo-0.9.jar'),
      '',
    ],
    ['another tool', other.replace('mvn package', './build.sh'), ''],
    ['Maven without a package', other.replace('mvn package', 'mvn compile'), ''],
  ])('%s', (_, dockerfile, rest) => {
    expect(found(dockerfile, pom(rest))).toEqual([]);
  });
});

describe('a main class', () => {
  const manifest = (name: string) =>
    plugins(
      plugin(
        'maven-jar-plugin',
        `<configuration><archive><manifest><mainClass>${name}</mainClass></manifest></archive></configuration>`,
      ),
    );
  const jar = '["java", "-jar", "app.jar"]';
  test.each([
    ['of the sources', starting('["java", "-Xmx1g", "-cp", "app.jar:lib/*", "com.example.App"]'), ''],
    [
      'of others',
      starting('["java", "-cp", "app.jar", "org.springframework.boot.loader.launch.JarLauncher"]'),
      '',
    ],
    [
      'that a sister may bring',
      starting('["java", "-cp", "app.jar", "com.example.Gone"]'),
      dependencies('com.example:lib'),
    ],
    ['of the manifest', starting(jar), manifest('com.example.App')],
  ])('%s is fine', (_, dockerfile, rest) => {
    expect(found(dockerfile, pom(rest))).toEqual([]);
  });

  test.each([
    ['by its name', starting('["java", "-cp", "app.jar:lib/*", "com.example.Gone"]'), ''],
    ['in shell form', starting('exec java $JAVA_OPTS -cp app.jar com.example.Gone'), ''],
    ['by the loader', starting('["java", "-Dloader.main=com.example.Gone", "-jar", "app.jar"]'), ''],
    ['in the manifest', starting(jar), manifest('com.example.Gone')],
    [
      'in the manifest of Spring Boot',
      starting(jar),
      properties({ 'start-class': 'com.example.Gone' }) + BOOT,
    ],
  ])('that no source declares, %s', (_, dockerfile, rest) => {
    expect(found(dockerfile, pom(rest))).toEqual(['main-missing 8']);
  });
});
