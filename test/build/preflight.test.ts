import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { maven } from '../../generators/ecosystems/maven/index.js';
import { build } from '../../generators/engine/build.js';
import { removeContainer, startContainer, stateOf } from '../../generators/engine/container.js';
import { inspectImage } from '../../generators/engine/image.js';
import { probe } from '../../generators/engine/probe.js';
import { preflight } from '../../generators/preflight/preflight.js';
import { diskProject } from '../../generators/project/disk.js';
import { dockerOf } from '../support/bed.js';
import { type Case, listCases } from '../support/cases.js';
import { Workspace } from './context.js';

const bed = inject('bed');
const docker = dockerOf(bed);
const cases = (await listCases()).flatMap((list) => list.cases);

/** One thing broken in an image that works: where the finding is, and where the real engine stops. */
interface Fault {
  case: string;
  finding: string;
  /** What is replaced in the Dockerfile. */
  from?: string;
  to?: string;
  /** Lines behind those of the .dockerignore. */
  ignore?: string;
  /** Files beside those of the example. */
  files?: Record<string, string>;
  /** Built, it ends at once instead. */
  starts?: true;
  /** Built and started, it does not answer at what is exposed. */
  deaf?: true;
}

const FAULTS: Fault[] = [
  { case: 'npm/express-js/slim', finding: 'context-missing', from: 'COPY public', to: 'COPY pbulic' },
  { case: 'npm/express-js/slim', finding: 'context-ignored', ignore: 'public\n' },
  {
    case: 'npm/express-js/slim',
    finding: 'stage-missing',
    from: 'COPY --from=dependencies /app/node_modules',
    to: 'COPY --from=dependencies /app/dist',
  },
  {
    case: 'go/print-cli/scratch',
    finding: 'stage-missing',
    from: 'COPY --from=build /out/wordcount',
    to: 'COPY --from=build /out/words',
  },
  { case: 'npm/express-js/slim', finding: 'base-unknown', from: '--from=dependencies', to: '--from=deps' },
  { case: 'npm/express-js/distroless', finding: 'shell-missing', from: 'EXPOSE', to: 'RUN echo\nEXPOSE' },
  {
    case: 'npm/express-js/slim',
    finding: 'start-missing',
    from: 'src/server.js"]',
    to: 'dist/server.js"]',
    starts: true,
  },
  {
    case: 'npm/express-js/distroless',
    finding: 'command-missing',
    from: 'CMD ["src/server.js"]',
    to: 'ENTRYPOINT ["npm", "start"]',
    starts: true,
  },
  {
    case: 'npm/express-js/slim',
    finding: 'start-develops',
    from: '"node", "src/server.js"',
    to: '"nodemon", "src/server.js"',
    starts: true,
  },
  {
    case: 'npm/express-js/alpine',
    finding: 'interpreter-missing',
    from: 'CMD ["node", "src/server.js"]',
    to: 'COPY --chmod=0755 start.sh ./\nENTRYPOINT ["./start.sh"]',
    files: { 'start.sh': '#!/usr/bin/env bash\nexec node src/server.js\n' },
    starts: true,
  },
  {
    case: 'npm/express-js/slim',
    finding: 'line-ends',
    from: 'CMD ["node", "src/server.js"]',
    to: 'COPY --chmod=0755 start.sh ./\nENTRYPOINT ["./start.sh"]',
    files: { 'start.sh': '#!/bin/sh\r\nexec node src/server.js\r\n' },
    starts: true,
  },
  {
    case: 'maven/shaded-http/alpine',
    finding: 'artifact-missing',
    from: 'tide-tables-*-all.jar',
    to: 'tide-tables-*-shaded.jar',
  },
  {
    case: 'maven/shaded-http/alpine',
    finding: 'main-missing',
    from: '"-jar", "app.jar"',
    to: '"-cp", "app.jar", "com.example.tides.Gone"',
    starts: true,
  },
  {
    case: 'go/cmd-layout/distroless',
    finding: 'file-missing',
    from: 'ENTRYPOINT',
    to: 'WORKDIR /srv\nENTRYPOINT',
    starts: true,
  },
  {
    case: 'go/cmd-layout/distroless',
    finding: 'zones-missing',
    from: 'FROM gcr.io/distroless/static-debian13:nonroot',
    to: 'FROM scratch',
    starts: true,
  },
  {
    case: 'go/checksum/slim',
    finding: 'libc-missing',
    from: 'FROM debian:trixie-slim',
    to: 'FROM alpine:3.24',
    starts: true,
  },
  {
    case: 'go/sqlite-notes/distroless',
    finding: 'libc-missing',
    from: 'FROM gcr.io/distroless/cc-debian13:nonroot',
    to: 'FROM gcr.io/distroless/static-debian13:nonroot',
    starts: true,
  },
  {
    case: 'go/chi-api/distroless',
    finding: 'port-unheard',
    from: 'EXPOSE 8080',
    to: 'EXPOSE 9090',
    deaf: true,
  },
];

