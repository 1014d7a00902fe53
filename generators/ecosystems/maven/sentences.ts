import { sentencesOf } from '../../plan/sentences.js';

/** Why a module cannot be started. */
export type Reason =
  | { is: 'aggregator'; pom: string; packaging: string }
  | { is: 'desktop'; place: string; toolkit: string }
  | { is: 'group' }
  | { is: 'library'; pom: string }
  | { is: 'mains'; pom: string; count: number }
  | { is: 'packaging'; pom: string; packaging: string }
  | { is: 'server'; place: string; api: string; server: string };

const LOOKED_FOR =
  'Looked for spring-boot:repackage, Quarkus, a war, a shaded or assembled jar, a main class in the POM ' +
  '(jar, exec, or a property) and for one class with a main method in src/main.';

const SERVER_HINT =
  'Such a war needs the image of its application server, which is not supported. Supported are jars that hold the ' +
  'server (wildfly:package, payara-micro:bundle, tomee:exec, liberty:package), wars for Tomcat that bring the missing ' +
  'APIs as dependencies (Jersey, Weld, Mojarra), and wars for Payara Micro: without files of another server and ' +
  'queues, with data sources that they define themselves.';

const DESKTOP_HINT =
  'Desktop programs are packaged for the machines they run on, by jpackage for instance; images are for servers and tools.';

function hintFor(reasons: Reason[]): string {
  if (reasons.some(({ is }) => is === 'server')) return SERVER_HINT;
  return reasons.some(({ is }) => is === 'desktop') ? DESKTOP_HINT : LOOKED_FOR;
}

const LEAVE_OUT = { hint: 'Leave the flag out.' };

type Nothing = Record<string, never>;

