import { dockerfileOf } from '../plan/placement.js';
import type { Plan } from '../plan/plan.js';
import { generatedLine, type Made } from '../project/generated.js';
import { shown } from '../project/shown.js';
import type { OutputFile } from '../render/render.js';
import { BAKE_FILE, type PlacedApp } from './every-app.js';

/**
 * The file with which `docker buildx bake` builds all apps at once: a target for each, one for the tests of each that has some, and
 * variables for registry, tag, platforms and a cache in a registry.
 */
export function bakeFile(apps: readonly PlacedApp[], made: Made): OutputFile {
  const tested = apps.filter(({ product }) => (product.plan.variables.test?.value ?? null) !== null);
  const names = (list: readonly PlacedApp[], suffix = '') =>
    `[${list.map(({ name }) => text(name + suffix)).join(', ')}]`;
  const first = apps[0]?.name ?? '';
  const usage: [string, string][] = [
    ['docker buildx bake', 'builds every image, in parallel'],
    [`docker buildx bake ${first}`, 'builds one'],
    ...(tested.length === 0 ? [] : [['docker buildx bake test', 'runs the tests'] as [string, string]]),
  ];
  const width = Math.max(...usage.map(([command]) => command.length));
  const parts = [
    `${generatedLine(made)}
#
${usage.map(([command, does]) => `#   ${command.padEnd(width)}   ${does}`).join('\n')}
#
# For a registry, on two platforms, with a cache there:
#   REGISTRY=ghcr.io/me/ TAG=1.0 PLATFORMS=linux/amd64,linux/arm64 CACHE=ghcr.io/me/cache docker buildx bake --push`,
    VARIABLES,
    ...variablesOf(apps).map((name) => `variable ${text(name)} {\n  default = ""\n}`),
    group('default', names(apps)),
    ...(tested.length === 0 ? [] : [group('test', names(tested, '-test'))]),
    ...apps.flatMap((app) => [target(app), ...(tested.includes(app) ? [testTarget(app)] : [])]),
  ];
  return { path: BAKE_FILE, contents: `${parts.join('\n\n')}\n` };
}

const VARIABLES = `# Where images go, with the slash at its end: ghcr.io/me/
variable "REGISTRY" {
  default = ""
}

# With commas between: latest,1.4
variable "TAG" {
  default = "latest"
}

# With commas between: linux/amd64,linux/arm64. Empty: the platform of the builder.
variable "PLATFORMS" {
  default = ""
}

# A repository that keeps what was built, for builders that begin with nothing: ghcr.io/me/cache
variable "CACHE" {
  default = ""
}`;

function group(name: string, targets: string): string {
  return `group ${text(name)} {\n  targets = ${targets}\n}`;
}

function target({ name, product }: PlacedApp): string {
  const { detection, plan } = product;
  return `# ${shown(detection.title)}
target ${text(name)} {
  context    = "."
  dockerfile = ${text(dockerfileOf(detection.app))}
  tags       = [for tag in split(",", TAG) : "\${REGISTRY}${name}:\${tag}"]
  platforms  = PLATFORMS == "" ? [] : split(",", PLATFORMS)
  cache-from = CACHE == "" ? [] : ["type=registry,ref=\${CACHE}:${name}"]
  cache-to   = CACHE == "" ? [] : ["type=registry,ref=\${CACHE}:${name},mode=max"]${secretsOf(plan)}
}`;
}

/** The stage that runs the tests; no image comes of it. */
function testTarget({ name }: PlacedApp): string {
  return `target ${text(`${name}-test`)} {
  inherits = [${text(name)}]
  target   = "test"
  tags     = []
  output   = ["type=cacheonly"]
  cache-to = []
}`;
}

/** `--secret id=npmrc,src=$HOME/.npmrc` and `--ssh default` as attributes of a target. */
function secretsOf({ buildFlags }: Plan): string {
  const lines = ['secret', 'ssh'].flatMap((name) => {
    const prefix = `--${name} `;
    const values = buildFlags.flatMap(({ value }) =>
      value.startsWith(prefix) ? [expression(value.slice(prefix.length))] : [],
    );
    return values.length === 0 ? [] : [`\n  ${name.padEnd(10)} = [${values.join(', ')}]`];
  });
  return lines.join('');
}

/** Variables of the environment that flags name: `HOME`. */
function variablesOf(apps: readonly PlacedApp[]): string[] {
  const flags = apps.flatMap(({ product }) => product.plan.buildFlags.map(({ value }) => value));
  return [...new Set(flags.flatMap((flag) => [...flag.matchAll(/\$(\w+)/g)].map(([, name = '']) => name)))];
}

/** A string of HCL in which `$HOME` is the value of a variable. */
function expression(value: string): string {
  return text(value).replace(/\$(\w+)/g, (_, name) => `\${${name}}`);
}

/** A string of HCL, in which `${` would begin an expression: https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#template-expressions */
function text(value: string): string {
  return JSON.stringify(value).replace(/[$%](?=\{)/g, (sign) => sign + sign);
}
