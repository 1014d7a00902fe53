import type { Decision } from '../../../plan/decision.js';
import type { Warning } from '../../../plan/plan.js';
import type { Evidence } from '../../../project/evidence.js';
import type { Reason } from '../sentences.js';
import type { Xml } from './xml.js';

/** A pom.xml as it is written, nothing inherited. */
export interface Pom {
  path: string;
  directory: string;
  source: string;
  project: Xml;
}

/** A part of the model that can say anything a POM can: a POM, one of its active profiles, or what is known of a parent elsewhere. */
export interface Section {
  node: Xml;
  /** The file it stands in, or that names the parent. */
  pom: Pom;
  /** Set for what is known of a parent that is not in the tree. */
  parent?: Coordinates;
}

/** `group:artifact:version`; what is missing stays empty. */
export interface Coordinates {
  groupId: string;
  artifactId: string;
  version: string;
}

/** What a build is given besides its POMs: `-D` and `-P`, of `.mvn/maven.config` and of the user. */
export interface Flags {
  /** Where they stand: `.mvn/maven.config`. */
  file: string;
  properties: Record<string, string>;
  /** Profiles switched on; those switched off have a `!` before them. */
  profiles: string[];
}

/** A POM with everything it inherits: sections by precedence, the nearest first. */
export interface Model {
  pom: Pom;
  directory: string;
  coordinates: Coordinates;
  packaging: string;
  sections: Section[];
  /** The POMs of the tree it inherits from, the nearest first, without itself. */
  parents: Pom[];
  /** The first parent that is not in the tree. */
  external?: Coordinates;
  flags: Flags;
}

/** What one `mvn` run builds: the root POM and all modules below it. */
export interface Reactor {
  /** Directory of the root POM. */
  root: string;
  /** The models of all modules, the root first. */
  models: Model[];
  /** Modules that a POM lists and that are not there: Maven stops over them. */
  missing: { path: string; from: Evidence }[];
  /** The profile that has to be on for some of the modules, where nobody asked for it. */
  profile?: string;
}

/** A text of the POM with the place it was read. */
export interface Value {
  value: string;
  from: Evidence;
}

export interface Dependency extends Coordinates {
  scope: string;
  type: string;
  optional: boolean;
  /** The jar of a dependency that lies in the repository (scope system), below the module. */
  systemPath?: string;
}

/** Everything the model says about one plugin: its elements by precedence, the nearest first. */
export interface Plugin {
  artifactId: string;
  model: Model;
  elements: Xml[];
}

/** Flat settings of the app: `server.port` → `8081`, with their evidence. */
export type Settings = Map<string, Value>;

/** A class that can be started, with its evidence. */
export interface MainClass {
  name: string;
  from: Evidence;
  /** True when a framework's annotation marks it as the application. */
  marked: boolean;
  /** Set when it opens a window, which no container has. */
  window?: true;
  /** Set when requests are answered in its own file. */
  answers?: true;
}

/** A COPY into the build stage. */
export interface Copy {
  [key: string]: string;
  from: string;
  to: string;
}

/** A variable of the container's environment. */
export interface Variable {
  [key: string]: string;
  name: string;
  value: string;
}

/** How Spring Boot's plugin packages a module. */
export interface Repackaged {
  /** Added to finalName, with its dash. */
  suffix: string;
  finalName?: string;
  /** Folders of `extract --layers` in order; empty when the jar has to stay whole. */
  layers: string[];
  /** Set when the extracted layers are started by Boot's own launcher (before 3.3). */
  launcher?: string;
  /** Why the jar stays whole. */
  whole?: string;
}

/** Release lines of Tomcat that are supported. */
export type Tomcat = '9' | '10' | '11';

/** What a war needs to run: the file, and the Tomcat that serves its servlet API. */
export interface War {
  /** The war, below the module. */
  file: string;
  tomcat: Tomcat;
  /** Version of a maven-war-plugin that needs parts of Java opened from 16 on. */
  oldPlugin?: Value;
  from: Evidence;
  because: string;
}

/** The application server that a jar holds, or that goes beside a war. */
export interface AppServer {
  name: string;
  /** Where it listens. */
  port: number;
  /** What it is told when it starts. */
  arguments: string[];
  /** What puts it on another port, which stands there as `{port}`; absent where nothing is known that does. */
  moves?: string[];
  /** Its own jar: where it is to be had, and where the build leaves it, below the module. */
  beside?: { artifact: string; file: string };
  /** The releases of Java it runs on, where those are known. */
  java?: { oldest: number; newest: number };
}

/** What the build leaves behind and how it is started. All paths are relative to the module. */
export type Artifact = { from: Evidence; because?: string; warning?: Warning } & (
  | { kind: 'boot'; file: string; boot: Repackaged; version: string; flags?: string[] }
  | { kind: 'quarkus'; directory: string; flags?: string[] }
  /** A war for a servlet container. */
  | ({ kind: 'war' } & War)
  /** One file that `java -jar` runs, or its server; `lib` when its manifest names jars of a directory that the build fills. */
  | { kind: 'jar'; file: string; nested?: true; lib?: string; flags?: string[]; server?: AppServer }
  /** A jar that names no main class itself; `lib` when dependencies go beside it, `local` are those of the repository. */
  | { kind: 'classpath'; file: string; lib?: string; local?: string[]; main: string; flags?: string[] }
);

/** Why a module cannot run; `mains` when it has several main classes and no way to tell. */
export interface NotRunnable {
  kind: 'none';
  reason: Reason;
  mains?: MainClass[];
  /** The jar it would be started from, with what goes beside it. */
  file?: string;
  lib?: string;
  local?: string[];
}

/** How Quarkus packages a module. */
export interface Quarkus {
  type: 'fast-jar' | 'legacy-jar' | 'uber-jar';
  /** Name before the suffix, when it is not finalName. */
  name?: string;
  suffix: string;
  /** What the build is told besides, so that it makes a jar that runs anywhere. */
  flags?: string[];
}

/** The ports of the app and what makes it listen where it has to. */
export interface Ports {
  ports: Decision<number[]>;
  /** Where it listens as the repository says, whatever was asked for. */
  heard?: { port: number; variable?: string; from: Evidence };
  /** Environment variable that moves the first port, where the framework or the code has one. */
  variable?: string;
  /** True when that variable has no default, so that the image has to set it. */
  open?: true;
  /** Set when the settings bind to the loopback interface: the variable that opens it. */
  address?: { name: string; value: string; from: Evidence };
}
