// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are Maven's own
import { describe, expect, test } from 'vitest';
import { mapProject } from '../../../generators/project/map.js';
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

const boot = (inner = '') =>
  `<plugin><groupId>org.springframework.boot</groupId><artifactId>spring-boot-maven-plugin</artifactId>${inner}</plugin>`;
const shade = (configuration = '', phase = '') =>
  plugin(
    'maven-shade-plugin',
    `<executions><execution>${phase}<goals><goal>shade</goal></goals><configuration>${configuration}</configuration></execution></executions>`,
  );
const MANIFEST =
  '<transformers><transformer><mainClass>com.example.App</mainClass></transformer></transformers>';
const LIBRARY = { 'src/main/java/com/example/Lib.java': 'package com.example;\nclass Lib {}' };

describe('Spring Boot', () => {
  test.each([
    ['3.3 and later extract with tools', '3.5.1', '', { kind: 'boot', file: 'target/demo-*.jar' }, undefined],
    [
      '3.2 has the new launcher',
      '3.2.0',
      '',
      { kind: 'boot' },
      'org.springframework.boot.loader.launch.JarLauncher',
    ],
    [
      '2.7 has the old launcher',
      '2.7.18',
      '',
      { kind: 'boot' },
      'org.springframework.boot.loader.JarLauncher',
    ],
    ['2.3 has layers only when told', '2.3.12.RELEASE', '', { kind: 'jar' }, undefined],
    ['2.2 has none', '2.2.0.RELEASE', '', { kind: 'jar' }, undefined],
    [
      'a launch script keeps the jar whole',
      '3.5.1',
      '<executable>true</executable>',
      { kind: 'jar' },
      undefined,
    ],
    ['layers switched off', '3.5.1', '<layers><enabled>false</enabled></layers>', { kind: 'jar' }, undefined],
    [
      'classifier',
      '3.5.1',
      '<classifier>exec</classifier>',
      { kind: 'boot', file: 'target/demo-*-exec.jar' },
      undefined,
    ],
    [
      'another name',
      '3.5.1',
      '<finalName>app</finalName>',
      { kind: 'boot', file: 'target/app.jar' },
      undefined,
    ],
  ])('%s', (_name, version, configuration, expected, launcher) => {
    const found = artifact(
      single(pom(bootParent(version) + plugins(boot(`<configuration>${configuration}</configuration>`)))),
    );
    expect(found).toMatchObject(expected);
    if (found.kind === 'boot') expect(found.boot.launcher).toBe(launcher);
  });

  test.each([
    ['2.1.1.RELEASE', 'jar'],
    ['2.7.18', 'boot'],
  ])('the plugin that packs the jar decides whether it has layers: %s', (version, kind) => {
    const packer = boot(`<version>${version}</version>`);
    expect(artifact(single(pom(bootParent('2.5.15') + plugins(packer)))).kind).toBe(kind);
  });

  test('an executable war runs as it is', () => {
    const text = pom(`<packaging>war</packaging>${bootParent('3.5.1')}${plugins(boot())}`);
    expect(artifact(single(text))).toMatchObject({ kind: 'jar', file: 'target/demo-*.war' });
  });

  test('without the repackage goal the jar is thin', () => {
    const text = pom(dependencies('org.springframework.boot:spring-boot-starter-web') + plugins(boot()));
    expect(artifact(single(text))).toMatchObject({
      kind: 'classpath',
      main: 'com.example.App',
      lib: 'target/dependency',
    });
  });

  test('skip leaves a library', () => {
    const text = pom(bootParent('3.5.1') + plugins(boot('<configuration><skip>true</skip></configuration>')));
    expect(artifact(single(text, LIBRARY)).kind).toBe('none');
  });

  test('layers of a layers.xml', () => {
    const text = pom(
      bootParent('3.5.1') +
        plugins(
          boot(
            '<configuration><layers><configuration>${project.basedir}/src/layers.xml</configuration></layers></configuration>',
          ),
        ),
    );
    const layers =
      '<layers><layerOrder><layer>deps</layer><layer>company</layer><layer>app</layer></layerOrder></layers>';
    const found = artifact(single(text, { 'src/layers.xml': layers }));
    expect(found.kind === 'boot' && found.boot.layers).toEqual(['deps', 'company', 'app']);
  });

  test('the version comes from the bom too', () => {
    const bom = `<dependencyManagement><dependencies><dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-dependencies</artifactId><version>\${boot}</version><type>pom</type><scope>import</scope></dependency></dependencies></dependencyManagement>`;
    const text = pom(properties({ boot: '2.7.1' }) + bom + plugins(boot(execution('repackage'))));
    expect(artifact(single(text))).toMatchObject({ kind: 'boot', version: '2.7.1' });
  });
});

