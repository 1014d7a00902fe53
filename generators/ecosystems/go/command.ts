import { UserError } from '../../errors.js';
import type { Decision } from '../../plan/decision.js';
import { cite } from '../../project/evidence.js';
import { wordsOf } from '../../project/shell-words.js';

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

/** The command that compiles the program to `/out/<name>` (R59), or the one the user gave. */
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
    command: `go build -trimpath${tagFlag(tags)} -ldflags="-s -w${set}${linker}" -o ${output} ${target}`,
    output,
  };
}

/** The flag for build tags with a blank in front; nothing for none. */
export function tagFlag(tags: readonly string[]): string {
  return tags.length === 0 ? '' : ` -tags=${tags.join(',')}`;
}

/** Settings in front of `generate && go build` reach its first command only: the later ones get their own. */
function targeted(command: string): string {
  const settings = 'CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH';
  return command.replace(/(&&|;)\s*(?=go (build|install)\b)/g, (_, then: string) => `${then} ${settings} `);
}

/** A given command writes where its `-o` says, else it is told to; other tools write to bin/<name>. */
function wishedBuild(command: string, output: string, workdir: string, name: string): Build {
  const written = /\bgo build\b[^&|;]*?\s-o[ =](\S+)/.exec(command)?.[1];
  if (written !== undefined) {
    const path = written.endsWith('/') ? `${written}${name}` : written;
    return { command, output: path.startsWith('/') ? path : `${workdir}/${path.replace(/^\.\//, '')}` };
  }
  if (/\bgo build\b/.test(command)) {
    return { command: command.replace(/\bgo build\b/, `go build -o ${output}`), output };
  }
  return { command, output: `${workdir}/bin/${name}` };
}

/**
 * The arguments of a start command, without the program itself.
 *
 * Throws a UserError for what only a shell could run (R19).
 */
export function startArguments(wish: Decision<string>, name: string): string[] {
  const words = wordsOf(wish.value);
  if (words === undefined) {
    throw new UserError(`${cite(wish.from)} "${wish.value}" needs a shell, and the image has none`, {
      hint: 'Give the program and its arguments only; pass variables with docker run --env.',
    });
  }
  const [first = '', ...rest] = words;
  const isProgram = first.slice(first.lastIndexOf('/') + 1) === name || /^\.?\//.test(first);
  return isProgram ? rest : [first, ...rest].filter((word) => word !== '');
}
