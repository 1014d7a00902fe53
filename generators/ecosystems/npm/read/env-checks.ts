import type { Wanted } from './env-schema.js';

/** A variable that has no other value when it is missing. */
const ALONE = String.raw`process\.env(?:\.|\[['"])([A-Z][A-Z0-9_]*)(?:['"]\])?(?:\s*!|\s+as string|\s+as any|\s*(?:\|\||\?\?)\s*(?:""|''))?\s*(?=[,;)}\n]|$)`;

const READ = String.raw`process\.env(?:\.|\[['"])([A-Z][A-Z0-9_]*)(?:['"]\])?`;

const THROWS = String.raw`\)\s*(?:\{(?:[^{}]|\{[^{}]{0,200}\}){0,300}?)?(?:throw\b|process\.exit\()`;

/** `if (!process.env.JWT_SECRET) throw …`, also for one of several. */
const CHECKED = new RegExp(
  String.raw`\bif\s*\(\s*((?:!\s*process\.env[.[][^\s)&|!]{1,60}\s*(?:\|\|\s*)?){1,20})${THROWS}`,
  'g',
);

/** The same of a constant that was read before. */
const CHECKED_NAME = new RegExp(String.raw`\bif\s*\(\s*!\s*(\w+)(?:\s*\|\|\s*!\s*\w+)*\s*${THROWS}`, 'g');

/** What throws by its own name: `invariant(process.env.A, …)`, and the same of a constant. */
const ASSERTED = new RegExp(
  String.raw`\b(?:invariant|assert(?:\.ok)?)\(\s*(?:typeof\s+)?(?:${READ}|(\w+))\s*(?:===?\s*['"]string['"]\s*)?[,)]`,
  'g',
);

