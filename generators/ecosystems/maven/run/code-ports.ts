import { decide } from '../../../plan/decision.js';
import { lineAt, place } from '../../../project/evidence.js';
import type { Project } from '../../../project/project.js';
import { dependencies } from '../read/dependencies.js';
import { codeFiles } from '../read/sources.js';
import type { Model, Ports } from '../read/types.js';

/** How servers without a framework's settings name their port in the code, the surest first. */
const IN_CODE: RegExp[] = [
  /\bHttpServer\.create\(\s*new\s+InetSocketAddress\([^,]+,\s*(\d{2,5})\s*\)/,
  /\bInetSocketAddress\(\s*(?:"[\d.]+"\s*,\s*)?(\d{2,5})\s*\)/,
  /\bnew\s+(?:Server|ServerSocket|ServerConnector)\(\s*(\d{2,5})\b/,
  /\.addHttpListener\(\s*(\d{2,5})/,
  /\bembeddedServer\([^)]*?port\s*=\s*(\d{2,5})/,
  /\.(?:start|listen|port|setPort|withPort|bind)\(\s*(?:"(?:[\d.]+|localhost)"\s*,\s*)?(\d{4,5})\b/,
  /\bport\(\s*(\d{4,5})\s*\)/,
  /getenv\(\s*"\w*PORT"\s*\)[^;\n]*?"?\b(\d{4,5})\b/,
  /(?:getOrDefault|getProperty|parseInt)\([^;]*?"[\w.]*(?:PORT|port)\w*"[^;]*?"?\b(\d{4,5})\b/,
  /\b\w*[pP]ort\w*\([^)]*\)[^{}]*\{(?:[^{}]|\{[^{}]*\})*\breturn\s+(\d{4,5})\b/,
  /\b(?:int|Integer|var|val)\s+(?:\w*_)?(?:port|PORT|\w+Port)\s*(?::\s*Int\s*)?=\s*(\d{4,5})\b/,
];

/** Reads the port from the code of the app; none is a fact too: a tool has no port. */
export function fromCode(project: Project, needed: Model[]): Ports {
  const files = needed.flatMap((each) => codeFiles(project, each));
  for (const pattern of IN_CODE) {
    for (const { path, text } of files) {
      const found = pattern.exec(text);
      const port = Number(found?.[1]);
      if (found === null || !(port > 0 && port < 65_535)) continue;
      const line = text.slice(text.lastIndexOf('\n', found.index) + 1).split('\n')[0] ?? '';
      const read: Ports = { ports: decide([port], place(path, lineAt(text, found.index), line)) };
      const variable = /getenv[^;]*?"(\w*PORT)"/.exec(text)?.[1];
      return variable === undefined ? read : { ...read, variable };
    }
  }
  return fromUrl(files) ?? byLibrary(needed);
}

/** Servers of JAX-RS are given a URL: https://eclipse-ee4j.github.io/jersey.github.io/documentation/latest/deployment.html */
export const BY_URL = /\b(?:GrizzlyHttp|JdkHttp|JettyHttp|SimpleContainer)\w*Factory\s*\.\s*create/;

function fromUrl(files: { path: string; text: string }[]): Ports | undefined {
  for (const { path, text } of files.filter((file) => BY_URL.test(file.text))) {
    const found = /"https?:\/\/[^":/]+:(\d{2,5})[^"]*"/.exec(text);
    if (found === null) continue;
    return { ports: decide([Number(found[1])], place(path, lineAt(text, found.index), found[0])) };
  }
  return undefined;
}

/** Ports that servers take when nobody names one. */
const BY_LIBRARY: [artifactId: RegExp, ports: number[]][] = [
  [/^dropwizard-core$/, [8080, 8081]],
  [/^javalin(-bundle)?$/, [8080]],
  [/^spark-core$/, [4567]],
  [/^avaje-nima$/, [8080]],
];

function byLibrary(needed: Model[]): Ports {
  for (const model of needed) {
    for (const { artifactId, groupId } of dependencies(model)) {
      const found = BY_LIBRARY.find(
        ([pattern]) => pattern.test(artifactId) && groupId !== 'org.apache.spark',
      );
      if (found === undefined) continue;
      return { ports: decide(found[1], place(model.pom.path, undefined, artifactId), 'its default') };
    }
  }
  return { ports: decide<number[]>([], 'default', 'no port found in the code, so nothing is exposed') };
}
