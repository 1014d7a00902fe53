import { below, within } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { atLeast, dependencies, managed } from '../read/dependencies.js';
import { nameSetting, ownPart, plugin, runs, setting } from '../read/plugins.js';
import { artifactPlace, parentPlace } from '../read/pom.js';
import { interpolate, resolved } from '../read/properties.js';
import type { Model, Repackaged, Value } from '../read/types.js';
import { all, one, readXml, text } from '../read/xml.js';

const GROUP = 'org.springframework.boot';

const PLUGIN = 'spring-boot-maven-plugin';

/** The version of Spring Boot: parent, bom, plugin, dependency, or a property that says so. */
export function bootVersion(model: Model): Value | undefined {
  const { external } = model;
  if (external?.groupId === GROUP) {
    const from = parentPlace(model.parents.at(-1) ?? model.pom, external);
    return isKnown(external.version) ? { value: external.version, from } : undefined;
  }
  const bom = [...managed(model), ...dependencies(model)].find(
    ({ groupId, version }) => groupId === GROUP && isKnown(version),
  );
  if (bom !== undefined) return { value: bom.version, from: artifactPlace(model, bom) };
  return (
    pinnedPlugin(model) ??
    PROPERTIES_OF_BOOT.map((name) => resolved(model, name)).find((found) => found !== undefined)
  );
}

/** The version of the plugin that packs the jar: layers and launcher are its own, whatever the dependencies are. */
export function packerVersion(model: Model): Value | undefined {
  return pinnedPlugin(model) ?? bootVersion(model);
}

function pinnedPlugin(model: Model): Value | undefined {
  const pinned = plugin(model, PLUGIN)?.elements.map((element) => text(element, 'version'));
  const version = interpolate(model, pinned?.find((each) => each !== undefined) ?? '');
  if (!isKnown(version)) return undefined;
  return { value: version, from: artifactPlace(model, { artifactId: PLUGIN, version }) };
}

const PROPERTIES_OF_BOOT = ['spring-boot.version', 'spring.boot.version', 'springboot.version'];

function isKnown(version: string): boolean {
  return version !== '' && !version.includes('${');
}

const LAYERS = ['dependencies', 'spring-boot-loader', 'snapshot-dependencies', 'application'];

/** What the repackage goal makes of a module; undefined when `mvn package` does not run it. */
export function repackaged(
  model: Model,
  project: Project,
  version: string | undefined,
): Repackaged | undefined {
  const boot = plugin(model, PLUGIN);
  if (!runs(boot, 'repackage')) return undefined;
  const skip = setting(boot, 'skip') ?? resolved(model, 'spring-boot.repackage.skip')?.value;
  if (skip === 'true') return undefined;
  const classifier = setting(boot, 'classifier');
  const name = nameSetting(ownPart(boot), 'finalName');
  const result: Repackaged = { suffix: classifier === undefined ? '' : `-${classifier}`, layers: [] };
  if (name !== undefined) result.finalName = name;
  const whole = reasonToKeepWhole(model, version);
  if (whole !== undefined || version === undefined) {
    return { ...result, whole: whole ?? 'the version of Spring Boot is not known' };
  }
  const layers = layerNames(model, project);
  if (layers === undefined) return { ...result, whole: 'its layers.xml cannot be read here' };
  if (atLeast(version, '3.3')) return { ...result, layers };
  const launcher = atLeast(version, '3.2')
    ? 'org.springframework.boot.loader.launch.JarLauncher'
    : 'org.springframework.boot.loader.JarLauncher';
  return { ...result, layers, launcher };
}

/** R50: which jars cannot be extracted, by https://docs.spring.io/spring-boot/maven-plugin/packaging.html */
function reasonToKeepWhole(model: Model, version = ''): string | undefined {
  const boot = plugin(model, PLUGIN);
  const enabled = setting(boot, 'layers', 'enabled');
  if (model.packaging === 'war') return 'an executable war runs as it is';
  if (!atLeast(version, '2.3')) return 'Spring Boot before 2.3 has no layers';
  if (enabled === 'false') return 'layers are switched off in the POM';
  if (enabled !== 'true' && !atLeast(version, '2.4')) return 'Spring Boot 2.3 makes no layers unless told to';
  if (setting(boot, 'executable') === 'true') return 'a jar with a launch script cannot be extracted';
  if (setting(boot, 'includeTools') === 'false' || setting(boot, 'layers', 'includeLayerTools') === 'false') {
    return 'the POM leaves the tools out of the jar';
  }
  const layout = setting(boot, 'layout');
  return layout === undefined || layout === 'JAR' ? undefined : `the jar has the layout ${layout}`;
}

/** The layers in the order they are listed: those of a layers.xml, else Boot's own four. */
function layerNames(model: Model, project: Project): string[] | undefined {
  const file = setting(plugin(model, PLUGIN), 'layers', 'configuration');
  if (file === undefined) return LAYERS;
  const path = within(model.directory, file);
  const layers = path === undefined ? undefined : readXml(project, path, 'layers');
  const names = all(one(layers, 'layerOrder'), 'layer').map(String);
  return names.length === 0 ? undefined : names;
}

/** Where the plugin writes the jar, below the module. */
export function bootOutput(model: Model): string | undefined {
  const directory = nameSetting(ownPart(plugin(model, PLUGIN)), 'outputDirectory');
  return directory === undefined ? undefined : below('.', directory);
}
