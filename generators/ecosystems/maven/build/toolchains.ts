import { plugin, runs, settings } from '../read/plugins.js';
import { interpolate } from '../read/properties.js';
import type { Model } from '../read/types.js';
import { texts } from '../read/xml.js';

/**
 * The command that writes the toolchains.xml that toolchains:toolchain asks for and cannot be told to do
 * without: the one JDK of the image, by the names that the POM gives its own. Undefined where nothing asks.
 */
export function toolchainsFile(models: Model[], java: string): string | undefined {
  for (const model of models) {
    const toolchains = plugin(model, 'maven-toolchains-plugin');
    if (!runs(toolchains, 'toolchain')) continue;
    const [wanted] = settings(toolchains, 'toolchains', 'jdk');
    if (wanted === undefined) continue;
    const names = Object.entries(texts(wanted)).map(([name, raw]): [string, string] => {
      const value = interpolate(model, raw);
      // A range names no version: the JDK that was chosen for it lies within.
      return [name, /[[(,]/.test(value) ? java : value];
    });
    const provides = names
      .map(([name, value]) => `<${name}>${value.replace(/[<&>']/g, '')}</${name}>`)
      .join('');
    return [
      "echo '<toolchains><toolchain><type>jdk</type>",
      `<provides>${provides}</provides>`,
      "<configuration><jdkHome>'\"$JAVA_HOME\"'</jdkHome></configuration></toolchain></toolchains>'",
      ' > ~/.m2/toolchains.xml',
    ].join('');
  }
  return undefined;
}
