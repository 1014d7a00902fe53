import { describe, expect, test } from 'vitest';
import { reactorsOf } from '../../../generators/ecosystems/maven/app/reactors.js';
import { flagsOf, isCrowded } from '../../../generators/ecosystems/maven/read/maven-config.js';
import { mapProject } from '../../../generators/project/map.js';
import { pom } from './support.js';

const config = (text: string, files: Record<string, string> = {}) =>
  mapProject({ '.mvn/maven.config': text, ...files });
const WRAPPER = '.mvn/wrapper/maven-wrapper.properties';

describe('maven.config', () => {
  test.each([
    ['one on a line', '-Drevision=1.2\n-Pprod\n', { revision: '1.2' }, ['prod']],
    ['a value with blanks is one argument', '-DargLine=-Xmx1g -Xms1g', { argLine: '-Xmx1g -Xms1g' }, []],
    ['a profile on the next line', '-P\nprod,fast\n', {}, ['prod', 'fast']],
    ['a profile behind a blank', '-P prod', {}, ['prod']],
    ['the long names', '--define=a=b\n--activate-profiles=x\n', { a: 'b' }, ['x']],
    ['without a value', '-DskipUi', { skipUi: 'true' }, []],
    ['comments and Windows', '# -Dold=1\r\n-Dnew=1\r\n', { new: '1' }, []],
    ['switched off, both ways', '-P!a,-b', {}, ['!a', '!b']],
    ['as Maven before 3.9 took it', '-B -Drevision=2 -P prod', { revision: '2' }, ['prod']],
  ])('%s', (_name, text, properties, profiles) => {
    expect(flagsOf(config(text), '.')).toMatchObject({ properties, profiles });
  });

  test.each([
    ['several arguments on a line', '-B -Drevision=2', {}, true],
    [
      'several of them, meant for 3.9',
      '-B -Drevision=2',
      { [WRAPPER]: 'distributionUrl=https://r/apache-maven-3.9.9-bin.zip' },
      false,
    ],
    ['one each', '-B\n-Drevision=2', {}, false],
    ['a value with options in it', '-DargLine=-Xmx1g -Xms1g', {}, false],
  ])('%s', (_name, text, files, crowded) => {
    expect(isCrowded(config(text, files), '.')).toBe(crowded);
  });

  test('the profiles that are asked for come on top', () => {
    expect(flagsOf(config('-Pa'), '.', ['b,?c']).profiles).toEqual(['a', 'b', 'c']);
  });
});

describe('profiles that are asked for', () => {
  const module = (artifactId: string) =>
    pom('', artifactId).replace('<groupId>', '<modelVersion>4.0.0</modelVersion><groupId>');
  const profile = (id: string, inner: string) => `<profile><id>${id}</id>${inner}</profile>`;
  const project = mapProject({
    'pom.xml': pom(
      `<packaging>pom</packaging><profiles>${profile('apps', '<modules><module>app</module></modules>')}${profile('dev', '<activation><activeByDefault>true</activeByDefault></activation><modules><module>tools</module></modules>')}</profiles>`,
    ),
    'app/pom.xml': module('app'),
    'tools/pom.xml': module('tools'),
  });
  const modules = (profiles: string[]) =>
    reactorsOf(project, profiles)
      .filter(({ root }) => root === '.')
      .flatMap(({ models }) => models.map(({ directory }) => directory));

  test.each([
    ['none', [], ['.', 'tools']],
    ['one, so that the default one is not', ['apps'], ['.', 'app']],
    ['both', ['apps,dev'], ['.', 'tools', 'app']],
    ['the default one switched off', ['!dev'], ['.']],
  ])('bring their modules: %s', (_name, profiles, expected) => {
    expect(modules(profiles)).toEqual(expected);
  });
});

test('what Eclipse copies to bin is no app of its own', () => {
  const text = pom();
  const project = mapProject({ 'app/pom.xml': text, 'app/bin/pom.xml': text });
  expect(reactorsOf(project).map(({ root }) => root)).toEqual(['app']);
});
