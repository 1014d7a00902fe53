import { sentencesOf } from '../../plan/sentences.js';

/** What is said of languages that templates bring; the rest is said by the templates themselves. */
export const { refuse, warn } = sentencesOf({
  told: ({ message, hint }: { message: string; hint?: string }) => ({
    message,
    ...(hint !== undefined && { hint }),
  }),
  'start-needs-shell': ({ asked, command }: { asked: string; command: string }) => ({
    message: `${asked} "${command}" needs a shell, and the image starts its program without one`,
    hint: 'Give a program with its arguments, without pipes, && or variables.',
  }),
  'version-unlisted': ({ place, version, taken }: { place: string; version: string; taken: string }) =>
    `${place} asks for ${version}, of which the image table has no image: took ${taken}`,
  'version-unknown': ({ version, known }: { version: string; known: string[] }) => ({
    message: `no image is known for version ${version}`,
    hint: `Known are ${known.join(', ')}.`,
  }),
});
