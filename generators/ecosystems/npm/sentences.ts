import { EMPTY_ENV_FILE, LOADS_ENV_FILE } from '../../plan/env-file.js';
import { sentencesOf } from '../../plan/sentences.js';

/** Everything that is said about npm repositories, by id: refusals first, then warnings. */
export const { refuse, warn } = sentencesOf({
  // What cannot work: the repository as a whole.
  'app-elsewhere': ({ what, package: name }: { what: string; package: string }) => ({
    message: `this is ${what} (package.json has ${name}), so nothing in it is a server or a site`,
    hint: 'For a server that is part of it, pass --app with its directory or --start-command "node …".',
  }),
  'dependency-outside': ({ path, name, range }: { path: string; name: string; range: string }) => ({
    message: `${path} takes ${name} from outside its own directory (${range})`,
    hint: 'Make both members of one workspace: a package.json above them with "workspaces", and one lock file.',
  }),
  'manifest-invalid': ({ path, problem }: { path: string; problem: string }) => ({
    message: `${path} is not valid JSON: ${problem}`,
    hint: 'Mend the file; npm cannot read it either.',
  }),
  'manifest-misshapen': ({ path, keys, is }: { path: string; keys: string[]; is: string }) =>
    `${path} has ${is} as ${keys.join('.')}, which npm does not read: it counts as not written`,
  'manifest-not-object': ({ path }: { path: string }) => ({
    message: `${path} does not hold a JSON object`,
    hint: 'Write one with "npm init".',
  }),
  'meteor-app': ({ release, file }: { release: string; file: string }) => ({
    message: `${release} makes this app, and npm cannot install it (${file})`,
    hint: 'Run "meteor build --directory" and use the bundle it writes: a Node program, main.js.',
  }),
  'nothing-starts': ({ manifests, root }: { manifests: number; root: boolean }) => ({
    message: `nothing in ${root && manifests === 1 ? 'package.json' : `${manifests} package.json files`} starts or can be served; looked for a start script, "main", server.js, app.js, index.js, main.js (also in src), and a framework that builds a server or a site`,
    hint: 'A library needs no image. For a program, add a "start" script or pass --start-command "node …".',
  }),
  'package-unlisted': ({ place, name }: { place: string; name: string }) => ({
    message: `${place} imports ${name}, and there is no package.json that lists it`,
    hint: `Run "npm init -y && npm install ${name}", and commit package.json and package-lock.json.`,
  }),
  'redwood-app': ({ place }: { place: string }) => ({
    message: `RedwoodJS makes two apps of one workspace (${place})`,
    hint: 'Run "yarn rw setup docker": it writes a Dockerfile for the api and the web side.',
  }),
  'rush-repository': ({ dir }: { dir: string }) => ({
    message: `Rush installs ${dir} with what it keeps in common/config/rush (rush.json), which no package manager can do`,
    hint: 'Run "rush deploy" first, and create a Dockerfile in the directory that it fills.',
  }),
  'yarn-plugin-missing': ({ settings, plugin }: { settings: string; plugin: string }) => ({
    message: `${settings} names ${plugin}, which is not there, and yarn does not start without it`,
    hint: 'Commit .yarn/plugins, or take the plugin out with "yarn plugin remove".',
  }),
  'workspace-missing': ({ path, name }: { path: string; name: string }) => ({
    message: `${path} wants ${name} from its workspace, but no directory above is the root of one`,
    hint: 'Start in the repository that has the "workspaces" field or the pnpm-workspace.yaml.',
  }),

  // What cannot work: what starts, and what makes it.
  'adapter-foreign': (values: { framework: string; adapter: string; instead: string; place?: string }) => ({
    message: `${values.framework} with ${values.adapter} makes a server for another platform${values.place === undefined ? '' : ` (${values.place})`}`,
    hint: `Use ${values.instead}, which makes a server for Node.`,
  }),
  'adapter-missing': (values: { framework: string; adapter: string; place: string; way: string }) => ({
    message: `${values.framework} ${values.adapter} makes nothing that a container can run (${values.place})`,
    hint: values.way,
  }),
  'entry-missing': ({ place, entry }: { place: string; entry: string }) => ({
    message: `${place} starts ${entry}, which is not there and which no script builds`,
    hint: 'Add a "build" script, or pass --build-command or --start-command.',
  }),
  'start-ends': ({ asked, command }: { asked: string; command: string }) => ({
    message: `${asked} "${command}" starts nothing that stays running`,
    hint: 'Give a command such as "node dist/server.js".',
  }),
  'start-fileless': ({ asked, command }: { asked: string; command: string }) => ({
    message: `${asked} "${command}" names no file for node`,
    hint: 'Give a command such as "node dist/server.js".',
  }),
  'start-shell': ({ asked, command }: { asked: string; command: string }) => ({
    message: `${asked} "${command}" needs a shell, and the image has none`,
    hint: 'Give one command without &&, pipes and variables.',
  }),
  'starts-alike': ({ places, commands }: { places: string[]; commands: string[] }) => ({
    message: `several scripts start a program: ${places.join(', ')}`,
    hint: `Say which one the image is for: ${commands.map((command) => `--start-command "${command}"`).join(' or ')}`,
  }),

  // What cannot work: versions.
  'manager-unknown': ({ text, place }: { text: string; place: string }) => ({
    message: `"${text}" names no package manager that is known here (${place})`,
    hint: 'Use npm, pnpm, yarn or bun with a version, such as pnpm@10.34.9.',
  }),
  'node-invalid': ({ text, place, usual }: { text: string; place: string; usual: string }) => ({
    message: `"${text}" is not a Node version (${place})`,
    hint: `Write a version such as ${usual}, or pass --language-version ${usual}.`,
  }),
  'node-unpublished': ({ text, place, lines }: { text: string; place: string; lines: string[] }) => ({
    message: `there is no Node image for "${text}" (${place})`,
    hint: `Published lines: ${lines.join(', ')}. Choose one with --language-version.`,
  }),

  'line-ends-turned': ({ file }: { file: string }) =>
    `${file} has Windows line ends, which no interpreter on Linux is found with: the build turns them. Save it with line feeds, and put "*.sh text eol=lf" into .gitattributes`,

  // Warnings: versions and lock files.
  'lock-foreign-hosts': ({ lock, hosts }: { lock: string; hosts: string[] }) =>
    `${lock} downloads from ${hosts.join(', ')}: the build has to reach that`,
  'lock-format': (values: {
    lock: string;
    format: string;
    manager: string;
    version: string;
    place: string;
  }) =>
    `${values.lock} has format ${values.format}, and ${values.manager} ${values.version} (${values.place}) does not install from it: the image installs without it being frozen. Run the install and commit the lock file`,
  'lock-lost-registries': ({ lock, registries }: { lock: string; registries: string[] }) =>
    `${lock} names ${registries.join(', ')}, which no build reaches: the image takes the same packages from npm's own registry. Write the lock file anew with that one`,
  'lock-missing': ({ manager, dir }: { manager: string; dir: string }) =>
    `there is no lock file of ${manager} in ${dir}, so each build may install other versions. Commit one`,
  'lock-other-manager': ({ named, lock, manager }: { named: string; lock: string; manager: string }) =>
    `"packageManager" names ${named}, but the one lock file is ${lock}: ${manager} installs what it locks. Change one of them`,
  'lock-other-system': ({ lock, binary }: { lock: string; binary: string }) =>
    `${lock} was written on another system and lacks ${binary}: the image installs without it. Delete it and node_modules, run npm install, and commit it`,
  'lock-stale': ({ lock, manifest, packages }: { lock: string; manifest: string; packages: string[] }) =>
    `${lock} does not cover ${manifest} (${packages.join(', ')}): the image installs without it being frozen. Run the install and commit the lock file`,
  'locks-several': ({ locks, used }: { locks: string[]; used: string }) =>
    `there are several lock files (${locks.join(', ')}), and ${used} is used. Delete the others, or set "packageManager"`,
  'node-contradicts-engines': ({ pin, engines }: { pin: string; engines: string }) =>
    `${pin} contradicts ${engines}: engines is followed, because installing checks it`,
  'node-contradicts-pin': ({ other, pin }: { other: string; pin: string }) =>
    `${other} contradicts ${pin}, which is followed`,
  'node-ended': ({ line, place }: { line: string; place: string }) =>
    `Node ${line} gets no security fixes any more; it is kept because ${place} asks for it`,
  'node-pin-unpublished': ({ pin, engines }: { pin: string; engines: string }) =>
    `${pin} has no image any more, so ${engines} is followed`,

  // Warnings: installing and building.
  'build-scripts-approved': (values: { manager: string; packages: string[]; advice: string }) =>
    `${values.manager} does not run the build scripts of ${values.packages.join(', ')} unless they are approved: this image approves them. Do the same in the repository with ${values.advice}`,
  'build-scripts-skipped': (values: { manager: string; packages: string[]; advice: string }) =>
    `${values.manager} does not run the build scripts of ${values.packages.join(', ')}: approve them with ${values.advice}`,
  'build-starts': ({ steps }: { steps: string[] }) =>
    `an image build has to end, so it leaves out ${steps.join(', ')}: the image starts the app`,
  'build-stand-in': ({ variable }: { variable: string }) =>
    `the build gets a stand-in for ${variable}, without which the code does not load: give the container the real one`,
  'database-steps': ({ steps }: { steps: string[] }) =>
    `an image build has no database, so it leaves out ${steps.join(', ')}: run that before the app starts`,
  'env-file-unread': ({ file, variable }: { file: string; variable: string }) =>
    `${file} stays out of the build because of ${variable}: pass what the front end needs as build arguments`,
  'git-history': (_: object) =>
    'the build asks git for its commit, and the history stays out of the build: it gets an empty repository with one commit, so what it writes down is no commit of yours',
  'import-case': ({ specifier, file }: { specifier: string; file: string }) =>
    `'${specifier}' is not found in an image: the file is called ${file}, and Linux tells capital letters from small ones. Write the import as the file is called`,
  'npmrc-secret': (_: object) =>
    '.npmrc holds a credential: it is mounted as a secret and never becomes a layer',
  'page-dates': (_: object) =>
    'VitePress asks git when each page changed, and the history stays out of the build, so pages show no date',
  'typed-sql': (_: object) =>
    'Prisma asks a database for the types of its SQL files (prisma generate --sql), and an image build has none: give the generator an output and commit what it writes, or let the build reach a database',
  'variables-baked': ({ names, first }: { names: string; first: string }) =>
    `the front end gets ${names} while it is built, not when it starts: docker build --build-arg ${first}=…`,
  'variables-in-server': ({ names, first }: { names: string; first: string }) =>
    `$env/static/private writes ${names} into the server while it is built, so whoever has the image can read them ($env/dynamic/private reads when it starts): docker build --build-arg ${first}=…`,

  // Warnings: frameworks.
  'adapter-auto': ({ variable }: { variable: string }) =>
    `adapter-auto makes no server by itself: the build asks it for Node's with ${variable}. Use @sveltejs/adapter-node in svelte.config to have it everywhere`,
  'adapter-added': (_: object) =>
    'Qwik City makes nothing that a container can run without an adapter, so the build adds the one for Node. Run "npm run qwik add node-server" to have it everywhere',
  'adapter-swapped': ({ adapter, to, file }: { adapter: string; to: string; file: string }) =>
    `${adapter} makes nothing that a container can run, so the build takes ${to} in its place. Use it in ${file} to have it everywhere`,
  'angular-hosts': (_: object) =>
    'Angular renders only for the hosts that it is told: give the container yours with -e NG_ALLOWED_HOSTS=example.com',
  'next-standalone': (_: object) =>
    "the build asks Next.js for its standalone output. Write output: 'standalone' in next.config to have it everywhere",
  'nitro-preset': ({ place }: { place: string }) =>
    `${place} builds for another platform: the build here asks for Node's server with NITRO_PRESET`,
  'plugin-left-out': ({ plugin, file }: { plugin: string; file: string }) =>
    `${plugin} makes a server for another platform, so the build here goes without it. Take it out of ${file} to have it so everywhere`,
  'tanstack-srvx': (_: object) =>
    "TanStack Start makes no server by itself: srvx, which it brings along, serves it. Add nitro's Vite plugin to have a server everywhere",

  // Warnings: running.
  'development-dependency': ({ name }: { name: string }) =>
    `${name} is a development dependency and runs the app, so all of them stay in the image. Build to JavaScript, or move it to dependencies`,
  'development-import': ({ name, place }: { name: string; place: string }) =>
    `the app imports ${name}, a development dependency, so all of them stay in the image (${place}). Move it to dependencies`,
  'runner-added': ({ name }: { name: string }) =>
    `${name} runs the app and package.json does not list it, so each build installs the newest. Add it to dependencies`,
  'env-file-empty': (_: object) => EMPTY_ENV_FILE,
  'env-file-hidden': ({ file, variable }: { file: string; variable: string }) =>
    `${file} stays out of the build because of ${variable}: give the container its environment with --env-file`,
  'env-file-loaded': ({ settings }: { settings: string[] }) =>
    `${LOADS_ENV_FILE}${settings.map((setting) => ` -e ${setting}`).join('')}`,
  'env-file-mounted': (_: object) =>
    'it loads a .env file, which never goes into an image, and docker run --env-file would read this one in another way: mount it, as the command below does',
  'fastify-localhost': (_: object) =>
    'Fastify listens on localhost only unless it is told a host, so nothing outside the container reaches it. Pass host: "0.0.0.0"',
  'localhost-only': ({ address }: { address: string }) =>
    `the server listens on ${address} only, so nothing outside the container reaches it. Listen on 0.0.0.0`,
  'settings-kept-out': ({ file }: { file: string }) =>
    `it loads ${file}, which .gitignore keeps out of the repository: write it before the container starts, as the command below mounts it`,
  'service-fixed': ({ address }: { address: string }) =>
    `it looks for a server at ${address}, which in a container is the container itself: read that address from the environment, or start it with docker run --network host`,
  'port-fixed': ({ port, asked, wish }: { port: number; asked: string; wish: number }) =>
    `the port is ${port}, whatever PORT says: ${asked} ${wish} only changes EXPOSE`,
  'port-privileged': ({ port }: { port: number }) =>
    `port ${port} is below 1024, where not every engine lets a user other than root listen`,
});

