import { expect, test } from 'vitest';
import { MOD, planOf, program, values } from './support.js';

const ALL = ['distroless', 'scratch', 'alpine', 'slim'];

// A new row of go-c-packages.json is a row here: what it is compiled with, and the bases it runs on.
test.each<[path: string, buildPackages: string[], bases: string[]]>([
  ['github.com/mattn/go-sqlite3', [], ALL],
  ['gorm.io/driver/sqlite', [], ALL],
  ['github.com/DataDog/zstd', [], ALL],
  ['github.com/confluentinc/confluent-kafka-go/v2/kafka', [], ['distroless', 'slim']],
  ['github.com/godror/godror', [], ['distroless', 'slim']],
  ['github.com/google/gopacket/pcap', ['libpcap-dev'], ['slim']],
  ['github.com/kolesa-team/go-webp/encoder', ['libwebp-dev'], ['slim']],
  ['github.com/h2non/bimg', ['libvips-dev', 'pkg-config'], ['slim']],
  ['gopkg.in/gographics/imagick.v3/imagick', ['libmagickwand-dev', 'pkg-config'], ['slim']],
])('%s is compiled with %j and runs on %j', (path, buildPackages, bases) => {
  const plan = planOf({ 'main.go': program('', [path]) });
  expect(values(plan)).toMatchObject({ crossCompiles: false, buildPackages });
  const legal = plan.bases.filter(({ refused }) => refused === undefined).map(({ base }) => base);
  expect(legal).toEqual(bases);
});

test.each<[name: string, files: Record<string, string>, cgo: boolean]>([
  ['its own build turns cgo on', { Makefile: 'build:\n\tCGO_ENABLED=1 go build -o shop .\n' }, true],
  ['its own build says nothing of cgo', { Makefile: 'build:\n\tgo build -o shop .\n' }, false],
])('C that only a dependency imports counts where %s', (_name, files, cgo) => {
  const plan = planOf({
    'go.mod': `${MOD}\nrequire github.com/herumi/bls-go-binary v1.31.0 // indirect\n`,
    'go.sum': '',
    'main.go': program(''),
    ...files,
  });
  expect(values(plan)).toMatchObject({ crossCompiles: !cgo });
});
