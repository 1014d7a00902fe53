import { SECRETS } from '../../plan/ignore.js';
import { type Instruction, stageNamed } from '../../preflight/dockerfile.js';
import { ignoreMatcher } from '../../project/dockerignore.js';
import type { Project } from '../../project/project.js';
import type { Check } from '../check.js';
import { allInstructions, copiesContext, isRun, shippedInstructions, userOfImage } from '../subject.js';

const SECRET_NAME =
  /(?:^|_)(?:PASSWORD|PASSWD|SECRET|SECRET_KEY|TOKEN|API_?KEY|ACCESS_KEY|PRIVATE_KEY|CREDENTIALS?)$/i;

const secretFiles = ignoreMatcher(SECRETS.join('\n'));

/** Examples, and settings of bundlers, which end up in pages that everybody reads. */
const NO_SECRET = /example|sample|template|^\.env\.(?:production|development|staging|test|defaults|dist)$/i;

/** `NAME=value` of ENV or ARG, and `ENV NAME value` of old. */
function settingsOf({ keyword, rest }: Instruction): { name: string; value: string }[] {
  const [first = '', ...others] = rest.split(/[ \t]/);
  if (keyword === 'ENV' && others.length > 0 && !first.includes('=')) {
    return [{ name: first, value: others.join(' ').trim() }];
  }
  return [...rest.matchAll(/(?:^|[ \t])([A-Za-z_]\w*)(?:=("[^"]*"|'[^']*'|[^\s"']*))?(?=[ \t]|$)/g)].map(
    ([, name = '', value = '']) => ({ name, value: value.replace(/^["']|["']$/g, '') }),
  );
}

export const security: Check[] = [
  {
    id: 'root',
    title: 'The program does not run as root',
    severity: 'warning',
    category: 'security',
    mend: 'USER 65532:65532, or the user that the base image brings, before the start.',
    link: 'https://docs.docker.com/build/building/best-practices/#user',
    look(subject) {
      const user = userOfImage(subject);
      const line = shippedInstructions(subject).findLast(({ keyword }) =>
        /^(?:USER|CMD|ENTRYPOINT)$/.test(keyword),
      )?.line;
      return user !== undefined && /^(?:0|root)?$/.test(user)
        ? [{ line: line ?? subject.shipped[0]?.line ?? 0, what: 'the program runs as root' }]
        : [];
    },
  },
  {
    id: 'secret-set',
    title: 'No secret stands in ENV or ARG',
    severity: 'error',
    category: 'security',
    mend: 'Give it when it runs (docker run --env), or mount it in the step that needs it: RUN --mount=type=secret.',
    link: 'https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/',
    look: (subject) =>
      allInstructions(subject)
        .filter(({ keyword }) => keyword === 'ENV' || keyword === 'ARG')
        .flatMap((instruction) =>
          settingsOf(instruction)
            .filter(({ name, value }) => SECRET_NAME.test(name) && value !== '' && !value.includes('$'))
            .map(({ name }) => ({
              line: instruction.line,
              what: `the value of ${name} stands in the file, and in the history of the image`,
            })),
        ),
  },
  {
    id: 'secret-argument',
    title: 'Secrets are mounted, not passed as build arguments',
    severity: 'warning',
    category: 'security',
    mend: 'RUN --mount=type=secret,id=… in the step that needs it.',
    link: 'https://docs.docker.com/build/building/secrets/',
    look: (subject) =>
      allInstructions(subject)
        .filter(({ keyword }) => keyword === 'ARG')
        .flatMap((instruction) =>
          settingsOf(instruction)
            .filter(({ name, value }) => SECRET_NAME.test(name) && value === '')
            .map(({ name }) => ({
              line: instruction.line,
              what: `${name} is a build argument: who has the image may read it in its history`,
            })),
        ),
  },
  {
    id: 'secret-copied',
    title: 'No file with a secret is copied',
    severity: 'error',
    category: 'security',
    mend: 'Mount it where it is needed: RUN --mount=type=secret while building, docker run -v or --env-file later.',
    link: 'https://docs.docker.com/build/building/secrets/',
    look: (subject) =>
      allInstructions(subject)
        .filter(({ keyword, flags }) => (keyword === 'COPY' || keyword === 'ADD') && !flags.has('from'))
        .flatMap(({ line, words }) =>
          words
            .slice(0, -1)
            .filter(
              (path) =>
                !/(?:example|sample|template|dist|public|ca[.-])/i.test(path) &&
                namesSecret(path, subject.project),
            )
            .map((path) => ({ line, what: `${path} is copied, which holds secrets` })),
        ),
  },
  {
    id: 'secret-let-in',
    title: 'The .dockerignore keeps secrets out',
    severity: 'warning',
    category: 'security',
    mend: 'Add it to the .dockerignore.',
    link: 'https://docs.docker.com/build/concepts/context/#dockerignore-files',
    look(subject) {
      const copy = allInstructions(subject).find(copiesContext);
      if (copy === undefined) return [];
      const names = subject.project
        .entries('.')
        .map(({ name }) => name)
        .filter(
          (name) => !NO_SECRET.test(name) && secretFiles.ignores(name) && !subject.ignore.ignores(name),
        );
      return names.length === 0
        ? []
        : [
            {
              line: copy.line,
              what: `the whole directory is copied, with ${names.slice(0, 3).join(', ')} in it`,
            },
          ];
    },
  },
  {
    id: 'tag-missing',
    title: 'Images have a tag that says which they are',
    severity: 'warning',
    category: 'security',
    mend: 'Name a version: node:24-slim; for the same bytes every time, its digest too.',
    link: 'https://docs.docker.com/build/building/best-practices/#pin-base-image-versions',
    look: ({ stages }) =>
      stages
        .filter(
          ({ base }, i) =>
            stageNamed(stages.slice(0, i), base) === undefined &&
            base !== 'scratch' &&
            !base.includes('$') &&
            !base.includes('@') &&
            (!base.slice(base.lastIndexOf('/') + 1).includes(':') || base.endsWith(':latest')),
        )
        .map(({ base, line }) => ({ line, what: `${base} is another image from one build to the next` })),
  },
  {
    id: 'pipe-to-shell',
    title: 'What is downloaded is checked before it runs',
    severity: 'warning',
    category: 'security',
    mend: 'Download it, compare its checksum, and run it then; or take it from an image: COPY --from.',
    link: 'https://docs.docker.com/build/building/best-practices/',
    look: (subject) =>
      allInstructions(subject)
        .filter(
          (one) =>
            isRun(one) && /\b(?:curl|wget)\b[^|&;]{0,300}\|\s*(?:sudo )?(?:ba|z|da)?sh\b/.test(one.rest),
        )
        .map(({ line }) => ({ line, what: 'a script from the network is run as it comes' })),
  },
  {
    id: 'add-address',
    title: 'ADD of an address names a checksum',
    severity: 'warning',
    category: 'security',
    mend: 'ADD --checksum=sha256:….',
    link: 'https://docs.docker.com/reference/dockerfile/#add---checksum',
    look: (subject) =>
      allInstructions(subject)
        .filter(
          ({ keyword, flags, words }) =>
            keyword === 'ADD' &&
            !flags.has('checksum') &&
            words.slice(0, -1).some((word) => /^https?:\/\/(?!.*\.git(?:#|$))/.test(word)),
        )
        .map(({ line }) => ({ line, what: 'what is downloaded may be another file tomorrow' })),
  },
  {
    id: 'package-lists',
    title: 'Packages leave no lists behind',
    severity: 'note',
    category: 'structure',
    mend: 'End the RUN with rm -rf /var/lib/apt/lists/*, or mount a cache at /var/lib/apt and /var/cache/apt; apk add --no-cache.',
    link: 'https://docs.docker.com/build/building/best-practices/#apt-get',
    look: (subject) =>
      shippedInstructions(subject)
        .filter(isRun)
        .flatMap(({ line, rest, text }) => {
          const apt =
            /\bapt(?:-get)? [^&|;]{0,60}install\b/.test(rest) &&
            !/\/var\/lib\/apt|\/var\/lib\/\*|apt-get (?:dist)?clean/.test(text);
          if (apt) return [{ line, what: 'the lists of apt stay in the image', costs: 'about 20 MB' }];
          const apk =
            /\bapk (?:[^&|;]{0,60} )?add\b/.test(rest) &&
            !/--no-cache|\/var\/cache\/apk|\/etc\/apk\/cache/.test(text);
          return apk ? [{ line, what: 'the index of apk stays in the image', costs: 'about 2 MB' }] : [];
        }),
  },
  {
    id: 'world-writable',
    title: 'Nothing is writable for everybody',
    severity: 'warning',
    category: 'security',
    mend: 'Give it to the user that the program runs as: COPY --chown, or chown.',
    link: 'https://docs.docker.com/build/building/best-practices/#user',
    look: (subject) =>
      shippedInstructions(subject)
        .filter((one) => isRun(one) && /\bchmod (?:-R )?0?777\b(?! \/tmp)/.test(one.rest))
        .map(({ line }) => ({ line, what: 'everybody in the container may change these files' })),
  },
];

/** True for a file that is called like a secret, and for settings of npm with a token in them. */
function namesSecret(path: string, project: Project): boolean {
  const clean = path.replace(/^\.\//, '');
  if (/(?:^|\/)\.npmrc$/.test(clean))
    return /_(?:authToken|password|auth)\s*=\s*(?!\$\{)\S/.test(project.read(clean) ?? '');
  return !/[*?]/.test(clean) && secretFiles.ignores(clean) && !/\.pem$/.test(clean);
}
