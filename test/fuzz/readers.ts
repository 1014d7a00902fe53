import { parseModFile, parseWorkFile } from '../../generators/ecosystems/go/read/modfile.js';
import { parseSource } from '../../generators/ecosystems/go/read/source.js';
import { appSettings } from '../../generators/ecosystems/maven/read/app-settings.js';
import { readPom } from '../../generators/ecosystems/maven/read/pom.js';
import { finalName, interpolate } from '../../generators/ecosystems/maven/read/properties.js';
import { finder, readReactor } from '../../generators/ecosystems/maven/read/reactor.js';
import { type ManagerId, readLock } from '../../generators/ecosystems/npm/read/lock.js';
import { dependenciesOf, readManifest, scriptOf } from '../../generators/ecosystems/npm/read/manifest.js';
import { nestSettings } from '../../generators/ecosystems/npm/read/nest-settings.js';
import { nested } from '../../generators/ecosystems/npm/read/nested-scripts.js';
import { parseScript } from '../../generators/ecosystems/npm/read/script.js';
import { readTsConfig } from '../../generators/ecosystems/npm/read/tsconfig.js';
import { readWorkspace } from '../../generators/ecosystems/npm/read/workspace.js';
import { webProcess } from '../../generators/plan/procfile.js';
import { preflight } from '../../generators/preflight/preflight.js';
import { blankedComments, withoutComments } from '../../generators/project/comments.js';
import { ignoreMatcher } from '../../generators/project/dockerignore.js';
import { exampleEnvironment } from '../../generators/project/env-files.js';
import { isIgnoredByGit } from '../../generators/project/gitignore.js';
import { alternatives, glob } from '../../generators/project/glob.js';
import { mapProject } from '../../generators/project/map.js';
import { specifiersIn } from '../../generators/project/node-imports.js';
import { wordsOf } from '../../generators/project/shell-words.js';

/** Something that reads text of a repository, with texts that it is made for. */
export interface Reader {
  read(text: string): unknown;
  corpus: readonly string[];
}

const GO =
  'package main\n\nimport (\n\t"net/http"\n\t_ "embed"\n)\n\n//go:embed web/*\nvar x = `a"b`\n\nfunc main() { http.ListenAndServe(":8080", nil) /* x */ }\n';
const JS =
  'import a from \'b\';\nconst c = require("./d"); // x\nexport * from `e`;\nif (a) process.env.PORT ?? 3000;\n/* y */ app.listen({ port: 80 });\n';
const POM =
  '<?xml version="1.0"?><project><modelVersion>4.0.0</modelVersion><groupId>g</groupId><artifactId>a</artifactId><version>${revision}</version><properties><revision>1</revision><b>${c}</b></properties><modules><module>m</module></modules><build><finalName>${project.artifactId}-${project.version}</finalName><plugins><plugin><artifactId>maven-jar-plugin</artifactId></plugin></plugins></build><profiles><profile><id>p</id><activation><activeByDefault>true</activeByDefault></activation></profile></profiles></project>';
const PACKAGE =
  '{ "name": "a", "main": "b.js", "scripts": { "start": "NODE_ENV=x node b.js && npm run c", "c": "tsc" }, "dependencies": { "d": "^1" }, "engines": { "node": 22 }, "workspaces": ["packages/*", "!x"] }';

const manifest = (text: string) => {
  const project = mapProject({ 'package.json': text, 'packages/p/package.json': '{"name":"p"}' });
  const found = readManifest(project, '.');
  return found && [dependenciesOf(found), scriptOf(found, 'start'), readWorkspace(project, '.')];
};
const lock = (file: string, manager: ManagerId) => (text: string) =>
  readLock(mapProject({ [file]: text }), '.', file, manager);
const reactor = (text: string) => {
  const project = mapProject({ 'pom.xml': text, 'm/pom.xml': POM });
  const find = finder(project, ['pom.xml', 'm/pom.xml']);
  readPom(project, 'pom.xml');
  return readReactor(project, 'pom.xml', { find, profiles: [] }).models.map((model) => [
    finalName(model),
    interpolate(model, '${b}'),
  ]);
};
const settings = (file: string) => (text: string) => {
  const project = mapProject({ 'pom.xml': POM, [`src/main/resources/${file}`]: text });
  const find = finder(project, ['pom.xml']);
  return readReactor(project, 'pom.xml', { find, profiles: [] }).models.map((model) =>
    appSettings(project, model),
  );
};

