import { describe, expect, test } from 'vitest';
import { builtIn, detectionsOf, dockerfile, planOf, variableOf } from './support.js';

const gradle = builtIn('gradle');

const APPLICATION = `plugins {
    id 'java'
    id 'application'
}

application {
    mainClass = 'com.example.App'
}
`;

const BOOT = `plugins {
  id("org.springframework.boot") version "3.4.2"
  kotlin("jvm") version "2.2.21"
}

dependencies {
  implementation("org.springframework.boot:spring-boot-starter-web")
}
`;

const WRAPPER = {
  gradlew: '#!/bin/sh\n',
  'gradle/wrapper/gradle-wrapper.jar': 'PK',
  'gradle/wrapper/gradle-wrapper.properties':
    'distributionUrl=https\\://services.gradle.org/distributions/gradle-8.14.3-bin.zip\n',
};

const planned = (files: Record<string, string>, wishes = {}) => planOf(gradle, files, wishes);
const refusal = (files: Record<string, string>) => {
  try {
    detectionsOf(gradle, files);
    return 'none';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('what makes a program', () => {
  test.each([
    ['Spring Boot in Kotlin', { 'build.gradle.kts': BOOT }, 'boot'],
    ['the application plug-in', { 'build.gradle': APPLICATION }, 'application'],
    [
      'the application plug-in by its block',
      { 'build.gradle.kts': 'plugins {\n  application\n}\napplication {\n  mainClass.set("a.AppKt")\n}\n' },
      'application',
    ],
    [
      'plug-ins applied by name',
      { 'build.gradle': "apply plugin: 'application'\nmainClassName = 'a.App'\n" },
      'application',
    ],
    [
      'an alias of the catalog',
      { 'build.gradle.kts': 'plugins {\n  alias(libs.plugins.spring.boot)\n}\n' },
      'boot',
    ],
    ['Quarkus', { 'build.gradle': "plugins {\n    id 'io.quarkus'\n}\n" }, 'quarkus'],
    [
      'Ktor',
      {
        'build.gradle.kts':
          'plugins {\n  id("io.ktor.plugin") version "3.3.3"\n}\napplication {\n  mainClass = "a.AppKt"\n}\n',
      },
      'application',
    ],
  ])('%s', (_, files, kind) => {
    expect(variableOf(planned(files), 'kind')).toBe(kind);
  });

  test.each([
    [
      'a library',
      { 'build.gradle': "plugins {\n    id 'java-library'\n}\n" },
      'build.gradle makes no program',
    ],
    [
      'a plug-in that is not applied here',
      { 'build.gradle': "plugins {\n    id 'org.springframework.boot' version '3.4.2' apply false\n}\n" },
      'build.gradle makes no program',
    ],
    ['no class to start', { 'build.gradle': "plugins {\n    id 'application'\n}\n" }, 'names no mainClass'],
    [
      'Android',
      { 'app/build.gradle.kts': 'plugins {\n  id("com.android.application")\n}\n' },
      'makes an Android app',
    ],
    [
      'a mod of Minecraft',
      { 'build.gradle': "plugins {\n    id 'fabric-loom' version '1.0'\n}\n" },
      'fabric-loom',
    ],
    ['a war for a server', { 'build.gradle': "plugins {\n    id 'war'\n}\n" }, 'makes a war'],
  ])('is refused: %s', (_, files, message) => {
    expect(refusal(files)).toContain(message);
  });
});

describe('Gradle itself', () => {
  test('is the wrapper where it is complete, on a plain JDK', () => {
    const plan = planned({ 'build.gradle.kts': BOOT, ...WRAPPER });
    expect(variableOf(plan, 'build')).toBe('sh gradlew --no-daemon bootJar');
    expect(variableOf(plan, 'buildImage')).toBe('eclipse-temurin:21-jdk');
    expect(plan.warnings).toEqual([]);
  });

  test('is the image without the jar of the wrapper, which is said', () => {
    const { 'gradle/wrapper/gradle-wrapper.jar': _, ...rest } = WRAPPER;
    const plan = planned({ 'build.gradle.kts': BOOT, ...rest });
    expect(variableOf(plan, 'buildImage')).toBe('gradle:9-jdk21');
    expect(plan.warnings.map(({ message }) => message).join()).toContain('without its gradle-wrapper.jar');
  });

  test('is an older image for build scripts that Gradle 9 does not read', () => {
    const script = "apply plugin: 'application'\nsourceCompatibility = 11\nmainClassName = 'a.App'\n";
    expect(variableOf(planned({ 'build.gradle': script }), 'buildImage')).toBe('gradle:8-jdk11');
  });

  test('is called for one project of several', () => {
    const files = {
      'settings.gradle': "include 'apps:web', 'core'\n",
      'apps/web/build.gradle': APPLICATION,
      'core/build.gradle': "plugins {\n    id 'java-library'\n}\n",
    };
    const plan = planned(files);
    expect(variableOf(plan, 'build')).toBe('gradle --no-daemon :apps:web:installDist');
    expect(variableOf(plan, 'take')).toBe('cp -r apps/web/build/install/*/lib /out');
    const inside = Object.fromEntries(Object.entries(files).map(([path, text]) => [`server/${path}`, text]));
    expect(variableOf(planned(inside), 'build')).toBe('gradle --no-daemon :apps:web:installDist');
    expect(dockerfile(planned(inside))).toContain('WORKDIR /src/server\nCOPY server ./');
  });

  test('has the line ends of Windows taken away', () => {
    const windows = { ...WRAPPER, gradlew: '#!/bin/sh\r\necho\r\n' };
    expect(dockerfile(planned({ 'build.gradle.kts': BOOT, ...windows }))).toContain(
      "sed -i 's/\\r$//' gradlew",
    );
    expect(dockerfile(planned({ 'build.gradle.kts': BOOT, ...WRAPPER }))).not.toContain('sed');
  });
});

describe('the version of Java', () => {
  test.each([
    [
      'a toolchain',
      `${BOOT}java { toolchain { languageVersion.set(JavaLanguageVersion.of(17)) } }\n`,
      {},
      '17',
    ],
    ['the toolchain of Kotlin', `${BOOT}kotlin { jvmToolchain(25) }\n`, {}, '25'],
    [
      'a level between two long-term releases',
      `${BOOT}java {\n  sourceCompatibility = JavaVersion.VERSION_18\n}\n`,
      {},
      '21',
    ],
    ['an old level', `${BOOT}java {\n  sourceCompatibility = JavaVersion.VERSION_1_8\n}\n`, {}, '8'],
    ['SDKMAN', BOOT, { '.sdkmanrc': 'java=25.0.1-tem\n' }, '25'],
    ['asdf', BOOT, { '.tool-versions': 'java temurin-17.0.9+9\n' }, '17'],
    ['nothing', BOOT, {}, '21'],
    [
      'a Gradle that runs on no newer one',
      BOOT,
      {
        ...WRAPPER,
        'gradle/wrapper/gradle-wrapper.properties': 'distributionUrl=https\\://x/gradle-7.6-bin.zip\n',
      },
      '17',
    ],
    ['Spring Boot 2', BOOT.replace('3.4.2', '2.7.18'), {}, '17'],
  ])('%s', (_, script, more, version) => {
    expect(variableOf(planned({ 'build.gradle.kts': script, ...more }), 'languageVersion')).toBe(version);
  });

  test('has to be in the image of the base', () => {
    const old = { 'build.gradle.kts': `${BOOT}java { sourceCompatibility = JavaVersion.VERSION_11 }\n` };
    expect(planned(old).base.value).toBe('slim');
  });
});

describe('how it starts', () => {
  test('a jar of Spring Boot in layers, by the path of java where there is no shell', () => {
    const text = dockerfile(planned({ 'build.gradle.kts': BOOT }));
    expect(text).toContain('COPY --from=build /layers/application/ ./');
    expect(text).toContain(
      'ENTRYPOINT ["/usr/bin/java", "-XX:MaxRAMPercentage=75", "-XX:+ExitOnOutOfMemoryError", "-jar", "app.jar"]',
    );
    const older = dockerfile(planned({ 'build.gradle.kts': BOOT.replace('3.4.2', '3.2.1') }));
    expect(older).toContain('COPY --from=build /app.jar ./');
    expect(older).not.toContain('/layers');
  });

  test('a class with the options of the build script', () => {
    const script = `${APPLICATION}application.applicationDefaultJvmArgs = ['-Xmx256m', "-Dmode=fast"]\n`;
    expect(variableOf(planned({ 'build.gradle': script }), 'entrypoint')).toEqual([
      '/usr/bin/java',
      '-XX:MaxRAMPercentage=75',
      '-XX:+ExitOnOutOfMemoryError',
      '-Xmx256m',
      '-Dmode=fast',
      '-cp',
      'lib/*',
      'com.example.App',
    ]);
  });

  test('Quarkus from its four directories', () => {
    const text = dockerfile(planned({ 'build.gradle': "plugins {\n    id 'io.quarkus'\n}\n" }));
    expect(text).toContain('COPY --from=build /src/build/quarkus-app/quarkus/ ./quarkus/');
  });

  test.each([
    ['properties', { 'src/main/resources/application.properties': 'server.port=${PORT:9000}\n' }, [9000]],
    ['YAML', { 'src/main/resources/application.yml': 'server:\n  port: 9001\n' }, [9001]],
    ['nothing', {}, [8080]],
  ])('its port from %s', (_, more, ports) => {
    expect(variableOf(planned({ 'build.gradle.kts': BOOT, ...more }), 'ports')).toEqual(ports);
  });

  test('a command without a port', () => {
    expect(variableOf(planned({ 'build.gradle': APPLICATION }), 'ports')).toEqual([]);
  });

  test('settings without a default are told of', () => {
    const files = { 'src/main/resources/application.properties': 'a=${API_KEY}\nb=${MODE:fast}\n# ${OLD}\n' };
    expect(JSON.stringify(planned({ 'build.gradle.kts': BOOT, ...files }))).toContain('API_KEY');
    expect(variableOf(planned({ 'build.gradle.kts': BOOT, ...files }), 'required')).toEqual(['API_KEY']);
  });
});