/** Half sentences that the core puts into its own: why a base cannot be, why there is no test or dev stage. */
export const because = {
  'base-browser-glibc': ({ browser, way }: { browser: string; way: string }) =>
    `${browser} downloads a browser built for glibc. ${way}`,
  'base-browser-userland': ({ browser, way }: { browser: string; way: string }) =>
    `${browser} starts a browser that needs a Debian userland. ${way}`,
  'base-glibc': ({ name }: { name: string }) =>
    `${name} has a binary for glibc alone, and Alpine has musl. Use distroless or slim`,
  'base-shell': ({ place, reason }: { place: string; reason: string }) =>
    `${place}: ${reason}, and there is none. Use alpine or slim, or --start-command "node …"`,
  'base-spawns': ({ place, program, way }: { place: string; program: string; way: string }) =>
    `${place} starts ${program}, and there is none. ${way}`,
  'dev-no-script': ({ path, scripts }: { path: string; scripts: string[] }) =>
    `${path} has no script that serves while you edit (${scripts.join(', ')})`,
  'pages-as-they-are': () => 'the pages are served as they are',
  'scriptless-file': () => 'there is no package.json with a script for it',
  'tests-browser': ({ what }: { what: string }) => `${what} drives a browser, which a build does not have`,
  'tests-containers': () => 'it starts containers, which a build cannot',
  'lint-no-script': ({ path }: { path: string }) => `${path} has no lint script`,
  'tests-no-file': () => 'no file is named like a test',
  'tests-no-script': ({ path }: { path: string }) => `${path} has no test script`,
  'tests-serve': () => 'it serves the app and never ends',
  'tests-watch': () => 'it watches for changes and never ends',
};
