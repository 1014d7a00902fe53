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
    ['8', '17'],
    ['11', '17'],
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

describe('stays on 8 or 11 where something breaks above', () => {
  const lombok = (version: string) =>
    `<dependencies><dependency><groupId>org.projectlombok</groupId><artifactId>lombok</artifactId><version>${version}</version></dependency></dependencies>`;
  test.each([
    ['Spring Boot 1.5', pom(bootParent('1.5.22.RELEASE')), '8'],
    ['Spring Boot 2.3', pom(bootParent('2.3.12.RELEASE')), '11'],
    ['Spring Boot 2.7', pom(bootParent('2.7.18')), '17'],
    ['old Lombok', pom(properties({ 'maven.compiler.source': '1.8' }) + lombok('1.18.20')), '11'],
    ['newer Lombok', pom(properties({ 'maven.compiler.source': '1.8' }) + lombok('1.18.30')), '17'],
    ['Java 6', pom(properties({ 'maven.compiler.source': '1.6' })), '8'],
    ['an old compiler plugin that is told nothing', pom(plugins(compiler('<version>3.1</version>'))), '8'],
  ])('%s → %s', (_name, text, expected) => {
    const { value, because } = java(text);
    expect(value).toBe(expected);
    expect(because).toBeTruthy();
  });

  test('packages that left the JDK', () => {
    const file = { 'src/main/java/X.java': 'import javax.xml.bind.JAXBContext;\nclass X {}' };
    expect(java(release('8'), file).value).toBe('8');
    expect(java(release('11'), file).value).toBe('17');
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
    expect(() => java(release('17'), {}, '19')).toThrow(/no image for Java 19/);
  });
});
