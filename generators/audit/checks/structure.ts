import { type Instruction, stageNamed } from '../../preflight/dockerfile.js';
import type { Check } from '../check.js';
import { allInstructions, copiesContext, isRun, type Subject, shippedInstructions } from '../subject.js';

/** Commands that compile or bundle: what they need is not needed where the result runs. */
const BUILDS =
  /\b(?:go (?:build|install)|cargo build|mvnw? [^&|;]{0,200}\b(?:package|install|verify)|gradlew? [^&|;]{0,200}\b(?:build|bootJar|assemble|installDist)|dotnet publish|tsc\b|(?:npm|pnpm|yarn|bun) (?:run )?build)\b/;

const builds = (instruction: Instruction) => isRun(instruction) && BUILDS.test(instruction.rest);

const BEST = 'https://docs.docker.com/build/building/best-practices/';

export const structure: Check[] = [
  {
    id: 'single-stage',
    title: 'What builds is not shipped: the result is copied into a stage of its own',
    severity: 'warning',
    category: 'structure',
    mend: 'Build in a stage of its own, and copy its result into a small one: COPY --from=build.',
    link: 'https://docs.docker.com/build/building/multi-stage/',
    look(subject) {
      const built = builtWhereItRuns(subject);
      if (built === undefined) return [];
      const what = `the image is built where it runs: compiler, sources and caches of ${subject.base || 'its base'} are shipped`;
      const [least, most] = WEIGHTS.find(([pattern]) => pattern.test(subject.base))?.[1] ?? [];
      return [
        {
          line: built.line,
          what,
          ...(least !== undefined && { costs: `${least} to ${most} MB` }),
        },
      ];
    },
  },
  {
    id: 'base-builds',
    title: 'The last stage stands on an image to run in, not on one to build in',
    severity: 'warning',
    category: 'structure',
    mend: 'Take the runtime image of the same family, or a distroless one.',
    link: BEST,
    look(subject) {
      const { base, shipped } = subject;
      const line = shipped.at(-1)?.line ?? 0;
      if (builtWhereItRuns(subject) !== undefined) return [];
      if (
        /^(?:docker\.io\/)?(?:library\/)?(?:golang|rust|maven|gradle)(?::|$)/.test(base) &&
        shipped.length > 0
      ) {
        return [{ line, what: `the image stands on ${base}, which holds a whole toolchain` }];
      }
      return /^(?:eclipse-temurin|amazoncorretto|openjdk):[\w.-]*jdk/.test(base)
        ? [{ line, what: `the image stands on ${base}, a JDK, where a JRE would do`, costs: 'about 150 MB' }]
        : [];
    },
  },
  {
    id: 'base-large',
    title: 'The base is the small variant of its family',
    severity: 'note',
    category: 'structure',
    mend: 'Take the -slim or -alpine variant of the same tag, or a distroless image.',
    link: BEST,
    look({ base, shipped }) {
      const large =
        /^(?:docker\.io\/)?(?:library\/)?(?:node|python|ruby|php):(?![\w.-]*(?:slim|alpine))[\w.-]+$/.test(
          base,
        );
      return large
        ? [
            {
              line: shipped.at(-1)?.line ?? 0,
              what: `${base} holds compilers and libraries of Debian to build with`,
              costs: 'about 800 MB',
            },
          ]
        : [];
    },
  },
  {
    id: 'stage-numbered',
    title: 'Stages have names',
    severity: 'note',
    category: 'structure',
    mend: 'Name the stage (FROM … AS build), and copy from that name.',
    link: 'https://docs.docker.com/build/building/multi-stage/#name-your-build-stages',
    look: (subject) =>
      allInstructions(subject)
        .filter(({ flags }) => /^\d+$/.test(flags.get('from') ?? ''))
        .map(({ line, flags }) => ({
          line,
          what: `a stage is copied from by its number, ${flags.get('from')}`,
        })),
  },
  {
    id: 'stage-whole',
    title: 'Only results are copied out of the stage that builds',
    severity: 'note',
    category: 'structure',
    mend: 'Copy what runs alone: the executable, dist and the modules for production.',
    link: 'https://docs.docker.com/build/building/multi-stage/',
    look({ stages, shipped }) {
      const [last] = shipped;
      return (last?.instructions ?? []).flatMap(({ keyword, flags, words, line }) => {
        const stage = stageNamed(stages, flags.get('from') ?? '');
        if (keyword !== 'COPY' || stage === undefined || last === undefined) return [];
        const workdir = stage.instructions.findLast((one) => one.keyword === 'WORKDIR')?.rest;
        const whole = words.slice(0, -1).some((source) => source.replace(/\/\.?$/, '') === workdir);
        const sources = stage.instructions.some(copiesContext) && stage.instructions.some(builds);
        return whole && sources
          ? [{ line, what: `all of ${workdir} is copied from ${stage.name}, sources included` }]
          : [];
      });
    },
  },
];

/** The command that builds in a stage which is shipped. */
function builtWhereItRuns(subject: Subject): Instruction | undefined {
  return shippedInstructions(subject).find(builds);
}

/** What an image of a family weighs more than one that holds the result alone, in megabytes. */
const WEIGHTS: [RegExp, [number, number]][] = [
  [/(^|\/)golang:(?!.*alpine)/, [700, 1050]],
  [/(^|\/)golang:.*alpine/, [250, 350]],
  [/(^|\/)rust:/, [600, 1500]],
  [/(^|\/)(maven|gradle|eclipse-temurin|openjdk|amazoncorretto)\b/, [280, 370]],
  [/(^|\/)node:(?!.*(slim|alpine))/, [450, 1000]],
  [/(^|\/)node:/, [50, 300]],
];