describe('jars that hold everything', () => {
  test.each([
    ['shaded', shade(MANIFEST), { kind: 'jar', file: 'target/demo-*.jar' }],
    [
      'attached',
      shade(`<shadedArtifactAttached>true</shadedArtifactAttached>${MANIFEST}`),
      { file: 'target/demo-*-shaded.jar' },
    ],
    [
      'attached under a name',
      shade(
        `<shadedArtifactAttached>true</shadedArtifactAttached><shadedClassifierName>all</shadedClassifierName>${MANIFEST}`,
      ),
      { file: 'target/demo-*-all.jar' },
    ],
    ['another finalName', shade(`<finalName>uber</finalName>${MANIFEST}`), { file: 'target/uber.jar' }],
    [
      'outputFile',
      shade(`<outputFile>\${project.build.directory}/x/app.jar</outputFile>${MANIFEST}`),
      { file: 'target/x/app.jar' },
    ],
    [
      'outputDirectory without a name: the jar takes the place of the plain one',
      shade(`<outputDirectory>lib/</outputDirectory>${MANIFEST}`),
      { file: 'target/demo-*.jar' },
    ],
    [
      'outputDirectory with a name',
      shade(`<outputDirectory>lib/</outputDirectory><finalName>uber</finalName>${MANIFEST}`),
      { file: 'lib/uber.jar' },
    ],
    ['no manifest: the one main class', shade(), { kind: 'classpath', main: 'com.example.App' }],
    ['a later phase does not count', shade(MANIFEST, '<phase>install</phase>'), { kind: 'classpath' }],
    [
      'assembled',
      plugin(
        'maven-assembly-plugin',
        execution(
          'single',
          '<configuration><descriptorRefs><descriptorRef>jar-with-dependencies</descriptorRef></descriptorRefs><archive><manifest><mainClass>com.example.App</mainClass></manifest></archive></configuration>',
        ),
      ),
      { kind: 'jar', file: 'target/demo-*-jar-with-dependencies.jar' },
    ],
    [
      'assembled without the suffix',
      plugin(
        'maven-assembly-plugin',
        execution(
          'single',
          '<configuration><appendAssemblyId>false</appendAssemblyId><descriptorRefs><descriptorRef>jar-with-dependencies</descriptorRef></descriptorRefs><archive><manifest><mainClass>com.example.App</mainClass></manifest></archive></configuration>',
        ),
      ),
      { kind: 'jar', file: 'target/demo-*.jar' },
    ],
    [
      'an assembly nobody runs',
      plugin(
        'maven-assembly-plugin',
        '<configuration><descriptorRefs><descriptorRef>jar-with-dependencies</descriptorRef></descriptorRefs></configuration>',
      ),
      { kind: 'classpath' },
    ],
  ])('%s', (_name, element, expected) => {
    expect(artifact(single(pom(plugins(element))))).toMatchObject(expected);
  });
});

describe('an assembly of the repository', () => {
  const DESCRIPTOR = 'src/main/assembly/all.xml';
  const assembled = plugin(
    'maven-assembly-plugin',
    `<configuration><descriptors><descriptor>\${project.basedir}/${DESCRIPTOR}</descriptor></descriptors><archive><manifest><mainClass>com.example.App</mainClass></manifest></archive></configuration>${execution('single')}`,
  );
  const some = shade('<artifactSet><includes><include>org.any:one</include></includes></artifactSet>');
  const descriptor = (format: string, unpack: boolean) =>
    `<assembly><id>all</id><formats><format>${format}</format></formats><dependencySets><dependencySet><unpack>${unpack}</unpack></dependencySet></dependencySets></assembly>`;
  const files = (text: string) => ({ 'src/main/java/com/example/App.java': MAIN, [DESCRIPTOR]: text });

  test('is what runs, also where a part is shaded before', () => {
    const project = single(pom(plugins(some, assembled)), files(descriptor('jar', true)));
    expect(artifact(project)).toMatchObject({ kind: 'jar', file: 'target/demo-*-all.jar' });
  });

  test.each([
    ['an archive', descriptor('tar.gz', false)],
    ['jars in a jar', descriptor('jar', false)],
  ])('is not where it makes %s', (_name, text) => {
    const project = single(pom(dependencies('gson') + plugins(some, assembled)), files(text));
    const lib = 'target/dependency';
    expect(artifact(project)).toMatchObject({ kind: 'classpath', file: 'target/demo-*.jar', lib });
  });
});

