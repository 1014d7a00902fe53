// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are Maven's own
import { describe, expect, test } from 'vitest';
import { portsOf } from '../../../generators/ecosystems/maven/run/ports.js';
import { decide } from '../../../generators/plan/decision.js';
import { bootParent, dependencies, execution, model, plugin, plugins, pom, single } from './support.js';

const BOOT = pom(
  bootParent('3.5.1') +
    dependencies('org.springframework.boot:spring-boot-starter-web') +
    plugins(plugin('spring-boot-maven-plugin')),
);
const BATCH = pom(bootParent('3.5.1') + plugins(plugin('spring-boot-maven-plugin')));
const RESOURCES = 'src/main/resources';
const CODE = 'src/main/java/com/example/App.java';

function ports(text: string, files: Record<string, string>, wish?: number) {
  const project = single(text, {
    [CODE]: 'package com.example;\npublic class App { public static void main(String[] a) {} }',
    ...files,
  });
  const app = model(project);
  return portsOf(project, app, {
    needed: [app],
    ...(wish && { wish: decide(wish, { flag: 'port' }) }),
  });
}

describe('settings of a profile', () => {
  const yml = (text: string) => ({ [`${RESOURCES}/application.yml`]: text });
  const PROFILE = BOOT.replace('<build>', '<properties><profile>test</profile></properties><build>');
  const of = (name: string, port: number) => ({
    [`${RESOURCES}/application-${name}.yml`]: `server.port: ${port}\n`,
  });
  test.each([
    [
      'that the settings switch on',
      BOOT,
      { ...yml('spring.profiles.active: dev\nserver.port: 1\n'), ...of('dev', 9010) },
      [9010],
    ],
    ['by a placeholder', BOOT, { ...yml('spring.profiles.active: ${P:dev}\n'), ...of('dev', 9011) }, [9011]],
    [
      'that Maven fills in',
      PROFILE,
      { ...yml('spring:\n  profiles:\n    active: @profile@\n'), ...of('test', 9012) },
      [9012],
    ],
    [
      'in a document of the same file',
      BOOT,
      yml(
        'spring.profiles.active: [dev]\nserver.port: 1\n---\nspring.config.activate.on-profile: dev\nserver.port: 9013\n',
      ),
      [9013],
    ],
    [
      'in properties',
      BOOT,
      {
        [`${RESOURCES}/application.properties`]: 'spring.profiles.active=dev\nserver.port=1\n',
        [`${RESOURCES}/application-dev.properties`]: 'server.port=9014\n',
      },
      [9014],
    ],
    ['that nothing switches on', BOOT, { ...yml('server.port: 9015\n'), ...of('dev', 1) }, [9015]],
    ['another setting', BOOT, yml('app:\n  port: 9016\nserver:\n  port: ${app.port}\n'), [9016]],
    [
      'of Quarkus in production',
      pom(plugins(plugin('quarkus-maven-plugin')) + dependencies('io.quarkus:quarkus-rest')),
      {
        [`${RESOURCES}/application.properties`]:
          'quarkus.http.port=1\n%prod.quarkus.http.port=9017\n%dev.quarkus.http.port=2\n',
      },
      [9017],
    ],
    [
      "Micronaut's management port",
      pom(dependencies('io.micronaut:micronaut-http-server-netty')),
      yml('micronaut.server.port: 9018\nendpoints.all.port: 9019\n'),
      [9018, 9019],
    ],
  ])('%s', (_name, text, files, expected) => {
    expect(ports(text, files).ports.value).toEqual(expected);
  });
});