describe.each(FAULTS)('$finding in $case', (fault) => {
  const one = cases.find(({ id }) => id === fault.case) as Case;
  let workspace: Workspace;
  let dockerfile: string;
  let dockerignore: string;

  beforeAll(() => {
    workspace = new Workspace(one.example);
    for (const [path, text] of Object.entries(fault.files ?? {})) workspace.write(path, text);
    dockerfile = one.dockerfile.replace(fault.from ?? '', () => fault.to ?? '');
    dockerignore = one.dockerignore + (fault.ignore ?? '');
    expect([dockerfile, dockerignore]).not.toEqual([one.dockerfile, one.dockerignore]);
    workspace.write('Dockerfile', dockerfile);
    workspace.write('.dockerignore', dockerignore);
  });
  afterAll(() => workspace.remove());

  test('is foreseen, at the place where it was broken', () => {
    const project = diskProject(workspace.directory);
    const products = fault.case.startsWith('maven/') ? maven.products?.(project) : undefined;
    const { findings } = preflight({
      dockerfile,
      dockerignore,
      project,
      steps: one.product.plan.steps ?? [],
      acts: one.product.plan.acts ?? {},
      ...(products && { products }),
    });
    const first = findings.find(({ severity }) => severity === 'error') ?? findings[0];
    expect(first?.id).toBe(fault.finding);
    const rest = dockerfile.split('\n').slice((first?.line ?? 0) - 1);
    const [line] = /^(?:.*\\\n)*.*/.exec(rest.join('\n')) ?? [];
    expect(line).toContain(fault.to?.split('\n').find((text) => line?.includes(text)) ?? 'COPY public');
  });

  test(outcomeOf(fault), async ({ signal }) => {
    const building = build(dockerOf(bed, signal), { context: workspace.directory });
    if (fault.starts !== true && fault.deaf !== true) {
      await expect(building).rejects.toThrow('docker build failed');
      return;
    }
    const { image } = await building;
    if (fault.deaf === true) {
      await expectDeaf(image);
      return;
    }
    const { code } = await docker.run(['run', '--rm', image]);
    expect(code).not.toBe(0);
    await docker.run(['image', 'rm', image]);
  });
});

function outcomeOf({ starts, deaf }: Fault): string {
  if (deaf === true) return 'is built, and does not answer where it is asked';
  return starts === true ? 'is built, and ends at once' : 'stops the build';
}

/** Runs, and nobody answers at the port that the image exposes. */
async function expectDeaf(image: string): Promise<void> {
  const { ports } = await inspectImage(docker, image);
  const port = Number.parseInt(ports[0] ?? '', 10);
  const container = await startContainer(docker, { image, ports: [port] });
  await expect(probe(docker, container, { port, path: '/' }, 3)).rejects.toThrow('did not answer');
  expect((await stateOf(docker, container)).running).toBe(true);
  await removeContainer(docker, container);
  await docker.run(['image', 'rm', image]);
}
