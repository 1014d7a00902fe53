import { at, type Decision, decide, lineAt } from '../../decision.js';
import type { Project } from '../../project.js';
import { dependencies, type Model, type Value } from './model.js';
import { plugin } from './plugins.js';
import { appSettings, type Settings } from './settings.js';
import { sourceFiles, withoutComments } from './sources.js';

/** The ports of the app and what makes it listen where it has to. */
export interface Ports {
  ports: Decision<number[]>;
  /** Environment variable that moves the first port, where the framework or the code has one. */
  variable?: string;
  /** Set when the settings bind to the loopback interface: the variable that opens it. */
  address?: { name: string; value: string; from: string };
}

interface Framework {
  /** Dependencies that make it serve HTTP. */
  web: RegExp;
  port: string[];
  variable: string;
  address: { key: string; variable: string };
  management?: string[];
}

const BOOT: Framework = {
  web: /^(spring-boot-starter-(web|webflux|webmvc|jersey|tomcat|jetty|undertow|reactor-netty|graphql|data-rest|web-services|webservices|hateoas|thymeleaf)|spring-cloud-starter-(gateway.*|netflix-eureka-server|netflix-zuul)|spring-cloud-(config-server|gateway-server.*)|spring-boot-admin-starter-server|vaadin-spring-boot-starter|hilla-spring-boot-starter|springdoc-openapi-starter-web.*|spring-webmvc|spring-webflux|spring-ai-starter-mcp-server-web.*)$/,
  port: ['server.port'],
  variable: 'SERVER_PORT',
  address: { key: 'server.address', variable: 'SERVER_ADDRESS' },
  management: ['management.server.port', 'management.port'],
};

const QUARKUS: Framework = {
  web: /^quarkus-(?!.*-client)(rest|resteasy|renarde|vertx-http|undertow|reactive-routes|smallrye-(health|graphql|openapi)|spring-web|grpc|qute-web|websockets|hibernate-orm-rest|micrometer).*$/,
  port: ['quarkus.http.port'],
  variable: 'QUARKUS_HTTP_PORT',
  address: { key: 'quarkus.http.host', variable: 'QUARKUS_HTTP_HOST' },
  management: ['quarkus.management.port'],
};

const MICRONAUT: Framework = {
  web: /^micronaut-http-server.*$/,
  port: ['micronaut.server.port'],
  variable: 'MICRONAUT_SERVER_PORT',
  address: { key: 'micronaut.server.host', variable: 'MICRONAUT_SERVER_HOST' },
  management: ['endpoints.all.port'],
};

const HELIDON: Framework = {
  web: /^helidon-(webserver|microprofile).*$/,
  port: ['server.port'],
  variable: 'SERVER_PORT',
  address: { key: 'server.host', variable: 'SERVER_HOST' },
};

const DEFAULT_PORT = 8080;

interface PortRequest {
  /** The module and those it needs. */
  needed: Model[];
  /** Ports that were read elsewhere already. */
  known?: Decision<number[]>;
  wish?: Decision<number>;
}

/** Finds the ports: the framework's settings, its default when it serves HTTP, else the code. */
export function portsOf(project: Project, model: Model, { needed, known, wish }: PortRequest): Ports {
  const framework = frameworkOf(model, needed);
  const read = known !== undefined ? { ports: known } : portsIn(project, model, { framework, needed });
  if (wish === undefined) return read;
  return { ...read, ports: decide([wish.value, ...read.ports.value.slice(1)], wish.from, wish.because) };
}

function portsIn(
  project: Project,
  model: Model,
  { framework, needed }: { framework: Framework | undefined; needed: Model[] },
): Ports {
  return framework === undefined
    ? fromCode(project, needed)
    : fromSettings(project, model, { framework, needed });
}

function frameworkOf(model: Model, needed: Model[]): Framework | undefined {
  if (plugin(model, 'spring-boot-maven-plugin') !== undefined) return BOOT;
  if (plugin(model, 'quarkus-maven-plugin') !== undefined) return QUARKUS;
  const ids = needed.flatMap((each) => dependencies(each).map(({ artifactId }) => artifactId));
  if (ids.some((id) => /^spring-boot-starter/.test(id))) return BOOT;
  return [MICRONAUT, HELIDON].find(({ web }) => ids.some((id) => web.test(id)));
}

function fromSettings(
  project: Project,
  model: Model,
  { framework, needed }: { framework: Framework; needed: Model[] },
): Ports {
  const settings = appSettings(project, model);
  const main = portSetting(settings, framework.port);
  const management = portSetting(settings, framework.management ?? []);
  const web = webDependency(framework, needed);
  const ports: number[] = [];
  if (main !== undefined) ports.push(...(main.port > 0 ? [main.port] : []));
  else if (web !== undefined) ports.push(DEFAULT_PORT);
  if (management !== undefined && management.port > 0 && !ports.includes(management.port))
    ports.push(management.port);
  const from = main?.from ?? web?.from ?? 'default';
  const because = main !== undefined || ports.length > 0 ? undefined : 'nothing in it serves HTTP';
  const found: Ports = {
    ports: decide(
      ports,
      from,
      main === undefined && web !== undefined
        ? `${web.value} listens on ${DEFAULT_PORT} by default`
        : because,
    ),
    variable: main?.variable ?? framework.variable,
  };
  const address = loopback(settings, framework);
  return address === undefined ? found : { ...found, address };
}

