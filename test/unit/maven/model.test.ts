// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are Maven's own
import { describe, expect, test } from 'vitest';
import { reactorsOf } from '../../../generators/ecosystems/maven/app/reactors.js';
import { finalName, interpolate, resolved } from '../../../generators/ecosystems/maven/read/properties.js';
import { UserError } from '../../../generators/errors.js';
import { place } from '../../../generators/project/evidence.js';
import { mapProject } from '../../../generators/project/map.js';
import type { Project } from '../../../generators/project/project.js';
import { artifact, bootParent, model, pom, properties, single } from './support.js';

describe('interpolation', () => {
  const project = single(
    pom(
      properties({
        revision: '2.1',
        a: '${b}',
        b: '${revision}-x',
        loop: '${loop}',
        base: '${project.basedir}/x',
      }),
      'demo',
      '${revision}',
    ),
  );
  test.each([
    ['${a}', '2.1-x'],
    ['${project.version}', '2.1'],
    ['${pom.artifactId}-${version}', 'demo-2.1'],
    ['${project.build.finalName}.jar', 'demo-2.1.jar'],
    ['${project.build.directory}', 'target'],
    ['${base}', './x'],
    ['${unknown}', '${unknown}'],
    ['${env.HOME}', '${env.HOME}'],
    ['no placeholder', 'no placeholder'],
  ])('%s is %s', (text, expected) => {
    expect(interpolate(model(project), text)).toBe(expected);
  });

  test('a property that refers to itself does not hang', () => {
    expect(resolved(model(project), 'loop')).toBeUndefined();
  });
});

describe('inheritance', () => {
  const project = mapProject({
    'pom.xml': `<project><groupId>g</groupId><artifactId>root</artifactId><version>7</version><packaging>pom</packaging>
      <modules><module>app</module></modules>
      <properties><level>17</level><name>root</name></properties>
      <build><finalName>\${project.artifactId}-final</finalName></build></project>`,
    'app/pom.xml': `<project><parent><groupId>g</groupId><artifactId>root</artifactId><version>7</version></parent>
      <artifactId>app</artifactId><properties><name>app</name></properties></project>`,
  });

  test('the child wins over its parent, and takes what it has not', () => {
    const app = model(project, 'app');
    expect(resolved(app, 'name')?.value).toBe('app');
    expect(resolved(app, 'level')).toEqual({ value: '17', from: place('pom.xml', 3, 'level 17') });
    expect(app.coordinates).toEqual({ groupId: 'g', artifactId: 'app', version: '7' });
    expect(finalName(app)).toBe('app-final');
  });

  test('packaging is not inherited', () => {
    expect(model(project, 'app').packaging).toBe('jar');
  });

  test('a parent that relativePath does not name is found among the modules', () => {
    const files = {
      'pom.xml': `<project><groupId>g</groupId><artifactId>aggregator</artifactId><version>1</version><packaging>pom</packaging>
        <modules><module>build/parent</module><module>app</module></modules></project>`,
      'build/parent/pom.xml': `<project><groupId>g</groupId><artifactId>parent</artifactId><version>1</version><packaging>pom</packaging>
        <properties><level>21</level></properties></project>`,
      'app/pom.xml': `<project><parent><groupId>g</groupId><artifactId>parent</artifactId><version>1</version></parent><artifactId>app</artifactId></project>`,
    };
    expect(resolved(model(mapProject(files), 'app'), 'level')?.value).toBe('21');
  });

  test('POMs that name each other as parent do not hang', () => {
    const files = {
      'pom.xml': `<project><parent><groupId>g</groupId><artifactId>b</artifactId><version>1</version><relativePath>b</relativePath></parent><artifactId>a</artifactId></project>`,
      'b/pom.xml': `<project><parent><groupId>g</groupId><artifactId>a</artifactId><version>1</version></parent><artifactId>b</artifactId></project>`,
    };
    expect(model(mapProject(files)).coordinates.groupId).toBe('g');
  });

  test('well-known parents give their defaults', () => {
    const value = (version: string) => resolved(model(single(pom(bootParent(version)))), 'java.version');
    expect(value('2.7.18')?.value).toBe('1.8');
    expect(value('4.1.1')).toEqual({
      value: '17',
      from: place('pom.xml', 5, 'parent spring-boot-starter-parent'),
    });
  });
});

describe('profiles', () => {
  const level = (activation: string, config = '') =>
    resolved(
      model(
        mapProject({
          'pom.xml': pom(
            `<profiles><profile><id>p</id>${activation}<properties><x>on</x></properties></profile></profiles>`,
          ),
          'README.md': '',
          ...(config === '' ? {} : { '.mvn/maven.config': config }),
        }),
      ),
      'x',
    )?.value;

  test.each([
    ['nothing', '', '', undefined],
    ['activeByDefault', '<activation><activeByDefault>true</activeByDefault></activation>', '', 'on'],
    [
      'activeByDefault switched off',
      '<activation><activeByDefault>true</activeByDefault></activation>',
      '-P !p',
      undefined,
    ],
    ['-P of maven.config', '', '-Pp', 'on'],
    [
      'a property that is absent',
      '<activation><property><name>!quick</name></property></activation>',
      '',
      'on',
    ],
    [
      'the same, given',
      '<activation><property><name>!quick</name></property></activation>',
      '-Dquick',
      undefined,
    ],
    ['a JDK range', '<activation><jdk>[11,)</jdk></activation>', '', 'on'],
    ['an old JDK', '<activation><jdk>1.8</jdk></activation>', '', undefined],
    ['not an old JDK', '<activation><jdk>!1.8</jdk></activation>', '', 'on'],
    ['unix', '<activation><os><family>unix</family></os></activation>', '', 'on'],
    ['windows', '<activation><os><family>windows</family></os></activation>', '', undefined],
    ['a file', '<activation><file><exists>${basedir}/README.md</exists></file></activation>', '', 'on'],
    ['a missing file', '<activation><file><missing>README.md</missing></file></activation>', '', undefined],
  ])('%s', (_name, activation, config, expected) => {
    expect(level(activation, config)).toBe(expected);
  });
});

test('a broken POM is refused with file and line', () => {
  const project = mapProject({ 'pom.xml': '<project>\n  <artifactId>a</wrong>\n</project>' });
  expect(() => model(project)).toThrow(UserError);
  expect(() => model(project)).toThrow(/^pom\.xml:2 /);
});

test('a POM that lists modules and is no pom is read by nobody: its modules stand alone', () => {
  const of = (packaging: string) =>
    mapProject({
      'pom.xml': pom(`${packaging}<modules><module>app</module></modules>`),
      'app/pom.xml': pom('', 'app'),
    });
  const roots = (project: Project) => reactorsOf(project).map(({ root }) => root);
  expect(roots(of(''))).toEqual(['.', 'app']);
  expect(artifact(of(''))).toMatchObject({ reason: { is: 'aggregator', packaging: 'jar' } });
  expect(roots(of('<packaging>pom</packaging>'))).toEqual(['.']);
});
