import { baseContents } from '../../knowledge/base-contents.js';
import type { Check } from '../check.js';
import { allInstructions, shippedInstructions } from '../subject.js';

const EXEC = 'https://docs.docker.com/reference/dockerfile/#shell-and-exec-form';

/** A command of a package manager, which passes no signal on and stays as a process of its own. */
const MANAGERS = /^(?:npm|npx|yarn|pnpm|bunx)$/;

const isShellForm = ({ exec, rest }: { exec: boolean; rest: string }) =>
  !exec && rest !== '[]' && !rest.startsWith('[');

export const correctness: Check[] = [
  {
    id: 'shell-form',
    title: 'ENTRYPOINT and CMD are in exec form',
    severity: 'warning',
    category: 'correctness',
    mend: 'Write it as a list of words: CMD ["server", "--port", "8080"].',
    link: EXEC,
    look: (subject) =>
      lastStarts(subject)
        .filter((one) => isShellForm(one) && !/^exec /.test(one.rest))
        .map(({ line, keyword }) => ({
          line,
          what: `${keyword} is in shell form: process 1 is a shell, which may not pass SIGTERM on, and stopping takes ten seconds then`,
        })),
  },
  {
    id: 'manager-starts',
    title: 'The program itself is started, not the package manager',
    severity: 'warning',
    category: 'correctness',
    mend: 'Start what the script starts: CMD ["node", "server.js"].',
    link: 'https://github.com/nodejs/docker-node/blob/main/docs/BestPractices.md#cmd',
    look: (subject) =>
      lastStarts(subject)
        .filter(({ keyword, words }) => keyword !== 'HEALTHCHECK' && MANAGERS.test(words[0] ?? ''))
        .map(({ line, words }) => ({
          line,
          what: `${words[0]} starts the program: it stays as a process of its own and may not pass signals on`,
        })),
  },
  {
    id: 'start-several',
    title: 'A stage has one CMD and one ENTRYPOINT',
    severity: 'warning',
    category: 'correctness',
    mend: 'Delete those that do not count.',
    link: 'https://docs.docker.com/reference/build-checks/multiple-instructions-disallowed/',
    look: ({ stages }) =>
      stages.flatMap(({ instructions }) =>
        ['CMD', 'ENTRYPOINT', 'HEALTHCHECK'].flatMap((keyword) => {
          const all = instructions.filter((one) => one.keyword === keyword);
          return all.slice(0, -1).map(({ line }) => ({
            line,
            what: `this ${keyword} does not count: the one at line ${all.at(-1)?.line} does`,
          }));
        }),
      ),
  },
  {
    id: 'cd-alone',
    title: 'WORKDIR changes the directory, not a RUN of its own',
    severity: 'warning',
    category: 'correctness',
    mend: 'Use WORKDIR.',
    link: 'https://docs.docker.com/build/building/best-practices/#workdir',
    look: (subject) =>
      allInstructions(subject)
        .filter(({ keyword, rest }) => keyword === 'RUN' && /^cd [^&;|]+$/.test(rest.trim()))
        .map(({ line }) => ({
          line,
          what: 'the directory is changed for this RUN alone, and nothing is done there',
        })),
  },
  {
    id: 'maintainer',
    title: 'Who maintains it is a label',
    severity: 'note',
    category: 'correctness',
    mend: 'LABEL org.opencontainers.image.authors="…".',
    link: 'https://docs.docker.com/reference/build-checks/maintainer-deprecated/',
    look: (subject) =>
      allInstructions(subject)
        .filter(({ keyword }) => keyword === 'MAINTAINER')
        .map(({ line }) => ({ line, what: 'MAINTAINER is deprecated' })),
  },
  {
    id: 'workdir-relative',
    title: 'WORKDIR is absolute',
    severity: 'note',
    category: 'correctness',
    mend: 'Write the whole path.',
    link: 'https://docs.docker.com/reference/build-checks/workdir-relative-path/',
    look: ({ stages }) =>
      stages.flatMap(({ instructions, base }) => {
        const first = instructions.find(({ keyword }) => keyword === 'WORKDIR');
        if (first === undefined || /^["']?(?:[/$\\]|[A-Za-z]:)/.test(first.rest)) return [];
        const known = baseContents(base) !== undefined;
        return known
          ? [{ line: first.line, what: `WORKDIR ${first.rest} starts from wherever the base image stands` }]
          : [];
      }),
  },
];

/** The ENTRYPOINT and the CMD that count in the image. */
function lastStarts(subject: Parameters<typeof shippedInstructions>[0]) {
  const all = shippedInstructions(subject);
  const entrypoint = all.findLast(({ keyword }) => keyword === 'ENTRYPOINT');
  const cmd = all.findLast(({ keyword }) => keyword === 'CMD');
  // What stands behind an entry point in exec form is its arguments.
  const starts =
    entrypoint === undefined || !entrypoint.exec
      ? [entrypoint ?? cmd]
      : [entrypoint, ...(cmd?.exec === false ? [cmd] : [])];
  return starts.filter((one) => one !== undefined);
}
