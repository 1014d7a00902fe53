// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are Maven's own
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { loadCatalog } from '../../../generators/catalog/catalog.js';
import { maven } from '../../../generators/ecosystems/maven/index.js';
import { decide } from '../../../generators/plan/decision.js';
import type { Plan } from '../../../generators/plan/plan.js';
import type { Wishes } from '../../../generators/plan/wishes.js';
import { cite } from '../../../generators/project/evidence.js';
import { mapProject } from '../../../generators/project/map.js';
import type { Project } from '../../../generators/project/project.js';
import {
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

// What the generators of frameworks write, and what people make of it.

const catalog = loadCatalog(fileURLToPath(new URL('../../../templates', import.meta.url)));

function planOf(project: Project, wishes: Wishes = {}, app?: string): Plan {
  const found = maven.detect(project, wishes).find((each) => app === undefined || each.app === app);
  if (found === undefined) throw new Error('nothing detected');
  return maven.plan({ project, detection: found, wishes, catalog });
}

const value = (plan: Plan, name: string) => plan.variables[name]?.value;
const ports = (project: Project) => value(planOf(project), 'ports');
const text = (plan: Plan) => JSON.stringify(plan.variables);
const warned = (plan: Plan) =>
  plan.warnings.map(({ id, from }) => `${cite(from ?? 'default')}: ${id}`).join('\n');

const MAIN_PATH = 'src/main/java/com/example/App.java';
const main = (body: string, imports = '') =>
  `package com.example;\n${imports}\npublic class App {\n  public static void main(String[] args) throws Exception {\n${body}\n  }\n}\n`;

describe('ports', () => {
  const bootWith = (starter: string, files: Record<string, string>) =>
    single(
      pom(
        bootParent('3.5.9') +
          dependencies(`org.springframework.boot:${starter}`) +
          plugins(plugin('spring-boot-maven-plugin')),
      ),
      { [MAIN_PATH]: MAIN, ...files },
    );

  test.each([
    'spring-boot-starter-websocket',
    'spring-boot-starter-oauth2-authorization-server',
    'spring-boot-starter-security-oauth2-authorization-server',
  ])('%s brings a web server', (starter) => expect(ports(bootWith(starter, {}))).toEqual([8080]));

  test('a controller says that an unknown starter brings a web server', () => {
    const controller =
      'package com.example;\n\nimport org.springframework.web.bind.annotation.*;\n\n@RestController\nclass Hello {}\n';
    const console =
      'package com.example;\n\nimport org.springframework.stereotype.Controller;\n\n@Controller\nclass Hello {}\n';
    expect(ports(bootWith('acme-starter', { 'src/main/java/com/example/Hello.java': controller }))).toEqual([
      8080,
    ]);
    expect(ports(bootWith('acme-starter', {}))).toEqual([]);
    expect(ports(bootWith('acme-starter', { 'src/main/java/com/example/Hello.java': console }))).toEqual([]);
  });

  test.each<[string, string, string, number, string]>([
    ['a number', 'Collections.singletonMap("server.port", "8083")', '', 8083, 'SERVER_PORT'],
    ['a map', 'Map.of("server.port", 8083)', '', 8083, 'SERVER_PORT'],
    [
      'a method',
      'Collections.singletonMap("server.port", getPort())',
      '  private static int getPort() {\n    if (System.getenv("PORT") != null) {\n      return Integer.parseInt(System.getenv("PORT"));\n    }\n    return 5000;\n  }',
      5000,
      'PORT',
    ],
    [
      'another property',
      'Collections.singletonMap("spring.application.name", "shop")',
      '',
      8080,
      'SERVER_PORT',
    ],
  ])('a default property is the port where no setting says one: %s', (_name, map, method, port, variable) => {
    const text = main(`    app.setDefaultProperties(${map});`).replace(/\n}\n$/, `\n${method}\n}\n`);
    const files = { [MAIN_PATH]: text };
    const project = bootWith('spring-boot-starter-web', files);
    expect(ports(project)).toEqual([port]);
    const moved = planOf(project, { port: decide(9090, { flag: 'port' }) });
    expect(JSON.stringify(value(moved, 'environment'))).toContain(`"name":"${variable}","value":"9090"`);
    const set = { ...files, 'src/main/resources/application.properties': 'server.port=8099\n' };
    expect(ports(bootWith('spring-boot-starter-web', set))).toEqual([8099]);
  });

  test('Helidon MP listens on 7001 unless it is told to', () => {
    const helidon = pom(
      dependencies('io.helidon.microprofile.bundles:helidon-microprofile-core') +
        properties({ mainClass: 'com.example.App' }),
    );
    expect(ports(single(helidon))).toEqual([7001]);
    const told = {
      [MAIN_PATH]: MAIN,
      'src/main/resources/META-INF/microprofile-config.properties': 'server.port=8081\n',
    };
    expect(ports(single(helidon, told))).toEqual([8081]);
  });

  test('avaje-nima listens on 8080', () => {
    expect(ports(single(pom(dependencies('io.avaje:avaje-nima'))))).toEqual([8080]);
  });

  test('the parent of Helidon names the jar without a version', () => {
    const parent =
      '<parent><groupId>io.helidon.applications</groupId><artifactId>helidon-se</artifactId><version>4.3.2</version><relativePath/></parent>';
    expect(text(planOf(single(pom(parent + properties({ mainClass: 'com.example.App' })))))).toContain(
      'mv target/demo.jar /app.jar',
    );
  });

  const ktor = pom(
    dependencies('io.ktor:ktor-server-netty-jvm') +
      properties({ 'main.class': 'io.ktor.server.netty.EngineMain' }),
  );
  const kotlin = 'src/main/kotlin/Application.kt';
  test.each([
    ['application.yaml', 'ktor:\n  deployment:\n    port: 8082\n'],
    ['application.yaml', 'ktor:\n  deployment:\n    port: "$PORT:8082"\n'],
    ['application.conf', 'ktor {\n  deployment {\n    port = 8082\n    port = ${?PORT}\n  }\n}\n'],
    ['application.conf', 'ktor.deployment.port = 8082\n'],
  ])('Ktor reads %s: %j', (file, settings) => {
    const files = {
      [kotlin]: 'fun main(args: Array<String>) = EngineMain.main(args)\n',
      [`src/main/resources/${file}`]: settings,
    };
    expect(ports(single(ktor, files))).toEqual([8082]);
  });
  test('an embedded server of Ktor says its port in the code', () => {
    expect(
      ports(
        single(ktor, {
          [kotlin]: 'fun main() { embeddedServer(Netty, port = 9095) {}.start(wait = true) }\n',
        }),
      ),
    ).toEqual([9095]);
  });
});

