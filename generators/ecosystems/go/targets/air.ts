import { AIR_RELEASES } from '../../../knowledge/air-releases.js';
import type { DevRequest } from '../../../plan/targets.js';
import { below } from '../../../project/paths.js';
import { belowVariable, raw, sh, shellWord } from '../../../project/shell.js';
import { packagePath } from '../app/program-name.js';
import type { App } from '../app/programs.js';
import { tagFlag } from '../build/build-command.js';
import type { Layout } from '../build/layout.js';
import type { Mounts } from '../build/mounts.js';
import { minorOf } from '../version/go-demand.js';

export interface DevQuery {
  /** Go line of the image: `1.27`. */
  version: string;
  tags: readonly string[];
  /** Default arguments of the program. */
  args: readonly string[];
  mounts: Mounts;
  ports: number[];
}

/** A target that compiles and restarts the mounted program when a file changes, by air. */
export function findDev(
  app: App & { layout: Layout },
  { version, tags, args, mounts, ports }: DevQuery,
): DevRequest['found'] {
  const { project, layout, name, program } = app;
  const air = AIR_RELEASES.find(({ go }) => minorOf(version) >= minorOf(go));
  if (air === undefined) return { missing: `no release of air compiles with Go ${version}` };
  const { sources } = layout;
  const mounted = sources.from === '.' ? '$PWD' : belowVariable('$PWD', sources.from);
  return {
    does: 'compiles and restarts the program whenever a mounted source file changes',
    // The named volume outlives the container: the next one compiles what changed and no more.
    run: {
      name,
      volumes: [`${mounted}:/src`, `${name}-go-build:/root/.cache/go-build`],
      ports,
    },
    from: 'default',
    variables: {
      mounts: mounts.tools,
      credentials: mounts.credentials,
      air: `${air.module}@v${air.version}`,
      // The repository's own settings beat ours.
      cmd: project.has(below(program.scope.module.dir, '.air.toml'))
        ? ['air']
        : airCommand(name, packagePath(program), { tags, args }),
    },
  };
}

/** Its output goes to /tmp, so that nothing is written into the mounted sources. */
function airCommand(
  name: string,
  target: string,
  { tags, args }: { tags: readonly string[]; args: readonly string[] },
): string[] {
  const binary = `/tmp/air/${name}`;
  return [
    'air',
    '--tmp_dir',
    '/tmp/air',
    '--build.cmd',
    // The mounted .git belongs to somebody else, which git refuses to read.
    sh`go build -buildvcs=false${raw(tagFlag(tags))} -o ${binary} ${target}`,
    '--build.bin',
    binary,
    ...(args.length === 0 ? [] : ['--build.args_bin', args.map(shellWord).join(' ')]),
  ];
}
