const json = (value: unknown) => JSON.stringify(value, null, 2);

const SERVER =
  "const port = process.env.PORT || 4000;\nrequire('node:http').createServer((q, s) => s.end('ok')).listen(port);\n";

const MAIN_GO = 'package main\n\nimport "net/http"\n\nfunc main() { http.ListenAndServe(":8080", nil) }\n';

const npmLock = (name: string, packages: Record<string, object> = {}) =>
  json({ name, lockfileVersion: 3, packages: { '': { name }, ...packages } });

const pom = (inner: string) =>
  `<project><modelVersion>4.0.0</modelVersion><groupId>com.example</groupId><artifactId>shop</artifactId><version>1.0.0</version>${inner}</project>`;

const BOOT_PARENT =
  '<parent><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-parent</artifactId><version>3.5.0</version></parent>';

const BOOT_MAIN =
  'package com.example;\n\nimport org.springframework.boot.autoconfigure.SpringBootApplication;\n\n@SpringBootApplication\npublic class App { public static void main(String[] args) {} }\n';

/** Repositories of the kinds that no example has, with as little in them as each kind needs. */
export const SMALL_SEEDS: Record<string, Record<string, string>> = {
  'npm without a lock file': {
    'package.json': json({ name: 'shop', main: 'server.js', scripts: { start: 'node server.js' } }),
    'server.js': SERVER,
  },
  'yarn 1': {
    'package.json': json({
      name: 'shop',
      scripts: { build: 'tsc', start: 'node dist/main.js' },
      devDependencies: { typescript: '^5' },
    }),
    'yarn.lock': '# yarn lockfile v1\n',
    'tsconfig.json': json({ compilerOptions: { outDir: 'dist' }, include: ['src'] }),
    'src/main.ts': SERVER,
  },
  'yarn workspace': {
    'package.json': json({
      name: 'all',
      private: true,
      workspaces: ['packages/*'],
      packageManager: 'yarn@1.22.22',
    }),
    'yarn.lock': '# yarn lockfile v1\n',
    'packages/api/package.json': json({
      name: '@all/api',
      scripts: { build: 'tsc', start: 'node dist/main.js' },
      dependencies: { '@all/lib': '*' },
    }),
    'packages/api/src/main.ts': SERVER,
    'packages/lib/package.json': json({
      name: '@all/lib',
      version: '1.0.0',
      main: 'index.js',
      scripts: { build: 'tsc' },
    }),
    'packages/lib/index.js': 'module.exports = 1;\n',
  },
  'npm workspace': {
    'package.json': json({ name: 'all', private: true, workspaces: ['apps/api', 'libs/core'] }),
    'package-lock.json': npmLock('all', {
      'apps/api': { name: 'api' },
      'node_modules/api': { resolved: 'apps/api', link: true },
    }),
    'apps/api/package.json': json({ name: 'api', scripts: { build: 'tsc', start: 'node dist/main.js' } }),
    'apps/api/src/main.ts': SERVER,
    'libs/core/package.json': json({ name: 'core', main: 'index.js' }),
    'libs/core/index.js': '',
  },
  bun: {
    'package.json': json({ name: 'shop', scripts: { start: 'bun run src/index.ts' } }),
    'bun.lock': '{ "lockfileVersion": 1, "workspaces": {}, "packages": {} }',
    'src/index.ts': "Bun.serve({ port: 3000, fetch: () => new Response('ok') });\n",
  },
  'Next.js': {
    'package.json': json({
      name: 'site',
      scripts: { build: 'next build', start: 'next start' },
      dependencies: { next: '15.0.0', react: '19.0.0' },
    }),
    'package-lock.json': npmLock('site', { 'node_modules/next': { version: '15.0.0' } }),
    'next.config.js': "module.exports = { output: 'standalone', basePath: '/docs' };\n",
    '.env.production': 'NEXT_PUBLIC_API=https://api.example.com\n',
    'pages/index.js': 'export default () => process.env.NEXT_PUBLIC_API;\n',
  },
  'Vite beside a server': {
    'package.json': json({
      name: 'web',
      scripts: { dev: 'vite', build: 'vite build' },
      devDependencies: { vite: '^7.0.0' },
    }),
    'package-lock.json': npmLock('web'),
    'vite.config.js': "export default { base: '/shop/', build: { outDir: 'public' } };\n",
    'index.html': '<p>ok</p>',
  },
  Angular: {
    'package.json': json({
      name: 'web',
      scripts: { build: 'ng build' },
      dependencies: { '@angular/core': '^20.0.0' },
      devDependencies: { '@angular/cli': '^20.0.0' },
    }),
    'package-lock.json': npmLock('web'),
    'angular.json': json({
      projects: {
        shop: {
          architect: {
            build: { builder: '@angular/build:application', options: { outputPath: 'dist/shop' } },
          },
        },
      },
    }),
  },
  Nest: {
    'package.json': json({
      name: 'api',
      scripts: { build: 'nest build', 'start:prod': 'node dist/main' },
      dependencies: { '@nestjs/core': '^11.0.0' },
      devDependencies: { '@nestjs/cli': '^11.0.0' },
    }),
    'package-lock.json': npmLock('api'),
    'nest-cli.json': json({ sourceRoot: 'src' }),
    'tsconfig.json': json({ compilerOptions: { outDir: './dist' } }),
    'src/main.ts': 'await app.listen(process.env.PORT ?? 3000);\n',
  },
  'a Procfile and settings': {
    'package.json': json({ name: 'shop', engines: { node: '>=22' }, scripts: {} }),
    'package-lock.json': npmLock('shop'),
    '.nvmrc': '22\n',
    '.env.example': 'PORT=4100\nDB_HOST=localhost\n',
    Procfile: 'web: node server.js\n',
    'server.js': SERVER,
  },
  'Prisma and compiled packages': {
    'package.json': json({
      name: 'shop',
      scripts: { start: 'node server.js' },
      dependencies: { '@prisma/client': '^6.0.0', bcrypt: '^5.0.0' },
      devDependencies: { prisma: '^6.0.0' },
    }),
    'package-lock.json': npmLock('shop', {
      'node_modules/bcrypt': { version: '5.1.1', hasInstallScript: true },
    }),
    'prisma/schema.prisma': 'generator client {\n  provider = "prisma-client-js"\n}\n',
    'server.js': SERVER,
  },
  'private registry': {
    'package.json': json({ name: 'shop', scripts: { start: 'node server.js' } }),
    'package-lock.json': npmLock('shop'),
    '.npmrc': '@acme:registry=https://npm.example.com/\n//npm.example.com/:_authToken=${NPM_TOKEN}\n',
    'server.js': SERVER,
  },
  'Go in a sub-directory': {
    'api/go.mod': 'module example.com/shop\n\ngo 1.26\n',
    'api/main.go': MAIN_GO,
    'api/config.yaml': 'port: 8080\n',
  },
  'Go workspace': {
    'go.work': 'go 1.26\n\nuse (\n\t./api\n\t./lib\n)\n',
    'api/go.mod': 'module example.com/api\n\ngo 1.26\n\nrequire example.com/lib v1.0.0\n',
    'api/main.go': MAIN_GO.replace('import "net/http"', 'import (\n\t"net/http"\n\n\t_ "example.com/lib"\n)'),
    'lib/go.mod': 'module example.com/lib\n\ngo 1.26\n',
    'lib/lib.go': 'package lib\n',
  },
  'Go with stamps and files': {
    'go.mod': 'module github.com/acme/shop\n\ngo 1.26\n',
    Makefile: 'build:\n\tgo build -tags netgo -ldflags "-X main.version=1.2.3" -o bin/shop ./cmd/shop\n',
    'cmd/shop/main.go':
      'package main\n\nimport (\n\t"flag"\n\t"net/http"\n\t"os"\n)\n\nvar version string\n\nfunc main() {\n\tport := flag.String("port", "8080", "port")\n\tos.ReadFile("templates/index.html")\n\thttp.ListenAndServe(":"+*port, nil)\n}\n',
    'templates/index.html': '<p>ok</p>',
    '.env.example': 'LISTEN_ADDR=:8080\n',
  },
  'private Go module': {
    'go.mod': 'module git.acme.internal/shop\n\ngo 1.26\n\nrequire git.acme.internal/lib v1.0.0\n',
    'go.sum': '',
    'main.go': MAIN_GO.replace(
      'import "net/http"',
      'import (\n\t"net/http"\n\n\t_ "git.acme.internal/lib"\n)',
    ),
  },
  'yarn with a token': {
    'package.json': json({
      name: 'shop',
      scripts: { build: 'tsc', start: 'node dist/server.js' },
      devDependencies: { typescript: '^5' },
    }),
    'yarn.lock': '# yarn lockfile v1\n',
    '.npmrc': '@acme:registry=https://npm.example.com/\n//npm.example.com/:_authToken=${NPM_TOKEN}\n',
    'tsconfig.json': json({ compilerOptions: { outDir: 'dist' } }),
    'server.ts': SERVER,
  },
  'SvelteKit with a secret of its own': {
    'package.json': json({
      name: 'shop',
      type: 'module',
      scripts: { build: 'vite build' },
      devDependencies: { '@sveltejs/kit': '^2', '@sveltejs/adapter-node': '^5', vite: '^7' },
    }),
    'package-lock.json': npmLock('shop'),
    'svelte.config.js':
      "import adapter from '@sveltejs/adapter-node';\nexport default { kit: { adapter: adapter() } };\n",
    'src/routes/+page.server.js':
      "import { API_SECRET } from '$env/static/private';\nimport { PUBLIC_X } from '$env/static/public';\n",
  },
  'Go without a go.mod': { 'main.go': MAIN_GO },
  'Maven jar with a name of its own': {
    'pom.xml': pom(
      '<build><finalName>store</finalName><plugins><plugin><artifactId>maven-jar-plugin</artifactId><configuration><archive><manifest><mainClass>com.example.App</mainClass></manifest></archive></configuration></plugin></plugins></build>',
    ),
    'src/main/java/com/example/App.java':
      'package com.example;\n\npublic class App { public static void main(String[] args) {} }\n',
  },
  'Spring Boot': {
    'pom.xml': pom(
      `${BOOT_PARENT}<properties><java.version>21</java.version></properties><dependencies><dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-web</artifactId></dependency></dependencies><build><plugins><plugin><groupId>org.springframework.boot</groupId><artifactId>spring-boot-maven-plugin</artifactId></plugin></plugins></build>`,
    ),
    'src/main/java/com/example/App.java': BOOT_MAIN,
    'src/main/resources/application.yml':
      'server:\n  port: ${PORT:8090}\nspring:\n  application:\n    name: shop\n',
  },
  'Maven modules': {
    'pom.xml': pom('<packaging>pom</packaging><modules><module>core</module><module>web</module></modules>'),
    'core/pom.xml':
      '<project><parent><groupId>com.example</groupId><artifactId>shop</artifactId><version>1.0.0</version></parent><artifactId>core</artifactId></project>',
    'core/src/main/java/com/example/Core.java': 'package com.example;\n\nclass Core {}\n',
    'web/pom.xml':
      '<project><parent><groupId>com.example</groupId><artifactId>shop</artifactId><version>1.0.0</version></parent><artifactId>web</artifactId><dependencies><dependency><groupId>com.example</groupId><artifactId>core</artifactId><version>1.0.0</version></dependency></dependencies><build><plugins><plugin><groupId>org.apache.maven.plugins</groupId><artifactId>maven-shade-plugin</artifactId><executions><execution><goals><goal>shade</goal></goals><configuration><transformers><transformer><mainClass>com.example.App</mainClass></transformer></transformers></configuration></execution></executions></plugin></plugins></build></project>',
    'web/src/main/java/com/example/App.java':
      'package com.example;\n\npublic class App { public static void main(String[] args) {} }\n',
  },
  'Maven with a settings file': {
    'pom.xml': pom(
      '<properties><exec.mainClass>com.example.App</exec.mainClass></properties><repositories><repository><id>acme</id><url>https://maven.example.com/releases</url></repository></repositories>',
    ),
    '.mvn/maven.config': '-s .mvn/settings.xml\n',
    '.mvn/settings.xml':
      '<settings><servers><server><id>acme</id><username>${env.MAVEN_USER}</username><password>${env.MAVEN_PASSWORD}</password></server></servers></settings>',
    'src/main/java/com/example/App.java':
      'package com.example;\n\npublic class App { public static void main(String[] args) {} }\n',
  },
  'Java web archive': {
    'pom.xml': pom(
      '<packaging>war</packaging><dependencies><dependency><groupId>jakarta.servlet</groupId><artifactId>jakarta.servlet-api</artifactId><version>6.0.0</version><scope>provided</scope></dependency></dependencies><build><finalName>ROOT</finalName></build>',
    ),
    'src/main/webapp/index.jsp': '<p>ok</p>',
    'src/main/java/com/example/A.java': 'package com.example;\n\nclass A {}\n',
  },
};
