import { dependencies } from '../read/dependencies.js';
import { plugin } from '../read/plugins.js';
import type { Model } from '../read/types.js';

/** Where a framework that serves HTTP reads its port and its address. */
export interface Framework {
  /** Dependencies that make it serve HTTP. */
  web: RegExp;
  /** What only code that serves HTTP has, where an unknown dependency brings the server. */
  code?: RegExp;
  port: string[];
  /** True when the code says the port where no setting does (`embeddedServer` of Ktor). */
  portInCode?: true;
  /** Environment variable that moves the port. */
  variable?: string;
  address?: { key: string; variable: string };
  management?: string[];
}

const BOOT: Framework = {
  web: /^(spring-boot-starter-(web|webflux|webmvc|jersey|tomcat|jetty|undertow|reactor-netty|graphql|data-rest|web-services|webservices|hateoas|thymeleaf)|spring-cloud-starter-(gateway.*|netflix-eureka-server|netflix-zuul)|spring-cloud-(config-server|gateway-server.*)|spring-boot-admin-starter-server|vaadin-spring-boot-starter|hilla-spring-boot-starter|springdoc-openapi-starter-web.*|spring-webmvc|spring-webflux|spring-ai-starter-mcp-server-web.*|spring-boot-starter-(websocket|(security-)?oauth2-authorization-server))$/,
  code: /^\s*@(?:RestController|Controller)\b/m,
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

const KTOR: Framework = {
  web: /^ktor-server-(netty|cio|jetty|tomcat)/,
  port: ['ktor.deployment.port'],
  portInCode: true,
};

/** The framework of a module; undefined for a program that is its own. */
export function frameworkOf(model: Model, needed: Model[]): Framework | undefined {
  if (plugin(model, 'spring-boot-maven-plugin') !== undefined) return BOOT;
  if (plugin(model, 'quarkus-maven-plugin') !== undefined) return QUARKUS;
  const ids = needed.flatMap((each) => dependencies(each).map(({ artifactId }) => artifactId));
  if (ids.some((id) => /^spring-boot-starter/.test(id))) return BOOT;
  return [MICRONAUT, HELIDON, KTOR].find(({ web }) => ids.some((id) => web.test(id)));
}
