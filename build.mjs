// Bundles the command and the generator into dist/: nothing is installed with the package.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = dirname(fileURLToPath(import.meta.url));
const unused = join(root, 'generators/app/unused.ts');

rmSync(join(root, 'dist'), { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: { cli: 'generators/cli/main.ts', app: 'generators/app/index.ts' },
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  target: 'node20.17',
  format: 'esm',
  splitting: true,
  chunkNames: '[name]-[hash]',
  minify: true,
  metafile: true,
  logLevel: 'warning',
  alias: {
    '@yeoman/adapter': join(root, 'generators/app/adapter.ts'),
    'fly-import': unused,
    '@inquirer/external-editor': unused,
    commander: unused,
    ejs: unused,
    execa: unused,
    globby: unused,
    'source-map': unused,
    tinyglobby: unused,
    'which-package-manager': unused,
  },
  plugins: [
    {
      // Where a row is from is for those who review it; a run has no use for it.
      name: 'knowledge',
      setup(build) {
        build.onLoad({ filter: /knowledge[\\/][\w-]+\.json$/ }, ({ path }) => {
          const { rows } = JSON.parse(readFileSync(path, 'utf8'));
          return {
            loader: 'json',
            contents: JSON.stringify({ rows: rows.map(({ source: _, ...row }) => row) }),
          };
        });
      },
    },
  ],
  // CommonJS packages in the bundle still call require for Node's own modules.
  banner: {
    js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
  },
});
writeFileSync(join(root, 'dist/THIRD-PARTY-LICENSES.txt'), licences(Object.keys(metafile.inputs)));

/** Name, version and licence text of every package that went into the bundle. */
function licences(inputs) {
  const folders = new Set(
    inputs.map((input) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0]).filter(Boolean),
  );
  return [...folders]
    .sort()
    .map(licence)
    .join(`\n${'-'.repeat(80)}\n\n`);
}

function licence(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  return `${name} ${version} (${license})\n\n${licenceText(folder)}\n`;
}

function licenceText(folder) {
  for (const file of [
    'LICENSE',
    'LICENSE.md',
    'LICENSE.txt',
    'license',
    'LICENCE',
    'License.md',
    'LICENSE-MIT.txt',
    'LICENSE.MIT',
  ]) {
    try {
      return readFileSync(join(root, folder, file), 'utf8').trim();
    } catch {
      // The next name.
    }
  }
  return 'The package has no licence file; its package.json names the licence above.';
}
