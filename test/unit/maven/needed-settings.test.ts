// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are Spring's own

import { describe, expect, test } from 'vitest';
import { environmentOf } from '../../../generators/ecosystems/maven/run/environment.js';
import { neededSettings, openNames } from '../../../generators/ecosystems/maven/run/needed-settings.js';
import { portsOf } from '../../../generators/ecosystems/maven/run/ports.js';
import {
  bootParent,
  dependencies,
  MAIN,
  model,
  plugin,
  plugins,
  pom,
  properties,
  single,
} from './support.js';

const BOOT = bootParent('3.5.1') + plugins(plugin('spring-boot-maven-plugin'));
const WEB = dependencies('org.springframework.boot:spring-boot-starter-web');
const PROPERTIES = 'src/main/resources/application.properties';
const YML = 'src/main/resources/application.yml';

function needs(files: Record<string, string>, text = pom(BOOT + WEB)) {
  const project = single(text, { 'src/main/java/com/example/App.java': MAIN, ...files });
  const app = model(project);
  const { variable } = portsOf(project, app, { needed: [app] });
  return neededSettings(project, {
    model: app,
    models: [app],
    set: variable === undefined ? [] : [variable],
  }).map(({ name }) => name);
}

test.each([
  ['jdbc:postgresql://${DB_HOST}:${DB_PORT:5432}/${DB_NAME}', ['DB_HOST', 'DB_NAME']],
  ['${A:${B}}', []],
  ['${A:x}/${B}', ['B']],
  ['${app.name}', ['app.name']],
])('%s needs %j', (value, expected) => {
  expect(openNames(value)).toEqual(expected);
});

describe('settings without a value', () => {
  test.each<[name: string, files: Record<string, string>, expected: string[]]>([
    ['of a properties file, once', { [PROPERTIES]: 'a=${TOKEN}\nb=x${TOKEN}\nc=${HOME}\n' }, ['TOKEN']],
    [
      'in other letters than a variable has',
      { [PROPERTIES]: 'a=${SearchApiKey}\nb=${access_key}\nc=${mail.from-address}\n' },
      ['SearchApiKey', 'access_key', 'MAIL_FROM_ADDRESS'],
    ],
    [
      'that a file for another profile or the framework gives',
      {
        [PROPERTIES]:
          'app.name=shop\na=${app.name}\nb=${mail.fromAddress}\nc=${random.uuid}\nd=${spring.application.name}\nlogging.x=${logColor}\n',
        'src/main/resources/application-prod.properties': 'mail.from-address=a@b\n',
      },
      [],
    ],
    ['that another setting gives', { [PROPERTIES]: 'TOKEN=1\na=${TOKEN}\n' }, []],
    [
      'of the active profile alone',
      {
        [YML]:
          'spring.profiles.active: dev\n---\nspring.config.activate.on-profile: prod\na: ${PROD}\n---\nspring.config.activate.on-profile: dev\na: ${DEV}\n',
      },
      ['DEV'],
    ],
    ['of a profile of developers (Quarkus)', { [PROPERTIES]: '%dev.a=${DEV}\n%prod.b=${PROD}\n' }, ['PROD']],
    ['of the port', { [PROPERTIES]: 'server.port=${PORT}\n' }, []],
  ])('%s', (_name, files, expected) => {
    expect(needs(files)).toEqual(expected);
  });

  test('that Maven fills in', () => {
    expect(needs({ [PROPERTIES]: 'a=${STAGE}\n' }, pom(BOOT + WEB + properties({ STAGE: 'x' })))).toEqual([]);
  });
});