describe('a server of its own', () => {
  const of = (body: string) => planOf(single(pom(), { [MAIN_PATH]: main(body) }));
  const PORT = 'new ServerSocket(8080);';

  test.each([
    'HttpServer.create(new InetSocketAddress("localhost", 8080), 0);',
    'HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 8080), 0); server.listen(8080);',
    `app.start("127.0.0.1", 7070); ${PORT}`,
    `Undertow.builder().addHttpListener(8080, "localhost");`,
    `vertx.createHttpServer(new HttpServerOptions().setPort(8080).setHost("localhost")).listen();`,
    `URI uri = URI.create("http://localhost:8080/"); GrizzlyHttpServerFactory.createHttpServer(uri, config);`,
  ])('that listens on localhost is warned of: %s', (body) => {
    expect(warned(of(`${body} ${PORT}`))).toMatch(/App\.java:5: server-on-loopback/);
  });

  test.each([
    'HttpServer.create(new InetSocketAddress(8080), 0);',
    'client.connect("localhost", 6379); new ServerSocket(8080);',
    'URI uri = URI.create("http://0.0.0.0:8080/"); GrizzlyHttpServerFactory.createHttpServer(uri, config);',
  ])('that does not is not: %s', (body) => expect(warned(of(body))).toBe(''));

  test('the URL that Jersey gives its server has the port', () => {
    const plan = of(
      'URI uri = URI.create("http://0.0.0.0:8089/api"); GrizzlyHttpServerFactory.createHttpServer(uri, config);',
    );
    expect(value(plan, 'ports')).toEqual([8089]);
  });

  test('that waits for the Enter key ends at once in a container', () => {
    expect(warned(of(`${PORT} System.in.read();`))).toMatch(/App\.java:5: waits-for-enter/);
    expect(warned(of(`${PORT}\n    // System.in.read();`))).toBe('');
  });
});

