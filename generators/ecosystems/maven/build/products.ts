import { knownPlugins, parentOf } from '../../../knowledge/maven.js';
import type { Packages, Product } from '../../../plan/product.js';
import type { Wishes } from '../../../plan/wishes.js';
import { below, within } from '../../../project/paths.js';
import type { Project } from '../../../project/project.js';
import { candidatesOf } from '../app/detect.js';
import { manifestMain } from '../app/manifest.js';
import { quarkus } from '../app/quarkus.js';
import { isLacked } from '../app/stale-main.js';
import {
  executions,
  literalSetting,
  plugin,
  pluginIds,
  runs,
  runsLate,
  setting,
  settings,
} from '../read/plugins.js';
import { inPom } from '../read/pom.js';
import { buildDirectory, first, literalName } from '../read/properties.js';
import type { Model, Plugin, Reactor } from '../read/types.js';
import { all, text } from '../read/xml.js';

/** What every module of the repository packs, as its POM says. */
export function products(project: Project, wishes?: Wishes): Product[] {
  return candidatesOf(project, wishes)
    .filter(({ model }) => model.packaging !== 'pom')
    .map(({ model, reactor }) => productOf(model, reactor, project));
}

function productOf(model: Model, { root }: Reactor, project: Project): Product {
  // An extension of the build may decide versions (jgitver, git-versioning).
  const extended = project.has(below(root, '.mvn/extensions.xml'));
  const packages = extended ? undefined : packagesOf(model, project);
  const main = manifestMain(model);
  return {
    manifest: model.pom.path,
    output: buildDirectory(model),
    ...(packages && { packages }),
    ...(main !== undefined && { main: { name: main.value, from: main.from } }),
    lacks: (name) => isLacked(name, model, project),
  };
}

/** Plug-ins that write no package, and those that are understood here. */
const UNDERSTOOD = new Set([
  ...knownPlugins
    .filter(({ sourcesOnly, skip }) => sourcesOnly || skip !== undefined)
    .map((row) => row.plugin),
  'frontend-maven-plugin',
  'jib-maven-plugin',
]);

/** Plug-ins that write packages into the build directory, each with the names that it gives them. */
const PACKERS: { plugin: string; names(plugin: Plugin, model: Model): string[] | undefined }[] = [
  { plugin: 'maven-jar-plugin', names: ofJar },
  {
    plugin: 'maven-source-plugin',
    names: (plugin, model) => attached(plugin, model, 'sources', ['jar', 'jar-no-fork']),
  },
  { plugin: 'maven-javadoc-plugin', names: (plugin, model) => attached(plugin, model, 'javadoc', ['jar']) },
  { plugin: 'maven-shade-plugin', names: ofShade },
  { plugin: 'maven-assembly-plugin', names: ofAssembly },
  { plugin: 'spring-boot-maven-plugin', names: ofBoot },
  { plugin: 'maven-dependency-plugin', names: ofDependency },
  { plugin: 'exec-maven-plugin', names: (exec) => (runs(exec, 'exec', 'java') ? undefined : []) },
];

/** The packages of a module; undefined where a plug-in or a parent that is not known may make others. */
function packagesOf(model: Model, project: Project): Packages | undefined {
  if (!/^(jar|war)$/.test(model.packaging)) return undefined;
  if (model.external !== undefined && parentOf(model.external) === undefined) return undefined;
  if (pluginIds(model).some((id) => !UNDERSTOOD.has(id))) return undefined;
  const files = new Set([usualName(model)]);
  for (const { plugin: id, names } of PACKERS) {
    const packer = plugin(model, id);
    if (packer === undefined) continue;
    const made = runsLate(packer) ? undefined : names(packer, model);
    if (made === undefined) return undefined;
    for (const name of made) files.add(name);
  }
  if ([...files].some((name) => name.includes('${'))) return undefined;
  return { ...ofQuarkus([...files], model, project), from: placeOfName(model) };
}

/** The name of the module's own package. */
function usualName(model: Model): string {
  const packer = plugin(model, `maven-${model.packaging}-plugin`);
  const own = literalSetting(packer, model.packaging === 'war' ? 'warName' : 'finalName');
  const classifier = model.packaging === 'war' ? literalSetting(packer, 'classifier') : ownClassifier(packer);
  return `${own ?? literalName(model)}${suffix(classifier)}.${model.packaging}`;
}

