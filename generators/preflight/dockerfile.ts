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

/** The stage of a name or a number. */
export function stageNamed(stages: readonly Stage[], name: string): Stage | undefined {
  return stages.find((stage, i) => stage.name.toLowerCase() === name.toLowerCase() || String(i) === name);
}

/** Stages with all that they stand on, copy from and mount: what a build of them runs. */
export function neededStages(stages: readonly Stage[], targets: readonly Stage[]): ReadonlySet<Stage> {
  const needed = new Set<Stage>();
  const visit = (stage: Stage | undefined): void => {
    if (stage === undefined || needed.has(stage)) return;
    needed.add(stage);
    const froms = stage.instructions.flatMap(({ flags, text }) => [
      flags.get('from') ?? [],
      ...[...text.matchAll(/(?<!\S)--mount=\S*?\bfrom=([\w.-]+)/g)].map(([, name = '']) => name),
    ]);
    for (const name of [stage.base, ...froms.flat()]) visit(stageNamed(stages, name));
  };
  for (const target of targets) visit(target);
  return needed;
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
  const text = oneLine(node.getTextContent());
  const rest = text.replace(/^\s*\w+\s*/, '').replace(/^(?:--\S+\s+)*/, '');
  const strings = stringsIn(rest);
  const exec = strings !== undefined;
  return {
    keyword,
    line: node.getRange().start.line + 1,
    text,
    flags: new Map(flags.map((flag) => [flag.getName(), flag.getValue() ?? ''])),
    words: strings ?? node.getArguments().map((argument) => argument.getValue()),
    exec,
    rest,
  };
}

/** The strings of exec form; undefined for what a builder takes for words or for a shell's text. */
function stringsIn(text: string): string[] | undefined {
  if (!text.startsWith('[')) return undefined;
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) && list.every((item) => typeof item === 'string') ? list : undefined;
  } catch {
    return undefined;
  }
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