describe('the home directory', () => {
  const withUrl = (url: string) =>
    single(pom(), {
      [MAIN_PATH]: main('new ServerSocket(8080);'),
      'src/main/resources/application.properties': `db=${url}\n`,
    });
  const alpine = { base: decide('alpine' as const, { flag: 'base' }) };

  test('is the working directory where the user has none', () => {
    expect(text(planOf(withUrl('jdbc:h2:~/demo'), alpine))).toContain('-Duser.home=/app');
    expect(text(planOf(withUrl('jdbc:h2:file:~/demo'), alpine))).toContain('-Duser.home=/app');
    const code = single(pom(), { [MAIN_PATH]: main('Path.of(System.getProperty("user.home"));') });
    expect(text(planOf(code, alpine))).toContain('-Duser.home=/app');
  });
  test('is left alone where the image has one, and where nobody asks', () => {
    expect(text(planOf(withUrl('jdbc:h2:~/demo')))).not.toContain('user.home');
    expect(text(planOf(withUrl('jdbc:h2:./demo'), alpine))).not.toContain('user.home');
  });
});

describe('modules that only a profile lists', () => {
  const child = (artifactId: string, rest = '') =>
    `<project><parent><groupId>com.example</groupId><artifactId>demo</artifactId><version>1.0</version></parent><artifactId>${artifactId}</artifactId>${rest}</project>`;
  const tree = (needs: string) =>
    mapProject({
      'pom.xml': pom(
        '<packaging>pom</packaging><modules><module>lib</module></modules><profiles><profile><id>server</id><modules><module>svc</module></modules></profile></profiles>',
      ),
      'lib/pom.xml': child('lib'),
      'lib/src/main/java/com/example/Lib.java': 'package com.example;\nclass Lib {}\n',
      'svc/pom.xml': child('svc', needs),
      'svc/src/main/java/com/example/App.java': MAIN,
    });

  test('are built with it when they need the others', () => {
    const plan = planOf(tree(dependencies('com.example:lib')), {}, 'svc');
    expect(value(plan, 'build')).toMatch(/mvn -B -ntp -P server -pl svc -am package/);
    expect(JSON.stringify(value(plan, 'copies'))).toContain('lib/src');
  });
  test('are built alone when they do not', () => {
    expect(value(planOf(tree(''), {}, 'svc'), 'build')).toMatch(/mvn -B -ntp -f svc\/pom.xml package/);
  });
});

