import { EMPTY_ENV_FILE, LOADS_ENV_FILE } from '../../plan/env-file.js';
import { sentencesOf } from '../../plan/sentences.js';

/** Everything that is said about Go repositories, by id: refusals first, then warnings. */
export const { refuse, warn } = sentencesOf({
  // What cannot work.
  'desktop-program': ({ place, path, toolkit }: { place: string; path: string; toolkit: string }) => ({
    message: `${place} imports ${path} (${toolkit}), so this is a desktop program, and no container has a screen for it`,
    hint: 'An image needs a program without windows: a server or a command in a package of its own, chosen with --app.',
  }),
  'embed-ambiguous': (values: { place: string; pattern: string; builds: string[] }) => ({
    message: `${values.place} embeds "${values.pattern}", which is not in the repository, and ${values.builds.join(' and ')} may both write it`,
    hint: 'Build it first, or leave one script that writes there, then run this again.',
  }),
  'embed-missing': ({ place, pattern }: { place: string; pattern: string }) => ({
    message: `${place} embeds "${pattern}", which is not in the repository, so the build would fail`,
    hint: 'Build or generate it first (for an embedded front end: its npm build), then run this again.',
  }),
  'generated-assets-missing': ({ place }: { place: string }) => ({
    message: `${place} calls Asset, which go-bindata generates and nothing in its package defines`,
    hint: 'Run the generator first (go generate or make), then run this again.',
  }),
  'generated-package-missing': ({ place, path }: { place: string; path: string }) => ({
    message: `${place} imports ${path}, which has no Go files in the repository, so the build would fail`,
    hint: 'The package looks generated: commit it, or generate it first and run this again.',
  }),
  'go-too-new': ({ place, newest, version }: { place: string; newest: string; version: string }) => ({
    message: `${place} asks for a Go newer than ${newest}, the newest image known here`,
    hint: `If golang:${version} is published by now, --language-version ${version} takes it; else lower the go line.`,
  }),
  'go-too-old': ({ version, place, needed }: { version: string; place: string; needed: string }) => ({
    message: `Go ${version} cannot compile this module: ${place}`,
    hint: `Use --language-version ${needed} or newer.`,
  }),
  'go-unknown': ({ version, known }: { version: string; known: string[] }) => ({
    message: `golang:${version} is not an image known here`,
    hint: `Known are ${known.join(', ')}.`,
  }),
  'go-version-malformed': ({ text, known }: { text: string; known: string[] }) => ({
    message: `"${text}" is not a Go version`,
    hint: `Known are ${known.join(', ')}.`,
  }),
  'library-only': ({ module, file }: { module: string; file: string }) => ({
    message: `${module || 'the module'} (${file}) is a library: it has no main package`,
    hint: 'An image needs a program: add a package main with func main, for example in cmd/<name>.',
  }),
  'plugin-missing': ({ place, path }: { place: string; path: string }) => ({
    message: `${place} opens the plug-in ${path}, which is not in the repository, and no build file here compiles it`,
    hint: `Write down how it is built, for example in a Makefile: go build -buildmode=plugin -o ${path} ./<package>`,
  }),
  'replacement-missing': ({ place, target }: { place: string; target: string }) => ({
    message: `${place} points to ${target}, which is not in the repository`,
    hint: 'Add the directory (a git submodule may not be checked out), or require a published version.',
  }),
  'replacement-outside': ({ place }: { place: string }) => ({
    message: `${place} points outside of the repository, where no image build can reach it`,
    hint: 'Run create-dockerfile in the directory that holds both, or require a published version.',
  }),
  'start-needs-shell': ({ asked, command }: { asked: string; command: string }) => ({
    message: `${asked} "${command}" needs a shell, and the image has none`,
    hint: 'Give the program and its arguments only; pass variables with docker run --env.',
  }),

  // What a build or a run may trip over.
  'code-generated': ({ tool, command }: { tool: string; command: string }) =>
    `what ${tool} generates is not in the repository, so the build runs it: ${command}`,
  'c-library-unknown': ({ library }: { library: string }) =>
    `the code links ${library}, whose Debian package is not known here: install it in a --build-command, or the build fails`,
  'checksum-missing': ({ module, version }: { module: string; version: string }) =>
    `go.sum has no checksum of ${module} ${version}, so the build adds it: run go mod tidy and commit go.mod and go.sum`,
  'embed-placeholder': ({ pattern }: { pattern: string }) =>
    `the program embeds "${pattern}", where only a placeholder lies: build the front end first, or the program serves none`,
  'env-file-empty': (_values: object) => EMPTY_ENV_FILE,
  'env-file-loaded': (_values: object) => LOADS_ENV_FILE,
  'env-file-settings': (_values: object) =>
    'the program stops without a .env file, which never goes into an image: mount it with docker run -v "$PWD/.env:/app/.env:ro"',
  'front-end-guessed': (values: { to: string; script: string; output: string }) =>
    `nothing says what fills ${values.to}, so the image gets what ${values.script} writes to ${values.output}, the only front end here`,
  'go-held-back': (values: { module: string; version: string; because: string; taken: string }) =>
    `${values.module} ${values.version} keeps the image on Go ${values.taken}, which is no longer maintained (${values.because}): upgrade the module`,
  'go-mod-missing': ({ module, external }: { module: string; external: boolean }) =>
    `there is no go.mod, so the build makes one${external ? ' and takes the newest version of whatever is imported' : ''}: run go mod init ${module} && go mod tidy and commit both files`,
  'go-sum-missing': (_values: object) =>
    'go.sum is not committed, so the build trusts whatever it downloads: run go mod tidy and commit it',
  'init-needed': ({ because }: { because: string }) =>
    `${because}: start the container with docker run --init (init: true in a compose file), or turn that off`,
  'keys-mounted': ({ files, absent }: { files: string[]; absent: string[] }) =>
    `the program opens ${listed(files)}, which no image may hold: the docker run line mounts ${files.length === 1 ? 'it' : 'them'}, readable for everybody${absent.length === 0 ? '' : `; make ${listed(absent)} first`}`,
  'pin-too-old': ({ pinned, place }: { pinned: string; place: string }) =>
    `the file pins Go ${pinned}, which is too old for ${place}`,
  'pin-unsupported': (values: { pinned: string; taken: string; newer: boolean; known: boolean }) => {
    const why = values.newer ? 'not known here' : 'no longer maintained';
    const way = values.known || values.newer ? `; --language-version ${values.pinned} insists` : '';
    return `the file pins Go ${values.pinned}, which is ${why}: the image has ${values.taken}${way}`;
  },
  'port-fixed': ({ port, because }: { port: number; because: string }) =>
    `port ${port} is exposed, but ${because} and nothing was found that changes it`,
  'port-localhost': ({ port, because }: { port: number; because: string }) =>
    `${because} only, where nothing outside of the container can reach it: listen on ":${port}"`,
  'requirement-missing': ({ file, path }: { file: string; path: string }) =>
    `${file} does not require what has ${path}, so the build adds it: run go mod tidy and commit go.mod and go.sum`,
  'service-fixed-on-localhost': ({ address, file }: { address: string; file?: string }) =>
    file === undefined
      ? `the program looks for a server at ${address}, which in a container is the container itself, and nothing moves it: read the address from the environment, or start the container with docker run --network host`
      : `${file} has a server at ${address}, which in a container is the container itself: mount another ${file}, or start the container with docker run --network host`,
  'settings-missing': ({ file, example }: { file: string; example: string }) =>
    `the program opens ${file}, of which the repository has only ${example}: the docker run line mounts that, put yours there`,
  'settings-of-developers': ({ path, by }: { path: string; by: string }) =>
    `${by} names ${path}, made for development, as there is no other settings file: where the image is deployed, mount one and name that`,
  'sqlite-indirect': ({ module }: { module: string }) =>
    `a dependency may use ${module}, which needs cgo at run time; nothing in this repository imports it, so cgo is off`,
  'tools-missing': ({ tools, bare }: { tools: string[]; bare: boolean }) =>
    `the program can run ${listed(tools)}, which the image does not have: if you need that, ${bare ? 'choose --base slim or alpine and install it there' : 'install it in the last stage'}`,
  'variables-required': ({ variables }: { variables: string[] }) =>
    `the program does not start without ${listed(variables)}: pass them with docker run -e or --env-file`,
  'version-on-your-word': ({ version }: { version: string }) =>
    `golang:${version} is not known here and taken on your word`,
});

