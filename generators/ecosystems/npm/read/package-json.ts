import {
  array,
  boolean,
  exactOptional,
  type InferOutput,
  number,
  pipe,
  string,
  transform,
  union,
  unknown,
} from 'valibot';
import { object, recordOf } from '../../../project/shape.js';

const text = exactOptional(string());
const names = exactOptional(recordOf(string()));
const list = exactOptional(array(string()));

const DEV_ENGINE = object({ name: text, version: text });
const devEngines = exactOptional(union([DEV_ENGINE, array(DEV_ENGINE)]));

/** What is read of a package.json. Everything is optional: people write all kinds of them. */
export const PACKAGE_JSON = object({
  name: text,
  version: text,
  main: text,
  module: text,
  type: text,
  types: text,
  typings: text,
  bin: exactOptional(union([string(), recordOf(string())])),
  exports: exactOptional(unknown()),
  private: exactOptional(boolean()),
  homepage: text,
  scripts: names,
  dependencies: names,
  devDependencies: names,
  optionalDependencies: names,
  peerDependencies: names,
  // npm takes `"node": 22` for a range.
  engines: exactOptional(recordOf(pipe(union([string(), number()]), transform(String)))),
  devEngines: exactOptional(object({ runtime: devEngines, packageManager: devEngines })),
  packageManager: text,
  volta: names,
  workspaces: exactOptional(union([array(string()), object({ packages: list })])),
  nodemonConfig: exactOptional(object({ exec: text })),
  prisma: exactOptional(object({ schema: text })),
  pnpm: exactOptional(object({ onlyBuiltDependencies: list, patchedDependencies: names, overrides: names })),
  patchedDependencies: names,
  resolutions: names,
  trustedDependencies: list,
  allowScripts: exactOptional(recordOf(boolean())),
  dependenciesMeta: exactOptional(recordOf(object({ built: exactOptional(boolean()) }))),
  overrides: exactOptional(recordOf(unknown())),
});

export type PackageJson = InferOutput<typeof PACKAGE_JSON>;

export type DevEngine = InferOutput<typeof DEV_ENGINE>;
