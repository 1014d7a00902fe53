import type { Files } from './hostile.js';

const SERVER = "require('http').createServer((q, s) => s.end('ok')).listen(process.env.PORT || 3000);\n";
const MAIN_GO = 'package main\n\nimport "net/http"\n\nfunc main() { http.ListenAndServe(":8080", nil) }\n';
const MAIN_JAVA = 'package x;\n\npublic class A { public static void main(String[] a) {} }\n';

const json = JSON.stringify;
const times = <T>(count: number, make: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));

const node = (files: Files, manifest: object = {}): Files => ({
  'package.json': json({ name: 'a', scripts: { start: 'node server.js' }, ...manifest }),
  'server.js': SERVER,
  ...files,
});
const go = (files: Files): Files => ({
  'go.mod': 'module a.com/b\n\ngo 1.26\n',
  'main.go': MAIN_GO,
  ...files,
});
const maven = (inner: string, files: Files = {}): Files => ({
  'pom.xml': `<project><modelVersion>4.0.0</modelVersion><groupId>g</groupId><artifactId>a</artifactId><version>1</version>${inner}</project>`,
  'src/main/java/x/A.java': MAIN_JAVA,
  ...files,
});
const boot = (files: Files): Files =>
  maven(
    '<parent><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-parent</artifactId><version>3.5.0</version></parent><dependencies><dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-web</artifactId></dependency></dependencies><build><plugins><plugin><groupId>org.springframework.boot</groupId><artifactId>spring-boot-maven-plugin</artifactId></plugin></plugins></build>',
    {
      'src/main/java/x/A.java': MAIN_JAVA.replace('public class', '@SpringBootApplication public class'),
      ...files,
    },
  );
const settings = (text: string): Files => boot({ 'src/main/resources/application.yml': text });
const doubled = times(60, (i) => `<p${i}>\${p${i + 1}}\${p${i + 1}}</p${i}>`).join('');

function workspace(members: number): Files {
  const files: Files = {
    'package.json': json({ name: 'r', private: true, workspaces: ['packages/*'] }),
    'package-lock.json': '{"lockfileVersion":3,"packages":{}}',
  };
  for (let i = 0; i < members; i++) {
    const last = i === members - 1;
    files[`packages/p${i}/package.json`] = json({
      name: `@r/p${i}`,
      main: 'index.js',
      scripts: last ? { start: 'node server.js' } : { build: 'tsc' },
      dependencies: i === 0 ? {} : { [`@r/p${i - 1}`]: '*' },
    });
    files[`packages/p${i}/${last ? 'server.js' : 'index.js'}`] = last ? SERVER : '';
  }
  return files;
}

function modules(count: number): Files {
  const files = maven(
    `<packaging>pom</packaging><modules>${times(count, (i) => `<module>m${i}</module>`).join('')}</modules>`,
  );
  for (let i = 0; i < count; i++) {
    const needs =
      i === 0
        ? ''
        : `<dependencies><dependency><groupId>g</groupId><artifactId>m${i - 1}</artifactId><version>1</version></dependency></dependencies>`;
    files[`m${i}/pom.xml`] =
      `<project><parent><groupId>g</groupId><artifactId>a</artifactId><version>1</version></parent><artifactId>m${i}</artifactId>${needs}</project>`;
  }
  files[`m${count - 1}/src/main/java/x/A.java`] = MAIN_JAVA;
  return files;
}

/**
 * Repositories with one thing far larger, deeper or more often than people write it: what took minutes and gigabytes
 * when an expression or a walk took the square of it. Made when asked for, as some are many megabytes.
 */
