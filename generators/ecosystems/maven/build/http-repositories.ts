import { credentialsOf } from '../../../knowledge/maven.js';
import { interpolate } from '../read/properties.js';
import type { Model } from '../read/types.js';
import { all, text } from '../read/xml.js';

/**
 * The command that has public repositories asked by https that the POMs name by http: Maven 3.8.1 and newer block
 * them (https://maven.apache.org/docs/3.8.1/release-notes.html). Others stay blocked: most of them are gone, and
 * waiting for them would cost more than it gains. Undefined where there are none.
 */
export function httpMirrors(models: readonly Model[]): string | undefined {
  const mirrors = new Map(models.flatMap(repositoriesOf).map(({ id, url }) => [id, url]));
  if (mirrors.size === 0) return undefined;
  const elements = [...mirrors].map(
    ([id, url]) => `<mirror><id>${id}-mirror</id><mirrorOf>${id}</mirrorOf><url>${url}</url></mirror>`,
  );
  return `echo '<settings><mirrors>${elements.join('')}</mirrors></settings>' > ~/.m2/settings.xml`;
}

function repositoriesOf(model: Model): { id: string; url: string }[] {
  const places = [
    ['repositories', 'repository'],
    ['pluginRepositories', 'pluginRepository'],
  ];
  return model.sections
    .flatMap(({ node }) => places.flatMap((place) => all(node, ...place)))
    .flatMap((repository) => {
      const id = interpolate(model, text(repository, 'id') ?? '');
      const url = interpolate(model, text(repository, 'url') ?? '');
      const isPublic = /^http:\/\/[\w./~-]+$/.test(url) && credentialsOf(url) === 'none';
      return isPublic && /^[\w.-]+$/.test(id) ? [{ id, url: url.replace(/^http:/, 'https:') }] : [];
    });
}
