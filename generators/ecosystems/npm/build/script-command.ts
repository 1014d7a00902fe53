import { shellWord } from '../../../project/shell.js';
import { dependenciesOf, type Manifest, scriptOf } from '../read/manifest.js';
import { type Install, memberOf } from './install/install.js';

/** The command that runs a script of a package of the install; none without a script. */
export function scriptCommand(install: Install, manifest: Manifest, script: string | undefined): string[] {
  if (script === undefined) return [];
  const command = install.commands.run(script, memberOf(install, manifest));
  const yarn = / workspace /.test(command) ? command.split(' workspace ')[0] : undefined;
  // Yarn 2+ shows a package the executables of its own dependencies alone, and those of its caller.
  const borrows = install.choice.manager.value === 'berry' && borrowsTools(install, manifest, script);
  return [borrows && yarn !== undefined ? `${yarn} exec ${command}` : command];
}

/** True when a script calls a program that only the root of the workspace depends on. */
function borrowsTools({ root }: Install, manifest: Manifest, script: string): boolean {
  const own = dependenciesOf(manifest);
  const tools = dependenciesOf(root);
  const programs = (scriptOf(manifest, script) ?? '')
    .split(/&&|\|\||;/)
    .map((part) => part.trim().split(/\s/)[0] ?? '');
  const packages = programs.map((program) => (program === 'tsc' ? 'typescript' : program));
  return manifest !== root && packages.some((name) => name in tools && !(name in own));
}

/** A command behind its settings, which are on lines of their own when they are many. */
export function withSettings(env: Record<string, string>, command?: string): string {
  const settings = Object.entries(env).map(([name, value]) => `${name}=${shellWord(value)}`);
  const separator = settings.join(' ').length > 100 ? ' \\\n    ' : ' ';
  return [...settings, ...(command === undefined ? [] : [command])].join(separator);
}
