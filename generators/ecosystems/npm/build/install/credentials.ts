import type { BuildSecret } from '../../../../plan/build-secret.js';
import { type Decision, decide } from '../../../../plan/decision.js';
import { type Evidence, lineAt, place } from '../../../../project/evidence.js';
import { below } from '../../../../project/paths.js';
import type { Project } from '../../../../project/project.js';
import type { Manifest } from '../../read/manifest.js';

/** What installing needs to prove who it is. */
export interface Credentials {
  /** Where .npmrc holds a credential itself: the whole file becomes a secret mount and never a layer. */
  npmrc: Evidence | undefined;
  /** Environment variables that a settings file takes credentials from: each becomes a secret of its name. */
  tokens: Decision<string>[];
}

/** Settings files of the package managers, and the lines in them that hold a credential. */
const SETTINGS_FILES = ['.npmrc', '.yarnrc.yml', '.yarnrc', 'bunfig.toml'];

const CREDENTIAL = /^.*(?:_authToken|_password|_auth|npmAuthToken|npmAuthIdent|\btoken)['"]?\s*[=:].*$/gm;

/** `${NAME}`, or bun's `$NAME`; with a default behind it nothing has to be given. */
const VARIABLE = /\$\{([A-Za-z_]\w*)\??\}|\$([A-Z_][A-Z0-9_]*)\b/;

export function credentialsOf(project: Project, root: Manifest): Credentials {
  const tokens = new Map<string, Decision<string>>();
  let npmrc: Evidence | undefined;
  for (const name of SETTINGS_FILES) {
    const file = below(root.dir, name);
    const text = project.read(file) ?? '';
    for (const match of text.matchAll(CREDENTIAL)) {
      if (/^\s*[#;]/.test(match[0])) continue;
      const variable = VARIABLE.exec(match[0]);
      const from = place(file, lineAt(text, match.index));
      const token = variable?.[1] ?? variable?.[2];
      if (token !== undefined && !tokens.has(token)) tokens.set(token, decide(token, from));
      if (token === undefined && !match[0].includes('${') && name === '.npmrc') npmrc ??= from;
    }
  }
  return { npmrc, tokens: [...tokens.values()] };
}

/** The same as what the build is lent while it installs in this directory. */
export function secretsOf({ npmrc, tokens }: Credentials, root: Manifest, workdir = '/app'): BuildSecret[] {
  const variables = tokens.map(({ value, from }): BuildSecret => {
    return { kind: 'variable', id: value, from, because: 'the registry may ask for it' };
  });
  if (npmrc === undefined) return variables;
  const source = below(root.dir, '.npmrc');
  const because = 'it holds a credential';
  return [
    { kind: 'file', id: 'npmrc', source, target: `${workdir}/.npmrc`, from: npmrc, because },
    ...variables,
  ];
}
