import { type Copy, DockerfileParser, type From, type Instruction as Node } from 'dockerfile-ast';

/** One instruction of a stage, as far as it matters for what the image holds. */
export interface Instruction {
  keyword: string;
  /** One-based. */
  line: number;
  /** As it is written, on one line. */
  text: string;
  flags: ReadonlyMap<string, string>;
  /** Its words; of exec form the strings. */
  words: string[];
  /** True for exec form: `["node", "server.js"]`. */
  exec: boolean;
  /** Everything behind the keyword and the flags. */
  rest: string;
}

export interface Stage {
  /** Its name, else its number. */
  name: string;
  named: boolean;
  /** The image or the stage that it stands on. */
  base: string;
  line: number;
  text: string;
  instructions: Instruction[];
}

/** The stages of a Dockerfile, in order; what stands before the first FROM is left out. */
export function stagesOf(dockerfile: string): Stage[] {
  const stages: Stage[] = [];
  for (const node of DockerfileParser.parse(dockerfile).getInstructions()) {
    if (node.getKeyword() === 'FROM') stages.push(stageOf(node as From, stages.length));
    else stages.at(-1)?.instructions.push(instructionOf(node));
  }
  return stages;
}

function stageOf(node: From, index: number): Stage {
  const name = node.getBuildStage() ?? undefined;
  return {
    name: name ?? String(index),
    named: name !== undefined,
    base: node.getImage() ?? '',
    line: node.getRange().start.line + 1,
    text: oneLine(node.getTextContent()),
    instructions: [],
  };
}

function instructionOf(node: Node): Instruction {
  const keyword = node.getKeyword();
  const flags = 'getFlags' in node ? (node as Copy).getFlags() : [];
  const strings = 'getJSONStrings' in node ? (node as Copy).getJSONStrings() : [];
  const text = oneLine(node.getTextContent());
  const rest = text.replace(/^\s*\w+\s*/, '').replace(/^(?:--\S+\s+)*/, '');
  const exec = rest.startsWith('[') && strings.length > 0;
  return {
    keyword,
    line: node.getRange().start.line + 1,
    text,
    flags: new Map(flags.map((flag) => [flag.getName(), flag.getValue() ?? ''])),
    words: exec
      ? strings.map((string) => string.getJSONValue())
      : node.getArguments().map((argument) => argument.getValue()),
    exec,
    rest,
  };
}

/** Continued lines as one, without the comments between them. */
function oneLine(text: string): string {
  return text
    .split(/\r?\n/)
    .filter((line, i) => i === 0 || !/^\s*#/.test(line))
    .join('\n')
    .replace(/\\\s*\n\s*/g, ' ')
    .trim();
}
