import { describe, expect, test } from 'vitest';
import { builtIn, detectionsOf, dockerfile, planOf, variableOf } from './support.js';

const rust = builtIn('rust');

/** A Cargo.toml with some lines below [dependencies]. */
const manifest = (dependencies = '', more = '') =>
  `[package]\nname = "shop"\nversion = "0.1.0"\n${more}\n[dependencies]\n${dependencies}\n`;

const main = (body: string) => `fn main() {\n    ${body}\n}\n`;

const AXUM = manifest('axum = "0.8"');

/** Cargo.lock with packages by name, each with what it depends on. */
const lock = (packages: Record<string, string[]>) =>
  Object.entries(packages)
    .map(([name, needs]) => {
      const list =
        needs.length === 0 ? '' : `dependencies = [\n${needs.map((need) => ` "${need}",\n`).join('')}]\n`;
      return `[[package]]\nname = "${name}"\nversion = "0.3.30"\nsource = "registry"\nchecksum = "0"\n${list}`;
    })
    .join('\n');

const files = (more: Record<string, string> = {}) => ({
  'Cargo.toml': AXUM,
  'src/main.rs': main('serve()'),
  ...more,
});

describe('programs', () => {
  test.each<[string, Record<string, string>, string[]]>([
    ['of src/main.rs', files(), ['.']],
    [
      'of src/main.rs under another name',
      files({ 'Cargo.toml': manifest('', '[[bin]]\nname = "till"\npath = "src/main.rs"') }),
      ['.'],
    ],
    [
      'of src/bin',
      { 'Cargo.toml': AXUM, 'src/bin/a.rs': main(''), 'src/bin/b/main.rs': main('') },
      ['a', 'b'],
    ],
    [
      'of a workspace, the server first',
      {
        'Cargo.toml': '[workspace]\nmembers = ["crates/*"]\n',
        'crates/tool/Cargo.toml': manifest().replace('shop', 'tool'),
        'crates/tool/src/main.rs': main(''),
        'crates/web/Cargo.toml': AXUM.replace('shop', 'web'),
        'crates/web/src/main.rs': main(''),
      },
      ['crates/web', 'crates/tool'],
    ],
  ])('%s', (_, map, apps) => {
    expect(detectionsOf(rust, map).map(({ app }) => app)).toEqual(apps);
  });

  test.each<[string, Record<string, string>, string]>([
    ['the only one', files(), 'cargo build --release --bin shop'],
    [
      'one with features',
      files({
        'Cargo.toml': manifest(
          '',
          '[[bin]]\nname = "till"\npath = "src/main.rs"\nrequired-features = ["a", "b"]',
        ),
      }),
      "cargo build --release --features 'a b' --bin till",
    ],
    [
      'one of a workspace',
      {
        'Cargo.toml': '[workspace]\n',
        'Cargo.lock': '',
        'web/Cargo.toml': AXUM,
        'web/src/main.rs': main(''),
      },
      'cargo build --release --locked --package shop --bin shop',
    ],
  ])('%s is compiled', (_, map, command) => {
    expect(variableOf(planOf(rust, map), 'build')).toBe(command);
  });

  test.each<[string, Record<string, string>, RegExp]>([
    ['a library', { 'Cargo.toml': manifest(), 'src/lib.rs': '' }, /Cargo\.toml is a library/],
    ['a window', files({ 'Cargo.toml': manifest('bevy = "0.17"') }), /a window \(bevy\)/],
    ['a front end', files({ 'Cargo.toml': manifest('yew = "0.21"') }), /for the browser \(yew\)/],
    ['firmware', files({ 'src/main.rs': `#![no_std]\n${main('')}` }), /is firmware/],
    ['a platform', files({ 'Cargo.toml': manifest('shuttle-runtime = "0.56"') }), /a platform/],
    [
      'queries that want a database',
      files({ 'Cargo.toml': manifest('sqlx = "0.8"'), 'src/main.rs': main('sqlx::query!("select 1");') }),
      /sqlx checks the queries/,
    ],
    [
      'an old Rocket',
      files({ 'Cargo.toml': manifest('rocket = { version = "0.4.10" }') }),
      /Rocket before 0\.5/,
    ],
  ])('%s is refused', (_, map, message) => {
    expect(() => detectionsOf(rust, map)).toThrow(message);
  });

  test('queries that sqlx has written down are compiled without a database', () => {
    const plan = planOf(
      rust,
      files({
        'Cargo.toml': manifest('sqlx = "0.8"'),
        'src/main.rs': main('sqlx::query!("select 1");'),
        '.sqlx/query-1.json': '{}',
      }),
    );
    expect(dockerfile(plan)).toContain('ENV SQLX_OFFLINE=true\n');
  });
});

