import type { Instruction } from '../../preflight/dockerfile.js';
import type { Check, Hit } from '../check.js';
import { allInstructions, copiesContext, isRun, neededInstructions, type Subject } from '../subject.js';

/** Commands that install what a manifest lists, with the files that they read and the directory of their cache. */
const INSTALLS: { command: RegExp; manifests: string; cache: string }[] = [
  {
    command: /\bnpm (?:ci|i|install)(?![\w-]| -g| --global)/,
    manifests: 'package.json and package-lock.json',
    cache: '/root/.npm',
  },
  {
    command: /\byarn(?: install)?(?= *(?:$|&&|;|--(?:frozen|immutable|production)))/,
    manifests: 'package.json and yarn.lock',
    cache: "yarn's cache",
  },
  {
    command: /\bpnpm (?:i|install|fetch)\b(?! -g)/,
    manifests: 'package.json and pnpm-lock.yaml',
    cache: "pnpm's store",
  },
  { command: /\bgo mod download\b/, manifests: 'go.mod and go.sum', cache: '/go/pkg/mod' },
  { command: /\bpip3? install [^&|;]{0,200}-r\b/, manifests: 'requirements.txt', cache: '/root/.cache/pip' },
  {
    command: /\b(?:poetry|uv) (?:install|sync)\b/,
    manifests: 'pyproject.toml and its lock file',
    cache: '/root/.cache',
  },
  { command: /\bbundle install\b/, manifests: 'Gemfile and Gemfile.lock', cache: "Bundler's cache" },
  {
    command: /\bcomposer install\b/,
    manifests: 'composer.json and composer.lock',
    cache: '/root/.composer/cache',
  },
];

/** Commands that compile with a cache of their own. */
const COMPILES: { command: RegExp; cache: string }[] = [
  { command: /\bgo build\b/, cache: '/root/.cache/go-build' },
  { command: /\bmvnw? /, cache: '/root/.m2' },
  { command: /\bgradlew? /, cache: '/root/.gradle' },
  { command: /\bcargo build\b/, cache: '/usr/local/cargo/registry and target' },
];

const CACHE = 'https://docs.docker.com/build/cache/optimize/';

const hasCacheMount = ({ text }: Instruction) =>
  text.split(/\s/).some((word) => word.startsWith('--mount=') && word.includes('type=cache'));

/** True for a RUN that fetches apt's lists. */
const updatesApt = (command: string) =>
  command.split(/[&|;]/).some((part) => {
    const words = part.split(/\s/);
    return words.some((word) => /^apt(?:-get)?$/.test(word)) && words.includes('update');
  });

