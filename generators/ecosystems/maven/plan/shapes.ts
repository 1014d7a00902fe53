import { type Decision, decide } from '../../../plan/decision.js';
import { below } from '../../../project/paths.js';
import { type Collected, collect } from '../build/collect.js';
import type { Artifact, Copy, Model } from '../read/types.js';

/** What the kind of an artifact makes of the image. */
export interface Shape {
  /** The command that moves the artifact out of the build directory, where it is one file. */
  collected?: Collected;
  /** The command that takes it apart into layers. */
  extract?: Decision<string>;
  /** What the runtime stage copies of the build, what changes least first. */
  copies: Copy[];
  /** Where the build stage has the jars that ship, and directories of them. */
  jars: string[];
}

/** Where the build leaves things. */
interface Place {
  model: Model;
  /** The module below the working directory of the build. */
  module: string;
}

/** What follows from the artifact for the stages of build and runtime. */
export function shapeOf(artifact: Artifact, place: Place): Shape {
  const built = (path: string) => `/src/${below(place.module, path)}`;
  switch (artifact.kind) {
    case 'boot': {
      const collected = collect(artifact, place);
      const copies = artifact.boot.layers.map((layer) => ({ from: `/layers/${layer}/`, to: './' }));
      return { collected, extract: extraction(artifact, collected.path), copies, jars: ['/layers'] };
    }
    case 'quarkus': {
      const directory = built(artifact.directory);
      const copies = ['lib/', '*.jar', 'quarkus/', 'app/'].map((part) => ({
        from: `${directory}/${part}`,
        to: part.endsWith('/') ? `./${part}` : './',
      }));
      return { copies, jars: [directory] };
    }
    case 'war':
      return { collected: collect(artifact, place), copies: [], jars: [] };
    case 'jar':
    case 'classpath': {
      const collected = collect(artifact, place);
      const { lib } = artifact;
      const local = artifact.kind === 'classpath' ? (artifact.local ?? []) : [];
      const server = artifact.kind === 'jar' ? artifact.server?.beside : undefined;
      const copies = [
        ...(server === undefined ? [] : [{ from: built(server.file), to: './' }]),
        ...local.map((path) => ({ from: built(path), to: './lib/' })),
        ...(lib === undefined ? [] : [{ from: `${built(lib)}/`, to: './lib/' }]),
        { from: collected.path, to: './' },
      ];
      return {
        collected,
        copies,
        jars: [collected.path, ...(lib === undefined ? [] : [lib]), ...local].map((path) =>
          path.startsWith('/') ? path : built(path),
        ),
      };
    }
  }
}

/** https://docs.spring.io/spring-boot/reference/packaging/efficient.html: `tools` since 3.3, `layertools` before. */
function extraction(
  { boot, version, from }: Extract<Artifact, { kind: 'boot' }>,
  jar: string,
): Decision<string> {
  const [mode, layers] = boot.launcher === undefined ? ['tools', ' --layers'] : ['layertools', ''];
  return decide(
    `java -Djarmode=${mode} -jar ${jar} extract${layers} --destination /layers`,
    from,
    `Spring Boot ${version} has the jarmode ${mode}`,
  );
}
