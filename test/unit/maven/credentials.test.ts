// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are Maven's own
import { describe, expect, test } from 'vitest';
import { accessFlags, accessOf } from '../../../generators/ecosystems/maven/build/credentials.js';
import { secretAssignments, secretMount } from '../../../generators/plan/build-secret.js';
import { model, pom, single } from './support.js';

const repository = (url: string) =>
  pom(`<repositories><repository><id>r</id><url>${url}</url></repository></repositories>`);
const server = (inner: string) =>
  `<settings><servers><server><id>r</id>${inner}</server></servers></settings>`;
const MIRROR = '<settings><mirrors><mirror><url>https://repo.example.com</url></mirror></mirrors></settings>';

function access(text: string, files: Record<string, string> = {}) {
  const project = single(text, files);
  const found = accessOf(project, [model(project)], '.');
  return {
    mounts: found.secrets.map(secretMount),
    flags: accessFlags(found).map(({ value }) => value),
    before: secretAssignments(found.secrets),
    settings: found.settings?.value,
    warns: found.warning !== undefined,
  };
}

const NOTHING = { mounts: [], flags: [], before: [], settings: undefined, warns: false };
const OWN = '--mount=type=secret,id=maven_settings,target=/root/.m2/settings.xml';

describe('access to repositories', () => {
  test.each([
    ['a public one', repository('https://repo.spring.io/milestone'), {}, NOTHING],
    [
      'one that always asks',
      repository('https://maven.pkg.github.com/acme/lib'),
      {},
      { ...NOTHING, mounts: [OWN], flags: ['--secret id=maven_settings,src=$HOME/.m2/settings.xml'] },
    ],
    [
      'one that may ask: no flag, since a missing file would fail the build',
      repository('https://repo.acme.com/maven'),
      {},
      { ...NOTHING, mounts: [OWN], warns: true },
    ],
    ['settings with a mirror', pom(), { 'settings.xml': MIRROR }, { ...NOTHING, settings: 'settings.xml' }],
    [
      'settings with nothing about artifacts',
      pom(),
      { 'settings.xml': '<settings><offline>false</offline></settings>' },
      NOTHING,
    ],
    [
      'settings for publishing alone',
      pom(),
      {
        '.mvn/settings.xml':
          '<settings><servers><server><id>central</id><password>${env.DEPLOY}</password></server><server><id>nvd</id><password>${env.NVD}</password></server></servers></settings>',
      },
      NOTHING,
    ],
    [
      'a repository of that name is read from',
      repository('https://repo.spring.io/milestone').replace('<id>r<', '<id>github<'),
      {
        '.mvn/settings.xml':
          '<settings><servers><server><id>github</id><password>${env.TOKEN}</password></server></servers></settings>',
      },
      {
        ...NOTHING,
        mounts: ['--mount=type=secret,id=TOKEN'],
        flags: ['--secret id=TOKEN,env=TOKEN'],
        before: ['TOKEN="$(cat /run/secrets/TOKEN 2>/dev/null)"'],
        settings: '.mvn/settings.xml',
      },
    ],
    [
      'settings with a credential are a secret',
      pom(),
      { '.mvn/settings.xml': server('<username>me</username><password>hunter2</password>') },
      { ...NOTHING, mounts: [OWN], flags: ['--secret id=maven_settings,src=.mvn/settings.xml'] },
    ],
    [
      'settings with the name of one',
      repository('https://maven.pkg.github.com/acme/lib'),
      { '.mvn/settings.xml': server('<username>me</username><password>${env.GITHUB_TOKEN}</password>') },
      {
        ...NOTHING,
        mounts: ['--mount=type=secret,id=GITHUB_TOKEN'],
        flags: ['--secret id=GITHUB_TOKEN,env=GITHUB_TOKEN'],
        before: ['GITHUB_TOKEN="$(cat /run/secrets/GITHUB_TOKEN 2>/dev/null)"'],
        settings: '.mvn/settings.xml',
      },
    ],
    [
      'settings that maven.config names need no -s',
      pom(),
      { '.mvn/maven.config': '-s\nci/maven.xml', 'ci/maven.xml': MIRROR },
      NOTHING,
    ],
  ])('%s', (_name, text, files, expected) => {
    expect(access(text, files)).toEqual(expected);
  });
});
