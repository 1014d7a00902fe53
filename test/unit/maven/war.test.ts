import { describe, expect, test } from 'vitest';
import { artifact, bootParent, dependencies, execution, plugin, plugins, pom, single } from './support.js';

const WAR = '<packaging>war</packaging>';

/** `<dependencies>` of one `group:artifact:version`. */
function versioned(coordinates: string): string {
  const [groupId, artifactId, version] = coordinates.split(':');
  return `<dependencies><dependency><groupId>${groupId}</groupId><artifactId>${artifactId}</artifactId><version>${version}</version></dependency></dependencies>`;
}

const importing = (name: string) => ({
  'src/main/java/com/example/Page.java': `package com.example;\nimport ${name};\nclass Page {}\n`,
});
const webXml = (attributes: string) => ({ 'src/main/webapp/WEB-INF/web.xml': `<web-app ${attributes}/>` });

describe('the Tomcat for a war', () => {
  test.each([
    ['servlet 6.1', versioned('jakarta.servlet:jakarta.servlet-api:6.1.0'), {}, '11'],
    ['servlet 6.0', versioned('jakarta.servlet:jakarta.servlet-api:6.0.0'), {}, '10'],
    ['servlet 5', versioned('jakarta.servlet:jakarta.servlet-api:5.0.0'), {}, '10'],
    [
      'the javax packages under the new name',
      versioned('jakarta.servlet:jakarta.servlet-api:4.0.4'),
      {},
      '9',
    ],
    ['javax.servlet', versioned('javax.servlet:javax.servlet-api:4.0.1'), {}, '9'],
    ['the oldest name of it', versioned('javax.servlet:servlet-api:2.5'), {}, '9'],
    ['Jakarta EE 11', versioned('jakarta.platform:jakarta.jakartaee-web-api:11.0.0'), {}, '11'],
    ['Jakarta EE 10', versioned('jakarta.platform:jakarta.jakartaee-web-api:10.0.0'), {}, '10'],
    ['Spring 5', versioned('org.springframework:spring-webmvc:5.3.39'), {}, '9'],
    ['Spring 6', versioned('org.springframework:spring-webmvc:6.2.1'), {}, '10'],
    ['Spring 7', versioned('org.springframework:spring-webmvc:7.0.1'), {}, '11'],
    ['Boot 2', bootParent('2.7.18'), {}, '9'],
    ['Boot 3', bootParent('3.5.16'), {}, '10'],
    ['Boot 4', bootParent('4.0.1'), {}, '11'],
    ['Struts 6', versioned('org.apache.struts:struts2-core:6.3.0'), {}, '9'],
    ['an import of javax', '', importing('javax.servlet.http.HttpServlet'), '9'],
    ['an import of jakarta', '', importing('jakarta.servlet.http.HttpServlet'), '10'],
    [
      'an import beats a dependency',
      versioned('org.springframework:spring-webmvc:6.2.1'),
      importing('javax.servlet.Filter'),
      '9',
    ],
    ['an old web.xml', '', webXml('xmlns="http://java.sun.com/xml/ns/javaee" version="3.0"'), '9'],
    ['a web.xml of 6.0', '', webXml('xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0"'), '10'],
    ['a web.xml of 6.1', '', webXml('xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.1"'), '11'],
    ['nothing', '', {}, '11'],
  ])('%s', (_name, inner, files, tomcat) => {
    expect(artifact(single(pom(WAR + inner), files))).toMatchObject({ kind: 'war', tomcat });
  });
});

describe('the war itself', () => {
  const configured = (inner: string) => plugins(plugin('maven-war-plugin', inner));
  test.each([
    ['by its coordinates', '', 'target/demo-*.war'],
    ['by finalName', '<build><finalName>shop</finalName></build>', 'target/shop.war'],
    ['by warName', configured('<configuration><warName>ROOT</warName></configuration>'), 'target/ROOT.war'],
    [
      'with a classifier',
      configured('<configuration><classifier>web</classifier></configuration>'),
      'target/demo-*-web.war',
    ],
    [
      'in another directory',
      configured('<configuration><outputDirectory>dist</outputDirectory></configuration>'),
      'dist/demo-*.war',
    ],
  ])('%s', (_name, inner, file) => {
    expect(artifact(single(pom(WAR + inner), {}))).toMatchObject({ file });
  });

  test.each([
    ['2.6', '2.6'],
    ['3.4.0', undefined],
  ])('plugin %s on a new JDK', (version, old) => {
    const found = artifact(single(pom(WAR + configured(`<version>${version}</version>`)), {}));
    expect(found).toMatchObject({ kind: 'war' });
    expect('oldPlugin' in found ? found.oldPlugin?.value : undefined).toBe(old);
  });

  test('an executable war runs without Tomcat', () => {
    const text = pom(bootParent('3.5.16') + WAR + plugins(plugin('spring-boot-maven-plugin')));
    expect(artifact(single(text, {}))).toMatchObject({ kind: 'jar', file: 'target/demo-*.war' });
  });
});

