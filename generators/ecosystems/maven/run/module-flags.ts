import { below } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { plugin, settings } from '../read/plugins.js';
import { interpolate, resolved } from '../read/properties.js';
import type { Model } from '../read/types.js';
import { texts, type Xml } from '../read/xml.js';

/** Options that let code into modules of the JDK: written as one word or as two. */
const FLAG = /--(add-modules|add-opens|add-exports|enable-native-access)(?:=|\s+)([^\s"'<]+)/g;

/** Modules of the JDK's own tools, which no JRE has, and those that Java 11 removed: code needs neither when it runs. */
const NEVER_THERE =
  /^(jdk\.(compiler|jartool|javadoc|jdeps|jlink|jshell|jpackage)|java\.(activation|corba|se\.ee|transaction|xml\.bind|xml\.ws(\.annotation)?))\b/;

/** Where POMs give options to the compiler, and to the JVMs that run the code. */
const PLACES: [artifactId: string, ...tags: string[]][] = [
  ['maven-compiler-plugin', 'compilerArgs', 'arg'],
  ['maven-compiler-plugin', 'compilerArgs', 'compilerArg'],
  ['maven-compiler-plugin', 'compilerArgument'],
  ['maven-surefire-plugin', 'argLine'],
  ['exec-maven-plugin', 'arguments', 'argument'],
  ['exec-maven-plugin', 'commandlineArgs'],
  ['spring-boot-maven-plugin', 'jvmArguments'],
  ['quarkus-maven-plugin', 'jvmArgs'],
];

/** Entries of a manifest that only `java -jar` obeys (https://openjdk.org/jeps/261). */
const ENTRIES = { 'Add-Opens': '--add-opens', 'Add-Exports': '--add-exports' };

/**
 * The modules that the build opens to the code, or adds to it: it needs them when it runs too. Where the compiler is
 * let into a package, so are the tests, the goals that start the app, and the JVM of Maven itself.
 *
 * - `root`: the directory of the reactor.
 * - `byManifest`: true for what `java -jar` starts, which reads the manifest itself.
 */
export function moduleFlags(
  project: Project,
  models: Model[],
  { root, byManifest }: { root: string; byManifest: boolean },
): string[] {
  const given = models.flatMap((model) => [
    ...argumentsIn(model),
    ...(byManifest ? [] : manifestFlags(model)),
  ]);
  const jvm = project.read(below(root, '.mvn/jvm.config')) ?? '';
  const found = [...given, jvm].join(' ').matchAll(FLAG);
  const flags = [...found].flatMap(([, name = '', value = '']) => {
    const useful =
      name === 'add-modules'
        ? value
            .split(',')
            .filter((each) => isThere(each) && each !== 'java.base')
            .join(',')
        : value;
    return useful !== '' && isThere(useful) ? [`--${name}=${useful}`] : [];
  });
  return [...new Set(flags)];
}

/** True for a module of the JDK that is there when the app runs; the app's own are plain jars on the class path. */
function isThere(value: string): boolean {
  return (
    (/^(java|jdk)\./.test(value) && !NEVER_THERE.test(value)) ||
    value === 'ALL-UNNAMED' ||
    value === 'ALL-SYSTEM'
  );
}

function argumentsIn(model: Model): string[] {
  const values = PLACES.flatMap(([artifactId, ...tags]) => settings(plugin(model, artifactId), ...tags));
  const words = values.flatMap((value) => (typeof value === 'string' ? [interpolate(model, value)] : []));
  return [...words, resolved(model, 'argLine')?.value ?? ''];
}

function manifestFlags(model: Model): string[] {
  const places: [string, ...string[]][] = [
    ['maven-jar-plugin', 'archive', 'manifestEntries'],
    ['maven-assembly-plugin', 'archive', 'manifestEntries'],
    ['maven-shade-plugin', 'transformers', 'transformer', 'manifestEntries'],
  ];
  const entries: Xml[] = places.flatMap(([artifactId, ...tags]) =>
    settings(plugin(model, artifactId), ...tags),
  );
  return entries.flatMap((each) =>
    Object.entries(ENTRIES).flatMap(([entry, flag]) =>
      (texts(each)[entry] ?? '')
        .split(/\s+/)
        .filter((name) => name !== '')
        .map((name) => `${flag}=${name}=ALL-UNNAMED`),
    ),
  );
}
