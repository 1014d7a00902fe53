// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are Maven's own
import { describe, expect, test } from 'vitest';
import { needed, packedModules } from '../../../generators/ecosystems/maven/app/needed-modules.js';
import { buildOf } from '../../../generators/ecosystems/maven/build/build-command.js';
import { layoutOf } from '../../../generators/ecosystems/maven/build/copies.js';
import type { Artifact } from '../../../generators/ecosystems/maven/read/types.js';
import { decide } from '../../../generators/plan/decision.js';
import { mapProject } from '../../../generators/project/map.js';
import type { Project } from '../../../generators/project/project.js';
import { execution, MAIN, model, plugin, plugins, pom, reactor, single } from './support.js';

const JAR: Artifact = { kind: 'jar', file: 'target/demo-1.0.jar', from: 'default' };
const THIN: Artifact = {
  kind: 'classpath',
  file: 'target/demo-1.0.jar',
  lib: 'target/dependency',
  main: 'A',
  from: 'default',
};

function command(text: string, options: { artifact?: Artifact; module?: string; root?: string } = {}) {
  const project = single(text);
  const { artifact = JAR, module = '.', root = '.' } = options;
  const build = buildOf({ artifact, module, root, needed: [model(project)] });
  return { ...build, line: build.command.value.replace(/ \\\n\s*/g, ' ') };
}

const parent = (groupId: string, artifactId: string) =>
  `<parent><groupId>${groupId}</groupId><artifactId>${artifactId}</artifactId><version>3</version><relativePath/></parent>`;

describe('the Maven command', () => {
  test.each([
    [
      'a parent that nobody knows',
      pom(parent('org.acme', 'acme-parent')),
      {},
      'mvn -B -ntp package -Dmaven.test.skip=true -Dmaven.gitcommitid.skip -Dlicense.skip -Dcheckstyle.skip -Denforcer.skip -Dmaven.source.skip -Drewrite.skip',
    ],
    [
      'a parent that brings nothing of that',
      pom(parent('org.apache', 'apache')),
      {},
      'mvn -B -ntp package -Dmaven.test.skip=true',
    ],
    ['plain', pom(), {}, 'mvn -B -ntp package -Dmaven.test.skip=true'],
    [
      'thin',
      pom(),
      { artifact: THIN },
      'mvn -B -ntp package dependency:copy-dependencies -DincludeScope=runtime -Dmaven.test.skip=true',
    ],
    ['a module', pom(), { module: 'app' }, 'mvn -B -ntp -pl app -am package -Dmaven.test.skip=true'],
    [
      'a reactor below the context',
      pom(),
      { root: 'backend' },
      'mvn -B -ntp -f backend/pom.xml package -Dmaven.test.skip=true',
    ],
    [
      'shared test classes',
      pom(
        '<dependencies><dependency><groupId>g</groupId><artifactId>a</artifactId><type>test-jar</type></dependency></dependencies>',
      ),
      {},
      'mvn -B -ntp package -DskipTests',
    ],
    [
      'style',
      pom(plugins(plugin('maven-checkstyle-plugin'))),
      {},
      'mvn -B -ntp package -Dmaven.test.skip=true -Dcheckstyle.skip',
    ],
    [
      'an image of its own',
      pom(plugins(plugin('spring-boot-maven-plugin', execution('build-image-no-fork')))),
      {},
      'mvn -B -ntp package -Dmaven.test.skip=true -Dspring-boot.build-image.skip',
    ],
    [
      'an image that only another command makes',
      pom(plugins(plugin('spring-boot-maven-plugin', execution('repackage')))),
      {},
      'mvn -B -ntp package -Dmaven.test.skip=true',
    ],
    [
      'a version from the command line',
      pom('', 'demo', '${revision}'),
      {},
      'mvn -B -ntp package -Dmaven.test.skip=true -Drevision=0.0.0-docker',
    ],
  ])('%s', (_name, text, options, expected) => {
    expect(command(text, options).line).toBe(expected);
  });

  test('a skip says why, and git plugins are named', () => {
    const { command: decision, needsGit } = command(pom(plugins(plugin('git-commit-id-maven-plugin'))));
    expect(decision.value).toContain('-Dmaven.gitcommitid.skip');
    expect(decision.because).toContain('git history');
    expect(needsGit).toEqual(['git-commit-id-maven-plugin']);
  });

  test.each([
    ['profiles', { profiles: 'prod,!dev' }, "mvn -B -ntp -P 'prod,!dev' package"],
    [
      'settings of the repository',
      { access: { secrets: [], settings: decide('ci/settings.xml', 'default') } },
      'mvn -B -ntp -s ci/settings.xml package',
    ],
    [
      'a version from git by an extension',
      { extensions: '<artifactId>jgitver-maven-plugin</artifactId>' },
      '-Djgitver.skip=true',
    ],
    [
      'a maven.config of several arguments on a line',
      { crowded: '.mvn/maven.config' },
      "sed -i 's/ \\+-/\\n-/g' .mvn/maven.config \\\n && mvn -B",
    ],
  ])('%s', (_name, options, expected) => {
    const project = single(pom());
    const build = buildOf({ artifact: JAR, module: '.', root: '.', needed: [model(project)], ...options });
    expect(build.command.value).toContain(expected);
  });

  test('a plugin that installs hooks gets a repository to install them in', () => {
    const { line } = command(pom(plugins(plugin('git-build-hook-maven-plugin'))));
    expect(line).toContain('git init -q');
  });

  test('a plugin that is only managed is not skipped', () => {
    const managed = `<build><pluginManagement><plugins>${plugin('spotless-maven-plugin')}</plugins></pluginManagement></build>`;
    expect(command(pom(managed)).line).not.toContain('spotless');
  });
});

