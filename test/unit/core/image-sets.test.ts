import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Settings, withSettings } from '../../../generators/contributions/settings.js';
import { UserError } from '../../../generators/errors.js';
import { defaultCatalog } from '../../../generators/home.js';
import { decide } from '../../../generators/plan/decision.js';
import { produce } from '../../../generators/produce.js';
import { diskProject } from '../../../generators/project/disk.js';
import { BASES, type Base } from '../../../generators/vocabulary.js';
import { imagesIn } from '../../support/dockerfile.js';
import { TEMPLATES } from '../../support/paths.js';
import { schemaCheck } from '../../support/schema.js';

const SETS = readdirSync(join(TEMPLATES, '_image-sets')).map((file) => file.replace('.json', ''));
const EXAMPLES = [
  'go/chi-api',
  'npm/express-js',
  'npm-build/fastify-ts',
  'npm-static/vite-vanilla',
  'maven/spring-boot-rest',
  'maven/thin-cli',
];

/** Rows for which a vendor publishes nothing that does the same: the public image stays. */
const PUBLIC: Record<string, string[]> = {
  'docker-hardened': [],
  chainguard: ['nginxinc/nginx-unprivileged'],
};

async function dockerfileOf(example: string, settings: Settings, base: Base): Promise<string | undefined> {
  const [template = '', name = ''] = example.split('/');
  const project = diskProject(join(TEMPLATES, template, 'examples', name));
  // What an example pins may be a version that a set does not have.
  const languageVersion = settings.imageSet === 'chainguard' ? versions[template] : undefined;
  const wishes = {
    base: decide(base, 'default'),
    ...(languageVersion !== undefined && { languageVersion: decide(languageVersion, 'default') }),
  };
  try {
    const { files } = await produce({
      version: '1.0.0',
      project,
      catalog: withSettings(defaultCatalog(), settings),
      wishes,
    });
    return files.find(({ path }) => path === 'Dockerfile')?.contents;
  } catch (error) {
    if (error instanceof UserError && error.id !== 'version-unknown') return undefined;
    throw error;
  }
}

const versions: Record<string, string> = { npm: '26', 'npm-build': '26', 'npm-static': '26', maven: '25' };

test('the schema names every set that there is', () => {
  const schema = JSON.parse(readFileSync(join(TEMPLATES, 'settings.schema.json'), 'utf8'));
  expect([...schema.properties.imageSet.enum].sort()).toEqual([...SETS].sort());
});

describe.each(SETS)('the images of %s', (imageSet) => {
  const set = JSON.parse(readFileSync(join(TEMPLATES, '_image-sets', `${imageSet}.json`), 'utf8'));
  const settings = { imageSet } as Settings;

  test('follow the schema and stand in rows that there are', () => {
    expect(schemaCheck('settings.schema.json')(set)).toEqual([]);
    expect(Object.keys(set.images).filter((id) => defaultCatalog().images[id] === undefined)).toEqual([]);
  });

  test('have a default that is one of their versions', () => {
    const { images } = withSettings(defaultCatalog(), settings);
    const wrong = Object.keys(set.images).filter((id) => {
      const { versions: some, default: preset = '' } = images[id] ?? {};
      return some !== undefined && !some.includes(preset);
    });
    expect(wrong).toEqual([]);
  });

  test.each(EXAMPLES)('make %s on some bases, and stand in every stage', async (example) => {
    const texts = await Promise.all(BASES.map((base) => dockerfileOf(example, settings, base)));
    const made = texts.filter((text) => text !== undefined);
    expect(made.length).toBeGreaterThan(0);
    const vendor = imageSet === 'chainguard' ? 'cgr.dev/chainguard/' : 'dhi.io/';
    const others = made
      .flatMap((text) => imagesIn(text))
      .filter((image) => !image.startsWith(vendor) && image !== 'scratch');
    expect(others.filter((image) => !PUBLIC[imageSet]?.some((name) => image.startsWith(name)))).toEqual([]);
    expect(made.join('')).not.toContain('{version}');
  });

  test('are replaced by what the repository says itself', () => {
    const own = { ...settings, images: { alpine: { image: 'registry.example.com/alpine:3' } } };
    const { images } = withSettings(defaultCatalog(), own);
    expect(images.alpine?.image).toBe('registry.example.com/alpine:3');
    expect(images['distroless-static']?.image).toBe(set.images['distroless-static'].image);
  });
});

describe('an image without a start command of its own', () => {
  const hardened: Settings = { imageSet: 'docker-hardened' };

  test('starts Java and Node by their names', async () => {
    expect(await dockerfileOf('maven/spring-boot-rest', hardened, 'distroless')).toMatch(
      /^ENTRYPOINT \["java", /m,
    );
    expect(await dockerfileOf('npm/express-js', hardened, 'distroless')).toMatch(
      /^(CMD|ENTRYPOINT) \["node", /m,
    );
  });

  test('is told from one that has one', async () => {
    expect(await dockerfileOf('maven/spring-boot-rest', {}, 'distroless')).toMatch(
      /^ENTRYPOINT \["\/usr\/bin\/java", /m,
    );
    expect(await dockerfileOf('npm/express-js', {}, 'distroless')).not.toMatch(/"node", /);
  });
});
