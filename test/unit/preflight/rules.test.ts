import { describe, expect, test } from 'vitest';
import type { ProgramActs, Step } from '../../../generators/plan/step.js';
import { preflight } from '../../../generators/preflight/preflight.js';
import { mapProject } from '../../../generators/project/map.js';

const FILES = {
  'package.json': '{}',
  'src/server.ts': '',
  'server.js': '',
  'start.sh': '#!/usr/bin/env bash\nexec node server.js\n',
  'dos.sh': '#!/bin/sh\r\nexec node server.js\r\n',
  'config/app.yaml': '',
};

const BUILD: Step = { run: 'npm run build', makes: ['dist/server.js'] };

function found(dockerfile: string, { dockerignore = '', steps = [] as Step[] } = {}): string[] {
  const { findings } = preflight({ dockerfile, dockerignore, steps, project: mapProject(FILES) });
  return findings.map(({ id, line }) => `${id} ${line}`);
}

const NODE = 'FROM node:24-slim AS build\nWORKDIR /app\nCOPY . ./\nRUN npm run build\n';
const RUNTIME = 'FROM gcr.io/distroless/nodejs24-debian13:nonroot AS runtime\nWORKDIR /app\n';

describe('what works has no finding', () => {
  test.each([
    ['a file of the context', `${RUNTIME}COPY server.js ./\nCMD ["server.js"]`],
    ['a name without its ending', `${RUNTIME}COPY . ./\nCMD ["server"]`],
    ['what a step makes', `${NODE}${RUNTIME}COPY --from=build /app/dist ./dist\nCMD ["dist/server.js"]`],
    ['what nobody knows', `${NODE}RUN ./configure\n${RUNTIME}COPY --from=build /app/out ./\nCMD ["main.js"]`],
    ['a pattern beside a file', `${RUNTIME}COPY package.json yarn.lock* server.js ./\nCMD ["server.js"]`],
    ['a variable', `${RUNTIME}ENV DIR=config\nCOPY $DIR/app.yaml server.js ./\nCMD ["server.js"]`],
    ['a script with its shell', 'FROM node:24-slim\nWORKDIR /app\nCOPY . ./\nCMD ["./start.sh"]'],
    [
      'a script whose line ends are turned',
      `FROM node:24-slim AS build\nWORKDIR /app\nCOPY . ./\nRUN sed -i 's/\\r$//' dos.sh\nFROM node:24-slim\nWORKDIR /app\nCOPY --from=build /app ./\nCMD ["./dos.sh"]`,
    ],
    ['an image of others', 'FROM example.com/base:1\nCMD ["anything", "goes"]'],
    ['an address', `${RUNTIME}ADD https://example.com/a.js server.js ./\nCMD ["a.js"]`],
    ['shell form where there is a shell', 'FROM node:24-slim\nWORKDIR /app\nCOPY . ./\nCMD node server.js'],
    [
      'a stage by its number',
      `FROM alpine:3.24\nRUN make\nFROM alpine:3.24\nCOPY --from=0 /a /a\nCMD ["/a"]`,
    ],
    ['a target', `FROM node:24-slim AS test\nRUN npm test\n${RUNTIME}COPY server.js ./\nCMD ["server.js"]`],
  ])('%s', (_, dockerfile) => {
    expect(found(dockerfile, { steps: [BUILD] })).toEqual([]);
  });
});

