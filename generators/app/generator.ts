import { EventEmitter } from 'node:events';
import { resolve } from 'node:path';
import type { BaseEnvironment } from '@yeoman/types';
import type { MemFsEditorFile } from 'mem-fs-editor';
import { setModifiedFileState } from 'mem-fs-editor/state';
import { wishesFrom } from '../cli/flags.js';
import { defaultCatalog, ownVersion } from '../home.js';
import { produce } from '../produce.js';
import { diskProject } from '../project/disk.js';
import { type ComparedFile, compare } from '../write/compare.js';
import { type Committing, commitAccepted } from './commit.js';

/** Options of the generator: those of the command line by their names, and what the CLI adds. */
export interface GeneratorOptions {
  env: BaseEnvironment;
  /** The repository; the environment's directory when absent. */
  directory?: string;
  language?: string;
  app?: string;
  base?: string;
  port?: string | number;
  'language-version'?: string;
  'build-command'?: string;
  'start-command'?: string;
  /** Files that are decided already, and how they are written: nothing is detected then. */
  committing?: Committing;
}

/**
 * The Yeoman generator: puts the Dockerfile and the .dockerignore of a repository into the
 * environment's shared file system. Compose it into another generator with
 * `env.composeWith(DockerfileGenerator, { generatorOptions: { base: 'alpine' } })`.
 *
 * A plain class: yeoman-generator would add 43 packages for methods that are not used here.
 */
export class DockerfileGenerator extends EventEmitter {
  static readonly namespace = 'create-dockerfile:app';
  readonly options: GeneratorOptions;
  readonly env: BaseEnvironment;
  readonly features: { customCommitTask?: () => Promise<void> };

  constructor(_arguments: string[], options: GeneratorOptions) {
    super();
    this.options = options;
    this.env = options.env;
    const { committing } = options;
    this.features =
      committing === undefined ? {} : { customCommitTask: () => commitAccepted(this.env, committing) };
  }

  /** The repository's directory. */
  destinationRoot(): string {
    return resolve(this.options.directory ?? this.env.cwd);
  }

  async queueTasks(): Promise<void> {
    this.env.queueTask('writing', () => this.writing());
  }

  private async writing(): Promise<void> {
    for (const { path, contents } of this.options.committing?.files ?? (await this.produceFiles())) {
      const file = this.env.sharedFs.get(resolve(this.destinationRoot(), path)) as MemFsEditorFile;
      file.contents = contents;
      setModifiedFileState(file);
      this.env.sharedFs.add(file as never);
    }
  }

  private async produceFiles(): Promise<readonly ComparedFile[]> {
    const { files } = await produce({
      version: ownVersion(),
      project: diskProject(this.destinationRoot()),
      catalog: defaultCatalog(),
      ...(await wishesFrom(this.options)),
    });
    return compare(this.destinationRoot(), files);
  }
}