describe('a war for an application server', () => {
  const platform = dependencies('jakarta.platform:jakarta.jakartaee-api');
  test.each([
    ['EJB', 'jakarta.ejb.Stateless'],
    ['JAX-RS', 'jakarta.ws.rs.Path'],
    ['CDI', 'jakarta.enterprise.context.RequestScoped'],
  ])('%s that its POM has a server for is refused', (api, imported) => {
    const text = pom(WAR + platform + plugins(plugin('liberty-maven-plugin')));
    const found = artifact(single(text, importing(imported)));
    expect(found).toMatchObject({ kind: 'none', reason: { is: 'server', api } });
  });

  test.each([
    ['javax.ejb.Stateless', dependencies('javax:javaee-api'), 'Payara Micro 5'],
    ['jakarta.ejb.Stateless', platform, 'Payara Micro 6'],
    ['jakarta.ws.rs.Path', versioned('jakarta.platform:jakarta.jakartaee-api:11.0.0'), 'Payara Micro 7'],
  ])('%s without a server in the POM gets one beside it', (imported, inner, name) => {
    expect(artifact(single(pom(WAR + inner), importing(imported)))).toMatchObject({
      kind: 'jar',
      file: 'target/demo-*.war',
      server: { name, port: 8080, beside: { file: 'target/dependency/payara-micro.jar' } },
    });
  });

  test('enterprise beans are one even where their API is in the war', () => {
    const inner = WAR + dependencies('javax.ejb:ejb-api');
    expect(artifact(single(pom(inner), importing('javax.ejb.Stateless')))).toMatchObject({
      server: { name: 'Payara Micro 5' },
    });
  });

  const unit = (source: string) => ({
    'src/main/resources/META-INF/persistence.xml': `<persistence><persistence-unit><jta-data-source>${source}</jta-data-source></persistence-unit></persistence>`,
  });
  const defined = {
    'src/main/java/com/example/Data.java':
      'package com.example;\n@DataSourceDefinition(name = "java:app/shop")\nclass Data {}\n',
  };
  test.each<[string, Record<string, string>, string, string]>([
    ['queues', {}, 'jakarta.jms.Queue', 'none'],
    ['a data source of the server', unit('jdbc/shop'), 'jakarta.ejb.Stateless', 'none'],
    [
      'a data source that its code defines',
      { ...unit('java:app/shop'), ...defined },
      'jakarta.ejb.Stateless',
      'jar',
    ],
    ['the one that every server has', unit('java:comp/DefaultDataSource'), 'jakarta.ejb.Stateless', 'jar'],
    [
      'settings of WildFly',
      { 'src/main/webapp/WEB-INF/jboss-web.xml': '<jboss-web/>' },
      'jakarta.ejb.Stateless',
      'none',
    ],
  ])('and with %s', (_name, files, imported, kind) => {
    const both = { ...importing(imported), ...files };
    const beside = importing('jakarta.ejb.Stateless');
    expect(artifact(single(pom(WAR + platform), { ...beside, ...both }))).toMatchObject({ kind });
  });

  test.each([
    ['6.0.0.Final', 'jar'],
    ['4.2.2.Final', 'none'],
  ])('wildfly-maven-plugin %s that provisions a server', (version, kind) => {
    const text = pom(
      WAR +
        platform +
        plugins(plugin('wildfly-maven-plugin', `<version>${version}</version>${execution('package')}`)),
    );
    const found = artifact(single(text, importing('jakarta.ejb.Stateless')));
    expect(found).toMatchObject(
      kind === 'none'
        ? { kind }
        : { kind, file: 'target/demo-bootable.jar', flags: ['-Dwildfly.bootable.jar=true'] },
    );
  });

  test('an API alone that the server is to bring is no different, and the POM may name the server', () => {
    const provided =
      '<dependencies><dependency><groupId>jakarta.persistence</groupId><artifactId>jakarta.persistence-api</artifactId><scope>provided</scope></dependency></dependencies>';
    const text = pom(WAR + provided + plugins(plugin('liberty-maven-plugin')));
    expect(artifact(single(text, importing('jakarta.persistence.Entity')))).toMatchObject({
      kind: 'none',
      reason: { is: 'server', api: 'JPA', server: 'Open Liberty by liberty-maven-plugin' },
    });
  });

  test.each([
    ['wildfly-jar-maven-plugin', execution('package'), 'target/demo-*-bootable.jar'],
    [
      'wildfly-maven-plugin',
      `<configuration><bootableJar>true</bootableJar></configuration>${execution('package')}`,
      'target/demo-bootable.jar',
    ],
    [
      'payara-micro-maven-plugin',
      execution('bundle', '<phase>package</phase>'),
      'target/demo-*-microbundle.jar',
    ],
    ['tomee-maven-plugin', execution('exec', '<phase>package</phase>'), 'target/demo-*-exec.jar'],
  ])('with the server in a jar of %s it starts', (id, inner, file) => {
    const text = pom(WAR + platform + plugins(plugin(id, inner)));
    expect(artifact(single(text, importing('jakarta.ejb.Stateless')))).toMatchObject({ kind: 'jar', file });
  });

  test.each([
    [
      'what brings the API itself',
      dependencies('jakarta.platform:jakarta.jakartaee-api', 'org.glassfish.jersey.core:jersey-server'),
      'jakarta.ws.rs.Path',
    ],
    ['servlets alone', platform, 'jakarta.servlet.http.HttpServlet'],
    ['an API without the platform', dependencies('org.example:rest'), 'jakarta.ws.rs.Path'],
    [
      'the API of CDI in the war',
      dependencies('jakarta.enterprise:cdi-api'),
      'jakarta.enterprise.inject.Any',
    ],
  ])('%s runs on Tomcat', (_name, inner, imported) => {
    expect(artifact(single(pom(WAR + inner), importing(imported)))).toMatchObject({ kind: 'war' });
  });
});
