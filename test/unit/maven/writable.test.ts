import { describe, expect, it } from 'vitest';
import { writableDirectories } from '../../../generators/ecosystems/maven/run/writable.js';
import { mapProject } from '../../../generators/project/map.js';

const among = (files: Record<string, string>) => writableDirectories(mapProject(files), 'api');

describe('writableDirectories', () => {
  it.each([
    ['logback.xml', '<file>/data/applogs/sso/server.log</file>', '/data/applogs/sso'],
    [
      'logback-spring.xml',
      '<property name="log.path" value="${LOG_HOME:-/data/applogs}/sso.log" />\n<file>${log.path}</file>',
      '/data/applogs',
    ],
    [
      'log4j2.xml',
      '<Property name="dir">/var/log/api</Property>\n<File fileName="${dir}/a.log"/>',
      '/var/log/api',
    ],
    ['application.properties', 'logging.file.path=/var/log/api/', '/var/log/api'],
    ['application-prod.yml', 'logging.file.name: /var/log/api.log', '/var/log'],
  ])('%s: %s', (file, text, directory) => {
    const { value, from } = among({ [`api/src/main/resources/${file}`]: text });
    expect(value).toEqual([directory]);
    expect(from).toEqual({ file: `api/src/main/resources/${file}`, line: expect.any(Number) });
  });

  it.each([
    ['logback.xml', '<file>logs/server.log</file>'],
    ['logback.xml', '<file>/tmp/server.log</file>'],
    ['logback.xml', '<file>${user.home}/logs/server.log</file>'],
    ['logback.xml', '<!-- see https://example.com/docs/server.log -->'],
    ['messages.properties', 'hint=/var/log/api.log'],
  ])('nothing for %s: %s', (file, text) => {
    expect(among({ [`api/src/main/resources/${file}`]: text }).value).toEqual([]);
  });
});
