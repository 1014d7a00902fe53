import { UserError } from '../errors.js';
import { imageName } from './image-name.js';

/** What asking a registry needs of the world around. */
export interface Asking {
  fetch: typeof globalThis.fetch;
  /** User and password that the client of Docker keeps for a registry, in base64; undefined where it keeps none. */
  login(registry: string): string | undefined;
}

/** Kinds of manifests, those for several platforms first: https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests */
const KINDS = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

const MOST_MS = 15_000;

/**
 * The digest that the tag of an image has in its registry now: `sha256:…`. Asked without a login first, then with the token that
 * the registry names (https://distribution.github.io/distribution/spec/auth/token/).
 *
 * Throws a UserError where the registry does not answer, wants a login, or has no such tag.
 */
export async function digestOf(image: string, asking: Asking): Promise<string> {
  const { registry, repository, tag } = imageName(image);
  const url = `${addressOf(registry)}/v2/${repository}/manifests/${tag}`;
  try {
    const first = await head(url, asking);
    const challenge = first.status === 401 ? first.headers.get('www-authenticate') : null;
    const token = challenge === null ? undefined : await tokenFor(challenge, registry, asking);
    const answer = token === undefined ? first : await head(url, asking, token);
    const digest = answer.headers.get('docker-content-digest');
    if (answer.ok && digest !== null && /^sha256:[0-9a-f]{64}$/.test(digest)) return digest;
    throw refusal(image, registry, answer.status);
  } catch (error) {
    if (error instanceof UserError) throw error;
    const { cause, message } = error as Error & { cause?: { code?: string } };
    throw new UserError(
      `${registry} could not be asked for the digest of ${image}: ${cause?.code ?? message}`,
      { hint: 'Run again where it is reached, or without --pin.', cause: error },
    );
  }
}

/** Docker Hub answers elsewhere, and a registry of this machine without TLS. */
function addressOf(registry: string): string {
  if (registry === 'docker.io') return 'https://registry-1.docker.io';
  return `${/^(localhost|127\.)/.test(registry) ? 'http' : 'https'}://${registry}`;
}

function head(url: string, { fetch }: Asking, authorization?: string): Promise<Response> {
  return fetch(url, {
    method: 'HEAD',
    headers: { accept: KINDS, ...(authorization !== undefined && { authorization }) },
    signal: AbortSignal.timeout(MOST_MS),
  });
}

/** What to be let in by: a token from where the challenge says, or the login itself. */
async function tokenFor(challenge: string, registry: string, asking: Asking): Promise<string | undefined> {
  const login = asking.login(registry);
  const basic = login === undefined ? undefined : `Basic ${login}`;
  if (!/^Bearer /i.test(challenge)) return basic;
  const part = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(challenge)?.[1];
  const realm = part('realm');
  if (realm === undefined) return basic;
  const url = new URL(realm);
  for (const name of ['service', 'scope']) {
    const value = part(name);
    if (value !== undefined) url.searchParams.set(name, value);
  }
  const answer = await asking.fetch(url, {
    headers: basic === undefined ? {} : { authorization: basic },
    signal: AbortSignal.timeout(MOST_MS),
  });
  const { token, access_token } = (await answer.json()) as { token?: string; access_token?: string };
  const given = token ?? access_token;
  return given === undefined ? undefined : `Bearer ${given}`;
}

function refusal(image: string, registry: string, status: number): UserError {
  if (status === 404) {
    return new UserError(`${registry} has no ${image}`, {
      hint: 'Take another base or version, or name an image of your own in .create-dockerfile.json.',
    });
  }
  const login = status === 401 || status === 403;
  return new UserError(
    login
      ? `${registry} gives the digest of ${image} to those alone who are logged in`
      : `${registry} did not give the digest of ${image}: status ${status}`,
    { hint: login ? `Run docker login ${registry}, or run without --pin.` : 'Run again, or without --pin.' },
  );
}
