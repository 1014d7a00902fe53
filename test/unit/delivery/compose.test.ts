import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { settle, type UsedService } from '../../../generators/delivery/addresses.js';
import { composeFile } from '../../../generators/delivery/compose.js';
import { decide } from '../../../generators/plan/decision.js';
import type { Plan } from '../../../generators/plan/plan.js';
import { mapProject } from '../../../generators/project/map.js';

/** A plan with what a compose file is made of. */
const plan = (app: string, more: Partial<Plan> = {}, port = 8080): Plan => ({
  ecosystem: 'go',
  app: decide(app, 'default'),
  template: decide('go', 'default'),
  base: decide('distroless', 'default'),
  variables: { ports: decide([port], 'default') },
  inputs: [],
  warnings: [],
  buildFlags: [],
  bases: [],
  open: [],
  ...more,
});

const flags = (...list: string[]) => ({ runFlags: list.map((flag) => decide(flag, 'default')) });

const made = { version: '1.2.3', command: 'npx create-dockerfile@1.2.3 --yes --compose' };

const composed = (plans: Record<string, Plan>, files: Record<string, string> = {}) => {
  const apps = Object.entries(plans).map(([name, plan]) => ({ name, plan, placed: true }));
  const file = composeFile({ apps, project: mapProject(files, 'shop'), made });
  return { ...file, data: parse(file.contents) };
};

describe('an address on this machine', () => {
  const settled = (environment: Record<string, string | null>, manifests = '') => {
    const services = new Map<string, UsedService>();
    const { environment: after, uses } = settle(environment, services, manifests);
    return { after, uses, services };
  };

  it.each([
    ['postgres://host.docker.internal/local', 'postgres://app:app@postgres:5432/app'],
    [
      'postgresql://me:s%40cret@host.docker.internal:5433/shop?sslmode=disable',
      'postgresql://me:s%40cret@postgres:5432/shop?sslmode=disable',
    ],
    ['postgres://user:p@ss@host.docker.internal:5432/db', 'postgres://user:p@ss@postgres:5432/db'],
    ['jdbc:mysql://host.docker.internal:3306/shop?useSSL=false', 'jdbc:mysql://mysql:3306/shop?useSSL=false'],
    ['jdbc:p6spy:mysql://host.docker.internal:3306/shop', 'jdbc:p6spy:mysql://mysql:3306/shop'],
    ['mongodb://host.docker.internal:27017', 'mongodb://mongodb:27017/app'],
    ['redis://host.docker.internal:6379/0', 'redis://redis:6379/0'],
    ['amqp://guest:guest@host.docker.internal:5672/', 'amqp://guest:guest@rabbitmq:5672'],
    [
      'root:pw@tcp(host.docker.internal:3306)/shop?parseTime=true',
      'root:pw@tcp(mysql:3306)/shop?parseTime=true',
    ],
  ])('%s becomes one of a service', (before, after) => {
    expect(settled({ ADDRESS: before }).after).toEqual({ ADDRESS: after });
  });

  it.each([
    ['by the name of its variable', { PGHOST: 'host.docker.internal' }, '', 'postgres'],
    ['by the port beside it', { DB_HOST: 'host.docker.internal', DB_PORT: '27017' }, '', 'mongodb'],
    [
      'by the one driver that the app has',
      { DB_HOST: 'host.docker.internal' },
      '{"dependencies":{"mysql2":"^3"}}',
      'mysql',
    ],
    ['by its own port', { CACHE: 'host.docker.internal:6379' }, '', 'redis'],
  ])('of a host alone is known %s', (_, environment, manifests, id) => {
    const { uses, after } = settled(environment as Record<string, string>, manifests);
    expect(uses).toEqual([id]);
    expect(Object.values(after)[0]).toMatch(new RegExp(`^${id}(:\\d+)?$`));
  });

  it('brings user, password and database of the service to the variables beside it', () => {
    const environment = {
      DB_HOST: 'host.docker.internal',
      DB_PORT: '3306',
      DB_USER: null,
      DB_PASSWORD: null,
      DB_NAME: 'article',
    };
    const { after, services } = settled(environment, '{"dependencies":{"mysql2":"^3"}}');
    expect(after).toEqual({
      DB_HOST: 'mysql',
      DB_PORT: '3306',
      DB_USER: 'app',
      DB_PASSWORD: 'app',
      DB_NAME: 'article',
    });
    expect(services.get('mysql')).toMatchObject({ user: 'app', password: 'app', database: 'article' });
  });

  it('of a variable without a value is made up where the app has one driver', () => {
    const pom = '<project><artifactId>postgresql</artifactId></project>';
    expect(settled({ DB_URL: null, DB_USERNAME: null, DB_PASSWORD: null }, pom).after).toEqual({
      DB_URL: 'jdbc:postgresql://postgres:5432/app',
      DB_USERNAME: 'app',
      DB_PASSWORD: 'app',
    });
    expect(settled({ DB_URL: null, API_URL: null }).after).toEqual({ DB_URL: null, API_URL: null });
  });

  it('gives Spring the user and the password that it takes beside the address', () => {
    expect(
      settled({ SPRING_DATASOURCE_URL: 'jdbc:postgresql://host.docker.internal:5432/shop' }).after,
    ).toEqual({
      SPRING_DATASOURCE_URL: 'jdbc:postgresql://postgres:5432/shop',
      SPRING_DATASOURCE_USERNAME: 'app',
      SPRING_DATASOURCE_PASSWORD: 'app',
    });
  });

  it('that is of no known service stays', () => {
    const environment = { SEARCH: 'http://host.docker.internal:9200', KAFKA: 'host.docker.internal:9092' };
    expect(settled(environment)).toMatchObject({ after: environment, uses: [] });
  });
});