describe('what cannot work is found, with its line', () => {
  test.each([
    ['context-missing 3', `${RUNTIME}COPY main.js ./\nCMD ["server.js"]`],
    ['start-missing 4', `${RUNTIME}COPY server.js ./\nCMD ["dist/server.js"]`],
    [
      'stage-missing 7',
      `${NODE}${RUNTIME}COPY --from=build /app/out ./\nCMD ["server.js"]`,
      ['start-missing 8'],
    ],
    ['base-unknown 3', `${RUNTIME}COPY --from=biuld /app ./\nCMD ["server.js"]`],
    ['shell-missing 3', `${RUNTIME}RUN npm ci\nCMD ["--version"]`],
    ['shell-missing 4', `${RUNTIME}COPY server.js ./\nCMD node server.js`],
    ['command-missing 4', 'FROM alpine:3.24\nWORKDIR /app\nCOPY . ./\nCMD ["node", "server.js"]'],
    ['interpreter-missing 4', 'FROM node:24-alpine\nWORKDIR /app\nCOPY . ./\nCMD ["./start.sh"]'],
    ['line-ends 4', 'FROM node:24-slim\nWORKDIR /app\nCOPY . ./\nCMD ["./dos.sh"]'],
    ['start-develops 4', 'FROM node:24-slim\nWORKDIR /app\nCOPY . ./\nCMD ["nodemon", "server.js"]'],
    ['start-develops 4', 'FROM node:24-slim\nWORKDIR /app\nCOPY . ./\nCMD ["node", "--watch", "server.js"]'],
    [
      'start-develops 4',
      'FROM node:24-slim\nWORKDIR /app\nCOPY . ./\nCMD ["node", "node_modules/.bin/nodemon", "server.js"]',
    ],
    ['stage-unused 1', `FROM node:24-slim AS extra\n${RUNTIME}COPY server.js ./\nCMD ["server.js"]`],
  ])('%s', (expected, dockerfile, more: string[] = []) => {
    expect(found(dockerfile, { steps: [BUILD] })).toEqual([expected, ...more]);
  });

  test('a file that the .dockerignore keeps out', () => {
    const dockerfile = `${RUNTIME}COPY server.js config ./\nCMD ["server.js"]`;
    expect(found(dockerfile, { dockerignore: '*.js\n' })).toEqual(['context-ignored 3']);
    expect(found(dockerfile, { dockerignore: '*.js\n!server.js\n' })).toEqual([]);
    expect(found(dockerfile, { dockerignore: 'config\n' })).toEqual(['context-ignored 3']);
    expect(found(dockerfile, { dockerignore: 'config\n!config/app.yaml\n' })).toEqual([]);
  });

  test('what a step takes away', () => {
    const dockerfile = `${NODE}RUN npm prune\n${RUNTIME}COPY --from=build /app ./\nCMD ["dist/server.js"]`;
    const prune: Step = { run: 'npm prune', removes: ['dist'] };
    expect(found(dockerfile, { steps: [BUILD, prune] })).toEqual(['start-missing 9']);
  });
});

describe('modules that a program of Node.js loads as it starts', () => {
  const lock = (dev: boolean) =>
    JSON.stringify({ packages: { 'node_modules/express': {}, 'node_modules/chalk': { dev } } });
  const files = (code: string, dev = true) => ({
    'package.json': '{"dependencies":{"express":"5"},"devDependencies":{"chalk":"5"}}',
    'package-lock.json': lock(dev),
    'server.js': "import './src/app.js';\n",
    'src/app.js': code,
  });
  const image = (install: string, copy = 'COPY --from=modules /app/node_modules ./node_modules\n') =>
    `FROM node:24-slim AS modules\nWORKDIR /app\nCOPY package*.json ./\nRUN ${install}\n${RUNTIME}${copy}COPY . ./\nCMD ["server.js"]`;
  const ids = (dockerfile: string, project: Record<string, string>) =>
    preflight({ dockerfile, dockerignore: '', project: mapProject(project) }).findings.map(
      ({ id, line, message }) => `${id} ${line}: ${message}`,
    );
  const CHALK = "import chalk from 'chalk';\nchalk.red('');\n";

  test.each([
    ['production modules', 'npm ci --omit=dev', CHALK, 'module-missing 9: src/app.js:1 imports chalk'],
    [
      'no modules',
      'npm ci',
      "import e from 'express';\ne();\n",
      'module-missing 8: src/app.js:1 imports express',
    ],
  ])('%s', (name, install, code, expected) => {
    const dockerfile = image(install, name === 'no modules' ? '' : undefined);
    expect(ids(dockerfile, files(code)).filter((id) => !id.startsWith('stage-unused'))).toEqual([
      `${expected}, which is in no node_modules of the image`,
    ]);
  });

  test.each([
    ['all modules', 'npm ci', files(CHALK)],
    ['what production brings as well', 'npm ci --omit=dev', files(CHALK, false)],
    ['what only a function loads', 'npm ci --omit=dev', files("export const f = () => import('chalk');\n")],
    ['what nobody locked', 'npm install --omit=dev', { ...files(CHALK), 'package-lock.json': '' }],
  ])('%s', (_, install, project) => {
    expect(ids(image(install), project)).toEqual([]);
  });
});

test.each([
  ['node:24-slim', 'node:24-alpine', 'bcrypt', ['libc-differs 7']],
  ['node:24-alpine', 'node:24-alpine', 'bcrypt', []],
  ['node:24-slim', 'node:24-alpine', 'left-pad', []],
  ['example.com/node', 'node:24-alpine', 'bcrypt', []],
])('modules of %s in %s with %s', (build, run, name, expected) => {
  const dockerfile = `FROM ${build} AS build\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci\nFROM ${run}\nWORKDIR /app\nCOPY --from=build /app/node_modules ./node_modules\nCOPY server.js ./\nCMD ["node", "server.js"]`;
  const project = mapProject({
    'package.json': '{}',
    'package-lock.json': JSON.stringify({
      packages: { [`node_modules/${name}`]: { hasInstallScript: true } },
    }),
    'server.js': '',
  });
  const { findings } = preflight({ dockerfile, dockerignore: '', project });
  expect(findings.map(({ id, line }) => `${id} ${line}`)).toEqual(expected);
});

