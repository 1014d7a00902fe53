import { describe, expect, it } from 'vitest';
import { imageName } from '../../../generators/registry/image-name.js';
import { digestsIn, imagesIn, withDigests } from '../../../generators/registry/pinned.js';

const DIGEST = `sha256:${'b2'.repeat(32)}`;

const DOCKERFILE = `# build stands on golang:1.27-alpine.
FROM --platform=$BUILDPLATFORM golang:1.27-alpine AS build
COPY --from=node:24 /usr/local/ /usr/local/
RUN go build

FROM build AS test
RUN go test

FROM gcr.io/distroless/static-debian13:nonroot AS runtime
COPY --from=build /out/app /app

FROM scratch
COPY --from=runtime /app /app
`;

describe('the images of a Dockerfile', () => {
  it('are those of tags: no stages, nothing for scratch', () => {
    expect(imagesIn(DOCKERFILE)).toEqual([
      'golang:1.27-alpine',
      'node:24',
      'gcr.io/distroless/static-debian13:nonroot',
    ]);
    expect(imagesIn('ARG BASE=a:1\nFROM $BASE\n')).toEqual([]);
  });

  it('get their digests beside their tags, and nothing else changes', () => {
    const digests = new Map([
      ['golang:1.27-alpine', DIGEST],
      ['node:24', DIGEST],
    ]);
    const pinned = withDigests(DOCKERFILE, digests);
    const changed = pinned.split('\n').filter((line) => !DOCKERFILE.split('\n').includes(line));
    expect(changed).toEqual([
      `FROM --platform=$BUILDPLATFORM golang:1.27-alpine@${DIGEST} AS build`,
      `COPY --from=node:24@${DIGEST} /usr/local/ /usr/local/`,
    ]);
    expect(digestsIn(pinned)).toEqual(digests);
    expect(imagesIn(pinned)).toEqual(imagesIn(DOCKERFILE));
  });

  it('change their digests where they have some', () => {
    const before = withDigests(DOCKERFILE, new Map([['node:24', DIGEST]]));
    const newer = `sha256:${'c3'.repeat(32)}`;
    const after = withDigests(before, new Map([['node:24', newer]]));
    expect(digestsIn(after).get('node:24')).toBe(newer);
    expect(after).not.toContain(DIGEST);
  });
});

describe('the name of an image', () => {
  it.each([
    ['golang:1.27', 'docker.io', 'library/golang', '1.27'],
    ['nginxinc/nginx-unprivileged:1.30', 'docker.io', 'nginxinc/nginx-unprivileged', '1.30'],
    ['gcr.io/distroless/base:nonroot', 'gcr.io', 'distroless/base', 'nonroot'],
    ['localhost:5000/a/b:1', 'localhost:5000', 'a/b', '1'],
    ['localhost/a', 'localhost', 'a', 'latest'],
  ])('%s', (image, registry, repository, tag) => {
    expect(imageName(image)).toEqual({ registry, repository, tag });
  });

  it('keeps its digest apart', () => {
    expect(imageName(`node:24@${DIGEST}`)).toMatchObject({ tag: '24', digest: DIGEST });
  });
});
