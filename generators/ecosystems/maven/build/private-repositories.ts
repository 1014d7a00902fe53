import { credentialsOf } from '../../../knowledge/maven.js';
import type { Evidence } from '../../../project/evidence.js';
import { inPom } from '../read/pom.js';
import { interpolate } from '../read/properties.js';
import type { Model } from '../read/types.js';
import { all, text } from '../read/xml.js';

/** Repositories kept as files of a public GitHub repository. */
const PUBLIC_FILES = /^https?:\/\/(raw\.githubusercontent\.com|github\.com\/[^/]+\/[^/]+\/(raw|blob))\//;

interface Remote {
  host: string;
  from: Evidence;
  /** True when it never answers without credentials. */
  sure: boolean;
}

/** A repository that asks for credentials, or may. */
export function privateRepository(models: Model[]): Remote | undefined {
  const found = models.flatMap((model) =>
    model.sections.flatMap(({ node, pom }) =>
      [
        ...all(node, 'repositories', 'repository'),
        ...all(node, 'pluginRepositories', 'pluginRepository'),
      ].flatMap((repository): Remote[] => {
        const url = interpolate(model, text(repository, 'url') ?? '');
        const host = /^https?:\/\/([^/:]+)/.exec(url)?.[1];
        const credentials = credentialsOf(url);
        if (host === undefined || credentials === 'none' || PUBLIC_FILES.test(url)) return [];
        return [{ host, from: inPom(pom, 'url', text(repository, 'url')), sure: credentials === 'always' }];
      }),
    ),
  );
  return found.find(({ sure }) => sure) ?? found[0];
}