export const cache: Check[] = [
  {
    id: 'manifests-first',
    title: 'Manifests are copied and installed before the sources',
    severity: 'warning',
    category: 'cache',
    mend: 'Copy the manifests alone, install, and copy the rest afterwards.',
    link: `${CACHE}#order-your-layers`,
    look(subject) {
      return subject.stages.flatMap(({ instructions }) => {
        const copy = instructions.findIndex(copiesContext);
        if (copy === -1) return [];
        return instructions.slice(copy).flatMap((instruction) => {
          const install = isRun(instruction)
            ? INSTALLS.find(({ command }) => command.test(instruction.rest))
            : undefined;
          const before = instructions.slice(0, copy);
          if (install === undefined || hasCacheMount(instruction)) return [];
          // Installed once before, this only adds what the sources ask for.
          if (before.some((one) => isRun(one) && install.command.test(one.rest))) return [];
          return [{ line: instruction.line, ...again(subject, install.manifests) }];
        });
      });
    },
  },
  {
    id: 'cache-mount',
    title: 'Package managers and compilers keep their caches in mounts',
    severity: 'note',
    category: 'cache',
    mend: 'RUN --mount=type=cache,target=… keeps what was downloaded and compiled between builds, outside of the image.',
    link: `${CACHE}#use-cache-mounts`,
    look: (subject) =>
      neededInstructions(subject)
        .filter((instruction) => isRun(instruction) && !hasCacheMount(instruction))
        .flatMap(({ line, rest }) => {
          const hit =
            INSTALLS.find(({ command }) => command.test(rest)) ??
            COMPILES.find(({ command }) => command.test(rest));
          return hit === undefined
            ? []
            : [{ line, what: `what this step downloads and compiles is lost with its layer (${hit.cache})` }];
        }),
  },
  {
    id: 'ignore-missing',
    title: 'A .dockerignore keeps out what the build does not need',
    severity: 'warning',
    category: 'cache',
    mend: 'Write a .dockerignore: .git, what is installed and built, and everything secret.',
    link: 'https://docs.docker.com/build/concepts/context/#dockerignore-files',
    look(subject) {
      const copy = allInstructions(subject).find(copiesContext);
      if (copy === undefined || subject.hasIgnore) return [];
      return [
        {
          line: copy.line,
          what: 'the whole directory is copied, and there is no .dockerignore',
          ...sent(letIn(subject)),
        },
      ];
    },
  },
  {
    id: 'ignore-lets-in',
    title: 'The .dockerignore keeps out history, modules and build results',
    severity: 'warning',
    category: 'cache',
    mend: 'Add them to the .dockerignore.',
    link: 'https://docs.docker.com/build/concepts/context/#dockerignore-files',
    look(subject) {
      const copy = allInstructions(subject).find(copiesContext);
      if (copy === undefined || !subject.hasIgnore) return [];
      const heavy = letIn(subject);
      const names = heavy.map(({ path }) => path).join(', ');
      return heavy.length === 0
        ? []
        : [{ line: copy.line, what: `the .dockerignore lets in ${names}`, ...sent(heavy) }];
    },
  },
  {
    id: 'apt-update-alone',
    title: 'apt-get update and install stand in one RUN',
    severity: 'warning',
    category: 'cache',
    mend: 'Join it with the install: RUN apt-get update && apt-get install -y ….',
    link: 'https://docs.docker.com/build/building/best-practices/#apt-get',
    look: (subject) =>
      allInstructions(subject)
        .filter(
          (instruction) =>
            isRun(instruction) &&
            updatesApt(instruction.rest) &&
            !/\bapt(?:-get)? [^&|;]{0,100}(?:install|upgrade)|\$\{?\w|\.sh\b/.test(instruction.rest),
        )
        .map(({ line }) => ({
          line,
          what: 'the lists of packages are fetched in a layer of their own, and are old when the next one installs',
        })),
  },
];

/** What is large and never needed in a build. */
const HEAVY = [
  '.git',
  'node_modules',
  'target',
  '.next',
  'coverage',
  'vendor/bundle',
  '.venv',
  '__pycache__',
];

/** What of that a build is sent, with its bytes. */
function letIn({ ignore, weigh }: Subject): { path: string; bytes: number }[] {
  return HEAVY.filter((path) => !ignore.ignores(path)).flatMap((path) => {
    const bytes = weigh(path);
    return bytes === undefined ? [] : [{ path, bytes }];
  });
}

function sent(heavy: readonly { bytes: number }[]): Pick<Hit, 'costs'> {
  const bytes = heavy.reduce((sum, one) => sum + one.bytes, 0);
  return bytes < 1e6 ? {} : { costs: `${Math.round(bytes / 1e6)} MB are sent with every build` };
}

/** What is installed anew for every changed line, with how many packages that are. */
function again({ project }: Subject, manifests: string): Omit<Hit, 'line'> {
  const times = (path: string, text: string) => (project.read(path) ?? '').split(text).length - 1;
  const count = manifests.startsWith('package.json')
    ? times('package-lock.json', '"node_modules/')
    : manifests.startsWith('go.mod')
      ? times('go.sum', '/go.mod ')
      : 0;
  const what = `every changed line of the sources installs again what ${manifests} name`;
  return count === 0 ? { what } : { what, costs: `${count} packages with every build` };
}
