import { expect, test } from 'vitest';
import { audit } from '../../../generators/audit/audit.js';
import { CHECKS } from '../../../generators/audit/checks/index.js';
import { sarif } from '../../../generators/audit/sarif.js';
import { mapProject } from '../../../generators/project/map.js';

const FILES = {
  'go.mod': 'module x\n',
  'go.sum': 'a v1/go.mod h1:\nb v1/go.mod h1:\n',
  'main.go': 'package main\n',
  'package.json': '{}',
  'package-lock.json': '{"packages": {"": {}, "node_modules/a": {}, "node_modules/b": {}}}',
  'server.js': '',
  '.npmrc': '//registry.example.com/:_authToken=abc\n',
  '.gitignore': '/tool\n',
  '.env': 'A=b\n',
  id_rsa: 'x',
};

const found = (text: string, dockerignore: string | undefined = '.env\nid_rsa\n.npmrc\n') =>
  audit({
    text,
    dockerignore,
    project: mapProject(FILES),
    weigh: (path) => (path === '.git' ? 5e6 : undefined),
  }).findings;

const ids = (text: string, dockerignore?: string) => found(text, dockerignore).map(({ id }) => id);

/** Of each check a file that it finds something in, and the nearest one that is in order. */
const CASES: [id: string, bad: string, good: string][] = [
  ['shell-form', 'FROM alpine:3.24\nUSER 1\nCMD sleep 9\n', 'FROM alpine:3.24\nUSER 1\nCMD ["sleep", "9"]\n'],
  [
    'shell-form',
    'FROM alpine:3.24\nUSER 1\nENTRYPOINT sleep 9\n',
    'FROM alpine:3.24\nUSER 1\nENTRYPOINT exec sleep 9\n',
  ],
  [
    'manager-starts',
    'FROM node:24-slim\nUSER 1\nCMD ["npm", "start"]\n',
    'FROM node:24-slim\nUSER 1\nENTRYPOINT ["npm-check"]\nCMD ["npm"]\n',
  ],
  [
    'start-several',
    'FROM alpine:3.24\nUSER 1\nCMD ["a"]\nCMD ["sleep"]\n',
    'FROM alpine:3.24 AS a\nCMD ["sh"]\nFROM a\nUSER 1\nCMD ["sleep"]\n',
  ],
  ['cd-alone', 'FROM alpine:3.24\nRUN cd /app\nUSER 1\n', 'FROM alpine:3.24\nRUN cd /app && ls\nUSER 1\n'],
  [
    'maintainer',
    'FROM alpine:3.24\nMAINTAINER me\nUSER 1\n',
    'FROM alpine:3.24\nLABEL maintainer=me\nUSER 1\n',
  ],
  [
    'workdir-relative',
    'FROM alpine:3.24\nWORKDIR app\nUSER 1\n',
    'FROM alpine:3.24\nWORKDIR /app\nWORKDIR sub\nUSER 1\n',
  ],
  ['root', 'FROM alpine:3.24\nCMD ["sleep"]\n', 'FROM gcr.io/distroless/static-debian13:nonroot\n'],
  ['root', 'FROM alpine:3.24\nUSER 1\nUSER root\n', 'FROM alpine:3.24 AS a\nUSER 1\nFROM a\n'],
  ['root', 'FROM scratch\n', 'FROM example.com/unknown:1\n'],
  [
    'secret-set',
    'FROM alpine:3.24\nENV DB_PASSWORD=hunter2\nUSER 1\n',
    'FROM alpine:3.24\nENV PASSWORD_FILE=/run/secrets/x TOKEN_TTL=5\nUSER 1\n',
  ],
  [
    'secret-set',
    'FROM alpine:3.24\nENV API_KEY hunter2\nUSER 1\n',
    'FROM alpine:3.24\nARG API_KEY\nENV API_KEY=$API_KEY\nUSER 1\n',
  ],
  ['secret-argument', 'FROM alpine:3.24\nARG NPM_TOKEN\nUSER 1\n', 'FROM alpine:3.24\nARG VERSION\nUSER 1\n'],
  [
    'secret-copied',
    'FROM alpine:3.24\nCOPY .env ./\nUSER 1\n',
    'FROM alpine:3.24\nCOPY .env.example ./\nUSER 1\n',
  ],
  [
    'secret-copied',
    'FROM alpine:3.24\nCOPY .npmrc ./\nUSER 1\n',
    'FROM alpine:3.24\nCOPY package.json ./\nUSER 1\n',
  ],
  ['tag-missing', 'FROM alpine\nUSER 1\n', 'ARG V\nFROM alpine:$V AS base\nFROM base\nUSER 1\n'],
  ['tag-missing', 'FROM alpine:latest\nUSER 1\n', 'FROM localhost:5000/a@sha256:0\nUSER 1\n'],
  [
    'pipe-to-shell',
    'FROM alpine:3.24\nRUN curl -fsSL https://x.sh | sh\nUSER 1\n',
    'FROM alpine:3.24\nRUN curl -fsSL https://x | tar xz\nUSER 1\n',
  ],
  [
    'add-address',
    'FROM alpine:3.24\nADD https://x/y /y\nUSER 1\n',
    'FROM alpine:3.24\nADD --checksum=sha256:0 https://x/y /y\nUSER 1\n',
  ],
  [
    'package-lists',
    'FROM debian:13-slim\nRUN apt-get update && apt-get install -y a\nUSER 1\n',
    'FROM debian:13-slim\nRUN apt-get update && apt-get install -y a && rm -rf /var/lib/apt/lists/*\nUSER 1\n',
  ],
  [
    'package-lists',
    'FROM alpine:3.24\nRUN apk add git\nUSER 1\n',
    'FROM alpine:3.24\nRUN apk --no-cache add git\nUSER 1\n',
  ],
  [
    'world-writable',
    'FROM alpine:3.24\nRUN chmod -R 777 /app\nUSER 1\n',
    'FROM alpine:3.24\nRUN chmod 755 /app\nUSER 1\n',
  ],
  [
    'manifests-first',
    'FROM node:24-slim\nCOPY . .\nRUN npm ci\nUSER 1\n',
    'FROM node:24-slim\nCOPY package*.json ./\nRUN npm ci\nCOPY . .\nRUN npm install -g x\nUSER 1\n',
  ],
  [
    'manifests-first',
    'FROM golang:1.27\nCOPY . .\nRUN go mod download\n',
    'FROM golang:1.27\nCOPY go.mod go.sum ./\nRUN go mod download\nCOPY . .\n',
  ],
  [
    'cache-mount',
    'FROM node:24-slim\nCOPY package.json ./\nRUN npm ci\nUSER 1\n',
    'FROM node:24-slim\nCOPY package.json ./\nRUN --mount=type=cache,target=/root/.npm npm ci\nUSER 1\n',
  ],
  [
    'cache-mount',
    'FROM golang:1.27 AS b\nRUN go build\nFROM scratch\nCOPY --from=b /x /x\nUSER 1\n',
    'FROM golang:1.27 AS dev\nRUN go build\nFROM scratch\nCOPY main.go /x\nUSER 1\n',
  ],
  [
    'apt-update-alone',
    'FROM debian:13-slim\nRUN apt-get update\nUSER 1\n',
    'FROM debian:13-slim\nRUN apt-get update && apt-get install -y a\nUSER 1\n',
  ],
  [
    'single-stage',
    'FROM golang:1.27\nCOPY . .\nRUN go build -o /x .\nUSER 1\n',
    'FROM golang:1.27 AS b\nCOPY . .\nRUN go build -o /x .\nFROM scratch\nCOPY --from=b /x /x\nUSER 1\n',
  ],
  ['base-builds', 'FROM eclipse-temurin:21-jdk\nUSER 1\n', 'FROM eclipse-temurin:21-jre\nUSER 1\n'],
  ['base-large', 'FROM node:24\nUSER 1\n', 'FROM node:24-slim\nUSER 1\n'],
  [
    'stage-numbered',
    'FROM alpine:3.24\nRUN x\nFROM scratch\nCOPY --from=0 /x /x\nUSER 1\n',
    'FROM alpine:3.24 AS b\nRUN x\nFROM scratch\nCOPY --from=b /x /x\nUSER 1\n',
  ],
  [
    'stage-whole',
    'FROM node:24-slim AS b\nWORKDIR /app\nCOPY . .\nRUN npm run build\nFROM node:24-slim\nCOPY --from=b /app ./\nUSER 1\n',
    'FROM node:24-slim AS b\nWORKDIR /app\nCOPY . .\nRUN npm run build\nFROM node:24-slim\nCOPY --from=b /app/dist ./\nUSER 1\n',
  ],
  [
    'built-outside',
    'FROM alpine:3.24\nCOPY target/app.jar /\nUSER 1\n',
    'FROM alpine:3.24\nCOPY main.go /\nUSER 1\n',
  ],
  ['built-outside', 'FROM alpine:3.24\nCOPY tool /\nUSER 1\n', 'FROM alpine:3.24\nCOPY other /\nUSER 1\n'],
  [
    'context-missing',
    'FROM alpine:3.24\nCOPY other /\nUSER 1\n',
    'FROM alpine:3.24\nCOPY main.go /\nUSER 1\n',
  ],
];

