import {
  array,
  boolean,
  exactOptional,
  type InferOutput,
  looseObject,
  number,
  pipe,
  record,
  string,
  transform,
  union,
  unknown,
} from 'valibot';

const text = exactOptional(string());
const names = exactOptional(record(string(), string()));
const list = exactOptional(array(string()));

const DEV_ENGINE = looseObject({ name: text, version: text });
const devEngines = exactOptional(union([DEV_ENGINE, array(DEV_ENGINE)]));

/** What is read of a package.json. Everything is optional: people write all kinds of them. */
export const PACKAGE_JSON = looseObject({
  name: text,
  version: text,
  main: text,
  module: text,
  type: text,
  bin: exactOptional(union([string(), record(string(), string())])),
  exports: exactOptional(unknown()),
  private: exactOptional(boolean()),
  homepage: text,
  scripts: names,
  dependencies: names,
  devDependencies: names,
  optionalDependencies: names,
  peerDependencies: names,
  // npm takes `"node": 22` for a range.
  engines: exactOptional(record(string(), pipe(union([string(), number()]), transform(String)))),
  devEngines: exactOptional(looseObject({ runtime: devEngines, packageManager: devEngines })),
  packageManager: text,
  volta: names,
  workspaces: exactOptional(union([array(string()), looseObject({ packages: list })])),
  nodemonConfig: exactOptional(looseObject({ exec: text })),
  prisma: exactOptional(looseObject({ schema: text })),
  pnpm: exactOptional(
    looseObject({ onlyBuiltDependencies: list, patchedDependencies: names, overrides: names }),
  ),
  patchedDependencies: names,
  resolutions: names,
  trustedDependencies: list,
  allowScripts: exactOptional(record(string(), boolean())),
  dependenciesMeta: exactOptional(record(string(), looseObject({ built: exactOptional(boolean()) }))),
  overrides: exactOptional(record(string(), unknown())),
});

export type PackageJson = InferOutput<typeof PACKAGE_JSON>;

export type DevEngine = InferOutput<typeof DEV_ENGINE>;
