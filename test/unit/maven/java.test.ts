// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are Maven's own

import { describe, expect, test } from 'vitest';
import type { Catalog } from '../../../generators/catalog/catalog.js';
import { featureRelease } from '../../../generators/ecosystems/maven/read/java-level.js';
import { javaVersion } from '../../../generators/ecosystems/maven/version/java-version.js';
import { decide } from '../../../generators/plan/decision.js';
import { place } from '../../../generators/project/evidence.js';
import {
  bootParent,
  execution,
  IMAGES,
  MAIN,
  model,
  plugin,
  plugins,
  pom,
  properties,
  single,
} from './support.js';

const catalog = { templates: {}, partials: {}, images: IMAGES } as Catalog;

function java(text: string, files: Record<string, string> = {}, wish?: string) {
  const project = single(text, { 'src/main/java/com/example/App.java': MAIN, ...files });
  return javaVersion(project, [model(project)], {
    catalog,
    ...(wish && { wish: decide(wish, { flag: 'language-version' }) }),
  });
}

const release = (level: string) => pom(properties({ 'maven.compiler.release': level }));
const compiler = (inner: string) => plugin('maven-compiler-plugin', inner);
const using = (id: string, version: string) => {
  const [groupId, artifactId] = id.split(':');
  const element = version === '' ? '' : `<version>${version}</version>`;
  return `<dependencies><dependency><groupId>${groupId}</groupId><artifactId>${artifactId}</artifactId>${element}</dependency></dependencies>`;
};
const LOMBOK = 'org.projectlombok:lombok';
const level = (value: string) => properties({ 'java.version': value });

test.each([
  ['1.8', 8],
  ['17', 17],
  ['21.0.2-tem', 21],
  ['[17,18)', 17],
  ['VERSION_11', 11],
  ['latest', undefined],
])('%s is Java %s', (text, expected) => {
  expect(featureRelease(text)).toBe(expected);
});

