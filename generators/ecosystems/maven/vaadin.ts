import type { Model } from './model.js';
import { all, text, type Xml } from './xml.js';

/**
 * The profile that bundles the pages of a Vaadin app. Without it the app starts a development server for
 * them, which needs Node and the sources (https://vaadin.com/docs/latest/flow/production). Undefined where
 * the build bundles them by itself, or where the user names profiles.
 */
export function vaadinProfile(models: readonly Model[]): string | undefined {
  for (const { pom, flags } of models) {
    if (flags.profiles.length > 0 || bundles(pom.project)) continue;
    const profiles = all(pom.project, 'profiles', 'profile');
    const found = profiles.find(
      (profile) => text(profile, 'activation', 'activeByDefault') !== 'true' && bundles(profile),
    );
    const id = found && text(found, 'id');
    if (id !== undefined) return id;
  }
  return undefined;
}

/** True where the Vaadin plugin runs its goal `build-frontend`. */
function bundles(section: Xml): boolean {
  return all(section, 'build', 'plugins', 'plugin')
    .filter((plugin) => /^(vaadin|flow|hilla)-maven-plugin$/.test(text(plugin, 'artifactId') ?? ''))
    .flatMap((plugin) => all(plugin, 'executions', 'execution', 'goals', 'goal'))
    .some((goal) => goal === 'build-frontend');
}
