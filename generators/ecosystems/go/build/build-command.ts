import type { Decision } from '../../../plan/decision.js';
import { raw, sh } from '../../../project/shell.js';

/** The build line and where it leaves the program. */
export interface Build {
  command: string;
  /** Path of the program in the build stage. */
  output: string;
}

export interface BuildRequest {
  /** Name of the program. */
  name: string;
  /** `./cmd/api`. */
  target: string;
  tags: readonly string[];
  workdir: string;
  /** True when C is compiled too, which happens on the image's own platform. */
  cgo: boolean;
  /** True when that C is linked into the program, with its library. */
  linked?: boolean;
  /** Variables that the linker sets: `main.version=$VERSION`. */
  stamps?: readonly string[];
  wish?: Decision<string>;
}

/** The command that compiles the program to `/out/<name>`, or the one the user gave. */
export function buildCommand(request: BuildRequest): Build {
  const { name, target, tags, workdir, cgo, linked, stamps = [], wish } = request;
  const output = `/out/${name}`;
  if (wish !== undefined) {
    const build = wishedBuild(wish.value, output, workdir, name);
    return cgo ? build : { ...build, command: targeted(build.command) };
  }
  const set = stamps.map((stamp) => ` -X ${stamp}`).join('');
  const linker = linked === true ? ' -linkmode external -extldflags=-static' : '';
  return {
    command: sh`go build -trimpath${raw(tagFlag(tags))} -ldflags="-s -w${raw(set)}${raw(linker)}" -o ${output} ${target}`,
    output,
  };
}

/** The flag for build tags with a blank in front; nothing for none. */
export function tagFlag(tags: readonly string[]): string {
  return tags.length === 0 ? '' : sh` -tags=${tags.join(',')}`;
}

/** Settings in front of `generate && go build` reach its first command only: the later ones get their own. */
function targeted(command: string): string {
  const settings = 'CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH';
  return command.replace(/(&&|;)\s*(?=go (build|install)\b)/g, (_, then: string) => `${then} ${settings} `);
}

const UNFORESEEABLE = /(\bgo build\b[^&|;]{0,1000}?\s-o[ =])(?:"[^"]*"|(?:\$\([^)]{0,200}\)|\S)+)/;

/** A given command writes where its `-o` says, else it is told to; other tools write to bin/<name>. */
function wishedBuild(command: string, output: string, workdir: string, name: string): Build {
  const written = /\bgo build\b[^&|;]{0,1000}?\s-o[ =](\S+)/.exec(command)?.[1];
  // What only the shell of the build knows, a version in it say, has no path to copy from.
  if (written?.includes('$')) {
    return { command: command.replace(UNFORESEEABLE, `$1${output}`), output };
  }
  if (written !== undefined) {
    const path = written.endsWith('/') ? `${written}${name}` : written;
    return { command, output: path.startsWith('/') ? path : `${workdir}/${path.replace(/^\.\//, '')}` };
  }
  if (/\bgo build\b/.test(command)) {
    return { command: command.replace(/\bgo build\b/, `go build -o ${output}`), output };
  }
  return { command, output: `${workdir}/bin/${name}` };
}