describe('compose.yaml', () => {
  it('has a service for each app, and those that it asks for, once', () => {
    const url = '-e DATABASE_URL=postgres://host.docker.internal/local';
    const { path, data, contents } = composed({
      api: plan('apps/api', flags(url, '--add-host=host.docker.internal:host-gateway')),
      worker: plan('apps/worker', flags(url)),
    });
    expect(path).toBe('compose.yaml');
    expect(contents).toMatch(/^# Generated by create-dockerfile 1\.2\.3\. Regenerate: .*--compose$/m);
    expect(contents).toContain('- "8080:8080"');
    expect(Object.keys(data.services)).toEqual(['api', 'worker', 'postgres']);
    expect(data.services.api).toEqual({
      build: { context: '.', dockerfile: 'apps/api/Dockerfile' },
      ports: ['8080:8080'],
      environment: { DATABASE_URL: 'postgres://app:app@postgres:5432/app' },
      depends_on: { postgres: { condition: 'service_healthy' } },
      develop: { watch: [{ action: 'rebuild', path: './apps/api' }] },
    });
    expect(data.services.worker.ports).toEqual(['8081:8080']);
    expect(data.services.postgres).toMatchObject({
      image: 'postgres:18-alpine',
      environment: { POSTGRES_DB: 'app' },
    });
    expect(data.volumes).toEqual({ 'postgres-data': {} });
  });

  it('starts an app as the closing docker run would', () => {
    const { data } = composed({
      api: plan('.', {
        ...flags(
          '-v "$PWD/config.yaml:/app/config.yaml:ro"',
          '--env-file .env',
          "-e KEY='a$b'",
          '-e TOKEN',
          '--user 0',
          '--cap-add=NET_ADMIN',
          '-e SEARCH=http://host.docker.internal:9200',
        ),
        runArguments: [decide('serve', 'default')],
        init: 'it handles no signal',
        buildFlags: [
          decide('--secret id=netrc,src=$HOME/.netrc', 'default'),
          decide('--secret id=TOKEN,env=TOKEN', 'default'),
        ],
      }),
    });
    expect(data.services.api).toMatchObject({
      build: { context: '.', secrets: ['netrc', 'TOKEN'] },
      init: true,
      user: '0',
      cap_add: ['NET_ADMIN'],
      command: ['serve'],
      environment: { KEY: 'a$$b', TOKEN: null, SEARCH: 'http://host.docker.internal:9200' },
      volumes: ['./config.yaml:/app/config.yaml:ro'],
      env_file: [{ path: '.env', required: false }],
      extra_hosts: ['host.docker.internal:host-gateway'],
    });
    expect(data.secrets).toEqual({ netrc: { file: '${HOME}/.netrc' }, TOKEN: { environment: 'TOKEN' } });
  });

  it('publishes connections and datagrams, each on a port that is free', () => {
    const ports = (...list: (number | string)[]) => ({ variables: { ports: decide(list, 'default') } });
    const { data } = composed({ a: plan('a', ports(53, '53/udp')), b: plan('b', ports('53/udp')) });
    expect(data.services.a.ports).toEqual(['8053:53', '53:53/udp']);
    expect(data.services.b.ports).toEqual(['54:53/udp']);
  });

  it('gives root of a database its password alone', () => {
    const { data } = composed({
      api: plan('.', flags("-e DSN='root:pw@tcp(host.docker.internal:3306)/shop'")),
    });
    expect(data.services.mysql.environment).toEqual({ MYSQL_DATABASE: 'shop', MYSQL_ROOT_PASSWORD: 'pw' });
  });

  it('keeps what stands in one that is there, and adds what it lacks', () => {
    const users = '# ours\nservices:\n  postgres:   # the old one\n    image: postgres:16\n';
    const { path, contents, data } = composed(
      { api: plan('.', flags('-e DATABASE_URL=postgres://host.docker.internal/local')) },
      { 'docker-compose.yml': users },
    );
    expect(path).toBe('docker-compose.yml');
    expect(contents).toMatch(
      /^# ours\nservices:\n {2}postgres:\n {4}# the old one\n {4}image: postgres:16\n {2}api:\n/,
    );
    // It has no check of its own that could be waited for.
    expect(data.services.api.depends_on).toEqual({ postgres: { condition: 'service_started' } });
    expect(data.volumes).toBeUndefined();
  });

  it('that is there and no YAML is named', () => {
    expect(() => composed({ api: plan('.') }, { 'compose.yaml': 'services: [\n' })).toThrow(
      /compose\.yaml.*no YAML/,
    );
  });
});
