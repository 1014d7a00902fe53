import { describe, expect, test } from 'vitest';
import {
  artifact,
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

const APP = { 'src/main/java/com/example/App.java': MAIN };
const manifest = (main: string) => `<manifest><mainClass>${main}</mainClass></manifest>`;
const shaded = (main: string, rest = '') =>
  pom(
    plugins(
      plugin(
        'maven-shade-plugin',
        execution(
          'shade',
          `<configuration><transformers><transformer><mainClass>${main}</mainClass></transformer></transformers></configuration>`,
        ),
      ),
    ) + rest,
  );
const source = (name: string, body = '') => ({
  [`src/main/java/com/example/${name}.java`]: `package com.example;\nclass ${name} { ${body} }\n`,
});

describe('a main class in the POM that nothing brings', () => {
  test.each([
    ['shaded', shaded('com.example.old.Gone')],
    [
      'shaded through a property',
      shaded('${exec.mainClass}', properties({ 'exec.mainClass': 'com.example.Gone' })),
    ],
    [
      'assembled',
      pom(
        plugins(
          plugin(
            'maven-assembly-plugin',
            execution(
              'single',
              `<configuration><descriptorRefs><descriptorRef>jar-with-dependencies</descriptorRef></descriptorRefs><archive>${manifest('com.example.Gone')}</archive></configuration>`,
            ),
          ),
        ),
      ),
    ],
    [
      'in the manifest of the plain jar',
      pom(
        plugins(
          plugin(
            'maven-jar-plugin',
            `<configuration><archive>${manifest('com.example.Gone')}</archive></configuration>`,
          ),
        ),
      ),
    ],
    ['as a property', pom(properties({ 'exec.mainClass': 'com.example.Gone' }))],
  ])('%s: the one that is there is started, with a warning', (_name, text) => {
    const found = artifact(single(text, APP));
    expect(found).toMatchObject({ kind: 'classpath', main: 'com.example.App' });
    expect('warning' in found && found.warning).toMatchObject({
      id: 'main-class-stale',
      values: { named: expect.stringMatching(/\.Gone$/), started: 'com.example.App' },
    });
  });

  test.each([
    ['it is there', 'com.example.App', '', {}],
    ['it is there without a main method of its own', 'com.example.Child', '', source('Child')],
    ['it is of another group', 'io.helidon.Main', '', {}],
    ['another artifact of the group may bring it', 'com.example.Gone', dependencies('com.example:lib'), {}],
    ['so may one of a larger group', 'com.example.Gone', dependencies('com:lib'), {}],
    ['several classes could be meant', 'com.example.Gone', '', source('Two', 'public static void main() {}')],
    ['a source mentions it', 'com.example.Gone', '', source('Maker', 'String made = "Gone";')],
    [
      'a Kotlin file makes it',
      'com.example.GoneKt',
      '',
      { 'src/main/kotlin/gone.kt': 'package com.example\nval a = 1' },
    ],
  ])('but what the POM says holds when %s', (_name, main, rest, files) => {
    const found = artifact(single(shaded(main, rest), { ...APP, ...files }));
    expect(found).toMatchObject({ kind: 'jar' });
    expect(found).not.toHaveProperty('warning');
  });

  test('a parent that is not here may bring a class of its own group', () => {
    const text = shaded('org.springframework.boot.Gone', bootParent('3.5.1')).replace(
      '<groupId>com.example</groupId>',
      '<groupId>org.springframework.boot</groupId>',
    );
    const files = { 'src/main/java/App.java': MAIN.replace('com.example', 'org.springframework.boot') };
    expect(artifact(single(text, files))).toMatchObject({ kind: 'jar' });
  });
});