test.each(CASES)('%s is found in %j', (id, bad, good) => {
  expect(ids(bad)).toContain(id);
  expect(ids(good), good).not.toContain(id);
});

test('ignore-missing, ignore-lets-in and secret-let-in look at the .dockerignore', () => {
  const text = 'FROM alpine:3.24\nCOPY . /app\nUSER 1\n';
  const of = (ignore: string | undefined) =>
    audit({
      text,
      dockerignore: ignore,
      project: mapProject(FILES),
      weigh: (path) => (path === '.git' ? 5e6 : undefined),
    }).findings.map(({ id, costs }) => [id, costs]);
  expect(of(undefined)).toEqual([
    ['secret-let-in', undefined],
    ['ignore-missing', '5 MB are sent with every build'],
  ]);
  expect(of('')).toEqual([
    ['secret-let-in', undefined],
    ['ignore-lets-in', '5 MB are sent with every build'],
  ]);
  expect(of('.git\n.env\nid_rsa\n')).toEqual([]);
});

test('what it costs is counted from the lock file', () => {
  const [hit] = found('FROM node:24-slim\nCOPY . .\nRUN npm ci\nUSER 1\n').filter(
    ({ id }) => id === 'manifests-first',
  );
  expect(hit?.costs).toBe('2 packages with every build');
});

