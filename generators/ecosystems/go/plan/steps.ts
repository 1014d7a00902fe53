import type { Plan } from '../../../plan/plan.js';
import type { ProgramNeeds, Step } from '../../../plan/step.js';
import type { Build } from '../build/build-command.js';
import type { Listening } from '../run/listening.js';
import type { Facts } from './facts.js';
import type { Images } from './images.js';

/**
 * What the build of a program makes, and what the program needs where it runs; nothing of a command that the user
 * gave, for nobody knows what that makes.
 *
 * - `tags`: the build tags that it is compiled with.
 */
export function stepsOf(
  facts: Facts,
  { images, tags, build }: { images: Images; tags: readonly string[]; build: Build },
): Step[] {
  const plugins = facts.plugins.map(({ output }) => `/out/${output}`);
  const needs = needsOf(facts, images, tags);
  return [
    { run: build.command, makes: [build.output, ...plugins], programs: [{ path: build.output, needs }] },
  ];
}

/** What the program does where it runs: where it listens when it is started as the code says, and where it writes. */
export function actsOf({ needs, written, missing }: Facts, { heard }: Listening): Pick<Plan, 'acts'> {
  const folders = written.filter(
    ({ path }) => !missing.some(({ as }) => `/app/${as}`.startsWith(`${path}/`)),
  );
  const writes = [...(needs.writes === undefined ? [] : [{ path: '.', from: needs.writes }]), ...folders];
  if (heard === undefined && writes.length === 0) return {};
  return {
    acts: {
      ...(heard !== undefined && { listens: [heard] }),
      ...(writes.length > 0 && { writes: writes.map(({ path, from }) => ({ path, from })) }),
    },
  };
}

function needsOf({ needs, files, cgo, program }: Facts, { musl }: Images, tags: readonly string[]) {
  const zones = tags.includes('timetzdata') || program.imports.has('time/tzdata');
  const opened = files.filter((file) => file.opened === true);
  return {
    ...(opened.length > 0 && { files: opened.map(({ as: path, from }) => ({ path, from })) }),
    ...(needs.timezones !== undefined && !zones && { zones: needs.timezones }),
    ...(needs.certificates !== undefined && { certificates: needs.certificates }),
    ...(needs.accounts !== undefined && { users: needs.accounts }),
    // Linked to musl, C is in the program itself.
    ...(cgo !== undefined && !musl && { libc: cgo.cause.from }),
  } satisfies ProgramNeeds;
}