/** A list of names, each of which is looked for: `const required = ['A', 'B']`. */
const LISTED =
  /\b\w{0,60}(?:required|mandatory)\w{0,60}\s*(?::[^=\n]{1,200})?=\s*\[((?:\s*['"][A-Z][A-Z0-9_]+['"](?:\s*,)?){1,100})\s*\]/gi;

/** Readers that throw by their own names: `requireEnv('A')`, `config.getOrThrow('A')`, `env.get('A').required()`. */
const READERS =
  /\b(?:\w{0,40}require\w{0,40}Env\w{0,40}|\w{0,40}env\w{0,40}OrThrow\w{0,40}|must\w{0,40}Env\w{0,40}|getOrThrow)(?:<[^()<>]*>)?\(\s*['"]([A-Z][A-Z0-9_]+)['"]|\bget\(\s*['"]([A-Z][A-Z0-9_]+)['"]\s*\)\.required\(/gi;

/** Strategies of Passport throw where they are made without these. */
const STRATEGY = new RegExp(
  String.raw`\b(?:clientID|clientSecret|consumerKey|consumerSecret|secretOrKey)\s*:\s*${ALONE}`,
  'g',
);

/** So do clients of services. */
const CLIENT = new RegExp(
  String.raw`(?:\bnew\s+(?:Stripe|Resend|Sequelize|Telegraf|OpenAI|Anthropic|Groq)|\b(?:neon|twilio|createClient|setVapidDetails))\(\s*(?:\{\s*apiKey:\s*)?${ALONE}(?:,\s*${ALONE})?`,
  'g',
);

/** Clients of databases that are given an address: directly, or by the constant that has it. */
const DATABASE = new RegExp(
  String.raw`(?<![.\w])(mongoose\.connect|new\s+(?:\w+\.)?(?:MongoClient|Redis|IORedis)|(?:\w+\.)?(?:createPool|createConnection)|postgres|drizzle|monk)\(\s*(?:${ALONE}|(\w+)\s*[,)])`,
  'g',
);

/** An address that such a client takes. */
const ADDRESSES: [client: RegExp, address: string][] = [
  [/mongo|monk/i, 'mongodb://localhost/local'],
  [/redis/i, 'redis://localhost'],
  [/create/, 'mysql://localhost/local'],
  [/postgres/, 'postgres://localhost/local'],
];

/** The variables that code looks for by itself and does not go on without. */
export function wantedByChecks(text: string): Wanted[] {
  if (!/process\.env|getOrThrow|\.required\(/.test(text)) return [];
  const wanted = (name: string | undefined, offset: number, value?: string): Wanted[] =>
    name === undefined ? [] : [{ name, value, offset }];
  return [
    ...[...text.matchAll(CHECKED)].flatMap(({ 1: condition = '', index }) =>
      [...condition.matchAll(/process\.env(?:\.|\[['"])([A-Z][A-Z0-9_]*)/g)].flatMap(([, name]) =>
        wanted(name, index),
      ),
    ),
    ...[...text.matchAll(CHECKED_NAME)].flatMap(({ 0: condition, index }) =>
      [...condition.matchAll(/!\s*(\w+)/g)].flatMap(([, name = '']) => wanted(variableOf(text, name), index)),
    ),
    ...[...text.matchAll(ASSERTED)].flatMap(({ 1: one, 2: constant, index }) =>
      wanted(one ?? (constant && variableOf(text, constant)), index),
    ),
    ...[...text.matchAll(LISTED)].flatMap(({ 1: list = '', index }) =>
      /process\.env\[\w+\]/.test(text)
        ? (list.match(/\w+/g) ?? []).flatMap((name) => wanted(name, index))
        : [],
    ),
    ...[...text.matchAll(READERS)].flatMap(({ 1: one, 2: other, index }) => wanted(one ?? other, index)),
    ...(/passport/i.test(text) ? [STRATEGY, CLIENT] : [CLIENT]).flatMap((pattern) =>
      [...text.matchAll(pattern)].flatMap(({ 1: one, 2: other, index }) => [
        ...wanted(one, index),
        ...wanted(other, index),
      ]),
    ),
    ...[...text.matchAll(DATABASE)].flatMap(({ 1: client = '', 2: one, 3: constant, index }) =>
      wanted(
        one ?? (constant && variableOf(text, constant)),
        index,
        ADDRESSES.find(([pattern]) => pattern.test(client))?.[1],
      ),
    ),
  ];
}

/** `!config.dbUrl`, `config.dbUrl == null`, with what ends the program behind it. */
const CHECKED_MEMBER = new RegExp(
  String.raw`\bif\s*\(\s*(?:!\s*\w+\.(\w+)|\w+\.(\w+)\s*={2,3}\s*(?:null|undefined))\s*${THROWS}`,
  'g',
);

/** The variables that a module reads into a setting of an object, where another one does not go on without that. */
export function wantedThroughObjects(text: string, texts: readonly string[]): Wanted[] {
  return [...text.matchAll(CHECKED_MEMBER)].flatMap(({ 1: one, 2: other, index }) => {
    const rule = new RegExp(
      String.raw`\b${one ?? other}\s*:\s*process\.env\.([A-Z][A-Z0-9_]*)\s*(?:(?:\|\||\?\?)\s*process\.env\.\w+\s*)*[,}\n]`,
    );
    const name = texts.map((each) => rule.exec(each)?.[1]).find((found) => found !== undefined);
    return name === undefined ? [] : [{ name, value: undefined, offset: index }];
  });
}

/** The variable that a constant was read from: `const uri = process.env.MONGODB_URI`, `const { A } = process.env`. */
function variableOf(text: string, constant: string): string | undefined {
  const assigned = new RegExp(String.raw`\b(?:const|let|var)\s+${constant}\b[^=\n]{0,200}=\s*${ALONE}`).exec(
    text,
  )?.[1];
  if (assigned !== undefined) return assigned;
  const chosen = new RegExp(
    String.raw`\b(?:const|let|var)\s+${constant}\b[^=\n]{0,200}=\s*([^;\n?]{0,200})\?\s*${READ}\s*:\s*${READ}\s*(?:[;\n]|$)`,
  ).exec(text);
  if (chosen !== null) return /^!|!==?\s*['"]prod|dev|test/i.test(chosen[1] ?? '') ? chosen[3] : chosen[2];
  const taken = new RegExp(
    String.raw`\{[^{}=]{0,500}\b${constant}\b[^{}=]{0,500}\}\s*=\s*process\.env\b`,
  ).test(text);
  return taken && /^[A-Z][A-Z0-9_]*$/.test(constant) ? constant : undefined;
}