describe('settings that the code wants', () => {
  const code = (annotation: string) => ({
    'src/main/java/com/example/A.java': `class A {\n  ${annotation}\n  String a; }`,
  });
  test.each<[annotation: string, settings: string, expected: string[]]>([
    ['@Value("${jwt.secret-key}")', '', ['JWT_SECRET_KEY']],
    ['@Value("${jwt.secret-key}")', 'jwt.secretKey=x', []],
    ['@Value("${jwt.secret:none}")', '', []],
    ['// @Value("${jwt.secret}")', '', []],
    ['@Value("${spring.application.name}")', '', []],
    ['@PropertySource("gen.yml") @Value("${author}")', '', []],
    ['@ConfigProperty(name = "api.key")', '', ['API_KEY']],
    ['@ConfigProperty(name = "api.key", defaultValue = "x")', '', []],
    ['@ConfigProperty(name = "api.key") Optional<String> b;', '', []],
  ])('%s with "%s"', (annotation, settings, expected) => {
    expect(needs({ ...code(annotation), [PROPERTIES]: settings })).toEqual(expected);
  });

  test('may be there and empty', () => {
    expect(needs({ ...code('@Value("${cookie.domain}")'), [YML]: 'cookie:\n  domain:\n' })).toEqual([]);
  });

  test('are a matter of the server that holds them', () => {
    const text = pom(BOOT + dependencies('spring-cloud-starter-config'));
    expect(needs(code('@Value("${jwt.secret}")'), text)).toEqual([]);
  });
});

describe('a database without an address', () => {
  const JPA = pom(BOOT + dependencies('spring-boot-starter-data-jpa', 'postgresql'));
  const names = ['SPRING_DATASOURCE_URL', 'SPRING_DATASOURCE_USERNAME', 'SPRING_DATASOURCE_PASSWORD'];
  test('is asked for', () => {
    expect(needs({ [PROPERTIES]: 'spring.application.name=x\n' }, JPA)).toEqual(names);
  });
  test.each<[name: string, text: string, files: Record<string, string>]>([
    ['in a profile', JPA, { 'src/main/resources/application-dev.properties': 'spring.datasource.url=x\n' }],
    ['in the code', JPA, { 'src/main/java/B.java': 'class B { DataSource a() { return null; } }' }],
    ['one within the app', pom(BOOT + dependencies('spring-boot-starter-data-jpa', 'postgresql', 'h2')), {}],
    ['a driver that nothing uses', pom(BOOT + dependencies('postgresql')), {}],
  ])('not where it stands: %s', (_name, text, files) => {
    expect(needs(files, text)).toEqual([]);
  });
});

describe('a database of the compose file', () => {
  const JPA = pom(BOOT + dependencies('spring-boot-starter-data-jpa', 'postgresql'));
  const given = (service: string) => {
    const project = single(JPA, {
      'src/main/java/com/example/App.java': MAIN,
      'compose.yaml': `services:\n  postgres:\n${service.replace(/^/gm, '    ')}\n`,
    });
    const app = model(project);
    return neededSettings(project, { model: app, models: [app], set: [] }).map(({ value }) => value);
  };
  const image = "image: 'postgres:latest'\n";
  test.each([
    [
      'a list',
      `${image}environment:\n  - 'POSTGRES_DB=shop'\n  - 'POSTGRES_PASSWORD=a=b'\n  - 'POSTGRES_USER=me'\nports:\n  - '5432'`,
      ['jdbc:postgresql://host.docker.internal:5432/shop', 'me', 'a=b'],
    ],
    [
      'a map, on another port',
      `${image}environment: { POSTGRES_DB: shop, POSTGRES_PASSWORD: 1234, POSTGRES_USER: me }\nports: ['127.0.0.1:5433:5432']`,
      ['jdbc:postgresql://host.docker.internal:5433/shop', 'me', '1234'],
    ],
    [
      'what the file leaves open',
      `${image}environment: { POSTGRES_DB: shop, POSTGRES_PASSWORD: '\${P}', POSTGRES_USER: me }`,
      [undefined, undefined, undefined],
    ],
    ['another image', "image: 'redis'", [undefined, undefined, undefined]],
  ])('%s', (_, service, values) => {
    expect(given(service)).toEqual(values);
  });
});

describe('a port without a default', () => {
  const environment = (value: string) => {
    const project = single(pom(BOOT + WEB), {
      'src/main/java/com/example/App.java': MAIN,
      [PROPERTIES]: `server.port=${value}\n`,
    });
    const app = model(project);
    const ports = portsOf(project, app, { needed: [app] });
    return {
      ports: ports.ports.value,
      set: environmentOf({ ports, wish: undefined, dropwizard: undefined }).value,
    };
  };
  test('is set in the image', () => {
    expect(environment('${PORT}')).toEqual({ ports: [8080], set: [{ name: 'PORT', value: '8080' }] });
  });
  test('one with a default is not', () => {
    expect(environment('${PORT:9000}')).toEqual({ ports: [9000], set: [] });
  });
});