describe('a shaded jar where the build has a finalName', () => {
  test.each([
    ['takes its place', MANIFEST, 'target/app.jar'],
    ['takes its place under the same name', `<finalName>app</finalName>${MANIFEST}`, 'target/app.jar'],
    [
      'takes its place under the same name, whatever outputDirectory says',
      `<finalName>app</finalName><outputDirectory>lib</outputDirectory>${MANIFEST}`,
      'target/app.jar',
    ],
    [
      'attached keeps the coordinates',
      `<shadedArtifactAttached>true</shadedArtifactAttached>${MANIFEST}`,
      'target/demo-*-shaded.jar',
    ],
    [
      'attached has its own artifactId and directory',
      `<shadedArtifactAttached>true</shadedArtifactAttached><shadedArtifactId>x</shadedArtifactId><outputDirectory>lib</outputDirectory>${MANIFEST}`,
      'lib/x-*-shaded.jar',
    ],
    [
      'attached has its own name',
      `<shadedArtifactAttached>true</shadedArtifactAttached><finalName>uber</finalName>${MANIFEST}`,
      'target/uber.jar',
    ],
  ])('%s', (_name, configuration, file) => {
    const build = plugins(shade(configuration)).replace('<build>', '<build><finalName>app</finalName>');
    expect(artifact(single(pom(build)))).toMatchObject({ kind: 'jar', file });
  });
});

describe('a version that only the command line gives', () => {
  test.each([
    ['in the version', pom('', 'demo', '${revision}'), 'target/demo-*.jar'],
    ['with its kin', pom('', 'demo', '${revision}${sha1}${changelist}'), 'target/demo-*.jar'],
    ['in finalName', pom('<build><finalName>app-${buildNumber}</finalName></build>'), 'target/app-*.jar'],
    ['but the POM has it', pom(properties({ revision: '2.1' }), 'demo', '${revision}'), 'target/demo-*.jar'],
  ])('%s: the jar is found whatever the build is told', (_name, text, file) => {
    expect(artifact(single(text))).toMatchObject({ file });
  });
});

describe('Quarkus', () => {
  const quarkus = plugins(plugin('quarkus-maven-plugin', execution('build')));
  test('fast-jar is the default', () => {
    expect(artifact(single(pom(quarkus)))).toMatchObject({
      kind: 'quarkus',
      directory: 'target/quarkus-app',
    });
  });
  test.each([
    ['1.3.2.Final', { kind: 'jar', file: 'target/demo-*-runner.jar', lib: 'target/lib' }],
    ['1.12.0.Final', { kind: 'quarkus' }],
    ['3.15.1', { kind: 'quarkus' }],
  ])('what %s leaves without being told', (version, expected) => {
    const bom = `<dependencyManagement><dependencies><dependency><groupId>io.quarkus</groupId><artifactId>quarkus-bom</artifactId><version>\${quarkus.version}</version><type>pom</type><scope>import</scope></dependency></dependencies></dependencyManagement>`;
    const text = pom(quarkus + properties({ 'quarkus.version': version }) + bom);
    expect(artifact(single(text))).toMatchObject(expected);
  });

  test.each([
    ['a property', pom(quarkus + properties({ 'quarkus.package.jar.type': 'uber-jar' })), {}],
    [
      'application.properties',
      pom(quarkus),
      { 'src/main/resources/application.properties': 'quarkus.package.type=uber-jar\n' },
    ],
    [
      'application.yml',
      pom(quarkus),
      { 'src/main/resources/application.yml': 'quarkus:\n  package:\n    jar:\n      type: uber-jar\n' },
    ],
  ])('uber-jar by %s', (_name, text, files) => {
    expect(artifact(single(text, files))).toMatchObject({ kind: 'jar', file: 'target/demo-*-runner.jar' });
  });
});

