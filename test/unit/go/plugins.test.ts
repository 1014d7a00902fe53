import { expect, test } from 'vitest';
import { planOf, program, values } from './support.js';

const host = { 'main.go': program('plugin.Open("plugins/greet.so")', ['plugin']) };
const greet = { 'plugins/greet/greet.go': 'package main\n\nfunc Greet() string { return "hi" }\n' };
const makefile = 'plugins:\n\tgo build -buildmode=plugin -o plugins/greet.so ./plugins/greet\n';

test('plug-ins are compiled beside their host, with the same flags, on glibc', () => {
  const plan = planOf({
    ...host,
    ...greet,
    Makefile: makefile,
    Dockerfile: 'RUN go build -buildmode=plugin -o /out/plugins/greet.so ./plugins/greet\n',
  });
  expect(values(plan)).toMatchObject({
    crossCompiles: false,
    build:
      'go build -trimpath -ldflags="-s -w" -o /out/shop . && \\\n    go build -trimpath -buildmode=plugin -o /out/plugins/greet.so ./plugins/greet',
    copies: [{ stage: 'build', from: '/out/plugins/greet.so', to: './plugins/greet.so' }],
  });
  const refused = plan.bases.filter((one) => one.refused !== undefined).map(({ base }) => base);
  expect(refused).toEqual(['scratch', 'alpine']);
});

test('a plug-in that nothing builds is refused', () => {
  expect(() => planOf({ ...host, ...greet })).toThrow('opens the plug-in plugins/greet.so');
});

test('plug-ins of users are opened on glibc, and none is built', () => {
  const plan = planOf({
    'main.go': program('plugin.Open(os.Args[1])', ['plugin', 'os']),
    Makefile: makefile,
  });
  expect(values(plan)).toMatchObject({ crossCompiles: false, copies: [] });
});

test('a package that is only called so is none', () => {
  const files = { 'plugin/plugin.go': 'package plugin\n', Makefile: makefile, ...greet };
  const plan = planOf({ ...files, 'main.go': program('plugin.Open(x)', ['example.com/shop/plugin']) });
  expect(values(plan)).toMatchObject({ crossCompiles: true });
});
