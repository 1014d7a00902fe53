import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { UserError } from '../../../generators/errors.js';
import { digestOf } from '../../../generators/registry/digest.js';

const DIGEST = `sha256:${'a1'.repeat(32)}`;

let server: Server | undefined;
afterEach(() => server?.close());

/** A registry on this machine; returns its name as it stands before a repository. */
async function registry(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<string> {
  server = createServer(answer);
  await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const ask = (image: string, login?: string) =>
  digestOf(image, { fetch: globalThis.fetch, login: () => login });

const refused = (image: string) =>
  ask(image).then(
    () => undefined,
    (error: unknown) => (error instanceof UserError ? error : undefined),
  );

describe('the digest of a tag', () => {
  it('is what the registry says of its list of platforms', async () => {
    const seen: string[] = [];
    const host = await registry(({ method, url, headers }, response) => {
      seen.push(`${method} ${url} ${headers.accept?.split(',')[0]}`);
      response.setHeader('docker-content-digest', DIGEST).end();
    });
    expect(await ask(`${host}/library/golang:1.27-alpine`)).toBe(DIGEST);
    expect(seen).toEqual([
      'HEAD /v2/library/golang/manifests/1.27-alpine application/vnd.oci.image.index.v1+json',
    ]);
  });

  it('is asked again with the token that the registry names', async () => {
    const host = await registry(({ url = '', headers }, response) => {
      if (url.startsWith('/token')) {
        const fits =
          url === '/token?service=here&scope=repository%3Aapp%3Apull' &&
          headers.authorization === 'Basic bWU6eA==';
        response.end(JSON.stringify({ token: fits ? 'letmein' : 'no' }));
      } else if (headers.authorization === 'Bearer letmein') {
        response.setHeader('docker-content-digest', DIGEST).end();
      } else {
        const realm = `http://${headers.host}/token`;
        const challenge = `Bearer realm="${realm}",service="here",scope="repository:app:pull"`;
        response.writeHead(401, { 'www-authenticate': challenge }).end();
      }
    });
    expect(await ask(`${host}/app:1`, 'bWU6eA==')).toBe(DIGEST);
  });

  it('is refused in a sentence for a tag that is not there', async () => {
    const host = await registry((_, response) => void response.writeHead(404).end());
    expect((await refused(`${host}/app:9`))?.message).toBe(`${host} has no ${host}/app:9`);
  });

  it('is refused in a sentence where a login is wanted, with the command', async () => {
    const host = await registry(
      (_, response) => void response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end(),
    );
    expect((await refused(`${host}/app:1`))?.hint).toContain(`docker login ${host}`);
  });

  it('is refused in a sentence where nobody answers', async () => {
    const host = await registry((_, response) => void response.end());
    server?.close();
    expect((await refused(`${host}/app:1`))?.message).toMatch(
      /could not be asked for the digest of .*ECONNREFUSED/,
    );
  });

  it('is no text that merely looks like one', async () => {
    const host = await registry(
      (_, response) => void response.setHeader('docker-content-digest', 'sha256:1\tRUN x').end(),
    );
    expect(await refused(`${host}/app:1`)).toBeInstanceOf(UserError);
  });
});
