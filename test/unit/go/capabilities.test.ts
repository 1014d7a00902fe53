import { expect, test } from 'vitest';
import { planOf, program } from './support.js';

test.each<[name: string, body: string, imports: string[], flags: string[] | undefined]>([
  ['a transparent proxy', 'set(fd, syscall.IP_TRANSPARENT, 1)', [], ['--user 0', '--cap-add=NET_ADMIN']],
  [
    'a network device',
    'water.New(config)',
    ['github.com/songgao/water'],
    ['--user 0', '--cap-add=NET_ADMIN', '--device /dev/net/tun'],
  ],
  ['a comment on one', '// syscall.IP_TRANSPARENT', [], undefined],
  ['a socket of its own', 'set(fd, syscall.SO_REUSEADDR, 1)', [], undefined],
])('docker run gives the program what it may not do by itself: %s', (_name, body, imports, flags) => {
  const { runFlags } = planOf({ 'main.go': program(body, imports) });
  expect(runFlags?.map(({ value }) => value)).toEqual(flags);
});