test('one fault is one finding: what is copied from outside may be started', () => {
  const text = 'FROM alpine:3.24\nCOPY dist/$ARCH/tool /tool\nUSER 1\nENTRYPOINT ["/tool"]\n';
  expect(ids(text)).toEqual(['built-outside']);
});

test('no value of a secret is printed', () => {
  expect(JSON.stringify(found('FROM alpine\nENV DB_PASSWORD=hunter2\nARG TOKEN="hunter2"\n'))).not.toContain(
    'hunter2',
  );
});

test('every check is tried above', () => {
  const tried = new Set([...CASES.map(([id]) => id), 'ignore-missing', 'ignore-lets-in', 'secret-let-in']);
  expect(CHECKS.map(({ id }) => id).filter((id) => !tried.has(id))).toEqual([]);
});

test('SARIF has a rule for every result, and its place', () => {
  const findings = found('FROM alpine\nCOPY .env ./\n');
  const { runs } = sarif(findings, 'my api/Dockerfile', '1.2.3');
  const [run] = runs;
  expect(run?.results?.length).toBe(findings.length);
  for (const { ruleIndex, ruleId } of run?.results ?? [])
    expect(run?.tool.driver.rules?.[ruleIndex ?? -1]?.id).toBe(ruleId);
  expect(run?.results?.map(({ level }) => level)).toContain('error');
  expect(run?.results?.[0]?.locations).toEqual([
    { physicalLocation: { artifactLocation: { uri: 'my%20api/Dockerfile' }, region: { startLine: 1 } } },
  ]);
});