describe('settings of the framework', () => {
  test.each([
    ['the default of a web starter', BOOT, {}, [8080]],
    ['no web starter, no port', BATCH, {}, []],
    ['properties', BOOT, { [`${RESOURCES}/application.properties`]: 'server.port = 9000\n' }, [9000]],
    ['YAML', BOOT, { [`${RESOURCES}/application.yml`]: 'server:\n  port: 9001\n' }, [9001]],
    ['YAML with a dotted key', BOOT, { [`${RESOURCES}/application.yml`]: 'server.port: 9002\n' }, [9002]],
    ['a placeholder', BOOT, { [`${RESOURCES}/application.yml`]: 'server:\n  port: ${PORT:9003}\n' }, [9003]],
    [
      'placeholders in each other',
      BOOT,
      { [`${RESOURCES}/application.properties`]: 'server.port=${A:${B:9004}}\n' },
      [9004],
    ],
    [
      'config/ is stronger',
      BOOT,
      {
        [`${RESOURCES}/application.yml`]: 'server.port: 1\n',
        [`${RESOURCES}/config/application.yml`]: 'server.port: 9005\n',
      },
      [9005],
    ],
    [
      'Maven placeholders in YAML do not stop it',
      BOOT,
      {
        [`${RESOURCES}/application.yml`]:
          'spring:\n  profiles:\n    active: @profile@\nserver:\n  port: 9006\n',
      },
      [9006],
    ],
    [
      'a document for a profile does not count',
      BOOT,
      {
        [`${RESOURCES}/application.yml`]:
          'a: 1\n---\nspring.config.activate.on-profile: prod\nserver.port: 80\n',
      },
      [8080],
    ],
    [
      'the management port too',
      BOOT,
      { [`${RESOURCES}/application.properties`]: 'server.port=9007\nmanagement.server.port=9008\n' },
      [9007, 9008],
    ],
    ['a random port is none', BOOT, { [`${RESOURCES}/application.properties`]: 'server.port=0\n' }, []],
    [
      'Quarkus',
      pom(plugins(plugin('quarkus-maven-plugin', execution('build')))),
      { [`${RESOURCES}/application.properties`]: '%dev.quarkus.http.port=1\nquarkus.http.port=9009\n' },
      [9009],
    ],
    [
      'a REST client of Quarkus does not serve',
      pom(
        dependencies('io.quarkus:quarkus-rest-client-jackson') +
          plugins(plugin('quarkus-maven-plugin', execution('build'))),
      ),
      {},
      [],
    ],
    [
      'Micronaut',
      pom(dependencies('io.micronaut:micronaut-http-server-netty')),
      { [`${RESOURCES}/application.yml`]: 'micronaut:\n  server:\n    port: 9010\n' },
      [9010],
    ],
  ])('%s', (_name, text, files, expected) => {
    expect(ports(text, files as Record<string, string>).ports.value).toEqual(expected);
  });

  test('the variable of a placeholder is the one that moves the port', () => {
    const file = { [`${RESOURCES}/application.yml`]: 'server:\n  port: ${PORT:8081}\n' };
    expect(ports(BOOT, file, 3000)).toMatchObject({
      ports: { value: [3000], from: { flag: 'port' } },
      variable: 'PORT',
    });
    expect(ports(BOOT, {}, 3000)).toMatchObject({ variable: 'SERVER_PORT' });
  });

  test('a loopback address is opened', () => {
    const file = { [`${RESOURCES}/application.properties`]: 'server.address=127.0.0.1\n' };
    expect(ports(BOOT, file).address).toMatchObject({ name: 'SERVER_ADDRESS', value: '0.0.0.0' });
  });
});

