// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are Maven's own
import { expect, test } from 'vitest';
import { artifactOf } from '../../../generators/ecosystems/maven/app/artifact.js';
import { collect } from '../../../generators/ecosystems/maven/build/collect.js';
import { finalName } from '../../../generators/ecosystems/maven/read/properties.js';
import { execution, model, plugin, plugins, pom, properties, single } from './support.js';

const named = (finalName: string) => `<build><finalName>${finalName}</finalName></build>`;

test.each([
  ['nothing said', '', 'demo-*'],
  ['the version by its name', named('${project.artifactId}-${project.version}-api'), 'demo-*-api'],
  ['the short name', named('app_${version}'), 'app_*'],
  ['the version of the parent', named('app-${project.parent.version}'), 'app-*'],
  ['what the command line gives', named('app-${revision}${changelist}'), 'app-*'],
  [
    'a property that holds the version',
    `${properties({ release: '${project.version}' })}${named('app-${release}')}`,
    'app-*',
  ],
  ['a property that is a version', `${properties({ release: '7' })}${named('app-${release}')}`, 'app-*'],
  ['a version by hand', named('app-1.4.0-SNAPSHOT'), 'app-*'],
  ['one in the middle', named('app-1.4.0.Final-linux'), 'app-*-linux'],
  ['no version', named('app'), 'app'],
  ['a number that is none', named('log4j2-app'), 'log4j2-app'],
  ['another property', `${properties({ app: 'shop' })}${named('${app}-web')}`, 'shop-web'],
  ['the time of the build', named('app-${maven.build.timestamp}'), 'app-*'],
])('finalName with %s', (_name, inner, expected) => {
  expect(finalName(model(single(pom(inner, 'demo', '1.0'))))).toBe(expected);
});

function commands(inner: string): string[] {
  const project = single(pom(inner));
  const found = artifactOf(model(project), project);
  if (!('file' in found) || found.kind === 'none') throw new Error('nothing to collect');
  return collect(found, { model: model(project), module: 'web' }).commands;
}

test.each([
  ['a jar with a version', '', ['mv "$(ls web/target/demo-*.jar)" /app.jar']],
  ['a fixed name', named('app'), ['mv web/target/app.jar /app.jar']],
  [
    'a name for quotes',
    named("it's ${project.version}"),
    [`mv "$(ls 'web/target/it'\\''s '*.jar)" /app.jar`],
  ],
  [
    'others with a classifier',
    plugins(
      plugin('maven-jar-plugin', execution('test-jar')),
      plugin(
        'maven-jar-plugin',
        execution('jar', '<configuration><classifier>client</classifier></configuration>').replace(
          '</execution>',
          '</execution>',
        ),
      ),
    ),
    [
      'rm -f web/target/demo-*-client.jar web/target/demo-*-tests.jar',
      'mv "$(ls web/target/demo-*.jar)" /app.jar',
    ],
  ],
  [
    'one of several that has a suffix of its own',
    plugins(
      plugin(
        'maven-shade-plugin',
        `<configuration><shadedArtifactAttached>true</shadedArtifactAttached><shadedClassifierName>all</shadedClassifierName><transformers><transformer><mainClass>com.example.App</mainClass></transformer></transformers></configuration>${execution('shade')}`,
      ),
    ),
    ['mv "$(ls web/target/demo-*-all.jar)" /app.jar'],
  ],
])('%s is found', (_name, inner, expected) => {
  expect(commands(inner)).toEqual(expected);
});