describe('what is copied', () => {
  const copies = (project: Project, directory = '.') => {
    const all = reactor(project);
    const { context, copies: found } = layoutOf(project, all, {
      needed: needed(all, model(project, directory)),
    });
    return { context, lines: found.value.map(({ from, to }) => `${from} ${to}`) };
  };
  const file = { 'src/main/java/App.java': MAIN };

  test.each([
    ['POM and sources', pom(), file, ['pom.xml ./', 'src ./src/']],
    [
      '.mvn and lombok.config',
      pom(),
      { ...file, '.mvn/maven.config': '', 'lombok.config': '', 'README.md': '' },
      ['pom.xml ./', '.mvn ./.mvn/', 'lombok.config ./', 'src ./src/'],
    ],
    ['a plugin that may read anything', pom(plugins(plugin('frontend-maven-plugin'))), file, ['. .']],
    [
      'a file that the POM names',
      pom(
        plugins(
          plugin(
            'maven-checkstyle-plugin',
            '<configuration><configLocation>style/checks.xml</configLocation></configuration>',
          ),
        ),
      ),
      { ...file, 'style/checks.xml': '' },
      ['. .'],
    ],
    [
      'a name that is only part of another',
      pom('<name>the docs of it</name>'),
      { ...file, 'docs/a.md': '' },
      ['pom.xml ./', 'src ./src/'],
    ],
  ])('%s', (_name, text, files, expected) => {
    expect(copies(single(text, files)).lines).toEqual(expected);
  });

  const parent = (artifactId: string) =>
    `<parent><groupId>g</groupId><artifactId>${artifactId}</artifactId><version>1</version></parent>`;
  const modules = {
    'pom.xml':
      '<project><groupId>g</groupId><artifactId>r</artifactId><version>1</version><packaging>pom</packaging><modules><module>core</module><module>app</module><module>other</module></modules></project>',
    'core/pom.xml': `<project>${parent('r')}<artifactId>core</artifactId></project>`,
    'core/src/main/java/C.java': 'class C {}',
    'app/pom.xml': `<project>${parent('r')}<artifactId>app</artifactId><dependencies><dependency><groupId>g</groupId><artifactId>core</artifactId></dependency></dependencies></project>`,
    'app/src/main/java/App.java': MAIN,
    'other/pom.xml': `<project>${parent('r')}<artifactId>other</artifactId></project>`,
    'other/src/main/java/O.java': 'class O {}',
  };

  test('all POMs of the reactor, sources only of the modules that are needed', () => {
    expect(copies(mapProject(modules), 'app').lines).toEqual([
      'pom.xml ./',
      'core/pom.xml ./core/pom.xml',
      'app/pom.xml ./app/pom.xml',
      'other/pom.xml ./other/pom.xml',
      'app/src ./app/src/',
      'core/src ./core/src/',
    ]);
  });

  test('a build below the root of the repository is its own context', () => {
    const moved = Object.fromEntries(
      Object.entries(modules).map(([path, text]) => [`backend/${path}`, text]),
    );
    const found = copies(mapProject({ ...moved, 'frontend/package.json': '{}' }), 'backend/app');
    expect(found.context).toBe('backend');
    expect(found.lines[0]).toBe('backend/pom.xml ./');
    expect(found.lines).toContain('backend/app/src ./app/src/');
  });

  test('a parent beside the build widens the context', () => {
    const project = mapProject({
      'parent/pom.xml':
        '<project><groupId>g</groupId><artifactId>p</artifactId><version>1</version><packaging>pom</packaging></project>',
      'app/pom.xml':
        '<project><parent><groupId>g</groupId><artifactId>p</artifactId><version>1</version><relativePath>../parent</relativePath></parent><artifactId>app</artifactId></project>',
      'app/src/main/java/App.java': MAIN,
    });
    const app = model(project, 'app');
    const { context, copies: found } = layoutOf(
      project,
      { root: 'app', models: [app], missing: [] },
      { needed: [app] },
    );
    expect(context).toBe('.');
    expect(found.value.map(({ from }) => from)).toEqual(['app/pom.xml', 'parent/pom.xml', 'app/src']);
  });
});

