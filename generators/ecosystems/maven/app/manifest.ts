import { plugin, runs, setting, settings } from '../read/plugins.js';
import { inPom } from '../read/pom.js';
import { interpolate, resolved } from '../read/properties.js';
import type { Model, Value } from '../read/types.js';
import { text } from '../read/xml.js';

const PLACES = [
  ['archive', 'manifest', 'mainClass'],
  ['archive', 'manifestEntries', 'Main-Class'],
];

/** The class that the manifest of a module's package names; undefined where none does, or several do. */
export function manifestMain(model: Model): Value | undefined {
  const named = [
    ...ofArchive(model, 'maven-jar-plugin'),
    ...ofArchive(model, 'maven-assembly-plugin'),
    ...ofShade(model),
    ...ofBoot(model),
  ];
  const [first, ...others] = named;
  return first !== undefined && others.every(({ value }) => value === first.value) ? first : undefined;
}

/** The class in the manifest that a plug-in's archiver writes. */
function ofArchive(model: Model, id: string): Value[] {
  const packer = plugin(model, id);
  return PLACES.flatMap((tags) => classNamed(model, setting(packer, ...tags), tags.at(-1)));
}

/** The class that a transformer of maven-shade-plugin writes into the manifest. */
export function shadedMain(model: Model): string | undefined {
  return settings(plugin(model, 'maven-shade-plugin'), 'transformers', 'transformer')
    .map((each) => text(each, 'mainClass') ?? text(each, 'manifestEntries', 'Main-Class'))
    .find((each) => each !== undefined);
}

function ofShade(model: Model): Value[] {
  return runs(plugin(model, 'maven-shade-plugin'), 'shade')
    ? classNamed(model, shadedMain(model), 'mainClass')
    : [];
}

/** https://docs.spring.io/spring-boot/maven-plugin/packaging.html: `mainClass`, which is `${start-class}` by default. */
function ofBoot(model: Model): Value[] {
  const boot = plugin(model, 'spring-boot-maven-plugin');
  if (!runs(boot, 'repackage')) return [];
  const own = classNamed(model, setting(boot, 'mainClass'), 'mainClass');
  const property = own.length > 0 ? undefined : resolved(model, 'start-class');
  return property === undefined ? own : [property];
}

function classNamed(model: Model, named: string | undefined, tag = ''): Value[] {
  const value = named === undefined ? undefined : interpolate(model, named).trim();
  return value === undefined || value.includes('${') ? [] : [{ value, from: inPom(model.pom, tag, named) }];
}
