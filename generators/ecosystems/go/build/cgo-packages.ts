/** A package that is C inside: without cgo it does not compile, or compiles and fails when called. */
export interface CgoPackage {
  path: string;
  because: string;
  /** The way to keep cgo off, where there is one. */
  instead?: string;
  /** True when all of it is C that comes with the module, so that it links to musl as well. */
  bundled?: true;
  /** The first version of which that holds. */
  since?: string;
  /** Debian packages to compile with, and to run with. */
  build?: string[];
  runtime?: string[];
}

// What is imported counts, not what go.mod lists: an indirect requirement is often never compiled.
export const PACKAGES: CgoPackage[] = [
  ...[
    'github.com/mattn/go-sqlite3',
    'gorm.io/driver/sqlite',
    'github.com/jinzhu/gorm/dialects/sqlite',
    'github.com/golang-migrate/migrate/v4/database/sqlite3',
    'github.com/golang-migrate/migrate/database/sqlite3',
  ].map((path) => ({
    path,
    because: 'SQLite is compiled from C; without cgo it builds and then fails at the first query',
    bundled: true as const,
    instead: 'modernc.org/sqlite (for GORM github.com/glebarez/sqlite) is SQLite in pure Go',
  })),
  {
    path: 'github.com/mutecomm/go-sqlcipher',
    because: 'SQLCipher is compiled from C',
    bundled: true,
  },
  {
    path: 'github.com/confluentinc/confluent-kafka-go',
    because: 'it links librdkafka, a C library',
    instead: 'github.com/twmb/franz-go is a Kafka client in pure Go',
  },
  {
    path: 'github.com/google/gopacket/pcap',
    because: 'it links libpcap',
    instead: 'gopacket/pcapgo reads packets without libpcap',
    build: ['libpcap-dev'],
    runtime: ['libpcap0.8t64'],
  },
  {
    path: 'github.com/gopacket/gopacket/pcap',
    because: 'it links libpcap',
    instead: 'gopacket/pcapgo reads packets without libpcap',
    build: ['libpcap-dev'],
    runtime: ['libpcap0.8t64'],
  },
  ...['github.com/h2non/bimg', 'github.com/davidbyttow/govips'].map((path) => ({
    path,
    because: 'it links libvips',
    build: ['libvips-dev', 'pkg-config'],
    runtime: ['libvips42t64'],
  })),
  {
    path: 'gopkg.in/gographics/imagick.v3',
    because: 'it links ImageMagick',
    build: ['libmagickwand-dev', 'pkg-config'],
    runtime: ['libmagickwand-7.q16-10'],
  },
  { path: 'github.com/smacker/go-tree-sitter', because: 'tree-sitter is compiled from C', bundled: true },
  { path: 'github.com/tree-sitter/go-tree-sitter', because: 'tree-sitter is compiled from C', bundled: true },
  { path: 'github.com/chai2010/webp', because: 'libwebp is compiled from C', bundled: true },
  {
    path: 'github.com/kolesa-team/go-webp',
    because: 'it links libwebp',
    build: ['libwebp-dev'],
    runtime: ['libwebp7'],
  },
  { path: 'github.com/DataDog/zstd', because: 'zstd is compiled from C', bundled: true },
  { path: 'github.com/marcboeker/go-duckdb', because: 'it links DuckDB, a C++ library' },
  { path: 'github.com/duckdb/duckdb-go', because: 'it links DuckDB, a C++ library' },
  {
    path: 'github.com/tecbot/gorocksdb',
    because: 'it links RocksDB',
    build: ['librocksdb-dev'],
    runtime: ['librocksdb9.10'],
  },
  {
    path: 'github.com/ethereum/go-ethereum/crypto/kzg4844/ckzg',
    because: 'KZG is compiled from C',
    bundled: true,
  },
  { path: 'github.com/supranational/blst', because: 'BLST is compiled from C and assembler', bundled: true },
  {
    path: 'github.com/godror/godror',
    because: 'it links ODPI-C',
    instead: 'github.com/sijms/go-ora is pure Go',
  },
  { path: 'github.com/tursodatabase/go-libsql', because: 'libSQL is a native library' },
  { path: 'rogchap.com/v8go', because: 'it links V8' },
];