/** What keeps a program on glibc, as a half sentence. */
export const glibcReasons = {
  header: ({ place, header }: { place: string; header: string }) =>
    `${place} includes <${header}>, which musl does not have`,
  library: ({ place }: { place: string }) => `${place} links a library`,
  'old-sqlite': ({ place, version }: { place: string; version: string }) =>
    `go-sqlite3 ${version} (${place}) does not compile with musl, v1.14.18 does`,
  'other-language': ({ place }: { place: string }) =>
    `${place} is no C that musl's compiler is known to build`,
  package: ({ place, path, because }: { place: string; path: string; because: string }) =>
    `${path} (${place}): ${because}`,
};

/** Why a base is ruled out by the C in a program, with the way out where there is one. */
export const baseRefusals = {
  'alpine-glibc': (values: BlockedByC) =>
    `${values.cause}, so it is linked to glibc, which does not run on Alpine's musl${detailOf(values)}`,
  'distroless-packages': ({ cause, packages }: { cause: string; packages: readonly string[] }) =>
    `${cause}; distroless has no package manager to install ${packages.join(', ')}`,
  'scratch-glibc': (values: BlockedByC) =>
    `${values.cause}, so it is linked to glibc, which scratch does not have${detailOf(values)}`,
};

interface BlockedByC {
  cause: string;
  /** What keeps it on glibc, where that is not the cause itself. */
  detail: string | undefined;
  instead: string | undefined;
}

function detailOf({ detail, instead }: BlockedByC): string {
  const why = detail === undefined ? '' : ` (${detail})`;
  return `${why}${instead === undefined ? '' : `; the way without C: ${instead}`}`;
}

/** At most four names, and how many more there are. */
function listed(names: readonly string[]): string {
  return names.length > 4 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
}
