// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are Maven's own

import { describe, expect, test } from 'vitest';
import { javaOptions } from '../../../generators/ecosystems/maven/run/java-options.js';
import { moduleFlags } from '../../../generators/ecosystems/maven/run/module-flags.js';
import { MAIN, model, plugin, plugins, pom, properties, single } from './support.js';

function flags(text: string, { files = {}, byManifest = false } = {}) {
  const project = single(text, { 'src/main/java/com/example/App.java': MAIN, ...files });
  return moduleFlags(project, [model(project)], { root: '.', byManifest });
}

const configured = (artifactId: string, inner: string) =>
  pom(plugins(plugin(artifactId, `<configuration>${inner}</configuration>`)));
const compiler = (...args: string[]) =>
  configured(
    'maven-compiler-plugin',
    `<compilerArgs>${args.map((arg) => `<arg>${arg}</arg>`).join('')}</compilerArgs>`,
  );
const OPENS = '--add-opens=java.base/java.lang=ALL-UNNAMED';

describe('what the build opens is open when the app runs', () => {
  test.each([
    [
      'compiler, two words',
      compiler('--add-modules', 'jdk.incubator.vector'),
      ['--add-modules=jdk.incubator.vector'],
    ],
    [
      'compiler, one word',
      compiler('-Xlint', '--add-modules=java.smartcardio'),
      ['--add-modules=java.smartcardio'],
    ],
    [
      'tests',
      configured(
        'maven-surefire-plugin',
        `<argLine>-Xmx1g --add-opens java.base/java.lang=ALL-UNNAMED</argLine>`,
      ),
      [OPENS],
    ],
    ['a property', pom(properties({ argLine: `@{x} ${OPENS}` })), [OPENS]],
    [
      'a property that another plug-in names',
      pom(
        properties({ opens: OPENS }) +
          plugins(
            plugin('maven-surefire-plugin', '<configuration><argLine>${opens}</argLine></configuration>'),
          ),
      ),
      [OPENS],
    ],
    [
      'spring-boot:run',
      configured('spring-boot-maven-plugin', `<jvmArguments>${OPENS}</jvmArguments>`),
      [OPENS],
    ],
    [
      'manifest',
      configured(
        'maven-jar-plugin',
        '<archive><manifestEntries><Add-Opens>java.base/java.lang java.base/java.util</Add-Opens></manifestEntries></archive>',
      ),
      [OPENS, '--add-opens=java.base/java.util=ALL-UNNAMED'],
    ],
  ])('%s', (_name, text, expected) => {
    expect(flags(text)).toEqual(expected);
  });

  test('.mvn/jvm.config, without what only tools need', () => {
    const files = {
      '.mvn/jvm.config': `${OPENS}\n--add-exports jdk.compiler/com.sun.tools.javac.api=ALL-UNNAMED\n-Xmx1g\n`,
    };
    expect(flags(pom(), { files })).toEqual([OPENS]);
  });

  test('a manifest that java reads itself', () => {
    const text = configured(
      'maven-jar-plugin',
      '<archive><manifestEntries><Add-Opens>java.base/java.lang</Add-Opens></manifestEntries></archive>',
    );
    expect(flags(text, { byManifest: true })).toEqual([]);
  });
});

test.each([
  ['modules that Java 11 removed', compiler('--add-modules', 'java.xml.bind')],
  ['what is always there', compiler('--add-modules', 'java.base')],
  ['some of a list', compiler('--add-modules', 'java.se.ee,java.activation')],
  [
    'modules of the app itself',
    configured('maven-surefire-plugin', '<argLine>--add-opens com.example/a=ALL-UNNAMED</argLine>'),
  ],
])('left out: %s', (_name, text) => {
  expect(flags(text)).toEqual([]);
});

test('Java 8 has no modules', () => {
  const request = { models: [], homeless: false, dropwizard: undefined, modules: [OPENS] };
  expect(javaOptions({ ...request, java: 8 }).needed).toEqual([]);
  expect(javaOptions({ ...request, java: 11 }).needed).toEqual([OPENS]);
});
