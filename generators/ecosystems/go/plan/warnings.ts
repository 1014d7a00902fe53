import { EMPTY_ENV_FILE, LOADS_ENV_FILE } from '../../../plan/env-file.js';
import type { Warning } from '../../../plan/plan.js';
import type { Base } from '../../../vocabulary.js';
import { goMinor } from '../read/modfile.js';
import type { Module } from '../read/modules.js';
import { missingTools } from '../run/missing-tools.js';
import { neededVariables } from '../run/required-variables.js';
import type { Facts } from './facts.js';

/** What the user should know of that the build cannot mend. The image sets `given` by itself. */
export function warningsOf(facts: Facts, given: readonly { name: string }[], base: Base): Warning[] {
  const { program, layout, untidy, cgo } = facts;
  const { module } = program.scope;
  const warnings: Warning[] = [];
  if (module.bare !== undefined) {
    warnings.push({
      message: `there is no go.mod, so the build makes one up${module.bare.external ? ' and takes the newest version of what is imported' : ''}: run go mod init ${module.mod.module} && go mod tidy and commit both`,
      from: module.file,
    });
  }
  if (untidy !== undefined) {
    const message = `${untidy.message}: the build adds it; run go mod tidy and commit go.mod and go.sum`;
    warnings.push({ message, from: untidy.from });
  } else if (layout.unlocked) {
    warnings.push({
      message:
        'go.sum is not committed, so the build trusts whatever it downloads: run go mod tidy and commit it',
      from: module.file,
    });
  }
  for (const { name, from } of cgo.unknown) {
    const message = `it links ${name}, whose Debian package is not known here: install it in a --build-command, or the build fails`;
    warnings.push({ message, from });
  }
  warnings.push(...environmentWarnings(facts, given));
  for (const { pattern, place } of facts.placeholders) {
    warnings.push({
      message: `it embeds "${pattern}", where only a placeholder lies: build the front end first, or the program serves none`,
      from: place,
    });
  }
  const tools = missingTools(program, base, facts.name);
  if (tools !== undefined) warnings.push(tools);
  warnings.push(...facts.frontEnds.stages.flatMap((stage) => stage.warnings));
  warnings.push(...facts.frontEnds.outputs.flatMap(({ warning }) => warning ?? []));
  const sqlite = module.mod.requires.find(({ path }) => path === 'github.com/mattn/go-sqlite3');
  if (!cgo.needed.value && sqlite?.indirect && listsOnlyWhatIsUsed(module)) {
    warnings.push({
      message:
        'a dependency may use github.com/mattn/go-sqlite3, which needs cgo at run time; nothing in this repository imports it, so cgo is off',
      from: `${module.file}:${sqlite.line}`,
    });
  }
  return warnings;
}

/** What the program wants from its environment that no image can carry. */
function environmentWarnings({ program, needs }: Facts, given: readonly { name: string }[]): Warning[] {
  const warnings: Warning[] = [];
  if (needs.dotenvSettings !== undefined) {
    warnings.push({
      message:
        'it stops without a .env file, which never goes into an image: mount it with docker run -v "$PWD/.env:/app/.env:ro"',
      from: needs.dotenvSettings,
    });
  } else if (needs.dotenvOnly !== undefined) {
    warnings.push({
      message: EMPTY_ENV_FILE,
      from: needs.dotenvOnly,
    });
  } else if (needs.dotenv !== undefined) {
    warnings.push({
      message: LOADS_ENV_FILE,
      from: needs.dotenv,
    });
  }
  const [required, ...others] = neededVariables(program).filter(
    ({ name }) => !given.some((one) => one.name === name),
  );
  if (required !== undefined) {
    const names = [required, ...others].map(({ name }) => name);
    const listed =
      names.length > 4 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
    warnings.push({
      message: `it does not start without ${listed}: pass them with docker run -e or --env-file`,
      from: required.from,
    });
  }
  return warnings;
}

/** From `go 1.17` on go.mod names what the module's packages import; tools bring in anything. */
function listsOnlyWhatIsUsed({ mod }: Module): boolean {
  return goMinor(mod) >= 17 && !mod.tools;
}
