/** Where editors find the schemas, wherever the template lies. */
const SCHEMAS = 'https://unpkg.com/create-dockerfile/templates';

/** The files of a new template, which already passes: a language of shell scripts with a settings file. */
export function skeleton(id: string): Record<string, string> {
  const manifest = {
    $schema: `${SCHEMAS}/template.schema.json`,
    id,
    title: `${id} program`,
    description: `A program of ${id}: say here what it is for, and what it makes of it`,
    language: {
      id,
      title: id,
      signs: [`${id}.json`],
      detect: {
        require: { main: true },
        title: `${id} program {name}`,
        refuse: [
          {
            when: { main: false },
            message: `{dir}/${id}.json names no "main", so there is nothing to start`,
            hint: `Add "main": "app.sh" to {dir}/${id}.json.`,
          },
        ],
      },
      ignore: [{ title: 'Notes', lines: ['notes'] }],
      inputs: [{ path: '{main}' }],
    },
    bases: {
      alpine: {
        build: 'alpine',
        runtime: 'alpine',
        description: 'shell and apk for debugging inside the container; ~8 MB',
        about: 'a shell to run the program with, in a few megabytes',
      },
      slim: {
        build: 'debian-slim',
        runtime: 'debian-slim',
        description: 'Debian with glibc, shell and apt; ~79 MB',
        about: "Debian's userland with a shell",
      },
      distroless: {
        refused: 'the program needs a shell: use alpine',
        description: 'no shell, no package manager',
      },
      scratch: { refused: 'the program needs a shell: use alpine', description: 'empty image' },
    },
    variables: {
      buildImage: { type: 'string', description: 'Image the program is built in' },
      runtimeImage: { type: 'string', description: 'Image the program runs in' },
      about: { type: 'string', description: 'What that image is, as a clause' },
      user: { type: 'string', description: 'Numeric uid:gid' },
      ignore: { type: 'list', description: 'Groups of the .dockerignore: {title, lines}' },
      environment: { type: 'list', description: 'Environment of the program: {name, value}' },
      name: {
        type: 'string',
        description: 'Name of the program',
        read: [{ json: `{dir}/${id}.json`, at: '/name' }],
        default: 'app',
      },
      main: {
        type: 'string',
        description: 'The script that starts it',
        read: [{ json: `{dir}/${id}.json`, at: '/main', exists: true }],
      },
      build: {
        type: 'command',
        description: 'Command that puts the program into /out',
        default: 'mkdir -p /out && cp {main} /out/',
      },
      ports: {
        type: 'list',
        description: 'Ports that it listens on',
        read: [{ json: `{dir}/${id}.json`, at: '/port' }],
      },
      entrypoint: { type: 'list', description: 'The program in exec form', read: [{ words: 'sh {main}' }] },
      cmd: {
        type: 'list',
        description: 'Its default arguments',
        read: [{ json: `{dir}/${id}.json`, at: '/args' }],
      },
    },
    files: { 'Dockerfile.hbs': 'Dockerfile', 'dockerignore.hbs': '.dockerignore' },
  };
  const example = {
    $schema: `${SCHEMAS}/example.schema.json`,
    title: 'a greeting',
    stdout: 'hello from',
    sizeMB: { alpine: 20, slim: 110 },
    change: { file: 'app.sh', from: 'hello from', to: 'hello from changed' },
    naive: { image: 'debian:trixie-slim', build: 'true', start: ['sh', 'app.sh'] },
    absent: ['notes'],
  };
  return {
    'template.json': json(manifest),
    'Dockerfile.hbs': DOCKERFILE,
    'dockerignore.hbs': '{{> dockerignore}}\n',
    'examples/greeting/example.json': json(example),
    [`examples/greeting/${id}.json`]: json({ name: 'greeting', main: 'app.sh', args: ['world'] }),
    'examples/greeting/app.sh': 'echo "hello from $1"\n',
  };
}

const DOCKERFILE = `{{> header}}

# build collects what {{comment name}} needs.
FROM {{word buildImage}} AS build
WORKDIR /src
COPY . ./
RUN {{command build}}

# runtime is what ships: {{comment about}}.
FROM {{word runtimeImage}} AS runtime
USER {{word user}}
WORKDIR /app
COPY --from=build /out/ ./
{{> env environment}}
{{> run}}
`;

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
