import { expect, test } from 'vitest';
import { wantedBySchema } from '../../../generators/ecosystems/npm/read/env-schema.js';

const valuesOf = (text: string) =>
  Object.fromEntries(wantedBySchema(text).map(({ name, value }) => [name, value]));

test('a schema of t3-env wants what may not be missing, as its rules accept it', () => {
  const text = `
export const Env = createEnv({
  server: {
    DATABASE_URL: z.string().url(),
    KEY: z.string().min(1),
    LONG: z.string().min(12),
    STRIPE: z.string().startsWith('sk_'),
    MODE: z.enum(['live', 'test']),
    RETRIES: z.coerce.number().int().positive(),
    FLAG: z.string().transform((text) => ({ on: text === '1', off: false })),
    MAIL: z.string().email().optional(),
    REGION: z.string().default('eu'),
  },
  client: { NEXT_PUBLIC_URL: z.string() },
  runtimeEnv: { DATABASE_URL: process.env.DATABASE_URL },
});`;
  expect(valuesOf(text)).toEqual({
    DATABASE_URL: undefined,
    KEY: undefined,
    LONG: 'build-------',
    STRIPE: 'sk_build',
    MODE: 'live',
    RETRIES: '1',
    FLAG: undefined,
    NEXT_PUBLIC_URL: undefined,
  });
});

test('an object that is given the environment is one too, and no other object', () => {
  const object = 'const schema = z.object({ SECRET: z.string(), PORT: z.string().optional() });\n';
  expect(valuesOf(`${object}export const env = schema.parse(process.env);`)).toEqual({ SECRET: undefined });
  expect(valuesOf(`${object}schema.parse(body); process.env.X`)).toEqual({});
});

test('a schema that can be switched off wants nothing', () => {
  const text = 'createEnv({ server: { A: z.string() }, skipValidation: !!process.env.SKIP_ENV_VALIDATION })';
  expect(valuesOf(text)).toEqual({});
});
