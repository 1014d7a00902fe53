import { describe, expect, test } from 'vitest';
import { defaultCatalog } from '../../../generators/home.js';
import { produce } from '../../../generators/produce.js';
import { mapProject } from '../../../generators/project/map.js';
import {
  artifact,
  bootParent,
  dependencies,
  execution,
  plugin,
  plugins,
  pom,
  properties,
  single,
} from './support.js';

const source = (name: string, marks = '') => ({
  [`src/main/java/p/${name}.java`]: `package p;\n${marks}\npublic class ${name} { public static void main(String[] a) {} }\n`,
});
const BOOT = '@SpringBootApplication';
const ANSWERS = `${BOOT}\n@RestController`;
const PACKED = plugins(plugin('spring-boot-maven-plugin'));
const ALONE = plugins(
  plugin('spring-boot-maven-plugin', `<version>3.5.0</version>${execution('repackage')}`),
);

describe('several classes that Spring Boot may start', () => {
  test.each([
    ['two applications', { ...source('Api', BOOT), ...source('Worker', BOOT) }, '-Dstart-class=p.Api'],
    ['the one that answers', { ...source('Api', BOOT), ...source('Web', ANSWERS) }, '-Dstart-class=p.Web'],
    ['no application', { ...source('Tool'), ...source('Main') }, '-Dstart-class=p.Main'],
    ['one application and a tool', { ...source('Api', BOOT), ...source('Tool') }, undefined],
    ['one class', source('Api'), undefined],
  ])('%s', (_, files, flag) => {
    const found = artifact(single(pom(bootParent('3.5.16') + PACKED), files));
    expect(found).toMatchObject({ kind: 'boot' });
    expect([found.kind === 'boot' && found.flags, 'warning' in found]).toEqual([
      flag && [flag],
      flag !== undefined,
    ]);
  });

  const two = { ...source('Api', BOOT), ...source('Worker', BOOT) };
  test('one that the POM names stays', () => {
    const named = pom(bootParent('3.5.16') + properties({ 'start-class': 'p.Worker' }) + PACKED);
    expect(artifact(single(named, two))).not.toHaveProperty('flags');
  });

  test('without the parent that hands on start-class the plain jar is started', () => {
    const found = artifact(single(pom(ALONE + dependencies('org.slf4j:slf4j-api')), two));
    expect(found).toMatchObject({
      kind: 'classpath',
      main: 'p.Api',
      lib: 'target/dependency',
      flags: ['-Dspring-boot.repackage.skip=true'],
    });
  });
});

test('the tests are told as well, since verify packs', async () => {
  const test = { 'src/test/java/p/ApiTest.java': 'package p;\nclass ApiTest { @Test void works() {} }\n' };
  const { files } = await produce({
    version: '1.2.3',
    project: mapProject({
      'pom.xml': pom(bootParent('3.5.16') + PACKED),
      ...source('Api', BOOT),
      ...source('Worker', BOOT),
      ...test,
    }),
    catalog: defaultCatalog(),
    wishes: {},
  });
  const dockerfile = files.find(({ path }) => path === 'Dockerfile')?.contents ?? '';
  expect(dockerfile).toContain('verify -Dstart-class=p.Api');
});

test('of several main classes the likeliest is taken, and said with the flag for others', async () => {
  const files = {
    ...source('Backend', '@EnableAutoConfiguration'),
    ...source('Frontend', '@EnableAutoConfiguration'),
  };
  const { plan, notes, command } = await produce({
    version: '1.2.3',
    project: mapProject({ 'pom.xml': pom(), ...files }),
    catalog: defaultCatalog(),
    wishes: {},
  });
  expect(plan.variables.entrypoint?.value).toEqual(expect.arrayContaining(['-cp', 'p.Backend']));
  expect(notes).toEqual([
    expect.stringMatching(/p\.Backend, p\.Frontend: took --start-command ".* p\.Backend" instead$/),
  ]);
  expect(command).toContain('p.Backend');
});
