import { interpolate, literal, namePattern } from './properties.js';
import type { Model, Plugin } from './types.js';
import { all, one, text, type Xml } from './xml.js';

/**
 * A plugin that the build runs, or undefined. Elements of `build/plugins` come first, nearest POM
 * first, then those of `pluginManagement`, which adds to a plugin but does not bring it.
 */
export function plugin(model: Model, artifactId: string): Plugin | undefined {
  const named = (element: Xml) => text(element, 'artifactId') === artifactId;
  const used = model.sections.flatMap(({ node, pom }) =>
    all(node, 'build', 'plugins', 'plugin').filter(
      (element) => named(element) && (pom === model.pom || text(element, 'inherited') !== 'false'),
    ),
  );
  if (used.length === 0) return undefined;
  const extra = model.sections.flatMap(({ node }) =>
    all(node, 'build', 'pluginManagement', 'plugins', 'plugin').filter(named),
  );
  return { artifactId, model, elements: [...used, ...extra] };
}

/** Artifact ids of all plugins that the build runs. */
export function pluginIds(model: Model): string[] {
  const ids = model.sections.flatMap(({ node }) =>
    all(node, 'build', 'plugins', 'plugin').map((element) => text(element, 'artifactId') ?? ''),
  );
  return [...new Set(ids)];
}

/** The first value of a setting: the plugin's own configuration, then that of its executions. */
export function setting(plugin: Plugin | undefined, ...tags: string[]): string | undefined {
  return plugin && firstOf(plugin, tags, interpolate);
}

/** A setting that names a file, as a pattern (see {@link namePattern}). */
export function nameSetting(plugin: Plugin | undefined, ...tags: string[]): string | undefined {
  return plugin && firstOf(plugin, tags, namePattern);
}

/** A setting that names a file, as the build writes it (see {@link literal}). */
export function literalSetting(plugin: Plugin | undefined, ...tags: string[]): string | undefined {
  return plugin && firstOf(plugin, tags, literal);
}

function firstOf(
  plugin: Plugin,
  tags: string[],
  read: (model: Model, source: string) => string,
): string | undefined {
  for (const element of [...plugin.elements, ...executions(plugin)]) {
    const found = text(element, 'configuration', ...tags);
    if (found === undefined) continue;
    const value = read(plugin.model, found);
    if (!value.includes('${')) return value;
  }
  return undefined;
}

/** A setting of the plugin's own configuration only: what a goal from the command line obeys too. */
export function ownSetting(plugin: Plugin | undefined, ...tags: string[]): string | undefined {
  return setting(ownPart(plugin), ...tags);
}

/** The plugin without its executions. */
export function ownPart(plugin: Plugin | undefined): Plugin | undefined {
  return plugin && { ...plugin, elements: plugin.elements.map(withoutExecutions) };
}

function withoutExecutions(element: Xml): Xml {
  if (typeof element === 'string') return element;
  const { executions: _executions, ...rest } = element;
  return rest;
}

/** All executions of a plugin. */
export function executions(plugin: Plugin): Xml[] {
  return plugin.elements.flatMap((element) => all(element, 'executions', 'execution'));
}

/** True when `mvn package` runs one of the plugin's goals: an execution names it, in no later phase. */
export function runs(plugin: Plugin | undefined, ...goals: string[]): boolean {
  if (plugin === undefined) return false;
  return executions(plugin).some((execution) => {
    const phase = interpolate(plugin.model, text(execution, 'phase') ?? 'package');
    return !LATE.test(phase) && all(execution, 'goals', 'goal').some((goal) => goals.includes(String(goal)));
  });
}

const LATE = /^(none|install|deploy|verify|site|(pre|post)?-?integration-test)$/;

/** True when a phase behind `package` runs one of its executions. */
export function runsLate(plugin: Plugin): boolean {
  const phases = executions(plugin).map((each) =>
    interpolate(plugin.model, text(each, 'phase') ?? 'package'),
  );
  return phases.some((phase) => phase !== 'none' && LATE.test(phase));
}

/** All elements at a path below any configuration of the plugin. */
export function settings(plugin: Plugin | undefined, ...tags: string[]): Xml[] {
  if (plugin === undefined) return [];
  return [...plugin.elements, ...executions(plugin)].flatMap((element) =>
    all(one(element, 'configuration'), ...tags),
  );
}
