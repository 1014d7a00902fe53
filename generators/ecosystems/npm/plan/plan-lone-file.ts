import { templateOf } from '../../../catalog/catalog.js';
import { chooseBase } from '../../../plan/bases.js';
import { decide, type Json } from '../../../plan/decision.js';
import type { Situation } from '../../../plan/ecosystem.js';
import { commonIgnores } from '../../../plan/ignore.js';
import type { Plan } from '../../../plan/plan.js';
import { refuseTargets } from '../../../plan/targets.js';
import type { Wishes } from '../../../plan/wishes.js';
import { cite, place } from '../../../project/evidence.js';
import type { Project } from '../../../project/project.js';
import { wordsOf } from '../../../project/shell-words.js';
import type { Server } from '../app/app.js';
import { contextInputs } from '../build/context-inputs.js';
import { type SourceFile, sourcesOf } from '../read/source.js';
import { hostVariables, localhostWarnings } from '../run/addresses.js';
import { shippedSources } from '../run/contents/shipped-sources.js';
import { serverPort } from '../run/ports/port.js';
import { ENDS_ON_SIGNAL, signalsOf } from '../run/signals.js';
import { because, refuse } from '../sentences.js';
import { nodeVersion } from '../version/node-version.js';

const LONE = { root: { dir: '.' }, app: { dir: '.' }, members: [] };

/** The plan of such a program. */
export function planLoneFile(situation: Situation, file: string): Plan {
  const { project, catalog, wishes } = situation;
  const start = wishedStart(wishes.startCommand) ?? [file];
  const from = wishes.startCommand?.from ?? place(file);
  const node = nodeVersion({
    project,
    manifests: [{ dir: '.', path: file, text: '', json: {} }],
    lock: undefined,
    catalog,
    wishes,
  });
  // Scripts would say how it is tested and developed.
  refuseTargets(wishes, because['scriptless-file']());
  const choice = chooseBase({
    catalog,
    template: templateOf(catalog, 'npm-file'),
    version: node.line.value,
    ...(wishes.base === undefined ? {} : { wish: wishes.base }),
  });
  const files = sourcesOf(project, '.', file);
  const program: Server = {
    kind: 'program',
    start: { kind: 'node', args: start, env: {}, before: [], from },
    entry: file,
  };
  const { ports, port, variable, guessed, warnings } = serverPort(situation, program, files);
  const hosts = hostVariables(files).filter((name) => name !== 'HOSTNAME');
  const signals = signalsOf({ app: program, files, line: Number(node.line.value) });
  const environment = [
    { name: 'NODE_ENV', value: 'production' },
    ...hosts.map((name) => ({ name, value: '0.0.0.0' })),
    ...(signals.option ? [{ name: 'NODE_OPTIONS', value: ENDS_ON_SIGNAL }] : []),
    ...(port === undefined ? [] : [{ name: variable, value: port.value }]),
  ];
  return {
    ecosystem: 'npm',
    ...(signals.init !== undefined && { init: signals.init }),
    app: decide('.', place(file)),
    template: decide('npm-file', place(file), 'there is no package.json: Node runs the file as it is'),
    base: choice.base,
    variables: {
      why: { ...node.line, value: `Node ${node.line.value}` },
      buildImage: decide(choice.build.name, node.line.from, node.line.because),
      file: decide(file, place(file)),
      runtimeImage: decide(choice.runtime.name, choice.base.from, choice.base.because),
      user: decide(choice.runtime.user, 'default'),
      environment: decide<Json>(environment, port?.from ?? 'default'),
      signals: decide(signals.option, 'default'),
      ports,
      entrypoint: decide(null, 'default', 'the base image has its own'),
      cmd: decide(choice.runtime.entrypoint === undefined ? ['node', ...start] : start, from),
      copies: decide(programCopies(project, files), place(file)),
      writes: decide(false, 'default'),
      workdir: decide('/app', 'default'),
      runtimePackages: decide(null, 'default'),
      ignore: decide(commonIgnores(project), 'default'),
    },
    inputs: [...new Set([file, ...contextInputs(project, LONE, { files })])],
    buildFlags: [],
    warnings: [...node.warnings, ...localhostWarnings(files), ...warnings],
    bases: choice.options,
    open: [...(wishes.base ? [] : (['base'] as const)), ...(guessed ? (['port'] as const) : [])],
  };
}

/** The files of the program, from the stage that checks it. */
function programCopies(project: Project, files: SourceFile[]) {
  const shipped = shippedSources(project, '.', files, commonIgnores(project));
  const copy = (from: string | string[], to: string) => ({ stage: 'build', owner: '', from, to });
  if (shipped === undefined) return [copy('/app', './')];
  const own = shipped.files.map((name) => `/app/${name}`);
  return [copy(own, './'), ...shipped.directories.map((name) => copy(`/app/${name}`, `./${name}`))];
}

/** Arguments of node that are asked for. Throws a UserError for what only a shell could run. */
function wishedStart(wish: Wishes['startCommand']): string[] | undefined {
  if (wish === undefined) return undefined;
  const words = wordsOf(wish.value);
  if (words === undefined)
    throw refuse('start-shell', { asked: cite(wish.from), command: wish.value }, wish.from);
  return words[0] === 'node' ? words.slice(1) : words;
}