describe('files that the program opens', () => {
  const of = (body: string, files: Record<string, string>) =>
    value(planOf(single(pom(), { [MAIN_PATH]: main(body), ...files })), 'files');

  test.each([
    [
      'static final String CONFIG = "config/app.conf";',
      { 'config/app.conf': '' },
      [{ from: 'config/', to: './config/' }],
    ],
    ['Path.of("settings.yml");', { 'settings.yml': '' }, [{ from: 'settings.yml', to: './' }]],
    ['new File("web");', { 'web/index.html': '' }, [{ from: 'web/', to: './web/' }]],
    [
      'new FileInputStream("./conf/a/b.xml");',
      { 'conf/a/b.xml': '' },
      [{ from: 'conf/a/', to: './conf/a/' }],
    ],
  ])('%s', (body, files, copies) => expect(of(body, files)).toEqual(copies));

  test.each([
    ['what is not there', 'Path.of("settings.yml");', {}],
    ['a word', 'log("web");', { 'web/index.html': '' }],
    ['a file name that nothing opens', 'log("settings.yml");', { 'settings.yml': '' }],
    ['sources', 'Path.of("src/main/resources/a.txt");', { 'src/main/resources/a.txt': '' }],
    ['a comment', '\n// Path.of("settings.yml");', { 'settings.yml': '' }],
    ['what lies elsewhere', 'Path.of("/etc/app.conf");', { 'etc/app.conf': '' }],
  ])('not %s', (_title, body, files) => expect(of(body, files as Record<string, string>)).toEqual([]));

  test('of a module lie beside it, and reach the build', () => {
    const project = mapProject({
      'pom.xml': pom('<packaging>pom</packaging><modules><module>svc</module></modules>'),
      'svc/pom.xml':
        '<project><parent><groupId>com.example</groupId><artifactId>demo</artifactId><version>1.0</version></parent><artifactId>svc</artifactId></project>',
      'svc/src/main/java/com/example/App.java': main('String config = "config/app.conf";'),
      'svc/config/app.conf': '',
    });
    const plan = planOf(project, {}, 'svc');
    expect(value(plan, 'files')).toEqual([{ from: 'svc/config/', to: './config/' }]);
    expect(plan.inputs).toContain('svc/config');
  });
});

test('a profile for developers that is on by itself is told where there is one for production', () => {
  const profile = (id: string, rest = '') => `<profile><id>${id}</id>${rest}</profile>`;
  const on = '<activation><activeByDefault>true</activeByDefault></activation>';
  const of = (...profiles: string[]) => single(pom(`<profiles>${profiles.join('')}</profiles>`));
  expect(warned(planOf(of(profile('dev', on), profile('prod'))))).toMatch(
    /pom\.xml:5 id prod: profile-for-developers/,
  );
  expect(warned(planOf(of(profile('dev'), profile('prod', on))))).toBe('');
  const asked = planOf(of(profile('dev', on), profile('prod')), {
    mavenProfile: decide('prod', { flag: 'maven-profile' }),
  });
  expect(warned(asked)).toBe('');
});

test('jars of the repository go beside the others', () => {
  const local =
    '<dependency><groupId>x</groupId><artifactId>local</artifactId><version>1</version><scope>system</scope><systemPath>${project.basedir}/libs/local.jar</systemPath></dependency>';
  const alone = planOf(single(pom(`<dependencies>${local}</dependencies>`)));
  expect(value(alone, 'artifacts')).toEqual([
    { from: '/src/libs/local.jar', to: './lib/' },
    { from: '/app.jar', to: './' },
  ]);
  expect(value(alone, 'entrypoint')).toContain('app.jar:lib/*');
  expect(value(alone, 'build')).not.toContain('copy-dependencies');
  const gson =
    '<dependency><groupId>com.google.code.gson</groupId><artifactId>gson</artifactId></dependency>';
  const both = planOf(single(pom(`<dependencies>${local}${gson}</dependencies>`)));
  expect(JSON.stringify(value(both, 'artifacts'))).toContain('"/src/target/dependency/","to":"./lib/"');
});

describe('maven-toolchains-plugin', () => {
  const of = (jdk: string) => {
    const inner = `<configuration><toolchains><jdk>${jdk}</jdk></toolchains></configuration>`;
    const text = pom(
      properties({ 'maven.compiler.release': '17' }) +
        plugins(plugin('maven-toolchains-plugin', inner + execution('toolchain'))),
    );
    return value(planOf(single(text)), 'build');
  };
  test('finds the JDK of the image by the names that the POM has for it', () => {
    expect(of('<version>17</version><vendor>temurin</vendor>')).toContain(
      '<provides><version>17</version><vendor>temurin</vendor></provides>',
    );
    expect(of('<version>[17,)</version>')).toContain('<provides><version>17</version></provides>');
    expect(of('<version>17</version>')).toMatch(/> ~\/\.m2\/toolchains\.xml \\\n && mvn -B -ntp package/);
  });
});

