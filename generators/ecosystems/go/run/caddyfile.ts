/** Where a site without a port of its own is served: https://caddyserver.com/docs/caddyfile/concepts#addresses */
const HTTPS = 443;
const HTTP = 80;

/** The ports that a Caddyfile serves on: those of its sites, or those of HTTPS and of the way there. */
export function caddyPorts(text: string): number[] {
  const sites = text
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => /^[^\s#]/.test(line) && line.endsWith('{') && line !== '{')
    .map((line) => line.slice(0, -1).replace(/\{\$\w+:([^{}]*)\}/g, '$1'));
  const addresses = sites.flatMap((site) => site.split(/[\s,]+/)).filter((one) => /^[^(]/.test(one));
  const found = addresses.flatMap((address) => {
    const port = /:(\d{2,5})(?:\/|$)/.exec(address)?.[1];
    if (port !== undefined) return [Number(port)];
    return address.startsWith('http://') ? [HTTP] : [HTTPS, HTTP];
  });
  return found.length === 0 ? [HTTPS, HTTP] : [...new Set(found)];
}

/** The secrets that a Caddyfile wants from the environment: `{env.HUB_JWT_KEY}`, with the line of each. */
export function caddySecrets(text: string): { name: string; line: number }[] {
  const found = text.split('\n').flatMap((row, index) =>
    [...row.replace(/^\s*#.*/, '').matchAll(/\{env\.(\w*(?:KEY|SECRET|TOKEN|PASSWORD))\}/g)].map(
      ([, name = '']) => ({
        name,
        line: index + 1,
      }),
    ),
  );
  return found.filter(({ name }, index) => found.findIndex((other) => other.name === name) === index);
}
