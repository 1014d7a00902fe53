// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are Spring's own

import { describe, expect, test } from 'vitest';
import { fixedHost } from '../../../generators/ecosystems/maven/run/fixed-hosts.js';
import { hostServices } from '../../../generators/ecosystems/maven/run/host-services.js';
import { MAIN, model, pom, single } from './support.js';

function moved(settings: string, own: number[] = [8080]) {
  const project = single(pom(), {
    'src/main/java/com/example/App.java': MAIN,
    'src/main/resources/application.properties': settings,
  });
  return hostServices(project, model(project), own).map(
    ({ variable: { name, value } }) => `${name}=${value}`,
  );
}

describe('a server on localhost is looked for on the machine of the container', () => {
  test.each([
    [
      'spring.datasource.url=jdbc:mysql://localhost:3306/shop?useSSL=false',
      'SPRING_DATASOURCE_URL=jdbc:mysql://host.docker.internal:3306/shop?useSSL=false',
    ],
    ['spring.data.redis.host=127.0.0.1', 'SPRING_DATA_REDIS_HOST=host.docker.internal'],
    [
      'eureka.client.service-url.defaultZone=http://localhost:8761/eureka/',
      'EUREKA_CLIENT_SERVICEURL_DEFAULTZONE=http://host.docker.internal:8761/eureka/',
    ],
    [
      'quarkus.mongodb.connection-string=mongodb://localhost:27017',
      'QUARKUS_MONGODB_CONNECTION_STRING=mongodb://host.docker.internal:27017',
    ],
    ['spring.datasource.url=jdbc:mysql://${DB_HOST:localhost}:3306/shop', 'DB_HOST=host.docker.internal'],
    [
      'spring.datasource.url=${DB_URL:jdbc:postgresql://localhost/shop}',
      'DB_URL=jdbc:postgresql://host.docker.internal/shop',
    ],
    [
      'spring.kafka.producer.bootstrap-servers=localhost:9092',
      'SPRING_KAFKA_PRODUCER_BOOTSTRAPSERVERS=host.docker.internal:9092',
    ],
    ['kafka.brokerConnect=localhost:9092', 'KAFKA_BROKERCONNECT=host.docker.internal:9092'],
    ['app.store=mongodb://localhost:27017/shop', 'APP_STORE=mongodb://host.docker.internal:27017/shop'],
    [
      'spring.datasource.url=jdbc:postgresql://${PG_HOST}/${PG_NAME}\nPG_HOST=localhost:5432\nPG_NAME=shop',
      'PG_HOST=host.docker.internal:5432',
    ],
    [
      'spring.datasource.url=jdbc:mysql://${shop.db-host}/shop\nshop.db-host=127.0.0.1',
      'SHOP_DBHOST=host.docker.internal',
    ],
    ['shop.reports=jdbc:mysql://localhost/r', 'SHOP_REPORTS=jdbc:mysql://host.docker.internal/r'],
  ])('%s', (settings, expected) => {
    expect(moved(settings)).toEqual([expected]);
  });
});

test.each([
  ['the app itself', 'eureka.client.service-url.defaultZone=http://localhost:8080/eureka/'],
  ['an address that browsers use', 'app.cors.allowed-origins=http://localhost:3000'],
  ['the address it listens on', 'server.address=localhost'],
  ['a side server of its own', 'app.kafka.metrics.listen=localhost:9404'],
  ['an address of the web', 'app.payment.base-url=http://localhost:9000/pay'],
  ['another host', 'spring.datasource.url=jdbc:mysql://db:3306/shop'],
  ['a name that only contains it', 'spring.datasource.url=jdbc:mysql://localhost.example:3306/shop'],
  ['a database within the app', 'spring.datasource.url=jdbc:h2:mem:shop'],
  ['another host in a part', 'spring.datasource.url=jdbc:mysql://${PG_HOST}/shop\nPG_HOST=db'],
  ['what no variable can replace', 'spring.datasource.url=jdbc:mysql://localhost:3306/${DB_NAME}'],
])('left alone: %s', (_name, settings) => {
  expect(moved(settings)).toEqual([]);
});

describe('a server on localhost that no setting moves', () => {
  const fixed = (files: Record<string, string>) => {
    const project = single(pom(), { 'src/main/java/com/example/App.java': MAIN, ...files });
    return fixedHost(project, [model(project)])?.address;
  };
  const code = (text: string) => ({ 'src/main/java/com/example/Db.java': `class Db { ${text} }` });

  test.each<[name: string, files: Record<string, string>]>([
    ['in the code', code('String URL = "jdbc:mysql://localhost:3306/shop";')],
    [
      'in the settings of Hibernate',
      {
        'src/main/resources/hibernate.cfg.xml':
          '<property name="connection.url">jdbc:mysql://localhost:3306/shop?a=b</property>',
      },
    ],
    ['in a file of its own', { 'src/main/resources/db.properties': 'url=mongodb://localhost:3306/shop\n' }],
  ])('%s', (_name, files) => {
    expect(fixed(files)).toBe('localhost:3306');
  });

  test.each<[name: string, files: Record<string, string>]>([
    [
      'a default of the code',
      code('String u = System.getenv("DB"); if (u == null) u = "jdbc:mysql://localhost/x";'),
    ],
    ['a comment', { 'src/main/resources/db.xml': '<!-- jdbc:mysql://localhost/x -->\n' }],
    ['a disabled line', { 'src/main/resources/db.properties': '#url=jdbc:mysql://localhost/x\n' }],
    ['an address of the web', code('String URL = "http://localhost:3306/shop";')],
    ['a setting of the framework', { 'src/main/resources/application.yml': 'a: jdbc:mysql://localhost/x\n' }],
  ])('not %s', (_name, files) => {
    expect(fixed(files)).toBeUndefined();
  });
});
