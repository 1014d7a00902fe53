import { stagesOf } from '../preflight/dockerfile.js';

/** The images that a Dockerfile stands on and copies from, by their tags: no stages of its own, nothing that a variable names. */
export function imagesIn(dockerfile: string): string[] {
  return [...new Set(placesIn(dockerfile).map(({ image }) => withoutDigest(image)))];
}

/** The digests that are written beside tags, by the images. */
export function digestsIn(dockerfile: string): Map<string, string> {
  const pinned = placesIn(dockerfile).map(({ image }) => image.split('@'));
  return new Map(pinned.flatMap(([image = '', digest]) => (digest === undefined ? [] : [[image, digest]])));
}

/**
 * The Dockerfile with a digest beside the tag of each image that one is given for: the tag still says to people, and to those who
 * raise it, what that is. https://docs.docker.com/build/building/best-practices/#pin-base-image-versions
 */
export function withDigests(dockerfile: string, digests: ReadonlyMap<string, string>): string {
  const lines = dockerfile.split('\n');
  for (const { image, line } of placesIn(dockerfile)) {
    const tagged = withoutDigest(image);
    const digest = digests.get(tagged);
    const text = lines[line - 1];
    if (digest === undefined || text === undefined) continue;
    lines[line - 1] = text.replace(image, () => `${tagged}@${digest}`);
  }
  return lines.join('\n');
}

interface Place {
  image: string;
  line: number;
}

function placesIn(dockerfile: string): Place[] {
  const stages = stagesOf(dockerfile);
  const names = new Set(stages.map(({ name }) => name.toLowerCase()));
  const places = stages.flatMap(({ base, line, instructions }) => [
    { image: base, line },
    ...instructions.flatMap(({ flags, line: at }) => {
      const image = flags.get('from');
      return image === undefined ? [] : [{ image, line: at }];
    }),
  ]);
  return places.filter(
    ({ image }) =>
      image !== 'scratch' && /[:/]/.test(image) && !image.includes('$') && !names.has(image.toLowerCase()),
  );
}

function withoutDigest(image: string): string {
  return image.split('@')[0] ?? image;
}
