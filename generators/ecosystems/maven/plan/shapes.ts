import { type Decision, decide, type Json } from '../../../plan/decision.js';
import { below } from '../../../project/paths.js';
import { OPENED } from '../app/war.js';
import type { Artifact, Copy } from '../read/types.js';
import { runtimeName } from '../run/start-command.js';

type Kind = Artifact['kind'];

/** What follows from the kind of an artifact, all of it: tsc asks for every field of a new kind. */
interface Shape<A extends Artifact> {
  /** The template that fits it. */
  template: string;
  /** What the runtime stage is, made of what the base says. */
  about?(artifact: A, about: string): string;
  /** The ports, where the server around it says them. */
  ports?(artifact: A): Decision<number[]>;
  /** The row of the image table it runs in, where the template names only one of several releases. */
  server?(artifact: A): string;
  /** The variables that this template has beyond those of all Maven templates. */
  variables(artifact: A, place: Place): Record<string, Decision<Json>>;
}

/** Where the build leaves things. */
export interface Place {
  /** The module below the working directory of the build. */
  module: string;
  /** Files beside the artifact that the app reads. */
  beside: Copy[];
  /** The JDK of the build. */
  java: number;
  /** The port that was asked for. */
  port: Decision<number> | undefined;
}

const SHAPES: { [K in Kind]: Shape<Extract<Artifact, { kind: K }>> } = {
  boot: {
    template: 'maven-spring-boot',
    variables: ({ file, boot, version, from }, { module }) => {
      const jarmode = boot.launcher === undefined ? 'tools' : 'layertools';
      const extract =
        jarmode === 'tools'
          ? 'java -Djarmode=tools -jar /tmp/app.jar extract --layers --destination /layers'
          : 'java -Djarmode=layertools -jar /tmp/app.jar extract --destination /layers';
      return {
        jar: decide(below(module, file), from),
        extract: decide(extract, from, `Spring Boot ${version} has jarmode ${jarmode} (R50)`),
        layers: decide(boot.layers, from),
      };
    },
  },
  quarkus: {
    template: 'maven-quarkus',
    variables: ({ directory, from }, { module }) => ({
      fastJar: decide(`/src/${below(module, directory)}`, from),
    }),
  },
  war: {
    template: 'maven-war',
    server: ({ tomcat }) => `tomcat-${tomcat}`,
    ports: ({ from }) => decide([8080], from, 'where Tomcat listens'),
    about: ({ because }, about) => `${about}: ${because}`,
    variables: ({ file, oldPlugin, from }, { module, port, java }) => ({
      war: decide(`/src/${below(module, file)}`, from),
      opened: decide(oldPlugin === undefined || java < 16 ? [] : OPENED, oldPlugin?.from ?? 'default'),
      connector: port ?? decide(null, 'default', 'Tomcat listens on 8080'),
    }),
  },
  jar: {
    template: 'maven',
    variables: artifacts,
  },
  classpath: {
    template: 'maven',
    variables: artifacts,
  },
};

/** What follows from the kind of an artifact. */
export function shapeOf(artifact: Artifact): Shape<Artifact> {
  return SHAPES[artifact.kind];
}

/** One jar with what goes beside it, what changes least first. */
function artifacts(
  artifact: Extract<Artifact, { kind: 'jar' | 'classpath' }>,
  { module, beside }: Place,
): Record<string, Decision<Json>> {
  const built = (path: string) => `/src/${below(module, path)}`;
  const copies: Copy[] = [{ from: built(artifact.file), to: `./${runtimeName(artifact.file)}` }, ...beside];
  if (artifact.kind === 'classpath' && artifact.lib !== undefined) {
    copies.unshift({ from: `${built(artifact.lib)}/`, to: './lib/' });
  }
  const local = artifact.kind === 'classpath' ? (artifact.local ?? []) : [];
  copies.unshift(...local.map((path) => ({ from: built(path), to: './lib/' })));
  return { artifacts: decide(copies, artifact.from, artifact.because) };
}