function webDependency(framework: Framework, needed: Model[]): Value | undefined {
  for (const model of needed) {
    const found = dependencies(model).find(
      ({ artifactId, scope }) => scope !== 'test' && framework.web.test(artifactId),
    );
    if (found !== undefined)
      return { value: found.artifactId, from: at(model.pom.path, undefined, found.artifactId) };
  }
  return undefined;
}

/** The first of the keys that gives a number: `8080`, `${PORT:8080}`, `${server.http:${PORT:8080}}`. */
function portSetting(
  settings: Settings,
  keys: string[],
): { port: number; variable?: string; from: string } | undefined {
  for (const key of keys) {
    const setting = settings.get(key);
    // `${app.port}` is another setting; names of variables are in capitals.
    const value = setting?.value.replace(
      /\$\{([a-z][\w.-]*)(?::[^${}]*)?\}/g,
      (whole, name: string) => settings.get(name)?.value ?? whole,
    );
    const digits = /^(\d+)$|:\s*(\d+)\s*\}+$/.exec(value ?? '');
    if (setting === undefined || digits === null) continue;
    const variable = /^\$\{([A-Z][A-Z0-9_]*):/.exec(setting.value)?.[1];
    const found = { port: Number(digits[1] ?? digits[2]), from: setting.from };
    return variable === undefined ? found : { ...found, variable };
  }
  return undefined;
}

function loopback(settings: Settings, { address }: Framework): Ports['address'] {
  const setting = settings.get(address.key);
  if (setting === undefined || !/^(localhost|127\.0\.0\.1|::1)$/.test(setting.value)) return undefined;
  return { name: address.variable, value: '0.0.0.0', from: setting.from };
}

/** How servers without a framework's settings name their port in the code, the surest first. */
const IN_CODE: RegExp[] = [
  /\bInetSocketAddress\(\s*(?:"[\d.]+"\s*,\s*)?(\d{2,5})\s*\)/,
  /\bnew\s+(?:Server|ServerSocket|ServerConnector)\(\s*(\d{2,5})\b/,
  /\.addHttpListener\(\s*(\d{2,5})/,
  /\bembeddedServer\([^)]*?port\s*=\s*(\d{2,5})/,
  /\.(?:start|listen|port|setPort|withPort|bind)\(\s*(?:"[\d.]+"\s*,\s*)?(\d{4,5})\b/,
  /\bport\(\s*(\d{4,5})\s*\)/,
  /getenv\(\s*"\w*PORT"\s*\)[^;\n]*?"?\b(\d{4,5})\b/,
  /(?:getOrDefault|getProperty|parseInt)\([^;]*?"[\w.]*(?:PORT|port)\w*"[^;]*?"?\b(\d{4,5})\b/,
  /\b\w*[pP]ort\w*\([^)]*\)[^{}]*\{(?:[^{}]|\{[^{}]*\})*\breturn\s+(\d{4,5})\b/,
  /\b(?:int|Integer|var|val)\s+(?:\w*_)?(?:port|PORT|\w+Port)\s*(?::\s*Int\s*)?=\s*(\d{4,5})\b/,
];

/** Reads the port from the code of the app; none is a fact too: a tool has no port. */
function fromCode(project: Project, needed: Model[]): Ports {
  const files = needed
    .flatMap(({ directory }) => [...sourceFiles(project, directory)])
    .map(({ path, text }) => ({ path, text: withoutComments(text) }));
  for (const pattern of IN_CODE) {
    for (const { path, text } of files) {
      const found = pattern.exec(text);
      const port = Number(found?.[1]);
      if (found === null || !(port > 0 && port < 65_535)) continue;
      const line = text.slice(text.lastIndexOf('\n', found.index) + 1).split('\n')[0] ?? '';
      const read: Ports = { ports: decide([port], at(path, lineAt(text, found.index), line)) };
      const variable = /getenv[^;]*?"(\w*PORT)"/.exec(text)?.[1];
      return variable === undefined ? read : { ...read, variable };
    }
  }
  return byLibrary(needed);
}

/** Ports that servers take when nobody names one. */
const BY_LIBRARY: [artifactId: RegExp, ports: number[]][] = [
  [/^dropwizard-core$/, [8080, 8081]],
  [/^javalin(-bundle)?$/, [8080]],
  [/^spark-core$/, [4567]],
];

function byLibrary(needed: Model[]): Ports {
  for (const model of needed) {
    for (const { artifactId, groupId } of dependencies(model)) {
      const found = BY_LIBRARY.find(
        ([pattern]) => pattern.test(artifactId) && groupId !== 'org.apache.spark',
      );
      if (found === undefined) continue;
      return { ports: decide(found[1], at(model.pom.path, undefined, artifactId), 'its default') };
    }
  }
  return { ports: decide<number[]>([], 'default', 'no port found in the code, so nothing is exposed') };
}
