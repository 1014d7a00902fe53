/** What an image will lack, foreseen without building it. */
export interface Finding {
  id: FindingId;
  /** An error cannot work; a warning can, and surprises. */
  severity: 'error' | 'warning';
  /** One-based line of the Dockerfile, and the instruction as it stands there. */
  line: number;
  instruction: string;
  /** What is wrong, in one sentence. */
  message: string;
  /** What to do about it. */
  remedy: string;
  /** The path that it is about, where it is about one. */
  path?: string;
}

/** Every kind of finding: how serious it is, what is said, and what helps. */
const KINDS = {
  'artifact-missing': {
    severity: 'error',
    message: (values: { path: string; makes: string[]; from: string }) =>
      `${values.path} is taken, and the build makes ${values.makes.join(' and ') || 'no such file'} there (${values.from})`,
    remedy: 'Take the file by the name that the build gives it, or set that name in the manifest.',
  },
  'artifact-several': {
    severity: 'error',
    message: (values: { path: string; makes: string[]; from: string }) =>
      `${values.path} fits ${values.makes.join(' and ')} (${values.from}), and only one of them can be taken`,
    remedy: 'Name the one to take.',
  },
  'base-unknown': {
    severity: 'error',
    message: (values: { stage: string }) => `no earlier stage is named ${values.stage}`,
    remedy: 'Name a stage that stands above this line, or an image with its tag.',
  },
  'certificates-missing': {
    severity: 'warning',
    message: (values: { image: string; from: string }) =>
      `the program verifies certificates (${values.from}), and ${values.image} has none to verify them by`,
    remedy: 'Copy /etc/ssl/certs/ca-certificates.crt from the build stage.',
  },
  'command-missing': {
    severity: 'error',
    message: (values: { command: string; image: string }) =>
      `${values.command} is not in ${values.image}, which starts it`,
    remedy: 'Choose a base that has it, or start the program itself.',
  },
  'context-ignored': {
    severity: 'error',
    message: (values: { path: string }) => `${values.path} is copied, and the .dockerignore keeps it out`,
    remedy: 'Re-include it at the end of the .dockerignore.',
  },
  'context-missing': {
    severity: 'error',
    message: (values: { path: string }) => `${values.path} is copied, and it is not in the build context`,
    remedy: 'Correct the path, or commit the file.',
  },
  'copy-overwrites': {
    severity: 'warning',
    message: (values: { path: string }) => `what an earlier step made at ${values.path} is overwritten`,
    remedy: 'Copy the sources before the step that makes it.',
  },
  'directory-unwritable': {
    severity: 'warning',
    message: (values: { path: string; user: string; from: string }) =>
      `the program writes to ${values.path} (${values.from}), which user ${values.user} may not`,
    remedy: 'Make the directory as that user, copy it with --chown, or mount a volume there.',
  },
  'file-missing': {
    severity: 'error',
    message: (values: { path: string; at: string; from: string }) =>
      `${values.from} opens ${values.path}, and the image has no ${values.at}`,
    remedy: 'Copy it into the last stage, below the directory that the program starts in.',
  },
  'interpreter-missing': {
    severity: 'error',
    message: (values: { file: string; interpreter: string; image: string }) =>
      `${values.file} is run by ${values.interpreter}, which ${values.image} does not have`,
    remedy: 'Choose a base that has it, or start the program without the script.',
  },
  'libc-differs': {
    severity: 'error',
    message: (values: { module: string; stage: string; built: string; image: string; runs: string }) =>
      `${values.module} is compiled in the stage ${values.stage} for ${values.built}, and ${values.image} has ${values.runs}`,
    remedy: 'Install the modules in an image with the C library of the last stage.',
  },
  'libc-missing': {
    severity: 'error',
    message: (values: {
      program: string;
      stage: string;
      linked: string;
      image: string;
      runs: string;
      from: string;
    }) =>
      `${values.program} is linked with ${values.linked} in the stage ${values.stage} (${values.from}), and ${values.image} has ${values.runs}`,
    remedy: 'Choose a last stage with that C library, or link the program statically.',
  },
  'line-ends': {
    severity: 'error',
    message: (values: { file: string }) =>
      `${values.file} has Windows line ends, so Linux looks for an interpreter with a carriage return in its name`,
    remedy: 'Save the script with line feeds alone, and say so in .gitattributes: "*.sh text eol=lf".',
  },
  'main-missing': {
    severity: 'error',
    message: (values: { name: string; from?: string }) =>
      `the image starts the class ${values.name}${values.from === undefined ? '' : ` (${values.from})`}, which no source file declares`,
    remedy: 'Name a class with a main method.',
  },
  'module-missing': {
    severity: 'error',
    message: (values: { file: string; module: string }) =>
      `${values.file} imports ${values.module}, which is in no node_modules of the image`,
    remedy: 'Move it to "dependencies", or keep the development dependencies in the image.',
  },
  'port-differs': {
    severity: 'warning',
    message: (values: { port: string; exposed: string }) =>
      `PORT is ${values.port}, and what is exposed is ${values.exposed}`,
    remedy: 'Expose the port that the app is told to listen on.',
  },
  'port-unheard': {
    severity: 'warning',
    message: (values: { port: string; exposed: string; from: string }) =>
      `the program listens on ${values.port} (${values.from}), and what is exposed is ${values.exposed}`,
    remedy: 'Expose the port that the program listens on.',
  },
  'shell-missing': {
    severity: 'error',
    message: (values: { image: string }) => `this needs a shell, and ${values.image} has none`,
    remedy: 'Write it in exec form, or choose a base with a shell.',
  },
  'stage-missing': {
    severity: 'error',
    message: (values: { path: string; stage: string }) =>
      `${values.path} is copied from the stage ${values.stage}, where no step makes it`,
    remedy: 'Correct the path, or add the command that makes it.',
  },
  'stage-unused': {
    severity: 'warning',
    message: (values: { stage: string }) => `nothing uses the stage ${values.stage}`,
    remedy: 'Delete it, or give it the name of a target: test, dev, debug.',
  },
  'start-develops': {
    severity: 'error',
    message: (values: { program: string }) =>
      `${values.program} is for development: it does not serve what was built`,
    remedy: 'Start what the build makes.',
  },
  'start-missing': {
    severity: 'error',
    message: (values: { path: string }) => `the image starts ${values.path}, and nothing puts it there`,
    remedy: 'Correct the path, or copy the file into the last stage.',
  },
  'users-missing': {
    severity: 'error',
    message: (values: { image: string; from: string }) =>
      `${values.from} looks up users, and ${values.image} has no /etc/passwd`,
    remedy: 'Copy an /etc/passwd and an /etc/group with the user of the image.',
  },
  'zones-missing': {
    severity: 'error',
    message: (values: { image: string; from: string }) =>
      `${values.from} loads time zones by name, and ${values.image} has no zone database`,
    remedy: 'Compile it in with -tags=timetzdata, or copy /usr/share/zoneinfo.',
  },
} as const;

export type FindingId = keyof typeof KINDS;

type ValuesOf<Id extends FindingId> = Parameters<(typeof KINDS)[Id]['message']>[0];

/** Where a finding stands. */
export interface Place {
  line: number;
  text: string;
}

/** A finding of a kind at an instruction. */
export function finding<Id extends FindingId>(id: Id, values: ValuesOf<Id>, place: Place): Finding {
  const { severity, message, remedy } = KINDS[id];
  return {
    id,
    ...('path' in values && { path: values.path }),
    severity,
    line: place.line,
    instruction: place.text,
    message: (message as (values: ValuesOf<Id>) => string)(values),
    remedy,
  };
}