/** All that is said to people about Maven builds. */
export const { warn, refuse } = sentencesOf({
  // What the repository is.
  'gradle-build': ({ file }: { file: string }) => ({
    message: `${file} makes this a Gradle build, and there is no pom.xml`,
    hint: 'Leave --language out, or say --language gradle.',
  }),
  'module-missing': ({ module, place }: { module: string; place: string }) => ({
    message: `${place} is listed, but there is no ${module}, so Maven stops`,
    hint: 'If it is a git submodule, check it out (git submodule update --init); otherwise remove it from the POM.',
  }),
  'nothing-runs': ({ reasons }: { reasons: Reason[] }) => ({
    message: `no module of this Maven build can be started: ${listed(reasons.map(said), 3, '; ')}`,
    hint: hintFor(reasons),
  }),
  'parent-snapshot': ({ parent }: { parent: string }) =>
    `the parent ${parent} is a snapshot that is not in this repository; the build has to find it elsewhere`,
  'profile-for-developers': ({ active, production }: { active: string; production: string }) =>
    `the profile ${active} is active by default, so the image is built with it; --maven-profile ${production} builds with ${production} instead`,
  'profile-unknown': ({ profile, asked, known }: { profile: string; asked: string; known: string[] }) => ({
    message: `${asked} names the profile ${profile}, which no POM has`,
    hint: known.length === 0 ? 'The POMs have no profiles.' : `The POMs have: ${known.join(', ')}.`,
  }),
  'xml-broken': ({ file, line, problem }: { file: string; line: number; problem: string }) => ({
    message: `${file}:${line} is not well-formed XML: ${problem}`,
    hint: `Correct ${file}; Maven cannot read it either.`,
  }),
  'xml-root-missing': ({ file, root }: { file: string; root: string }) =>
    `${file} has no <${root}> element, so Maven cannot read it`,

  // What starts.
  'main-class-open': (values: { pom: string; classes: string[] }) => ({
    message: `${said({ is: 'mains', pom: values.pom, count: values.classes.length })}: ${listed(values.classes, 6)}`,
    hint: `Name one in ${values.pom} (property exec.mainClass), or use --start-command "java -cp app.jar:lib/* ${values.classes[0]}".`,
  }),
  'main-class-likeliest': ({ pom, started, others }: { pom: string; started: string; others: string[] }) =>
    `${pom} names no main class, and there are several: the image starts ${started}; for ${listed(others, 3)}, set the property start-class in ${pom}`,
  'main-class-stale': ({ pom, named, started }: { pom: string; named: string; started: string }) =>
    `${pom} names the main class ${named}, which no source file declares; the image starts ${started}`,

  // Which Java and Maven.
  'java-ended': ({ java, place }: { java: string; place: string }) =>
    `Java ${java} gets no security fixes any more; it is kept because ${place} asks for it`,
  'java-preview': ({ level, place, published }: { level: number; place: string; published: number[] }) => ({
    message: `preview features of Java ${level} (${place}) work on no other release, and there is no image for it`,
    hint: `Set the level to one of ${published.join(', ')}, or leave --enable-preview out.`,
  }),
  'java-too-new': ({ level, place, newest }: { level: number; place: string; newest: number }) => ({
    message: `Java ${level} (${place}) is newer than every image known here`,
    hint: `Set the level to ${newest} or lower, or try --language-version ${newest}.`,
  }),
  'java-unpublished': ({ version, published }: { version: string; published: number[] }) => ({
    message: `there is no image for Java ${version}`,
    hint: `Use --language-version with one of ${published.join(', ')}.`,
  }),
  'maven-candidate': ({ reason, image }: { reason: string; image: string }) =>
    `${reason}, so the build image is ${image}: only release candidates of Maven 4 are published`,

  // How it is built.
  'database-in-build': ({ plugin }: { plugin: string }) =>
    `${plugin} connects to a database during the build, and an image build has none: commit the generated code, or leave the plugin out with --build-command`,
  'git-skipped': ({ plugins }: { plugins: string[] }) =>
    `${plugins.join(', ')} ${plugins.length === 1 ? 'is' : 'are'} skipped, because the image build has no git history`,
  'node-downloaded': (_: Nothing) =>
    'frontend-maven-plugin downloads Node.js during the image build, which takes network access and memory',
  'plugin-too-old': (values: { plugin: string; version: string; needed: string; because: string }) =>
    `${values.plugin} ${values.version} fails in the build (${values.because}): raise it to ${values.needed} or newer`,
  'program-missing': ({ program }: { program: string }) =>
    `exec-maven-plugin starts ${program} during the build, and the Maven image has no ${program}: build another way with --build-command`,
  'repository-credentials': ({ host, settings }: { host: string; settings: string }) =>
    `the Maven repository ${host} may ask for credentials; if it does, run docker build --secret id=maven_settings,src=${settings} .`,

  // How it runs.
  'server-on-loopback': (_: Nothing) =>
    'the server listens on localhost, where nothing outside its container reaches it; let it listen on 0.0.0.0',
  'services-on-localhost': ({ keys }: { keys: string[] }) =>
    `${listed(keys, 3)} ${keys.length === 1 ? 'looks' : 'look'} for a server on localhost, which in a container is the container itself: docker run passes the address of this machine instead; pass another one in production`,
  'service-fixed-on-localhost': ({ address }: { address: string }) =>
    `the app looks for a server at ${address}, which in a container is the container itself, and no setting moves it: read the address from the environment, or start the container with docker run --network host`,
  'port-fixed': ({ port, asked, wish }: { port: number; asked: string; wish: number }) =>
    `the app listens on port ${port}, and nothing was found that changes it: ${asked} ${wish} only changes EXPOSE`,
  'server-chosen': ({ server, artifact }: { server: string; artifact: string }) =>
    `the POM names no application server for the war, so the image has ${server} (${artifact}); a plug-in of another one in the POM (wildfly:package, payara-micro:bundle) changes that`,
  'settings-needed': ({ names }: { names: string[] }) =>
    `the app needs ${listed(names, 4)}, which nothing in the repository gives a value: pass ${names.length === 1 ? 'it' : 'them'} with docker run -e or --env-file`,
  'settings-on-loopback': ({ variable }: { variable?: string }) =>
    `the settings bind the server to the loopback interface; ${variable ?? 'the start command'} opens it in the container`,
  'waits-for-enter': (_: Nothing) =>
    'the program waits for the Enter key, and a container without a terminal ends there at once; docker run -i keeps it running',

  // --jlink.
  'jlink-agent': ({ asked, agent }: { asked: string; agent: string }) => ({
    message: `${asked}: nobody knows what the agent of the start command (${agent}) needs of Java`,
    ...LEAVE_OUT,
  }),
  'jlink-base': ({ asked, base }: { asked: string; base: string }) => ({
    message: `${asked}: the runtime is linked against glibc for the distroless image without Java; on ${base} it would be larger than the JRE it replaces`,
    ...LEAVE_OUT,
  }),
  'jlink-boot-launcher': ({ asked, version }: { asked: string; version: string }) => ({
    message: `${asked}: Spring Boot ${version} starts through a launcher that no jar names; 3.3 and newer do without it`,
    ...LEAVE_OUT,
  }),
  'jlink-java': ({ asked, java }: { asked: string; java: string }) => ({
    message: `${asked}: the linked runtime goes into a distroless image without Java, and there is none for Java ${java}, only from 17 on`,
    ...LEAVE_OUT,
  }),
  'jlink-nested': ({ asked, file }: { asked: string; file: string }) => ({
    message: `${asked}: ${file} holds its libraries as jars, and jdeps does not look inside them`,
    ...LEAVE_OUT,
  }),
  'jlink-war': ({ asked }: { asked: string }) => ({
    message: `${asked}: Tomcat comes with its own Java, and what it loads cannot be seen in the war`,
    ...LEAVE_OUT,
  }),

  // --optimize-startup.
  'startup-boot-launcher': ({ asked, version }: { asked: string; version: string }) => ({
    message: `${asked}: Spring Boot ${version} starts through its own launcher, whose classes Java does not keep; 3.3 and newer do without it`,
    ...LEAVE_OUT,
  }),
  'startup-not-boot': ({ asked }: { asked: string }) => ({
    message: `${asked}: the app has to run and end during the build, and only Spring Boot 3.3 and newer in layers can be told when to end`,
    ...LEAVE_OUT,
  }),
  'startup-own-command': ({ asked }: { asked: string }) => ({
    message: `${asked}: the start command is your own, so add the options to it yourself`,
    ...LEAVE_OUT,
  }),
  'startup-server': ({ asked, server, place }: { asked: string; server: string; place: string }) => ({
    message: `${asked}: the app connects to ${server} (${place}) while it starts, and a build has none`,
    ...LEAVE_OUT,
  }),
});

