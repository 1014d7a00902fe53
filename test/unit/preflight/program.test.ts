import { describe, expect, test } from 'vitest';
import type { ProgramNeeds, Step } from '../../../generators/plan/step.js';
import { preflight } from '../../../generators/preflight/preflight.js';
import { mapProject } from '../../../generators/project/map.js';

const project = mapProject({ 'main.go': '', 'go.mod': '', 'web/index.html': '', passwd: '' });

const MAIN = { file: 'main.go', line: 7 };

/** What is found of a program with these needs that golang:1.27 compiles and the last stage starts. */
function foreseen(needs: ProgramNeeds, lastStage: string, build = 'golang:1.27-trixie') {
  const steps: Step[] = [
    { run: 'go build -o /out/shop .', makes: ['/out/shop'], programs: [{ path: '/out/shop', needs }] },
  ];
  const dockerfile = `FROM ${build} AS build\nWORKDIR /src\nCOPY . ./\nRUN CGO_ENABLED=0 go build -o /out/shop .\n${lastStage}`;
  return preflight({ dockerfile, dockerignore: '', project, steps });
}

const COPIED = 'COPY --from=build /out/shop /usr/local/bin/shop\n';
const START = 'ENTRYPOINT ["/usr/local/bin/shop"]';
const FILES = { files: [{ path: 'web', from: MAIN }] };

describe('what the started program needs and the image has', () => {
  test.each<[string, ProgramNeeds, string]>([
    ['its files', FILES, `FROM scratch\nWORKDIR /app\nCOPY web ./web\n${COPIED}${START}`],
    [
      'its files from a stage',
      FILES,
      `FROM scratch\nWORKDIR /src\nCOPY --from=build /src ./\n${COPIED}${START}`,
    ],
    [
      'an absolute path',
      { files: [{ path: '/web', from: MAIN }] },
      `FROM scratch\nCOPY web /web\n${COPIED}${START}`,
    ],
    ['zones of distroless', { zones: MAIN }, `FROM gcr.io/distroless/static-debian13\n${COPIED}${START}`],
    ['zones of Debian', { zones: MAIN }, `FROM debian:trixie-slim\n${COPIED}${START}`],
    [
      'zones that are copied',
      { zones: MAIN },
      `FROM scratch\nCOPY --from=build /usr/share/zoneinfo /usr/share/zoneinfo\n${COPIED}${START}`,
    ],
    [
      'zones that are installed',
      { zones: MAIN },
      `FROM alpine:3.24\nRUN apk add --no-cache tzdata\n${COPIED}${START}`,
    ],
    ['certificates of Alpine', { certificates: MAIN }, `FROM alpine:3.24\n${COPIED}${START}`],
    [
      'certificates that are copied',
      { certificates: MAIN },
      `FROM scratch\nCOPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/\n${COPIED}${START}`,
    ],
    [
      'certificates that something brings',
      { certificates: MAIN },
      `FROM debian:trixie-slim\nRUN apt-get install -y curl\n${COPIED}${START}`,
    ],
    ['users that are copied', { users: MAIN }, `FROM scratch\nCOPY passwd /etc/\n${COPIED}${START}`],
    ['the C library of its stage', { libc: MAIN }, `FROM gcr.io/distroless/base-debian13\n${COPIED}${START}`],
    [
      'an image that nobody knows',
      { ...FILES, zones: MAIN, libc: MAIN },
      `FROM example.com/base:1\nWORKDIR /app\nCOPY web ./web\n${COPIED}${START}`,
    ],
    ['a program without needs', {}, `FROM scratch\n${COPIED}${START}`],
    ['another program', FILES, `FROM alpine:3.24\n${COPIED}ENTRYPOINT ["sh"]`],
  ])('%s', (_, needs, lastStage) => {
    expect(foreseen(needs, lastStage)).toEqual({
      findings: [],
      unknown: lastStage.includes('example.com') ? ['what example.com/base:1 holds'] : [],
    });
  });
});

describe('what the started program needs and the image lacks', () => {
  test.each<[string, ProgramNeeds, string]>([
    [
      'file-missing 8: main.go:7 opens web, and the image has no /app/web',
      FILES,
      `FROM scratch\nCOPY --from=build /out/shop /app/shop\nWORKDIR /app\nENTRYPOINT ["./shop"]`,
    ],
    [
      'file-missing 10: main.go:7 opens web, and the image has no /srv/web',
      FILES,
      `FROM scratch\nWORKDIR /app\nCOPY web ./web\n${COPIED}WORKDIR /srv\n${START}`,
    ],
    [
      'file-missing 9: main.go:7 opens web/a.html, and the image has no /app/web/a.html',
      { files: [{ path: 'web/a.html', from: MAIN }] },
      `FROM scratch\nWORKDIR /app\nCOPY web ./web\n${COPIED}${START}`,
    ],
    [
      'zones-missing 5: main.go:7 loads time zones by name, and scratch has no zone database',
      { zones: MAIN },
      `FROM scratch\n${COPIED}${START}`,
    ],
    [
      'zones-missing 5: main.go:7 loads time zones by name, and alpine:3.24 has no zone database',
      { zones: MAIN },
      `FROM alpine:3.24\nWORKDIR /app\nRUN mkdir -p /data && chown 1000 /data\n${COPIED}${START}`,
    ],
    [
      'certificates-missing 5: the program verifies certificates (main.go:7), and debian:trixie-slim has none to verify them by',
      { certificates: MAIN },
      `FROM debian:trixie-slim\n${COPIED}${START}`,
    ],
    [
      'users-missing 5: main.go:7 looks up users, and scratch has no /etc/passwd',
      { users: MAIN },
      `FROM scratch\n${COPIED}${START}`,
    ],
    [
      'libc-missing 5: shop is linked with glibc in the stage build (main.go:7), and alpine:3.24 has musl',
      { libc: MAIN },
      `FROM alpine:3.24\nCOPY --from=build /out /opt\nENTRYPOINT ["/opt/shop"]`,
    ],
    [
      'libc-missing 5: shop is linked with glibc in the stage build (main.go:7), and scratch has none',
      { libc: MAIN },
      `FROM scratch\nENV PATH=/opt\n${COPIED.replace('/usr/local/bin', '/opt')}CMD ["shop"]`,
    ],
  ])('%s', (expected, needs, lastStage) => {
    const { findings } = foreseen(needs, lastStage);
    expect(findings.map(({ id, line, message }) => `${id} ${line}: ${message}`)).toEqual([expected]);
  });
});

test('of a program that no step declares nothing is known, and that is said', () => {
  const dockerfile = `FROM golang:1.27 AS build\nWORKDIR /src\nCOPY . ./\nRUN go build -o /out/shop .\nFROM scratch\n${COPIED}${START}`;
  expect(preflight({ dockerfile, dockerignore: '', project })).toEqual({
    findings: [],
    unknown: ['what shop needs around it'],
  });
});
