import type { Linter } from '../../../plan/targets.js';
import { type Install, memberOf } from '../build/install/install.js';
import { keyAt, scriptOf } from '../read/manifest.js';
import { because } from '../sentences.js';

/** Scripts that lint, those that change nothing first. */
const LINT_SCRIPTS = ['lint:ci', 'lint:check', 'lint', 'check:lint', 'eslint'];

/** The lint script of an app. */
export function findLinter(install: Install): Linter {
  const { app, commands } = install;
  const name = LINT_SCRIPTS.find((script) => scriptOf(app, script) !== undefined);
  if (name === undefined) return { missing: because['lint-no-script']({ path: app.path }) };
  const text = scriptOf(app, name) ?? '';
  return {
    does: `runs the ${name} script${text.length > 60 ? '' : ` (${text})`}`,
    command: commands.run(name, memberOf(install, app)),
    from: keyAt(app, 'scripts', name),
  };
}
