import { fits } from '../../../knowledge/globs.js';
import { apisOf, importOf } from '../../../knowledge/java.js';
import { knownPlugins } from '../../../knowledge/maven.js';
import { cite, lineAt, place } from '../../../project/evidence.js';
import type { Project } from '../../../project/project.js';
import { atLeast, dependencies } from '../read/dependencies.js';
import { executions, plugin, pluginIds, runs, setting } from '../read/plugins.js';
import { inPom } from '../read/pom.js';
import { built, finalName, interpolate } from '../read/properties.js';
import { sourceFiles } from '../read/sources.js';
import type { Artifact, Dependency, Model, Plugin } from '../read/types.js';
import { text } from '../read/xml.js';
import type { Reason } from '../sentences.js';

/** APIs of the platform alone, without anything that implements them. */
const PLATFORM = ['javax:javaee-*', 'jakarta.platform:*', 'org.eclipse.microprofile:microprofile'];

/** Beans that nothing but a server runs, wherever their API comes from. */
const BEANS = ['javax.ejb:*', 'jakarta.ejb:*'];

const APIS = apisOf('server');

/** An API by itself: with the scope `provided` the server is to bring it. */
const SINGLE = APIS.flatMap(({ packages }) =>
  packages.flatMap((name) => [`${name}*`, `${name.slice(0, -1)}:*`]),
);

/** Why a war needs a whole application server and not only Tomcat; undefined when Tomcat is enough. */
export function needsServer(model: Model, project: Project): Reason | undefined {
  const all = dependencies(model);
  const isApi = ({ groupId, artifactId, scope }: Dependency) =>
    fits(
      `${groupId}:${artifactId}`,
      scope === 'provided' ? [...PLATFORM, ...SINGLE] : [...PLATFORM, ...BEANS],
    );
  if (!all.some(isApi)) return undefined;
  const server = ownServer(pluginIds(model)) ?? 'WildFly, Open Liberty, Payara, TomEE';
  const missing = APIS.filter(
    ({ broughtBy }) => !all.some(({ artifactId }) => broughtBy.some((part) => artifactId.includes(part))),
  ).map((api) => ({ api: api.api, imports: importOf(api) }));
  for (const { path, text: source } of sourceFiles(project, model)) {
    for (const { api, imports } of missing) {
      const found = imports.exec(source);
      if (found === null) continue;
      return { is: 'server', place: cite(place(path, lineAt(source, found.index))), api, server };
    }
  }
  return undefined;
}

/** The jar of a war with its server, which starts like any other. */
export function serverJar(model: Model): Artifact | undefined {
  for (const { plugin: id, server = id, packs = [] } of knownPlugins) {
    const packer = plugin(model, id);
    if (packer === undefined) continue;
    const packed = packs.find(
      ({ goal, when, bound, since }) =>
        runs(packer, goal) &&
        (!bound || executions(packer).some((each) => text(each, 'phase') !== undefined)) &&
        (when === undefined || setting(packer, when.setting) === when.value) &&
        (since === undefined || atLeast(versionOf(packer), since)),
    );
    if (packed === undefined) continue;
    const name = packed.named === undefined ? finalName(model) : model.coordinates.artifactId;
    return {
      kind: 'jar',
      file: built(model, `${name}${packed.suffix}.jar`),
      nested: true,
      ...(packed.flags && { flags: packed.flags }),
      server: {
        name: server,
        port: packed.port,
        arguments: packed.arguments ?? [],
        ...(packed.moves && { moves: packed.moves }),
      },
      from: inPom(model.pom, 'artifactId', id),
      because: `${id} packs the war with its server`,
    };
  }
  return undefined;
}

function versionOf(packer: Plugin): string {
  const version = packer.elements.map((element) => text(element, 'version')).find(Boolean) ?? '';
  return interpolate(packer.model, version);
}

/** The application server that the POM itself runs the war on, with the plugin that says so. */
function ownServer(ids: string[]): string | undefined {
  const row = knownPlugins.find(({ plugin, server }) => server !== undefined && ids.includes(plugin));
  return row && `${row.server} by ${row.plugin}`;
}
