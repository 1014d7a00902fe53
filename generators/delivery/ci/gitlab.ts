import { ciAction } from '../../knowledge/ci-actions.js';
import { generatedLine, isGenerated } from '../../project/generated.js';
import type { Project } from '../../project/project.js';
import type { OutputFile } from '../../render/render.js';
import { aboutOf, fileCommands, indented, type Pipeline, type PipelineRequest } from './pipeline.js';

/** What GitLab runs: https://docs.gitlab.com/ci/yaml/ */
const OWN = '.gitlab-ci.yml';

/** Where ours stands beside a pipeline that is there, which includes it. */
const INCLUDED = '.gitlab/ci/image.yml';

/**
 * A pipeline of GitLab, which runs in Docker-in-Docker: https://docs.gitlab.com/ci/docker/using_docker_build/. Where the repository
 * has a pipeline of its own, it is a file to be included by that.
 */
export function gitlabPipeline(
  pipeline: Pipeline,
  { made, project }: Pick<PipelineRequest, 'made'> & { project: Project },
): OutputFile {
  const { lint, drift, test, build, publish } = pipeline;
  const there = project.read(OWN);
  const path = there === undefined || isGenerated(there) ? OWN : INCLUDED;
  const contents = `${generatedLine(made)}
#
${aboutOf(pipeline, 'merge request')}
${path === INCLUDED ? `#\n# To have it run, ${OWN} names it:\n#   include:\n#     - local: ${INCLUDED}\n` : ''}
.image:
  image: ${image('client')}
  services:
    - ${image('engine')}
  variables:
    DOCKER_TLS_CERTDIR: /certs
    IMAGE: $CI_REGISTRY_IMAGE
    SHA: $CI_COMMIT_SHA
    SOURCE: $CI_PROJECT_URL
  before_script:
    - docker context create pipeline
    - docker buildx create --use pipeline
    - printf '%s' "$CI_REGISTRY_PASSWORD" | docker login --username "$CI_REGISTRY_USER" --password-stdin "$CI_REGISTRY"
${lends(pipeline)}
image:drift:
  stage: test
  image: ${image('node')}
  rules: &always
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  script:
${script(drift)}

image:check:
  extends: .image
  stage: test
  rules: *always
  script:
${[lint, ...(test === undefined ? [] : [test]), build].map(script).join('\n')}

image:publish:
  extends: .image
  stage: deploy
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  script:
    - docker run --privileged --rm ${image('emulation')} --install arm64
${script(publish)}
`;
  return { path, contents };
}

/** The files that a build takes secrets from, out of the variables of the project, and the keys of an agent. */
function lends({ secrets, ssh }: Pipeline): string {
  const lines = [
    ...secrets.map((secret) => fileCommands(secret).join(' && ')).filter((line) => line !== ''),
    ...(ssh ? ['eval "$(ssh-agent)" && printf \'%s\\n\' "$SSH_PRIVATE_KEY" | ssh-add -'] : []),
  ];
  return lines.map((line) => `${script(line)}\n`).join('');
}

/** A command as an item of a list. A block, so that nothing in it is read as YAML. */
function script(command: string): string {
  return `    - |-\n${indented(command, 6)}`;
}

function image(part: string): string {
  return ciAction(`gitlab-${part}`).use;
}