describe('the code of plain servers', () => {
  test.each([
    ['HttpServer.create(new InetSocketAddress(8000), 0);', 8000],
    ['HttpServer.create(new InetSocketAddress("0.0.0.0", 8001), 0);', 8001],
    ['Javalin.create().start(7070);', 7070],
    ['new Server(8082);', 8082],
    ['builder.addHttpListener(8083, "0.0.0.0");', 8083],
    ['vertx.createHttpServer().listen(8888);', 8888],
    ['Spark.port(4567);', 4567],
    ['int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "7071"));', 7071],
    ['private static final int SERVER_PORT = 5555;', 5555],
    ['static int assignedPort() { if (x) { return parse(); } return 7000; }', 7000],
    ['ServerBuilder.forPort(50051).addService(new Greeter()).build().start();', 50051],
    ['Grpc.newServerBuilderForPort(50052, InsecureServerCredentials.create()).build();', 50052],
    ['app.asServer(SunHttp(9000)).start();', 9000],
    ['Server.builder().http(8084).service("/", hi).build().start();', 8084],
    ['static int port() { String p = env(); return p != null ? Integer.parseInt(p) : 7001; }', 7001],
    ['server.listen(config().getInteger("http.port", 8086));', 8086],
    ['new Server(Integer.valueOf(System.getenv("PORT")));', 8080],
    ['connect(Integer.parseInt(System.getenv("DB_PORT")));', undefined],
    ['if (System.getenv("PORT") != null) Integer.parseInt(System.getenv("PORT"));', undefined],
    ['System.out.println(12345);', undefined],
    ['//map.setPort(5000);', undefined],
    ['static final int MAX_PORT = 65535;', undefined],
  ])('%s', (line, port) => {
    const file = {
      [CODE]: `package com.example;\npublic class App {\n public static void main(String[] a) {\n  ${line}\n }\n}`,
    };
    const found = ports(pom(dependencies('gson')), file).ports;
    expect(found.value).toEqual(port === undefined ? [] : [port]);
    if (port !== undefined) expect(found.from).toMatchObject({ file: CODE, line: 4 });
  });

  test('a variable without which it does not start is set', () => {
    const body = 'new Server(Integer.valueOf(System.getenv("PORT")));';
    const file = { [CODE]: `public class App { public static void main(String[] a) { ${body} } }` };
    expect(ports(pom(dependencies('gson')), file)).toMatchObject({ variable: 'PORT', open: true });
  });

  test('Jooby listens where its code says, or by default', () => {
    const jooby = pom(dependencies('io.jooby:jooby-netty'));
    const app = (body: string) => ({ [CODE]: `class App extends Jooby {{ ${body} }}` });
    expect(ports(jooby, {}).ports.value).toEqual([8080]);
    expect(ports(jooby, app('setServerOptions(new ServerOptions().setPort(8099));')).ports.value).toEqual([
      8099,
    ]);
  });

  test('a library without a word in the code listens where it does by default', () => {
    expect(ports(pom(dependencies('io.dropwizard:dropwizard-core')), {}).ports.value).toEqual([8080, 8081]);
    expect(ports(pom(dependencies('org.apache.spark:spark-core')), {}).ports.value).toEqual([]);
  });
});

describe('a port that the code hands to the framework', () => {
  const main = (name: string, body: string) => ({
    [`src/main/java/com/example/${name}.java`]: `package com.example;\npublic class ${name} { public static void main(String[] a) { ${body} } }`,
  });
  const settings = { [`${RESOURCES}/application.properties`]: 'server.port=8090\n' };
  test.each([
    ['as an argument', main('App', 'SpringApplication.run(App.class, "--server.port=8081");'), 8081],
    ['as a system property', main('App', 'System.setProperty("server.port", "8082");'), 8082],
    ['as another argument', main('App', 'SpringApplication.run(App.class, "--dubbo.port=9000");'), 8090],
    ['in a comment', main('App', '\n// "--server.port=8081"\n'), 8090],
    [
      'by two programs, each its own',
      { ...main('App', 'run("--server.port=8081");'), ...main('Other', 'run("--server.port=8082");') },
      8090,
    ],
  ])('%s', (_, files, port) => {
    expect(ports(BOOT, { ...settings, ...files }).ports.value).toEqual([port]);
  });

  test('is told together with the one that the settings say', () => {
    const found = ports(BOOT, { ...settings, ...main('App', 'run("--server.port=8081");') }).ports;
    expect(found.also).toMatchObject([
      { value: 8090, from: { file: `${RESOURCES}/application.properties` } },
    ]);
    expect(ports(BOOT, settings).ports.also).toBeUndefined();
  });
});
