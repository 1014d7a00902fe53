// Bundles the command and the generator into dist/: nothing is installed with the package.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = dirname(fileURLToPath(import.meta.url));
// CommonJS packages in the bundle still call require for Node's own modules.
const banner = {
  js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
};
const unused = join(root, 'generators/app/unused.ts');

rmSync(join(root, 'dist'), { recursive: true, force: true });
const { catalog, languages } = await compiledCatalog();
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
    // Its main file is for AMD loaders.
    'jsonc-parser': join(root, 'node_modules/jsonc-parser/lib/esm/main.js'),
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
      // The templates are compiled below: a run only needs what fills them, unless it brings templates of its own.
      name: 'handlebars',
      setup(build) {
        build.onResolve({ filter: /^handlebars$/ }, ({ importer }) => ({
          path: join(
            root,
            `node_modules/handlebars/dist/cjs/handlebars${/contributions/.test(importer) ? '' : '.runtime'}.js`,
          ),
        }));
      },
    },
    {
      name: 'templates',
      setup(build) {
        build.onLoad({ filter: /generators[\\/]templates\.ts$/ }, () => ({ contents: catalog }));
        build.onResolve({ filter: /^language:/ }, ({ path }) => ({ path, namespace: 'language' }));
        build.onLoad({ filter: /.*/, namespace: 'language' }, ({ path }) => ({
          contents: languages[path.slice('language:'.length)],
        }));
      },
    },
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
  banner,
});
writeFileSync(join(root, 'dist/THIRD-PARTY-LICENSES.txt'), licences(Object.keys(metafile.inputs)));

/**
 * A module with all templates, and their text compiled by Handlebars; each language of its own has a module apart, which
 * only a run that needs it loads.
 */
async function compiledCatalog() {
  const [{ loadCatalog }, { precompile }] = await Promise.all(
    ['generators/catalog/catalog.ts', 'generators/render/compile.ts'].map(imported),
  );
  const { templates, partials, images, languages } = loadCatalog(join(root, 'templates'));
  const called = new Map();
  const compiled = (text) => {
    const { code, calls } = precompile(text, partials);
    for (const name of calls) {
      if (called.has(name)) continue;
      called.set(name, '');
      called.set(name, compiled(partials[name]));
    }
    return code;
  };
  const object = (entries) => `{${entries.map(([key, code]) => `${JSON.stringify(key)}:${code}`).join()}}`;
  const templateOf = ({ manifest, sources }) => {
    const specifications = object(Object.entries(sources).map(([file, text]) => [file, compiled(text)]));
    return `{manifest:${JSON.stringify(manifest)},sources:{},specifications:${specifications}}`;
  };
  const rows = Object.entries(templates).map(([id, template]) => [id, templateOf(template)]);
  const ids = Object.keys(languages.signs);
  const own = await Promise.all(
    ids.map(async (id) => [id, `export default ${templateOf(await languages.load(id))}`]),
  );
  const loaders = ids.map((id) => [id, `()=>import("language:${id}")`]);
  const lazy = `{signs:${JSON.stringify(languages.signs)},load:async(id)=>(await loaders[id]()).default}`;
  return {
    catalog: `const loaders=${object(loaders)};const catalog={templates:${object(rows)},languages:${lazy},partials:{},compiledPartials:${object([...called])},images:${JSON.stringify(images)}};export const builtinCatalog=()=>catalog;`,
    languages: Object.fromEntries(own),
  };
}

/** A module of the sources, for this script. */
async function imported(entryPoint) {
  const outfile = join(root, 'dist', `${basename(entryPoint, '.ts')}.build.mjs`);
  const options = { bundle: true, platform: 'node', format: 'esm', banner };
  await build({ absWorkingDir: root, entryPoints: [entryPoint], outfile, ...options });
  try {
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(outfile);
  }
}

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