/** What the tests want and a build does not have, for the comment of their stage. */
export const wants = {
  containersLeftOut: (place: string, flag: string) =>
    `The integration tests start containers (${place}), which a build cannot: ${flag} leaves them out.`,
  containers: (place: string) => `Tests that start containers (${place}) fail in a build.`,
  browser: (place: string) => `Tests that drive a browser (${place}) fail in a build.`,
  database: (place: string, server: string) =>
    `Tests that start the app (${place}) need its database (${server}), which a build does not have.`,
};

/** Why there is no dev target. */
export const noDev = {
  ownCommand: (flag: string) =>
    `${flag} is made for the image, and the dev target builds and starts by itself`,
  credentials: (variable: string, place: string) =>
    `Maven needs ${variable} (${place}), which only a build is given`,
  server: () => 'a war runs in its server, which takes too long to start anew at each change',
  war: () => 'a war runs in Tomcat, which the Maven image does not have',
};

function said(reason: Reason): string {
  switch (reason.is) {
    case 'aggregator':
      return `${reason.pom} lists modules and has the packaging ${reason.packaging}, so Maven does not read it; set <packaging>pom</packaging>`;
    case 'desktop':
      return `${reason.place} opens a window (${reason.toolkit}), and a container has no screen`;
    case 'group':
      return 'its packaging is pom, which only groups modules';
    case 'library':
      return `${reason.pom} is a library: no main class`;
    case 'mains':
      return `${reason.pom} has ${reason.count} main classes`;
    case 'packaging':
      return `${reason.pom} has the packaging ${reason.packaging}, which makes no runnable jar`;
    case 'server':
      return `${reason.place} uses ${reason.api}, which an application server (${reason.server}) brings and Tomcat does not`;
  }
}

/** A list that names the first few. */
function listed(items: readonly string[], most: number, separator = ', '): string {
  const rest = items.length - most;
  return items.slice(0, most).join(separator) + (rest > 0 ? ` and ${rest} more` : '');
}
