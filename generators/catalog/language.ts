/**
 * What a template says of a language of its own. All of it is data: `ecosystems/data/` reads it, and no code of a
 * template ever runs. In every text `{name}` stands for the value of the variable `name`: where it has none, the text
 * has none either; `{name?}` is left out then.
 */
export interface Language {
  /** What `--language` takes. */
  id: string;
  /** `Rust (Cargo)` */
  title: string;
  /** Names of files: a directory with one of them may hold an app. */
  signs: string[];
  detect: LanguageDetection;
  /** Which version of the language the image is for; without it its images have no versions. */
  version?: LanguageVersion;
  /** Environment of the program; `{name}` in the name, too. */
  environment?: { name: string; value: string; when?: Conditions }[];
  /** How the tests run; without it there is no test stage. */
  test?: LanguageTest;
  /** Lines of the .dockerignore besides those that every project has. */
  ignore?: { title: string; lines: string[]; when?: Conditions }[];
  /** Paths of the build context that the build reads by name: never ignored. */
  inputs?: { path: string; when?: Conditions }[];
  /**
   * What commands of the build make, for foreseeing the image: by the name of the variable that holds the command.
   *
   * - `opens`: directories in which it may make anything.
   */
  steps?: { run: string; makes?: string[]; opens?: string[]; when?: Conditions }[];
  /** What people should know. */
  warn?: { when: Conditions; message: string }[];
  /** Names of settings that the program does not start without: `docker run` is told of each. */
  needs?: Source[];
  /** Why nothing ends the program on SIGTERM where it is process 1: the container wants an init then. */
  init?: { when: Conditions; because: string };
}

export interface LanguageDetection {
  /** Looked for from the directory of a sign upwards, as `{dir}`: the first directory in which it is found is `{root}`. */
  root?: Source[];
  /** Programs of the directory: each is an app, `{program}`. Without it the directory itself is one. */
  programs?: { read: Source[]; all?: boolean };
  /** The name of the program that is meant where there are several. */
  main?: Source[];
  /** What has to be so for an app to be there. */
  require?: Conditions;
  /** What is recognized and cannot be made into an image, in the order it is looked for. */
  refuse?: { when: Conditions; message: string; hint?: string }[];
  /** What makes an app the one that is meant among several that look alike: a server, say. */
  prefer?: Conditions;
  /** What makes an app a helper that stands beside the others. */
  aside?: Conditions;
  /** One line for a person: `Rust program {program}`. */
  title: string;
}

export interface LanguageVersion {
  /** The row of the image table whose versions are meant. */
  row: string;
  /**
   * Where a version is asked for. `exact`: that one (3.12.4 is 3.12 where images have two numbers); `least`: the newest
   * that is at least that; `range`: the newest that a range such as `>=3.11,<4` or `^3.12` allows.
   */
  read: (Source & { as: 'exact' | 'least' | 'range' })[];
  /** The newest version that something here works with: the oldest of all that are found bounds what nobody asks for exactly. */
  most?: Source[];
}

export interface LanguageTest {
  /** The stage that it stands on. */
  stage: string;
  /** What it does, behind its name: `runs cargo test`. */
  does: string;
  /** The command, with mounts in front: shell text in which values are words. */
  command: string;
  when?: Conditions;
  /** What was looked for in vain where there are no tests: `no file is named test_*.py`. */
  missing: string;
}

/** Every condition has to hold: a value or one of several; `true`: there is a value; `false`: there is none. */
export type Conditions = Record<string, string | boolean | string[]>;

/**
 * A place that a value is read from; exactly one of the kinds below. What it gives is a list of texts, each with its
 * evidence; the first source that gives any is taken.
 */
export interface Source {
  /**
   * Path or glob of a file that is there, or with a slash at its end of a directory: gives its path. Several here, or in the
   * other kinds that read files, are that many sources, one after the other.
   */
  file?: string | string[];
  /** Path or glob of a file of this format: gives what stands at `at`. */
  json?: string | string[];
  toml?: string | string[];
  yaml?: string | string[];
  xml?: string | string[];
  /** JSON pointer below which the values are, `*` for every item: `/bin/0/name`, or a star in place of the 0. */
  at?: string;
  /** True for the names at `at` instead of the values: of a table of dependencies, say. */
  keys?: boolean;
  /** Path or glob of a text file, UTF-8 or UTF-16: gives what `match` finds. */
  text?: string | string[];
  /** Names of a tool in .tool-versions and mise's files: gives the version they pin. */
  pin?: string[];
  /** Name of a variable in the example environment files of `{dir}`. */
  env?: string;
  /** Name of a process of the Procfile in `{dir}`: gives its command. */
  procfile?: string;
  /** Name of a variable: gives its values. */
  variable?: string;
  /** A text. */
  value?: string;
  /** Words with blanks between them: a list, in which a value is one word whatever it holds, and `{name*}` as many as it has. */
  words?: string;

  /**
   * A regular expression (RE2 syntax, multi-line) that picks from what was found: its group `value`, else all of it.
   * What it does not match is left out. The value of a variable stands for itself, here and in `except`, `outside` and `replace`.
   */
  match?: string;
  /** True for a command line that comes apart into its words, as a shell would; nothing where only a shell can run it. */
  split?: boolean;
  /** Texts of which a text file has to hold one to be searched: quick, where an expression is slow. */
  has?: string[];
  /** An expression; what it matches is left out. */
  except?: string;
  /** An expression; what stands in files whose path from `{dir}` it matches is left out. */
  outside?: string;
  /** Name of a variable; its values are left out. */
  without?: string;
  /** True where only paths below `{dir}` count that are there, as files or directories; else the directory to look in. */
  exists?: boolean | string;
  /** What is given instead, by what was found or by that in lower case: a text or several. What has no entry is left out. */
  table?: Record<string, string | string[]>;
  /**
   * What is given instead, where anything is found: `{value}` is what was found, `{path}` the file's path from `{dir}`, and a
   * named group of `match` what it matched.
   */
  gives?: string;
  /** Expressions, each with what stands in the place of all it matches (`$1` is its first group), one after the other. */
  replace?: [string, string][];
  /** Why that is the value, for `--explain`. */
  because?: string;
  /** Asked only then. */
  when?: Conditions;
}

/** The kinds of sources, by their key. */
export const SOURCE_KINDS = [
  'file',
  'json',
  'toml',
  'yaml',
  'xml',
  'text',
  'pin',
  'env',
  'procfile',
  'variable',
  'value',
  'words',
] as const;

/** A source of one path: several have become that many. */
export type SingleSource = Omit<Source, FileKind> & Partial<Record<FileKind, string>>;

/** The kinds that read files. */
export const FILE_KINDS = ['file', 'json', 'toml', 'yaml', 'xml', 'text'] as const;

export type FileKind = (typeof FILE_KINDS)[number];

export type SourceKind = (typeof SOURCE_KINDS)[number];

/** Variables that a template of a language is given, and has only to declare. */
export const GIVEN_OF_LANGUAGES = [
  'about',
  'app',
  'buildImage',
  'dir',
  'environment',
  'ignore',
  'languageVersion',
  'program',
  'root',
  'runtimeImage',
  'ships',
  'test',
  'user',
] as const;