describe('versions', () => {
  test.each<[string, Record<string, string>, string]>([
    ['nothing asks', {}, '1.99'],
    ['a pinned toolchain', { 'rust-toolchain.toml': '[toolchain]\nchannel = "1.90.0"\n' }, '1.90'],
    ['the old format', { 'rust-toolchain': '1.91\n' }, '1.91'],
    ['stable', { 'rust-toolchain.toml': '[toolchain]\nchannel = "stable"\n' }, '1.99'],
    ['a lowest version', { 'Cargo.toml': manifest('', 'rust-version = "1.85"') }, '1.99'],
    ['a lock file with an old time', { 'Cargo.lock': lock({ time: [] }) }, '1.79'],
  ])('%s', (_, more, version) => {
    expect(variableOf(planOf(rust, files(more)), 'languageVersion')).toBe(version);
  });

  test('a toolchain file does not make rustup download one', () => {
    const text = dockerfile(
      planOf(rust, files({ 'rust-toolchain.toml': '[toolchain]\nchannel = "stable"\n' })),
    );
    expect(text).toContain('ENV RUSTUP_TOOLCHAIN=$RUST_VERSION\n');
  });

  test('nightly is installed', () => {
    const text = dockerfile(
      planOf(rust, files({ 'rust-toolchain.toml': '[toolchain]\nchannel = "nightly"\n' })),
    );
    expect(text).toContain('COPY rust-toolchain.toml ./\nRUN rustup toolchain install\n');
    expect(text).not.toContain('RUSTUP_TOOLCHAIN');
  });
});

describe('C', () => {
  const libraries = (packages: Record<string, string[]>, more = '') => {
    const plan = planOf(rust, files({ 'Cargo.lock': lock(packages), 'Cargo.toml': manifest(more) }));
    const legal = plan.bases.filter(({ refused }) => refused === undefined).map(({ base }) => base);
    return { build: variableOf(plan, 'buildPackages'), legal };
  };
  const ALL = ['distroless', 'scratch', 'alpine', 'slim'];

  test.each<[string, ReturnType<typeof libraries>, { build: string[]; legal: string[] }]>([
    ['none', libraries({ serde: [] }), { build: [], legal: ALL }],
    [
      'OpenSSL of the system',
      libraries({ 'openssl-sys': ['cc', 'libc'] }),
      { build: ['libssl-dev', 'pkg-config'], legal: ALL },
    ],
    [
      'OpenSSL compiled in',
      libraries({ 'openssl-src': ['cc'], 'openssl-sys': ['openssl-src'] }),
      { build: ['make', 'perl'], legal: ALL },
    ],
    [
      'SQLite compiled in',
      libraries({ 'libsqlite3-sys': ['cc', 'pkg-config'] }, 'rusqlite = "0.37"'),
      { build: [], legal: ALL },
    ],
    [
      'SQLite of the system',
      libraries({ 'libsqlite3-sys': ['pkg-config', 'vcpkg'] }, 'rusqlite = "0.37"'),
      { build: ['libsqlite3-dev', 'pkg-config'], legal: ['slim'] },
    ],
    [
      'SQLite of a feature that is off',
      libraries({ 'libsqlite3-sys': ['pkg-config'] }, 'sqlx = "0.8"'),
      { build: [], legal: ALL },
    ],
    ['libpq', libraries({ 'pq-sys': ['vcpkg'] }), { build: ['libpq-dev'], legal: ['slim'] }],
  ])('%s', (_, found, wanted) => {
    expect(found).toEqual(wanted);
  });
});

