import { isForeignPort } from '../../../knowledge/foreign-ports.js';
import { decide } from '../../../plan/decision.js';
import { lineAt, place } from '../../../project/evidence.js';
import type { Project } from '../../../project/project.js';
import { firstMatch, type Hit } from '../../../project/scan.js';
import { codeFiles } from '../read/sources.js';
import type { Model, Ports } from '../read/types.js';
import { libraryPorts } from './web-frameworks.js';

/** How servers are made with their port in the code, the surest first. */
const OF_SERVERS: RegExp[] = [
  /\bHttpServer\.create\(\s*new\s+InetSocketAddress\([^,]{1,200},\s*(\d{2,5})\s*\)/,
  /\bInetSocketAddress\(\s*(?:"[\d.]+"\s*,\s*)?(\d{2,5})\s*\)/,
  /\bnew\s+(?:Server|ServerSocket|ServerConnector)\(\s*(\d{2,5})\b/,
  /\.addHttpListener\(\s*(\d{2,5})/,
  /\bembeddedServer\([^)]{0,300}?port\s*=\s*(\d{2,5})/,
  /\b(?:ServerBuilder\s*\.forPort|newServerBuilderForPort)\(\s*(\d{2,5})\b/,
  /\.asServer\(\s*[A-Z]\w{0,60}\(\s*(?:port\s*=\s*)?(\d{2,5})\b/,
  /\bServer\s*\.builder\(\)[^;]{0,500}?\.http\(\s*(\d{2,5})\s*\)/,
];

/** How a port is named without a word on what it is for, the surest first: it may be that of a database. */
const OF_SOMETHING: RegExp[] = [
  /\.(?:start|listen|port|setPort|withPort|bind)\(\s*(?:"(?:[\d.]+|localhost)"\s*,\s*)?(\d{4,5})\b/,
  /\bport\(\s*(\d{4,5})\s*\)/,
  /getenv\(\s*"\w{0,60}PORT"\s*\)[^;\n]{0,200}?"?\b(\d{4,5})\b/,
  /(?:getOrDefault|getProperty|parseInt|getInteger|getInt)\([^;]{0,200}?"[\w.]{0,60}(?:PORT|port)\w{0,60}"[^;]{0,200}?"?\b(\d{4,5})\b/,
  /\b\w{0,60}[pP]ort\w{0,60}\([^)]{0,200}\)[^{}]{0,200}\{(?:[^{}]|\{[^{}]{0,200}\}){0,500}\breturn\s+(?:[^;{}]{1,200}:\s*)?(\d{4,5})\b/,
  /\.http\(\s*(\d{4,5})\s*\)/,
  /\b(?:int|Integer|var|val)\s+(?:\w{0,60}_)?(?:port|PORT|\w{1,60}Port)\s*(?::\s*Int\s*)?=\s*(\d{4,5})\b/,
];

/** A class that is called a test, which some keep among the sources. */
const TEST = /Tests?\.(?:java|kt|groovy|scala)$/;

/** Reads the port from the code of the app; none is a fact too: a tool has no port. */
export function fromCode(project: Project, needed: Model[]): Ports {
  const files = needed.flatMap((each) => codeFiles(project, each)).filter(({ path }) => !TEST.test(path));
  const valid = ({ match }: Hit) => Number(match[1]) > 0 && Number(match[1]) < 65_535;
  const found =
    firstMatch(files, OF_SERVERS, valid) ??
    firstMatch(files, OF_SOMETHING, (hit) => valid(hit) && !isForeignPort(Number(hit.match[1])));
  if (found === undefined) return fromUrl(files) ?? demanded(files) ?? byLibrary(needed);
  const ports = decide([Number(found.match[1])], found.from);
  const text = files.find(({ path }) => path === found.path)?.text ?? '';
  const variable = /getenv[^;]{0,200}?"(\w{0,60}PORT)"/.exec(text)?.[1];
  return variable === undefined ? { ports } : { ports, variable };
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

/** A number that only a variable gives: without it the program does not start. */
const DEMANDED =
  /\b(?:Integer\s*\.\s*(?:valueOf|parseInt)|new\s+Integer)\(\s*System\.getenv\(\s*"((?:(?:APP|HTTP|LISTEN|SERVER|WEB)_)?PORT)"\s*\)\s*\)/;

function demanded(files: { path: string; text: string }[]): Ports | undefined {
  const found = firstMatch(files, [DEMANDED], ({ match, path }) => !isChecked(files, path, match[1] ?? ''));
  if (found === undefined) return undefined;
  const variable = found.match[1] ?? '';
  const because = `it does not start without ${variable}`;
  return { ports: decide([8080], found.from, because), variable, open: true };
}

/** True where the code asks first whether the variable is set. */
function isChecked(files: { path: string; text: string }[], path: string, name: string): boolean {
  const text = files.find((file) => file.path === path)?.text ?? '';
  return new RegExp(String.raw`getenv\(\s*"${name}"\s*\)\s*[!=]=\s*null`).test(text);
}

function byLibrary(needed: Model[]): Ports {
  const found = libraryPorts(needed);
  return {
    ports:
      found === undefined
        ? decide<number[]>([], 'default', 'no port found in the code, so nothing is exposed')
        : decide(found.ports, found.from, 'its default'),
  };
}