test('modules beside the directory of the POM that lists them are selected by name', () => {
  const parent =
    '<parent><groupId>com.example</groupId><artifactId>demo</artifactId><version>1.0</version><relativePath>../build/pom.xml</relativePath></parent>';
  const project = mapProject({
    'build/pom.xml': pom('<packaging>pom</packaging><modules><module>../svc</module></modules>'),
    'svc/pom.xml': `<project>${parent}<artifactId>service</artifactId></project>`,
    'svc/src/main/java/com/example/App.java': MAIN,
  });
  expect(value(planOf(project, {}, 'svc'), 'build')).toMatch(
    /mvn -B -ntp -f build\/pom.xml -pl :service -am package/,
  );
});

test('a name with the time of the build is found by its other parts', () => {
  const project = single(pom('<build><finalName>app-${maven.build.timestamp}</finalName></build>'));
  expect(value(planOf(project), 'build')).toContain('mv "$(ls target/app-*.jar)" /app.jar');
});

describe('Quarkus', () => {
  const of = (settings: string) =>
    planOf(
      single(pom(plugins(plugin('quarkus-maven-plugin', execution('build')))), {
        'src/main/java/com/example/R.java': 'package com.example;\nclass R {}\n',
        'src/main/resources/application.properties': settings,
      }),
    );
  test.each([
    ['quarkus.package.jar.type=legacy-jar', '-Dquarkus.package.jar.type=fast-jar'],
    ['quarkus.package.type=native', '-Dquarkus.package.type=fast-jar'],
    ['quarkus.container-image.build=true', '-Dquarkus.container-image.build=false'],
    ['quarkus.native.enabled=true\nquarkus.package.jar.enabled=false', '-Dquarkus.native.enabled=false'],
  ])('%j is built as a jar in layers', (settings, flags) => {
    expect(value(of(settings), 'build')).toContain(flags);
    expect(value(of(settings), 'artifacts')).toContainEqual({
      from: '/src/target/quarkus-app/lib/',
      to: './lib/',
    });
  });
  test('without such a setting nothing is overridden', () => {
    expect(value(of('quarkus.package.jar.type=fast-jar'), 'build')).not.toContain('-Dquarkus');
  });
});

test('sources where the POM says they are', () => {
  const project = single(pom('<build><sourceDirectory>java</sourceDirectory></build>'), {
    'java/com/example/App.java': MAIN,
  });
  expect(value(planOf(project), 'entrypoint')).toContain('com.example.App');
});

test('a war that names no server starts on one of its own, on a Java that this runs on', () => {
  const war = pom(`<packaging>war</packaging>${dependencies('javax:javaee-api')}`);
  const bean = 'package com.example;\nimport javax.ejb.Stateless;\n@Stateless\nclass Bean {}\n';
  const plan = planOf(single(war, { 'src/main/java/com/example/Bean.java': bean }));
  expect(ports(single(war, { 'src/main/java/com/example/Bean.java': bean }))).toEqual([8080]);
  expect(value(plan, 'java')).toBe('17');
  expect(warned(plan)).toContain('server-chosen');
  expect(value(plan, 'build')).toMatch(/dependency:copy -Dartifact=fish\.payara\.extras:payara-micro:5\.\S+/);
  expect(value(plan, 'artifacts')).toEqual([
    { from: '/src/target/dependency/payara-micro.jar', to: './' },
    { from: '/app.war', to: './' },
  ]);
  expect((value(plan, 'entrypoint') as string[]).slice(-7)).toEqual([
    '-jar',
    'payara-micro.jar',
    '--deploy',
    'app.war',
    '--contextroot',
    '/',
    '--nocluster',
  ]);
  const moved = planOf(single(war, { 'src/main/java/com/example/Bean.java': bean }), {
    port: decide(9090, { flag: 'port' }),
  });
  expect((value(moved, 'entrypoint') as string[]).slice(-2)).toEqual(['--port', '9090']);
  expect(warned(moved)).not.toContain('port-fixed');
});
