import { expect, test } from 'vitest';
import { failedStep, stepIn } from '../../../generators/verify/build-log.js';

const BUILDKIT = `#9 [build 4/6] COPY . ./
#9 DONE 0.1s

#10 [build 5/6] RUN --mount=type=cache,target=/root/.cache/go-build     go build -o /out/app .
#10 0.512 # example.com/app
#10 0.512 ./main.go:5:2: undefined: missing
#10 ERROR: process "/bin/sh -c go build -o /out/app ." did not complete successfully: exit code: 1
------
 > [build 5/6] RUN --mount=type=cache,target=/root/.cache/go-build     go build -o /out/app .:
0.512 # example.com/app
0.512 ./main.go:5:2: undefined: missing
------
Dockerfile:17
--------------------
  17 | >>> RUN go build -o /out/app .
--------------------
ERROR: failed to solve: process "/bin/sh -c go build -o /out/app ." did not complete successfully: exit code: 1
`;

test('the step that BuildKit repeats at the end of its log is the one that failed', () => {
  expect(failedStep(BUILDKIT)).toEqual({
    step: '[build 5/6] RUN --mount=type=cache,target=/root/.cache/go-build go build -o /out/app .',
    line: 17,
    lines: [
      '# example.com/app',
      './main.go:5:2: undefined: missing',
      'ERROR: failed to solve: process "/bin/sh -c go build -o /out/app ." did not complete successfully: exit code: 1',
    ],
  });
});

test('an older BuildKit repeats the name alone: what the step said stands above', () => {
  const log =
    '#5 [2/2] RUN echo there && exit 3\n#5 sha256:540d\n#5 0.363 there\n#5 ERROR: executor failed running [/bin/sh -c echo]: exit code: 3\n------\n > [2/2] RUN echo there && exit 3:\n------\nexecutor failed running [/bin/sh -c echo]: exit code: 3\n';
  expect(failedStep(log)).toEqual({
    step: '[2/2] RUN echo there && exit 3',
    lines: ['there', 'executor failed running [/bin/sh -c echo]: exit code: 3'],
  });
});

test('the last step that Buildah begins is the one that failed', () => {
  const log =
    '[1/2] STEP 3/4: COPY . ./\n[1/2] STEP 4/4: RUN go build\nmain.go:5: undefined: missing\nError: exit status 1\n';
  expect(failedStep(log)).toEqual({
    step: 'RUN go build',
    lines: ['main.go:5: undefined: missing', 'Error: exit status 1'],
  });
});

test('a log that names no step still has its last lines', () => {
  expect(failedStep('ERROR: something else\n\n')).toEqual({ lines: ['ERROR: something else'] });
});

test.each([
  ['#5 [build 3/6] COPY go.mod ./\n#5 DONE 0.0s\n', 'build 3/6: COPY go.mod ./'],
  ['#5 [2/3] RUN   a  b\n', '2/3: RUN a b'],
  ['#5 [build  3/16] RUN a\n', 'build 3/16: RUN a'],
  ['[1/2] STEP 3/4: COPY . ./\n', '3/4: COPY . ./'],
  ['#5 [build 1/2] FROM a\n#6 [build 2/2] RUN b\n', 'build 2/2: RUN b'],
  ['#3 [internal] load build context\n', undefined],
  ['#5 0.3 [build 3/6] said by a program\n', undefined],
])('of %j the step that begins is told', (output, step) => {
  expect(stepIn(output)).toBe(step);
});