describe('where it listens', () => {
  const listening = (body: string, more: Record<string, string> = {}) => {
    const plan = planOf(rust, files({ 'src/main.rs': main(body), ...more }));
    return {
      ports: variableOf(plan, 'ports'),
      environment: variableOf(plan, 'environment'),
      warnings: plan.warnings.length,
    };
  };
  const env = (variables: Record<string, string>) =>
    Object.entries(variables).map(([name, value]) => ({ name, value }));
  const LOCKED = { 'Cargo.lock': '' };

  test.each<[string, string, number[], Record<string, string>]>([
    ['a literal', 'bind("0.0.0.0:3000")', [3000], {}],
    ['numbers', 'SocketAddr::from(([0, 0, 0, 0], 8081))', [8081], {}],
    ['a pair', 'bind(("0.0.0.0", 8082))', [8082], {}],
    ['a constant', 'const PORT: u16 = 8083;', [8083], {}],
    ['an address of the library', 'SocketAddr::new(IpAddr::V4(Ipv4Addr::new(0, 0, 0, 0)), 8084)', [8084], {}],
    ['PORT with a default', 'env::var("PORT").unwrap_or_else(|_| "8085".to_string())', [8085], {}],
    ['PORT without one', 'env::var("PORT").expect("PORT")', [8080], { PORT: '8080' }],
    ['a comment', '// bind("0.0.0.0:3000")\n    bind("0.0.0.0:3001")', [3001], {}],
    ['a database', 'connect("127.0.0.1:6379"); bind("0.0.0.0:3002")', [3002], {}],
    [
      'a host of the command line',
      '#[arg(long, default_value = "127.0.0.1")] #[arg(long, default_value_t = 3003)]',
      [3003],
      {},
    ],
    [
      'a test',
      'bind("0.0.0.0:3004") }\n#[cfg(test)]\nmod tests { fn a() { SocketAddr::from(([127, 0, 0, 1], 9999)) }',
      [3004],
      {},
    ],
    [
      'a host that is a setting',
      'env::var("HOST").unwrap_or("127.0.0.1".into()); const PORT: u16 = 1234;',
      [1234],
      { HOST: '0.0.0.0' },
    ],
    [
      'an address that is a setting',
      'env::var("SERVER_ADDRESS").unwrap_or_else(|_| "127.0.0.1:3000".to_string())',
      [3000],
      { SERVER_ADDRESS: '0.0.0.0:3000' },
    ],
  ])('%s', (_, body, ports, environment) => {
    expect(listening(body, LOCKED)).toEqual({ ports, environment: env(environment), warnings: 0 });
  });

  test.each([
    ['bind("127.0.0.1:3000")'],
    ['SocketAddr::from(([127, 0, 0, 1], 3000))'],
    ['"127.0.0.1:3000".parse()'],
  ])('%s is warned of', (body) => {
    expect(listening(body, LOCKED).warnings).toBe(1);
  });

  test('a port that nothing says is warned of', () => {
    expect(listening('serve()', LOCKED)).toMatchObject({ ports: [8080], warnings: 1 });
  });

  test('Rocket is told its address', () => {
    const more = {
      ...LOCKED,
      'Cargo.toml': manifest('rocket = "0.5"'),
      'Rocket.toml': '[release]\nport = 3680\n',
    };
    expect(listening('rocket::build()', more)).toMatchObject({
      ports: [3680],
      environment: env({ ROCKET_ADDRESS: '0.0.0.0', ROCKET_PORT: '3680' }),
    });
  });
});

test('files that the code names lie where they lay, but those that are compiled in', () => {
  const plan = planOf(
    rust,
    files({
      'src/main.rs': main(
        'ServeDir::new("static"); sqlx::migrate!("./migrations"); read("pages/index.html");',
      ),
      'static/x.css': '',
      'migrations/1.sql': '',
      'pages/index.html': '',
    }),
  );
  expect(variableOf(plan, 'assets')).toEqual(['static', 'pages']);
  expect(variableOf(plan, 'data')).toEqual([]);
  expect(dockerfile(plan)).toContain('COPY static /app/static\nCOPY pages /app/pages\n');
});

test('a data base that lies there can be written to', () => {
  const plan = planOf(rust, files({ 'src/main.rs': main('open("shop.db");'), 'shop.db': '' }));
  expect(dockerfile(plan)).toContain('COPY --chown=65532:65532 shop.db /app/shop.db\n');
});

test('OpenSSL that is asked for as source is compiled, without a lock file, too', () => {
  const dependency = 'openssl = { version = "0.10", features = ["vendored"] }';
  const plan = planOf(rust, files({ 'Cargo.toml': manifest(dependency) }));
  expect(variableOf(plan, 'buildPackages')).toEqual(['make', 'perl']);
});

test('docker run is told of settings that have no default', () => {
  const body =
    'env::var("DATABASE_URL").expect("a data base"); env::var("PORT").unwrap(); env::var("LOG").ok();';
  const plan = planOf(
    rust,
    files({ 'src/main.rs': main(body), '.env.example': 'DATABASE_URL=postgres://shop@localhost/shop\n' }),
  );
  expect((plan.runFlags ?? []).map(({ value }) => value)).toEqual([
    '--add-host=host.docker.internal:host-gateway',
    '-e DATABASE_URL=postgres://shop@host.docker.internal/shop',
  ]);
});
