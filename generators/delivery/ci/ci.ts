import type { Project } from '../../project/project.js';
import type { OutputFile } from '../../render/render.js';
import type { CiSystem } from '../../vocabulary.js';
import { githubWorkflow } from './github.js';
import { gitlabPipeline } from './gitlab.js';
import { type PipelineRequest, pipelineOf } from './pipeline.js';

/** The pipeline of a system: it lints, looks for drift, runs the tests, builds, and pushes from the default branch. */
export function ciFile(system: CiSystem, request: PipelineRequest & { project: Project }): OutputFile {
  const pipeline = pipelineOf(request);
  return system === 'github' ? githubWorkflow(pipeline, request) : gitlabPipeline(pipeline, request);
}

/** What a pipeline adds to the root of the repository: no image has a use for it. */
export function ciEntry(system: CiSystem): string {
  return system === 'github' ? '.github' : '.gitlab-ci.yml';
}
