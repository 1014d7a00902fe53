import { describe, expect, it } from 'vitest';
import type { Catalog } from '../../../generators/catalog/catalog.js';
import { UserError } from '../../../generators/errors.js';
import { defaultCatalog } from '../../../generators/home.js';
import { produce } from '../../../generators/produce.js';
import { mapProject } from '../../../generators/project/map.js';

const builtin = defaultCatalog();

const FLASK = {
  'requirements.txt': 'flask\n',
  'app.py': 'from flask import Flask\n\napp = Flask(__name__)\n',
};
const CARGO = {
  'Cargo.toml': '[package]\nname = "tides"\nversion = "1.0.0"\nedition = "2024"\n',
  'src/main.rs': 'fn main() {\n    println!("high");\n}\n',
};
const NODE = {
  'package.json': '{"name": "web", "scripts": {"start": "node server.js"}}',
  'package-lock.json': '{"name": "web", "lockfileVersion": 3, "packages": {}}',
  'server.js': 'require("node:http").createServer((_, r) => r.end("ok")).listen(3000);\n',
};
const GO = {
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'main.go': 'package main\n\nfunc main() {}\n',
};
const MAVEN = {
  'pom.xml':
    '<project><modelVersion>4.0.0</modelVersion><groupId>a</groupId><artifactId>b</artifactId><version>1</version></project>',
  'src/main/java/a/Main.java': 'package a;\npublic class Main { public static void main(String[] a) {} }\n',
};

/** What is made of a repository, and the languages that were loaded for it. */
async function made(files: Record<string, string>, language?: string) {
  const loaded: string[] = [];
  const catalog: Catalog = {
    ...builtin,
    languages: {
      signs: builtin.languages?.signs ?? {},
      load: async (id) => {
        loaded.push(id);
        if (builtin.languages === undefined) throw new Error('there are no languages');
        return builtin.languages.load(id);
      },
    },
  };
  const request = { version: '1.0.0', project: mapProject(files), catalog, wishes: {} };
  try {
    const { plan } = await produce({ ...request, ...(language !== undefined && { language }) });
    return { template: plan.template.value, app: plan.app.value, loaded };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { refused: error.message, loaded };
  }
}

describe('languages of the catalog', () => {
  it.each([
    ['go', { ...GO, ...FLASK }],
    ['npm', { ...NODE, ...FLASK, ...CARGO }],
    ['maven', { ...MAVEN, ...CARGO, 'scripts/requirements.txt': 'boto3\n' }],
    ['npm-file', { 'server.js': NODE['server.js'] }],
  ])('are not loaded for %s', async (template, files) => {
    expect(await made(files)).toMatchObject({ template, loaded: [] });
  });

  it.each([
    ['python', FLASK],
    ['rust', CARGO],
    ['rust', { ...CARGO, 'go-notes/README.md': '' }],
    ['python', { ...FLASK, 'index.html': '<html></html>', 'main.js': '' }],
  ])('give %s, and only that one is loaded', async (template, files) => {
    expect(await made(files)).toMatchObject({ template, app: '.', loaded: [template] });
  });

  it('are loaded where they are asked for', async () => {
    expect(await made({ ...NODE, ...FLASK }, 'python')).toMatchObject({
      template: 'python',
      loaded: ['python'],
    });
    expect(await made({ ...GO, ...CARGO }, 'rust')).toMatchObject({ template: 'rust', loaded: ['rust'] });
    expect(await made({ ...GO, ...CARGO }, 'go')).toMatchObject({ template: 'go', loaded: [] });
  });

  it('stand in at the root for a manifest without an app', async () => {
    const tools = { 'package.json': '{"name": "styles", "devDependencies": {"prettier": "3"}}' };
    expect((await made(tools)).refused).toContain('package.json');
    expect(await made({ ...tools, ...FLASK })).toMatchObject({ template: 'python', loaded: ['python'] });
    const inside = { 'docs/requirements.txt': 'flask\n', 'docs/app.py': FLASK['app.py'] };
    expect(await made({ ...tools, ...inside })).toEqual({ ...(await made(tools)), loaded: [] });
  });

  it.each([
    ['python', 'frontend', FLASK],
    ['rust', 'website', CARGO],
  ])('of %s at the root stand above a program in %s', async (template, folder, files) => {
    const inside = Object.fromEntries(
      Object.entries(NODE).map(([name, text]) => [`${folder}/${name}`, text]),
    );
    expect(await made({ ...files, ...inside })).toMatchObject({ template, app: '.', loaded: [template] });
  });

  it('at the root without a program leave the one in a folder', async () => {
    const inside = Object.fromEntries(Object.entries(GO).map(([name, text]) => [`server/${name}`, text]));
    const docs = { 'requirements.txt': 'mkdocs\n', 'docs/index.md': '' };
    expect(await made({ ...inside, ...docs })).toMatchObject({ template: 'go', loaded: ['python'] });
    const deeper = { 'tools/requirements.txt': 'flask\n', 'tools/app.py': FLASK['app.py'] };
    expect(await made({ ...inside, ...deeper })).toMatchObject({ template: 'go', loaded: [] });
  });

  it('leave files without a manifest to the ecosystems that know them', async () => {
    const page = { 'index.html': '<html></html>', 'docs/requirements.txt': 'mkdocs\n' };
    expect(await made(page)).toMatchObject({ template: 'npm-pages' });
  });

  it('say why there is no app in what is theirs', async () => {
    expect((await made({ 'Cargo.toml': '' })).refused).toBe(
      'Cargo.toml has neither a [package] nor a [workspace]',
    );
    expect((await made({ 'requirements.txt': '' })).refused).toContain('no program of Python was found');
  });

  it('are named where another is asked for', async () => {
    expect((await made(GO, 'cobol')).refused).toBe(
      `--language is one of go, npm, maven, ${Object.keys(builtin.languages?.signs ?? {}).join(', ')}, got "cobol"`,
    );
  });
});
