import { knownPlugins } from '../../../knowledge/maven.js';
import type { Evidence } from '../../../project/evidence.js';
import { plugin, settings } from '../read/plugins.js';
import { artifactPlace } from '../read/pom.js';
import type { Model } from '../read/types.js';
import { inRange, pluginVersion } from './used-artifacts.js';

/** A plug-in in a version that fails with the Maven of the image. */
export interface OldPlugin {
  plugin: string;
  version: string;
  /** The first version that works. */
  needed: string;
  because: string;
  from: Evidence;
}

/** The plug-ins of a module that fail with a Maven of today, by the table of plug-ins. */
export function oldPlugins(model: Model): OldPlugin[] {
  return knownPlugins.flatMap(({ plugin: id, breaks }) => {
    if (breaks === undefined) return [];
    const { below, setting, because } = breaks;
    const version = pluginVersion(model, id) ?? '';
    if (!inRange(version, `<${below}`) || settings(plugin(model, id), ...setting).length === 0) return [];
    const from = artifactPlace(model, { artifactId: id, version });
    return [{ plugin: id, version, needed: below, because, from }];
  });
}
