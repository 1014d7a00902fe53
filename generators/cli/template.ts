import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { docsOf } from '../authoring/docs.js';
import { skeleton } from '../authoring/skeleton.js';
import { testTemplate } from '../authoring/test.js';
import { type Catalog, withAllLanguages } from '../catalog/catalog.js';
import { loadContribution } from '../contributions/load.js';
import { createDocker } from '../engine/docker.js';
import { EXIT, type ExitCode, UserError } from '../errors.js';
import { builtinPartials, defaultCatalog } from '../home.js';
import { commandArguments, misuse } from './subcommand.js';

/** What a command for authors of templates works with. */
export interface AuthorWorld {
  cwd: string;
  stdout: NodeJS.WritableStream;
  env: Record<string, string | undefined>;
}

const USAGE = `Tools for authors of templates.

Usage: npx create-dockerfile template new ID          write the folder ID with a template that passes
       npx create-dockerfile template test [DIR]      check it, and build and start its examples
       npx create-dockerfile template docs [DIR]      print the part of a README that its manifest says

Options of test:
  --update    take the snapshots as they are made now
  --no-build  build and start nothing: only what needs no Docker engine
`;

const OPTIONS = {
  update: { type: 'boolean' },
  'no-build': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/**
 * Runs `create-dockerfile template …`. Returns the exit code.
 *
 * Throws a UserError for everything the author can mend.
 */
export async function runTemplate(argv: readonly string[], world: AuthorWorld): Promise<ExitCode> {
  const { values, positionals } = commandArguments('template', argv, OPTIONS);
  const [verb = '', argument, ...more] = positionals;
  if (values.help === true || verb === '') {
    world.stdout.write(USAGE);
    return EXIT.done;
  }
  if (more.length > 0) throw usage(`template ${verb} takes one argument, got ${positionals.length - 1}`);
  const say = (line: string) => world.stdout.write(`${line}\n`);
  if (!['new', 'test', 'docs'].includes(verb))
    throw usage(`there is no "template ${verb}"`, 'There are template new, template test and template docs.');
  if (verb === 'new') return writeNew(argument, world, say);
  const path = resolve(world.cwd, argument ?? '.');
  if (!existsSync(join(path, 'template.json')))
    throw usage(`there is no template.json in ${path}`, 'Name the folder of a template.');
  const folder = { path, name: relative(world.cwd, path) || basename(path) };
  const catalog: Catalog = { ...defaultCatalog(), partials: builtinPartials() };
  if (verb === 'docs') {
    say(docsOf(loadContribution(folder, await withAllLanguages(catalog)).manifest));
    return EXIT.done;
  }
  const docker = values['no-build'] === true ? undefined : createDocker({ env: world.env });
  if (docker !== undefined) await docker.text(['version']).catch(noEngine);
  const { passed, failed, skipped } = await testTemplate({
    folder,
    catalog,
    update: values.update === true,
    say,
    ...(docker !== undefined && { docker }),
  });
  say(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  return failed > 0 ? EXIT.refused : EXIT.done;
}

/** A new folder, never one that is there. */
function writeNew(id: string | undefined, { cwd }: AuthorWorld, say: (line: string) => void): ExitCode {
  if (id === undefined || !/^[a-z][a-z0-9-]*$/.test(id))
    throw usage(
      'template new takes the id of the template: small letters, digits and dashes, such as "deno"',
    );
  const folder = join(cwd, id);
  if (existsSync(folder))
    throw new UserError(`${folder} is there already`, { hint: 'Name another id, or delete it.' });
  for (const [path, text] of Object.entries(skeleton(id))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
    say(`create ${id}/${path}`);
  }
  say(`\nNext: npx create-dockerfile template test ${id}`);
  return EXIT.done;
}

function noEngine(error: unknown): never {
  if (!(error instanceof UserError)) throw error;
  throw new UserError(`no Docker engine answers: ${error.message}`, {
    hint: 'Start one; or check all but the images with --no-build.',
  });
}

function usage(message: string, hint?: string): UserError {
  return misuse('template', message, hint);
}
