import { type Copy, DockerfileParser, type Instruction } from 'dockerfile-ast';

/** One stage of a Dockerfile, as its tests look at it. */
export interface Stage {
  name: string | undefined;
  /** What it stands on: an image, `scratch`, or an earlier stage. */
  image: string;
  instructions: Instruction[];
}

/** The stages of a Dockerfile, in order. */
export function stagesOf(dockerfile: string): Stage[] {
  const parsed = DockerfileParser.parse(dockerfile);
  const stages: Stage[] = [];
  for (const instruction of parsed.getInstructions()) {
    const from = parsed
      .getFROMs()
      .find((line) => line.getRange().start.line === instruction.getRange().start.line);
    if (from !== undefined) {
      stages.push({
        name: from.getBuildStage() ?? undefined,
        image: from.getImage() ?? '',
        instructions: [],
      });
    } else stages.at(-1)?.instructions.push(instruction);
  }
  return stages;
}

/** The images its FROM lines name: what an engine needs before it can build this. */
export function imagesIn(dockerfile: string): string[] {
  const stages = stagesOf(dockerfile);
  const names = new Set(stages.map(({ name }) => name));
  return [...new Set(stages.map(({ image }) => image))].filter(
    (image) => image !== 'scratch' && !names.has(image),
  );
}

/** The last instruction of a stage with this keyword, as its arguments are written. */
export function lastOf(stage: Stage | undefined, keyword: string): string | undefined {
  return stage?.instructions
    .filter((instruction) => instruction.getKeyword() === keyword)
    .at(-1)
    ?.getArgumentsContent()
    ?.trim();
}

/** For each COPY from the build context: its sources. */
export function copiedSources(dockerfile: string): string[][] {
  return stagesOf(dockerfile)
    .flatMap(({ instructions }) => instructions)
    .filter((instruction) => ['COPY', 'ADD'].includes(instruction.getKeyword()))
    .filter((instruction) => !(instruction as Copy).getFlags().some((flag) => flag.getName() === 'from'))
    .map((instruction) =>
      instruction
        .getArguments()
        .map((argument) => argument.getValue())
        .slice(0, -1),
    );
}