export const LARGE: Record<string, () => Files> = {
  'blank lines in JavaScript': () => node({ 'server.js': `const a = 1;\n${'\n'.repeat(200_000)}${SERVER}` }),
  'blanks in JavaScript': () => node({ 'server.js': `const a = 1;${' '.repeat(300_000)}\n${SERVER}` }),
  'a chain of names in JavaScript': () => node({ 'server.js': 'process.env.'.repeat(30_000) + SERVER }),
  'a long name in JavaScript': () => node({ 'server.js': `var ${'a'.repeat(300_000)} = 1;\n${SERVER}` }),
  'minified JavaScript': () =>
    node({ 'server.js': 'function a(b,c){return b?c:{port:d,listen:e}};'.repeat(60_000) + SERVER }),
  'an import that never ends': () => node({ 'server.js': `import {${'a, '.repeat(100_000)}${SERVER}` }),
  'quotes in JavaScript': () => node({ 'server.js': "'".repeat(100_000) + SERVER }),
  'comments that open in JavaScript': () => node({ 'server.js': '/*'.repeat(100_000) + SERVER }),
  'a script of many commands': () =>
    node({}, { scripts: { start: `node ${'a && '.repeat(50_000)} node server.js` } }),
  'a script with a long name': () =>
    node({}, { scripts: { start: 'node server.js', build: `npm run ${'x'.repeat(200_000)}` } }),
  'a Procfile of one long line': () => node({ Procfile: `web: node server.js ${'$'.repeat(200_000)}` }),
  'an example of settings with a long name': () =>
    node({ '.env.example': `${'A'.repeat(200_000)}=\n${'\n'.repeat(200_000)}` }),
  'ignore patterns of many stars': () =>
    node({
      '.dockerignore': `${'**/'.repeat(30)}${'a*'.repeat(12)}b\n`.repeat(50),
      '.gitignore': `${'**/'.repeat(30)}${'a*'.repeat(12)}b\n`.repeat(50),
      [`${'a'.repeat(200)}/x.js`]: '1',
    }),
  'workspace patterns of many stars': () => ({
    ...node({}, { private: true, workspaces: [`${'**/'.repeat(30)}${'a*'.repeat(12)}`, '{a,b}'.repeat(40)] }),
    [`a/${'b/'.repeat(20)}package.json`]: '{}',
  }),
  'a thousand members of a workspace': () => workspace(1000),
  'npm packages': () =>
    node({
      'package-lock.json': json({
        lockfileVersion: 3,
        packages: Object.fromEntries(
          times(60_000, (i) => [
            `node_modules/p${i}`,
            { version: '1.0.0', dependencies: { [`p${i + 1}`]: '^1' } },
          ]),
        ),
      }),
    }),
  'yarn packages': () =>
    node({
      'yarn.lock': `# yarn lockfile v1\n\n${times(100_000, (i) => `p${i}@^1.0.0:\n  version "1.0.0"\n\n`).join('')}`,
    }),
  'pnpm packages': () =>
    node({
      'pnpm-lock.yaml': `lockfileVersion: '9.0'\n\npackages:\n\n${times(100_000, (i) => `  p${i}@1.0.0:\n    resolution: {integrity: sha512-x}\n\n`).join('')}`,
    }),
  'a long name in Go': () => go({ 'main.go': `${MAIN_GO}var ${'a'.repeat(60_000)} = "x"\n` }),
  'blank lines in Go': () => go({ 'main.go': MAIN_GO + '\n'.repeat(300_000) }),
  'data in Go': () => go({ 'data.go': `package main\n\nvar data = []byte{${'0x01, '.repeat(3_000_000)}}\n` }),
  'addresses in Go': () => go({ 'main.go': `${MAIN_GO}var x = []string{${'"a:8080",'.repeat(200_000)}}\n` }),
  'braces in Go': () => go({ 'main.go': `${MAIN_GO}func x() {${'{'.repeat(100_000)}\n` }),
  'requirements in go.mod': () =>
    go({
      'go.mod': `module a.com/b\n\ngo 1.26\n\nrequire (\n${times(50_000, (i) => `\texample.com/m${i} v1.0.0\n`).join('')})\n`,
    }),
  'packages of one Go program': () => ({
    ...go({ 'main.go': MAIN_GO.replace('"net/http"', '(\n\t"net/http"\n\n\t_ "a.com/b/p1999"\n)') }),
    ...Object.fromEntries(
      times(2000, (i) => [`p${i}/p.go`, `package p${i}\n${i === 0 ? '' : `import _ "a.com/b/p${i - 1}"\n`}`]),
    ),
  }),
  'properties that double': () =>
    maven(`<properties>${doubled}<p60>x</p60></properties><build><finalName>\${p0}</finalName></build>`),
  'properties that name each other': () =>
    maven('<properties><a>${b}</a><b>${a}</b></properties><build><finalName>${a}</finalName></build>'),
  'blank lines in YAML': () => settings(`server:\n  port: 8081\n${'\n'.repeat(200_000)}a: b\n`),
  'aliases that explode': () =>
    settings(
      `a0: &a0 ["x","x","x","x","x","x","x","x","x"]\n${times(12, (i) => `a${i + 1}: &a${i + 1} [${`*a${i},`.repeat(9).slice(0, -1)}]\n`).join('')}`,
    ),
  'an alias of itself': () => settings('a: &a [*a]\n'),
  'deep YAML': () => settings(times(3000, (i) => `${'  '.repeat(i)}k${i}:\n`).join('')),
  'properties of one long line': () =>
    boot({ 'src/main/resources/application.properties': `server.port=8081\n${'a'.repeat(300_000)}\n` }),
  'blank lines in Java': () =>
    boot({ 'src/main/java/x/B.java': `package x;\n${'\n'.repeat(300_000)}class B {}\n` }),
  'a thousand Maven modules': () => modules(1000),
};