describe('modules whose files another one packs', () => {
  const resource = (directory: string) => `<resource><directory>${directory}</directory></resource>`;
  const copied = (directory: string) =>
    plugins(
      plugin(
        'maven-resources-plugin',
        `<executions><execution><goals><goal>copy-resources</goal></goals><configuration><resources>${resource(directory)}</resources></configuration></execution></executions>`,
      ),
    );
  const PARENT =
    '<parent><groupId>com.example</groupId><artifactId>demo</artifactId><version>1.0</version></parent>';

  test.each([
    ['below the parent', copied('${project.parent.basedir}/frontend/target/dist'), ['frontend']],
    ['below the reactor', copied('${maven.multiModuleProjectDirectory}/frontend/dist'), ['frontend']],
    ['beside the module', copied('../frontend/dist'), ['frontend']],
    ['beside the module by its name', copied('${project.basedir}/../frontend/build'), ['frontend']],
    [
      'as a resource of the build',
      `<build><resources>${resource('../frontend/dist')}</resources></build>`,
      ['frontend'],
    ],
    ['of its own', copied('src/main/assets'), []],
    ['of no module', copied('../common/assets'), []],
    ['of a directory whose name only starts like it', copied('../frontend2/dist'), []],
  ])('a resource %s', (_name, build, expected) => {
    const project = mapProject({
      'pom.xml': pom(
        '<packaging>pom</packaging><modules><module>frontend</module><module>backend</module></modules>',
      ),
      'frontend/pom.xml': pom(PARENT, 'frontend'),
      'backend/pom.xml': pom(PARENT + build, 'backend'),
    });
    const all = reactor(project);
    const found = packedModules(all, model(project, 'backend')).map(({ directory }) => directory);
    expect(found).toEqual(expected);
    const built = needed(all, model(project, 'backend')).map(({ directory }) => directory);
    expect(built.includes('frontend')).toBe(expected.length > 0);
  });

  test('are named on the command line, for -am does not know of them', () => {
    const build = buildOf({
      artifact: JAR,
      module: 'backend',
      beside: ['frontend'],
      root: '.',
      needed: [model(single(pom()))],
    });
    expect(build.command.value).toContain('mvn -B -ntp -pl frontend,backend -am package');
  });
});

describe('repositories by http, which Maven blocks', () => {
  const repository = (url: string) =>
    pom(`<repositories><repository><id>public</id><url>${url}</url></repository></repositories>`);
  test('public ones are asked by https', () => {
    expect(command(repository('http://maven.aliyun.com/nexus/content/groups/public/')).line).toBe(
      "echo '<settings><mirrors><mirror><id>public-mirror</id><mirrorOf>public</mirrorOf><url>https://maven.aliyun.com/nexus/content/groups/public/</url></mirror></mirrors></settings>' > ~/.m2/settings.xml && mvn -B -ntp package -Dmaven.test.skip=true",
    );
  });
  test.each(['https://maven.aliyun.com/repository/public', 'http://nexus.company.example/maven'])(
    'left alone: %s',
    (url) => {
      expect(command(repository(url)).line).toBe('mvn -B -ntp package -Dmaven.test.skip=true');
    },
  );
});
