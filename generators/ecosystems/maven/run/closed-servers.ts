import type { Warning } from '../../../plan/plan.js';
import { type Evidence, lineAt, place } from '../../../project/evidence.js';
import type { Project } from '../../../project/project.js';
import { codeFiles } from '../read/sources.js';
import type { Model } from '../read/types.js';
import { warn } from '../sentences.js';
import { BY_URL } from './code-ports.js';

const HERE = '"(?:localhost|127\\.0\\.0\\.1)"';

/** Calls that let a server of the program's own listen where only the container itself reaches it. */
const LOOPBACK = [
  `\\bHttpServer\\.create\\(\\s*new\\s+InetSocketAddress\\(\\s*(?:${HERE}|InetAddress\\.getLoopbackAddress\\()`,
  `\\.addHttpListener\\([^,()]+,\\s*${HERE}`,
  `\\bembeddedServer\\([^)]{0,300}host\\s*=\\s*${HERE}`,
  `\\.(?:start|bind)\\(\\s*${HERE}\\s*,`,
  `\\.listen\\([^,()]+,\\s*${HERE}`,
  `\\bnew\\s+HttpServerOptions\\(\\)[^;]{0,300}\\.setHost\\(\\s*${HERE}`,
  `\\bnew\\s+ServerSocket\\([^()]*,\\s*InetAddress\\.get(?:LoopbackAddress\\(|ByName\\(\\s*${HERE})`,
].map((pattern) => new RegExp(pattern));

const LOCAL_URL = /"https?:\/\/(?:localhost|127\.0\.0\.1)[:/"]/;

/** `System.in.read()` waits for the Enter key; without a terminal it returns at once. */
const ENTER = /\bSystem\.in\.read\(\s*\)/;

const MAIN = /\bstatic\s+void\s+main\s*\(/;

/** What keeps a server of the program's own from being reached in a container, with the line. */
export function closedServers(project: Project, models: Model[]): Warning[] {
  const [own, ...others] = models.map((model) => [...codeFiles(project, model)]);
  // A main method of a module that it is built on belongs to another program.
  const files = [...(own ?? []), ...others.flat().filter(({ text }) => !MAIN.test(text))];
  const first = (find: (text: string) => number | undefined): Evidence | undefined => {
    for (const { path, text } of files) {
      const offset = find(text);
      if (offset !== undefined) return place(path, lineAt(text, offset));
    }
    return undefined;
  };
  const local = first(loopbackAt);
  const enter = first((text) => ENTER.exec(text)?.index);
  return [
    ...(local === undefined ? [] : [warn('server-on-loopback', {}, local)]),
    ...(enter === undefined ? [] : [warn('waits-for-enter', {}, enter)]),
  ];
}

function loopbackAt(text: string): number | undefined {
  const call = LOOPBACK.map((pattern) => pattern.exec(text)).find((found) => found !== null);
  if (call) return call.index;
  return BY_URL.test(text) ? LOCAL_URL.exec(text)?.index : undefined;
}