describe('rounds up to the next long-term release, and no further', () => {
  test.each([
    ['9', '11'],
    ['11', '11'],
    ['12', '17'],
    ['17', '17'],
    ['18', '21'],
    ['21', '21'],
    ['22', '25'],
    ['25', '25'],
  ])('%s → %s', (level, expected) => {
    expect(java(release(level)).value).toBe(expected);
  });

  test('newer than every image is refused', () => {
    expect(() => java(release('26'))).toThrow(/Java 26 \(pom\.xml:5 .*newer/);
  });
});

test.each([
  ['source', '1.8', '8'],
  ['source', '1.6', '8'],
  // The compiler of Java 8 does not know the flag.
  ['release', '8', '11'],
])('%s %s → %s', (name, level, expected) => {
  expect(java(pom(properties({ [`maven.compiler.${name}`]: level }))).value).toBe(expected);
});

test.each<[name: string, text: string, files: Record<string, string>]>([
  [
    'compiler',
    pom(
      level('1.8') +
        plugins(
          compiler('<configuration><compilerArgs><arg>--add-exports</arg></compilerArgs></configuration>'),
        ),
    ),
    {},
  ],
  [
    'the JVM of Maven',
    pom(level('1.8')),
    { '.mvn/jvm.config': '--add-opens java.base/java.lang=ALL-UNNAMED' },
  ],
])('options that Java 8 does not know: %s', (_name, text, files) => {
  expect(java(text, files).value).toBe('11');
});

test('options that it knows', () => {
  expect(java(pom(level('1.8')), { '.mvn/jvm.config': '-Xmx1g -XX:+UseG1GC' }).value).toBe('8');
});

test('a release of 8 runs on 8 where newer JDKs lack what the code imports', () => {
  const files = { 'src/main/java/X.java': 'import javax.xml.bind.JAXB;\n' };
  expect(java(pom(properties({ 'maven.compiler.release': '8' })), files).value).toBe('8');
});

describe('reads the level where Maven does', () => {
  test.each([
    ['nothing at all', pom(), '21'],
    ['compiler source', pom(properties({ 'maven.compiler.source': '21' })), '21'],
    [
      'the plugin beats the property',
      pom(
        properties({ 'maven.compiler.release': '25' }) +
          plugins(compiler('<configuration><release>17</release></configuration>')),
      ),
      '17',
    ],
    [
      'pluginManagement counts: the compiler always runs',
      pom(
        `<build><pluginManagement><plugins>${compiler('<configuration><source>21</source></configuration>')}</plugins></pluginManagement></build>`,
      ),
      '21',
    ],
    [
      'test compilation does not count',
      pom(
        properties({ 'maven.compiler.release': '17' }) +
          plugins(
            compiler(
              '<executions><execution><id>default-testCompile</id><configuration><release>21</release></configuration></execution></executions>',
            ),
          ),
      ),
      '17',
    ],
    ['Spring Boot 3 without a word', pom(bootParent('3.4.0')), '17'],
    ['Spring Boot with java.version', pom(bootParent('3.4.0') + properties({ 'java.version': '21' })), '21'],
    [
      'enforcer range',
      pom(
        plugins(
          plugin(
            'maven-enforcer-plugin',
            execution(
              'enforce',
              '<configuration><rules><requireJavaVersion><version>[25,)</version></requireJavaVersion></rules></configuration>',
            ),
          ),
        ),
      ),
      '25',
    ],
    ['Kotlin', pom(properties({ 'kotlin.compiler.jvmTarget': '25' })), '25'],
  ])('%s', (_name, text, expected) => {
    expect(java(text).value).toBe(expected);
  });

  test('the evidence is the line the value stands in', () => {
    expect(java(pom(bootParent('3.4.0') + properties({ 'java.version': '21' }))).from).toEqual(
      place('pom.xml', 5, 'java.version 21'),
    );
  });
});

describe('pins of the developers', () => {
  test.each([
    ['.java-version', '21\n', '21'],
    ['.java-version', 'temurin-25.0.1\n', '25'],
    ['.sdkmanrc', '# sdkman\njava=21.0.4-tem\n', '21'],
    ['.tool-versions', 'maven 3.9\njava temurin-21.0.4+7\n', '21'],
    ['mise.toml', '[tools]\njava = "corretto-21"\n', '21'],
    ['.sdkmanrc', 'java=11.0.2-tem\n', '11'],
  ])('%s %j', (file, text, expected) => {
    expect(java(release('11'), { [file]: text }).value).toBe(expected);
  });

  test('a pin below the level does not count', () => {
    expect(java(release('21'), { '.java-version': '17' }).value).toBe('21');
  });
});

describe('what is used needs a newer JDK than the level', () => {
  test.each([
    ['Spring Boot 3', pom(bootParent('3.2.1') + level('11')), '17'],
    ['Spring Boot 2', pom(bootParent('2.7.18') + level('11')), '11'],
    ['Spring Boot 2 without a level', pom(bootParent('2.7.18')), '8'],
    [
      'Spring 6',
      pom(
        properties({ 'maven.compiler.source': '1.8' }) + using('org.springframework:spring-context', '6.1.0'),
      ),
      '17',
    ],
    [
      'Spring 5',
      pom(
        properties({ 'maven.compiler.source': '1.8' }) + using('org.springframework:spring-context', '5.3.0'),
      ),
      '8',
    ],
    [
      'an artifact of that name of another group',
      pom(properties({ 'maven.compiler.source': '1.8' }) + using('org.other:spring-context', '6.1.0')),
      '8',
    ],
    [
      'a list of versions',
      pom(
        `${properties({ 'maven.compiler.source': '11' })}<dependencyManagement><dependencies><dependency><groupId>io.quarkus.platform</groupId><artifactId>quarkus-bom</artifactId><version>3.8.1</version><type>pom</type><scope>import</scope></dependency></dependencies></dependencyManagement>`,
      ),
      '17',
    ],
  ])('%s → %s', (_name, text, expected) => {
    expect(java(text).value).toBe(expected);
  });
});

describe('the code uses what its level does not have', () => {
  const source = (text: string) => ({ 'src/main/java/X.java': text });
  test.each([
    ['1.8', 'import java.util.List;\nclass X { Object a = List.of(1); }', '11'],
    ['1.8', 'import java.util.*;\nclass X { Object a = Map.of(); }', '11'],
    ['1.8', 'import io.vavr.collection.List;\nclass X { Object a = List.of(1); }', '8'],
    ['1.8', 'import java.util.List;\nclass X { Object a = ImmutableList.of(1); }', '8'],
    ['1.8', 'class X {\n  // a.isBlank()\n}', '8'],
    ['1.8', 'class X { boolean a = "".isBlank(); }', '11'],
    ['1.8', 'import java.net.http.HttpClient;\nclass X {}', '11'],
    ['11', 'class X { Object a(List<String> b) { return b.stream().map(c -> c).toList(); } }', '17'],
    ['11', 'class X { boolean a = "".isBlank(); }', '11'],
  ])('%s: %s → %s', (target, text, expected) => {
    expect(java(pom(properties({ 'maven.compiler.source': target })), source(text)).value).toBe(expected);
  });

  test('not where a release keeps it from that', () => {
    const used = source('class X { Object a(List<String> b) { return b.stream().toList(); } }');
    expect(java(release('11'), used).value).toBe('11');
    expect(java(pom(properties({ 'maven.compiler.source': '11' })), used).value).toBe('17');
  });
});

describe('no level at all', () => {
  test.each([
    ['an old compiler plugin', pom(plugins(compiler('<version>3.1</version>'))), {}, '8'],
    ['old Lombok', pom(using(LOMBOK, '1.18.20')), {}, '11'],
    ['Spring 4', pom(using('org.springframework:spring-context', '4.2.6.RELEASE')), {}, '8'],
    ['Spring 5.2', pom(using('org.springframework:spring-webmvc', '5.2.0.RELEASE')), {}, '11'],
    ['Guice 4', pom(using('com.google.inject:guice', '4.1.0')), {}, '11'],
    ['packages that left the JDK', pom(), { 'src/main/java/X.java': 'import javax.xml.bind.JAXB;\n' }, '8'],
    ['nothing', pom(), {}, '21'],
  ])('%s', (_name, text, files, expected) => {
    const { value, because } = java(text, files);
    expect(value).toBe(expected);
    expect(because).toBeTruthy();
  });
});

describe('a release between two long-term ones stays where something breaks with the next', () => {
  test.each([
    ['23', using(LOMBOK, '1.18.36'), '23'],
    ['23', using(LOMBOK, '1.18.40'), '25'],
    ['19', using(LOMBOK, '1.18.24'), '19'],
    ['19', using(LOMBOK, '1.18.30'), '21'],
    // There is no image of 18, and 19 is the next.
    ['18', using(LOMBOK, '1.18.24'), '19'],
    // Long-term releases are what was asked for, whatever a table says.
    ['21', using(LOMBOK, '1.18.20'), '21'],
  ])('%s', (target, used, expected) => {
    expect(java(pom(properties({ 'maven.compiler.source': target }) + used)).value).toBe(expected);
  });

  test.each([
    ['the version of Lombok that Spring Boot brings', '3.4.4', '', '23'],
    ['a newer one that the POM names', '3.4.4', '1.18.42', '25'],
    ['a Spring Boot that brings a newer one', '3.5.8', '', '25'],
  ])('%s', (_name, boot, version, expected) => {
    expect(java(pom(bootParent(boot) + level('23') + using(LOMBOK, version))).value).toBe(expected);
  });

  test('a server without an image for it', () => {
    const project = single(pom(properties({ 'maven.compiler.source': '23' }) + using(LOMBOK, '1.18.36')));
    expect(javaVersion(project, [model(project)], { catalog, runtime: 'tomcat-10' }).value).toBe('25');
  });
});

describe('preview features belong to one release', () => {
  const preview = '<configuration><compilerArgs><arg>--enable-preview</arg></compilerArgs></configuration>';
  test.each(['21', '24'])('%s', (target) => {
    const text = pom(properties({ 'maven.compiler.release': target }) + plugins(compiler(preview)));
    expect(java(text)).toMatchObject({ value: target, because: expect.stringContaining('preview') });
  });
  test('one without an image', () => {
    const text = pom(properties({ 'maven.compiler.release': '18' }) + plugins(compiler(preview)));
    expect(() => java(text)).toThrow(/Java 18 .*no other release/);
  });
});

test('a compiler plugin that needs a newer JDK than the code', () => {
  const path = (version: string) =>
    `<configuration><annotationProcessorPaths><path><artifactId>error_prone_core</artifactId><version>${version}</version></path></annotationProcessorPaths></configuration>`;
  const text = (version: string) =>
    pom(properties({ 'maven.compiler.release': '17' }) + plugins(compiler(path(version))));
  expect(java(text('2.48.0'))).toMatchObject({
    value: '21',
    because: expect.stringContaining('Error Prone'),
  });
  expect(java(text('2.36.0')).value).toBe('17');
});

describe('--language-version', () => {
  test('wins', () => {
    expect(java(release('17'), {}, '25')).toEqual({ value: '25', from: { flag: 'language-version' } });
  });
  test('has to be an image', () => {
    expect(() => java(release('17'), {}, '18')).toThrow(/no image for Java 18/);
  });
});