/** Every reader of a file that a repository brings. */
export const READERS: Record<string, Reader> = {
  'go.mod': {
    read: parseModFile,
    corpus: [
      'module a.com/b\n\ngo 1.26\n\nrequire (\n\tc.com/d v1.0.0 // indirect\n)\n\nreplace c.com/d => ./d\n',
    ],
  },
  'go.work': { read: parseWorkFile, corpus: ['go 1.26\n\nuse (\n\t./a\n\t"./b"\n)\n'] },
  'Go code': { read: (text) => parseSource('main.go', text), corpus: [GO] },
  'package.json': { read: manifest, corpus: [PACKAGE] },
  'package-lock.json': {
    read: lock('package-lock.json', 'npm'),
    corpus: [
      '{ "lockfileVersion": 3, "packages": { "": {}, "node_modules/a": { "version": "1.0.0", "bin": { "a": "b" }, "peerDependencies": { "c": "^1" } } } }',
      '{ "lockfileVersion": 1, "dependencies": { "a": { "version": "1", "dependencies": {} } } }',
    ],
  },
  'yarn.lock': {
    read: lock('yarn.lock', 'yarn'),
    corpus: ['# yarn lockfile v1\n\n"@a/b@^1.0.0":\n  version "1.0.0"\n'],
  },
  'yarn.lock of yarn 2': {
    read: lock('yarn.lock', 'berry'),
    corpus: ['__metadata:\n  version: 8\n\n"a@npm:^1":\n  version: 1.0.0\n'],
  },
  'pnpm-lock.yaml': {
    read: lock('pnpm-lock.yaml', 'pnpm'),
    corpus: ["lockfileVersion: '9.0'\n\npackages:\n\n  '@a/b@1.0.0':\n    resolution: {integrity: x}\n"],
  },
  'bun.lock': {
    read: lock('bun.lock', 'bun'),
    corpus: ['{\n  "packages": {\n    "a": ["a@1.0.0", "", {}, "sha512-x"],\n  }\n}\n'],
  },
  'a script': {
    read: (text) => [
      parseScript(text),
      wordsOf(text),
      nested({ dir: '.', path: 'package.json', text: '', json: { scripts: { start: text } } }, text),
    ],
    corpus: [
      'cross-env A=b node -r x "a b.js" && npm run c | tee > d; (cd e && $F `g`)',
      'concurrently "npm:a" \'npm run b\' || npm-run-all c:*',
    ],
  },
  'tsconfig.json': {
    read: (text) => readTsConfig(mapProject({ 'tsconfig.json': text }), '.'),
    corpus: [
      '{ // x\n "extends": "./b.json", "compilerOptions": { "outDir": "dist", "paths": { "@/*": ["src/*"] } }, "include": ["src/**/*.ts"], }',
    ],
  },
  'nest-cli.json': {
    read: (text) => nestSettings(mapProject({ 'nest-cli.json': text }), '.'),
    corpus: ['{ "sourceRoot": "src", "projects": { "a": { "type": "application", "root": "apps/a" } } }'],
  },
  JavaScript: {
    read: (text) => [
      withoutComments(text),
      blankedComments(text),
      specifiersIn(mapProject({ 'a.js': text }), 'a.js'),
    ],
    corpus: [JS],
  },
  'pom.xml': { read: reactor, corpus: [POM] },
  'application.yml': {
    read: settings('application.yml'),
    corpus: [
      'server:\n  port: ${PORT:8080}\n---\nspring:\n  config.activate.on-profile: prod\n  list: [a, &b c, *b]\n',
    ],
  },
  'application.properties': {
    read: settings('application.properties'),
    corpus: ['server.port=8081\n%prod.a=b\n#---\nspring.profiles.active = prod\n'],
  },
  '.env.example': {
    read: (text) => exampleEnvironment(mapProject({ '.env.example': text }), '.'),
    corpus: ['# a\nPORT=3000\nexport B="c d" # e\nF=\n'],
  },
  Procfile: {
    read: (text) => webProcess(mapProject({ Procfile: text }), '.'),
    corpus: ['release: a\nweb: node b.js $PORT\n'],
  },
  '.dockerignore': {
    read: (text) => ignoreMatcher(text).ignores('a/b/c.js'),
    corpus: ['# a\n**/node_modules\n!b/*.js\n[a-c]?\\*x\n/d/\n'],
  },
  '.gitignore': {
    read: (text) => isIgnoredByGit(mapProject({ '.gitignore': text }), ['a/b.js']),
    corpus: ['*.js\n!a/\n/b/**\n[!c]d\n'],
  },
  'a glob': {
    read: (text) => [glob(text).test('a/b/c.js'), alternatives(text)],
    corpus: ['packages/**/{a,b}*/[x-z]?.js', '**/*a*b*'],
  },
  Dockerfile: {
    read: (text) =>
      preflight({
        dockerfile: text,
        dockerignore: '',
        project: mapProject({ 'package.json': PACKAGE, 'b.js': JS }),
      }),
    corpus: [
      '# syntax=a\nARG A=1\nFROM node:24-alpine AS build\nWORKDIR "/a b"\nENV C=d E="f g"\nCOPY --chown=1:1 ["package.json", "./"]\nRUN --mount=type=cache,target=/x npm ci \\\n && rm -rf y\nFROM scratch\nCOPY --from=build /a /b\nUSER 1:1\nEXPOSE 80/tcp\nENTRYPOINT ["node"]\nCMD b.js\n',
    ],
  },
};