describe('thin jars', () => {
  test.each([
    [
      'manifest of the jar',
      plugins(
        plugin(
          'maven-jar-plugin',
          '<configuration><archive><manifest><mainClass>a.B</mainClass></manifest></archive></configuration>',
        ),
      ),
      'a.B',
    ],
    ['a property', properties({ 'exec.mainClass': 'a.C' }), 'a.C'],
    [
      'exec plugin',
      plugins(
        plugin('exec-maven-plugin', '<configuration><mainClass>com.example.App</mainClass></configuration>'),
      ),
      'com.example.App',
    ],
    [
      'exec plugin with a tool of others is passed over',
      plugins(
        plugin(
          'exec-maven-plugin',
          '<configuration><mainClass>org.h2.tools.Console</mainClass></configuration>',
        ),
      ),
      'com.example.App',
    ],
    ['the one class with a main method', '', 'com.example.App'],
  ])('%s', (_name, rest, main) => {
    expect(artifact(single(pom(dependencies('gson') + rest)))).toMatchObject({
      kind: 'classpath',
      main,
      lib: 'target/dependency',
    });
  });

  test('without dependencies there is no lib, and a manifest is enough', () => {
    expect(artifact(single(pom()))).toEqual({
      kind: 'classpath',
      file: 'target/demo-*.jar',
      main: 'com.example.App',
      from: { file: 'src/main/java/com/example/App.java', line: 3, text: 'main' },
    });
    const manifest = plugins(
      plugin(
        'maven-jar-plugin',
        '<configuration><archive><manifest><mainClass>com.example.App</mainClass></manifest></archive></configuration>',
      ),
    );
    expect(artifact(single(pom(manifest)))).toMatchObject({ kind: 'jar' });
  });

  test('test dependencies are not beside the jar, also by dependencyManagement', () => {
    const managed =
      '<dependencyManagement><dependencies><dependency><groupId>org.any</groupId><artifactId>junit</artifactId><scope>test</scope></dependency></dependencies></dependencyManagement>';
    expect(artifact(single(pom(managed + dependencies('junit'))))).not.toHaveProperty('lib');
  });

  test.each([
    ['Kotlin', 'src/main/kotlin/app/main.kt', 'package app\nfun main() {}', 'app.MainKt'],
    [
      'Kotlin object',
      'src/main/kotlin/app/Main.kt',
      'package app\nobject Main { @JvmStatic fun main(args: Array<String>) {} }',
      'app.Main',
    ],
    ['Scala', 'src/main/scala/app/Main.scala', 'package app\nobject Go extends App {\n}', 'app.Go'],
    ['varargs', 'src/main/java/M.java', 'class M { static public void main(String... a) {} }', 'M'],
  ])('main in %s', (_name, path, source, main) => {
    expect(artifact(single(pom(), { [path]: source }))).toMatchObject({ main });
  });

  test('a main method in a comment is none', () => {
    const source =
      'class M {\n  // public static void main(String[] a)\n  /* public static void main(String[] a) */\n}';
    expect(artifact(single(pom(), { 'src/main/java/M.java': source })).kind).toBe('none');
  });

  test.each<[name: string, classes: Record<string, string>, main: string | undefined]>([
    ['the server beside its client', { ChatClient: '', ChatServer: '' }, 'ChatServer'],
    ['two servers', { AServer: '', BServer: '' }, undefined],
    ['the one without a window', { Game: 'new Lwjgl3Application(game);', Tool: '' }, 'Tool'],
    ['the application before its server', { Main: '', ChatServer: '' }, 'Main'],
  ])('several main classes: %s', (_name, classes, main) => {
    const files = Object.entries(classes).map(([name, body]) => [
      `src/main/java/${name}.java`,
      `public class ${name} { public static void main(String[] args) { ${body} } }`,
    ]);
    const found = artifact(single(pom(), Object.fromEntries(files)));
    expect(found.kind === 'classpath' ? found.main : undefined).toBe(main);
  });

  test('several main classes: the marked one, the one that is named so, or none', () => {
    const main = (name: string, extra = '') =>
      `package p;\n${extra}\npublic class ${name} { public static void main(String[] a) {} }`;
    const files = { 'src/main/java/p/Tool.java': main('Tool'), 'src/main/java/p/Other.java': main('Other') };
    expect(artifact(single(pom(), files))).toMatchObject({
      kind: 'none',
      mains: [{ name: 'p.Other' }, { name: 'p.Tool' }],
    });
    expect(artifact(single(pom(), { ...files, 'src/main/java/p/Main.java': main('Main') }))).toMatchObject({
      main: 'p.Main',
    });
    const marked = { ...files, 'src/main/java/p/X.java': main('X', '@SpringBootApplication') };
    expect(artifact(single(pom(), marked))).toMatchObject({ main: 'p.X' });
  });
});

