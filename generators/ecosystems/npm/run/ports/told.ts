import { isOwnPort, type PortCandidate, type PortContext } from './candidate.js';

/** The port that a flag or an answer asks for. */
export function wishedPort({ situation }: PortContext): PortCandidate[] {
  const { port } = situation.wishes;
  return port === undefined ? [] : [{ ...port, reads: true, wished: true }];
}

/** The port of what a framework builds: its documentation says where that listens. */
export function frameworkPort({ app }: PortContext): PortCandidate[] {
  return app.kind === 'framework' ? [{ value: app.output.port, from: app.output.from, reads: true }] : [];
}

/** The value that the start script gives PORT: `PORT=4000 node server.js`. */
export function variableOfStart({ app }: PortContext): PortCandidate[] {
  if (app.kind === 'framework') return [];
  const { from } = app.start;
  // A shell sets it again, whatever the image says; before another command it is not the server's.
  const shell = app.kind === 'shell' ? app.start.text.split(/&&|[;|]/).at(-1) : undefined;
  const text = app.kind === 'program' ? app.start.env.PORT : /^(?:.*\s)?PORT=(\d+)\s/.exec(shell ?? '')?.[1];
  const value = Number(text);
  return value > 0 ? [{ value, from, reads: shell === undefined }] : [];
}

/** The option that the start script gives its program: `fastify start -p 4000 app.js`, `node server.js --port=4000`. */
export function optionOfStart({ app }: PortContext): PortCandidate[] {
  if (app.kind !== 'program') return [];
  const { args, from } = app.start;
  // What stands before the file is for node itself: `node -p` prints.
  const own = args.slice(args.findIndex((word) => !word.startsWith('-')) + 1);
  return own.flatMap((word, i) => {
    const text = /^--port=(\d+)$/.exec(word)?.[1] ?? (/^(--port|-p)$/.test(word) ? own[i + 1] : undefined);
    const value = Number(text);
    return isOwnPort(value) ? [{ value, from, reads: false }] : [];
  });
}