function ownClassifier(jar: Plugin | undefined): string | undefined {
  const usual = jar && executions(jar).find((each) => text(each, 'id') === 'default-jar');
  const own = jar?.elements.map((each) => text(each, 'configuration', 'classifier')).find(Boolean);
  return own ?? text(usual, 'configuration', 'classifier');
}

/** Where the name of the package is decided. */
function placeOfName(model: Model) {
  return first(model, 'build', 'finalName')?.from ?? inPom(model.pom, 'version');
}

function suffix(classifier: string | undefined): string {
  return classifier === undefined ? '' : `-${classifier}`;
}

function ofJar(jar: Plugin, model: Model): string[] | undefined {
  const others = executions(jar).filter((each) => !/^default-(test-)?jar$/.test(text(each, 'id') ?? ''));
  if (literalSetting(jar, 'outputDirectory') !== undefined) return undefined;
  return others.flatMap((each) => {
    const classifier = text(each, 'configuration', 'classifier');
    const tests = all(each, 'goals', 'goal').includes('test-jar') ? 'tests' : undefined;
    const name = classifier ?? tests;
    return name === undefined ? [] : [`${literalName(model)}-${name}.jar`];
  });
}

function attached(packer: Plugin, model: Model, classifier: string, goals: string[]): string[] {
  return runs(packer, ...goals) ? [`${literalName(model)}-${classifier}.jar`] : [];
}

/** The shaded jar takes the place of the plain one, whose copy stays as `original-…`, or lies beside it. */
function ofShade(shade: Plugin, model: Model): string[] | undefined {
  if (!runs(shade, 'shade')) return [];
  const moved = ['outputFile', 'outputDirectory', 'finalName'].some(
    (name) => literalSetting(shade, name) !== undefined,
  );
  if (moved || executions(shade).length > 1 || model.packaging !== 'jar') return undefined;
  if (setting(shade, 'shadedArtifactAttached') !== 'true') return [`original-${literalName(model)}.jar`];
  const { artifactId, version } = model.coordinates;
  const id = literalSetting(shade, 'shadedArtifactId') ?? artifactId;
  return [`${id}-${version}-${literalSetting(shade, 'shadedClassifierName') ?? 'shaded'}.jar`];
}

function ofAssembly(assembly: Plugin, model: Model): string[] | undefined {
  if (!runs(assembly, 'single')) return [];
  const own = [...settings(assembly, 'descriptors', 'descriptor'), ...settings(assembly, 'descriptor')];
  if (own.length > 0 || literalSetting(assembly, 'outputDirectory') !== undefined) return undefined;
  const name = literalSetting(assembly, 'finalName') ?? literalName(model);
  const apart = setting(assembly, 'appendAssemblyId') !== 'false';
  const refs = settings(assembly, 'descriptorRefs', 'descriptorRef').map((ref) => String(ref).trim());
  const jars = refs.filter((ref) => ref === 'jar-with-dependencies');
  return jars.map((ref) => `${name}${apart ? `-${ref}` : ''}.jar`);
}

function ofBoot(boot: Plugin, model: Model): string[] | undefined {
  if (!runs(boot, 'repackage') || setting(boot, 'skip') === 'true') return [];
  if (literalSetting(boot, 'outputDirectory') !== undefined) return undefined;
  const name = literalSetting(boot, 'finalName') ?? literalName(model);
  return [`${name}${suffix(literalSetting(boot, 'classifier'))}.${model.packaging}`];
}

/** Dependencies that are copied go to a directory of their own, unless the POM says the build directory itself. */
function ofDependency(copier: Plugin, model: Model): string[] | undefined {
  const to = literalSetting(copier, 'outputDirectory');
  return to !== undefined && within('.', to) === within('.', buildDirectory(model)) ? undefined : [];
}

/** Quarkus leaves the plain jar beside its own, or not, by its version. */
function ofQuarkus(files: string[], model: Model, project: Project): Pick<Packages, 'files' | 'perhaps'> {
  const found = quarkus(model, project);
  if (found === undefined) return { files, perhaps: [] };
  if (found.type === 'fast-jar') return { files: [], perhaps: [...files, 'quarkus-app'] };
  return { files: [], perhaps: [...files, `${found.name ?? literalName(model)}${found.suffix}.jar`] };
}
