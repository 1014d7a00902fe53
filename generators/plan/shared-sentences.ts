import { EXIT } from '../errors.js';
import { sentencesOf } from './sentences.js';

/** What is said whatever the ecosystem; what only one of them can say stands in its own `sentences.ts`. */
export const { refuse } = sentencesOf({
  'app-unknown': ({ app, directory, list }: { app: string; directory: string; list: string }) => ({
    message: `there is no app "${app}" in ${directory}`,
    hint: list,
  }),
  enclosed: ({
    path,
    root,
    kind,
    command,
  }: {
    path: string;
    root: string;
    kind: string;
    command: string;
  }) => ({
    message: `${path} is a part of the ${kind} in ${root}, and builds only from there`,
    hint: `Run it for the whole: ${command}`,
  }),
  'base-none': ({ reasons }: { reasons: string }) => `no runtime base is possible for this app (${reasons})`,
  'base-refused': ({ base, reason, legal }: { base: string; reason: string; legal: string[] }) => {
    const message = `${base} is not possible here: ${reason}`;
    return legal.length === 0 ? message : { message, hint: `Use ${flags(legal)}.` };
  },
  'dev-missing': ({ asked, missing }: { asked: string; missing: string }) => ({
    message: `${asked} has nothing to run: ${missing}`,
    hint: 'Leave it out.',
  }),
  'edits-conflict': ({ path, places }: { path: string; places: number }) => ({
    message: `${path} was changed by hand where it is generated differently today, at ${places} ${places === 1 ? 'place' : 'places'}: nothing was written`,
    hint: 'Run without --force in a terminal to see both, or take the lines over by hand from --print.',
  }),
  'file-unreadable': ({ path, reason }: { path: string; reason: string }) => ({
    message: `${path} cannot be read: ${reason}`,
    hint: 'Save it as UTF-8 text that your account may read.',
  }),
  'flag-foreign': (values: { flag: string; ecosystem: string; found: string; title: string }) => ({
    message: `--${values.flag} is for ${values.ecosystem}, and this is ${values.found}: ${values.title}`,
    hint: 'Leave it out, or name another app with --app or --language.',
    exitCode: EXIT.usage,
  }),
  'language-unknown': ({
    directory,
    language,
    file,
  }: {
    directory: string;
    language: string;
    file: string;
  }) => ({
    message: `${directory} is a ${language} project (${file}), and there is no template for ${language}: --list-templates shows those that there are`,
    hint: 'If a part of it is another language, name the directory of that part; to add a template: create-dockerfile template new.',
  }),
  'language-unlisted': ({ language, known }: { language: string; known: string[] }) => ({
    message: `--language is one of ${known.join(', ')}, got "${language}"`,
    exitCode: EXIT.usage,
  }),
  'nothing-found': ({ directory, language }: { directory: string; language?: string }) => ({
    message:
      language === undefined
        ? `there is no go.mod, package.json, pom.xml or file of another known language in ${directory}`
        : `there is nothing of ${language} in ${directory}`,
    hint: 'Run it in the directory of a project, or name that directory; --list-templates shows what is known.',
  }),
  preflight: (values: { finding: string; instruction: string; message: string; remedy: string }) => ({
    message: `nothing was written, for the image would not work: ${values.message} (${values.instruction})`,
    hint: values.remedy,
  }),
  'value-unwritable': ({ value, where, source }: { value: string; where: string; source?: string }) => ({
    message: `${source === undefined ? '' : `${source}: `}"${value}" cannot be written into ${where}`,
    hint: 'Give it a name of letters, digits, dots, dashes and underscores.',
  }),
  'lint-missing': ({ asked, missing }: { asked: string; missing: string }) => ({
    message: `${asked} has nothing to run: ${missing}`,
    hint: 'Set up a linter, or leave the flag out.',
  }),
  'test-missing': ({ asked, mode, missing }: { asked: string; mode: string; missing: string }) => ({
    message: `${asked} ${mode} has nothing to run: ${missing}`,
    hint: 'Add a test, or leave the flag out.',
  }),
});

function flags(bases: readonly string[]): string {
  return bases.map((base) => `--base ${base}`).join(', ');
}