test.each([
  ['3000', '8080', ['port-differs 5']],
  ['3000', '3000/tcp', []],
  ['3000', '$PORT', []],
])('PORT=%s with EXPOSE %s', (port, exposed, expected) => {
  expect(
    found(`${RUNTIME}ENV PORT=${port}\nCOPY server.js ./\nEXPOSE ${exposed}\nCMD ["server.js"]`),
  ).toEqual(expected);
});

test('what nobody knows of what ships is said, and nothing of other targets', () => {
  const dockerfile = `${NODE}FROM build AS test\nRUN npm test\n${RUNTIME}COPY --from=build /app/out ./\nCMD ["main.js"]`;
  const { unknown } = preflight({ dockerfile, dockerignore: '', project: mapProject(FILES) });
  expect(unknown).toEqual(['what "npm run build" makes']);
});

describe('what the started program does, against what the image lets it do', () => {
  const from = { file: 'server.js', line: 3 };
  const acts = (dockerfile: string, what: ProgramActs) =>
    preflight({ dockerfile, dockerignore: '', acts: what, project: mapProject(FILES) }).findings.map(
      ({ id, message }) => `${id}: ${message}`,
    );
  const image = (...lines: string[]) =>
    ['FROM node:24-slim', ...lines, 'CMD ["node", "/app/server.js"]'].join('\n');

  test.each([
    ['the port of the code', ['EXPOSE 3000'], { listens: [{ port: 3000, from }] }],
    [
      'the port of the image',
      ['ENV PORT=8080', 'EXPOSE 8080'],
      { listens: [{ port: 3000, variable: 'PORT', from }] },
    ],
    [
      'an address of the image',
      ['ENV ADDR=0.0.0.0:8080', 'EXPOSE 8080/tcp'],
      { listens: [{ port: 3000, variable: 'ADDR', from }] },
    ],
    ['no port exposed', [], { listens: [{ port: 3000, from }] }],
    ['a range', ['EXPOSE 3000-3010'], { listens: [{ port: 3005, from }] }],
    ['root', ['WORKDIR /data'], { writes: [{ path: '.', from }] }],
    ['a directory made by the user', ['USER 1000', 'WORKDIR /data'], { writes: [{ path: '.', from }] }],
    [
      'a directory given to the user',
      ['RUN mkdir -p /data && chown -R node:node /data', 'USER 1000'],
      { writes: [{ path: '/data/db', from }] },
    ],
    [
      'a directory of everybody',
      ['RUN mkdir /data && chmod 777 /data', 'USER node'],
      { writes: [{ path: '/data', from }] },
    ],
    [
      'a copied directory of the user',
      ['WORKDIR /app', 'USER 1000', 'COPY --chown=1000:1000 config ./data'],
      { writes: [{ path: 'data', from }] },
    ],
    ['where everybody may', ['USER 1000'], { writes: [{ path: '/tmp/cache', from }] }],
  ] as [string, string[], ProgramActs][])('%s', (_, lines, what) => {
    expect(acts(image('WORKDIR /app', 'COPY . /app', ...lines), what)).toEqual([]);
  });

  test.each([
    [
      'another port than that of the code',
      ['EXPOSE 8080'],
      { listens: [{ port: 3000, from }] },
      'port-unheard: the program listens on 3000 (server.js:3), and what is exposed is 8080',
    ],
    [
      'another port than that of the image',
      ['ENV PORT=9000', 'EXPOSE 3000'],
      { listens: [{ port: 3000, variable: 'PORT', from }] },
      'port-unheard: the program listens on 9000 (server.js:3), and what is exposed is 3000',
    ],
    [
      "root's working directory",
      ['USER 1000'],
      { writes: [{ path: '.', from }] },
      'directory-unwritable: the program writes to /app (server.js:3), which user 1000 may not',
    ],
    [
      "root's copy in a directory of the user",
      ['RUN chown node /app', 'COPY config /app/config', 'USER node'],
      { writes: [{ path: 'config', from }] },
      'directory-unwritable: the program writes to /app/config (server.js:3), which user 1000 may not',
    ],
    [
      'what is nowhere',
      ['USER 1000:1000'],
      { writes: [{ path: '/var/log/app', from }] },
      'directory-unwritable: the program writes to /var/log/app (server.js:3), which user 1000 may not',
    ],
  ] as [string, string[], ProgramActs, string][])('%s', (_, lines, what, expected) => {
    expect(acts(image('WORKDIR /app', 'COPY . /app', ...lines), what)).toEqual([expected]);
  });
});