describe('what cannot run says why', () => {
  test.each([
    ['a library', pom(), LIBRARY, { is: 'library', pom: 'pom.xml' }],
    ['packaging pom', pom('<packaging>pom</packaging>'), {}, { is: 'group' }],
    [
      'another packaging',
      pom('<packaging>hpi</packaging>'),
      {},
      { is: 'packaging', pom: 'pom.xml', packaging: 'hpi' },
    ],
  ])('%s', (_name, text, files, reason) => {
    expect(artifact(single(text, files))).toMatchObject({ kind: 'none', reason });
  });
});

test('a moved build directory and a module prefix', () => {
  const project = mapProject({
    'pom.xml':
      '<project><groupId>g</groupId><artifactId>r</artifactId><version>1</version><packaging>pom</packaging><modules><module>app</module></modules></project>',
    'app/pom.xml':
      '<project><parent><groupId>g</groupId><artifactId>r</artifactId><version>1</version></parent><artifactId>app</artifactId><build><directory>out</directory></build></project>',
    'app/src/main/java/App.java': MAIN,
  });
  expect(artifact(project, 'app')).toMatchObject({ file: 'out/app-*.jar' });
});

describe('the fat jar of vertx:package', () => {
  const vertx = (inner = '') =>
    artifact(single(pom(plugins(plugin('vertx-maven-plugin', execution('package') + inner))), {}));
  test.each([
    ['takes the name of the plain one', '', 'target/demo-*.jar'],
    [
      'has a classifier',
      '<configuration><classifier>fat</classifier></configuration>',
      'target/demo-*-fat.jar',
    ],
  ])('%s', (_name, inner, file) => {
    expect(vertx(inner)).toMatchObject({ kind: 'jar', file });
  });
});

describe('main methods without static or arguments', () => {
  const at = (release: string, inner = '') => pom(properties({ 'maven.compiler.release': release }) + inner);
  const app = (text: string) => ({ 'src/main/java/com/example/App.java': `package com.example;\n${text}` });
  const INSTANCE = app('public class App {\n  void main() {}\n}\n');
  const PREVIEW = plugins(
    plugin(
      'maven-compiler-plugin',
      '<configuration><compilerArgs>--enable-preview</compilerArgs></configuration>',
    ),
  );
  test.each([
    ['Java 25', at('25'), INSTANCE, 'com.example.App'],
    ['a compact source file', at('25'), { 'src/main/java/Hello.java': 'void main() {}\n' }, 'Hello'],
    [
      'with arguments',
      at('25'),
      app('class App {\n  static void main(String... a) {}\n}'),
      'com.example.App',
    ],
    ['a preview of 21', at('21', PREVIEW), INSTANCE, 'com.example.App'],
    ['not before', at('21'), INSTANCE, undefined],
    ['not in a comment', at('25'), app('class App {\n  // void main() {}\n}'), undefined],
    ['not another method', at('25'), app('class App {\n  void main(int n) {}\n}'), undefined],
  ])('%s', (_name, text, files, main) => {
    const found = artifact(single(text, files));
    expect('main' in found ? found.main : undefined).toBe(main);
  });
});

describe('main methods of Scala', () => {
  test.each([
    ['@main def', '@main def serve(port: Int) = ()', 'com.example.serve'],
    ['IOApp.Simple', 'object Api extends IOApp.Simple {', 'com.example.Api'],
    ['ZIO', 'object Api extends ZIOAppDefault {', 'com.example.Api'],
  ])('%s', (_name, text, main) => {
    const files = { 'src/main/scala/com/example/Api.scala': `package com.example\n${text}\n` };
    expect(artifact(single(pom(), files))).toMatchObject({ main });
  });
});
