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
    ['application.yml', 'ruoyi:\n  profile: /home/ruoyi/uploadPath', '/home/ruoyi/uploadPath'],
    ['application.properties', 'upload.dir=file:/data/uploads/', '/data/uploads'],
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
    ['application.yml', 'context-path: /data/api'],
    ['application.yml', 'default-success-url: /home/start'],
    ['application.yml', 'key: /opt/keys/server.pem'],
    ['application.yml', 'profile: D:/ruoyi/uploadPath'],
    ['messages.properties', 'hint=/var/log/api.log'],
  ])('nothing for %s: %s', (file, text) => {
    expect(among({ [`api/src/main/resources/${file}`]: text }).value).toEqual([]);
  });
});
