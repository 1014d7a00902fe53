import { describe, expect, test } from 'vitest';
import { nodeTools } from '../../../generators/ecosystems/maven/build/node-tools.js';
import { execution, MAIN, model, plugin, plugins, pom, single } from './support.js';

const exec = (executable: string, directory = 'ui') =>
  pom(
    plugins(
      plugin(
        'exec-maven-plugin',
        execution(
          'exec',
          `<configuration><executable>${executable}</executable><workingDirectory>${directory}</workingDirectory></configuration>`,
        ),
      ),
    ),
  );
const ant = (task: string) =>
  pom(
    plugins(
      plugin(
        'maven-antrun-plugin',
        execution('run', `<configuration><target>${task}</target></configuration>`),
      ),
    ),
  );
const toolsOf = (text: string, files: Record<string, string> = {}) => {
  const project = single(text, { 'src/main/java/com/example/App.java': MAIN, ...files });
  return nodeTools(project, [model(project)]);
};

describe('a build that runs Node.js itself', () => {
  test.each([
    ['npm', exec('npm'), { plugin: 'exec-maven-plugin', programs: ['npm'], packages: [] }],
    ['as Windows names it', exec('npm.cmd'), { programs: ['npm'] }],
    ['yarn', exec('yarn'), { programs: ['yarn'], packages: ['yarn@1'] }],
    [
      'by Ant',
      ant('<exec dir="ui" executable="npm" failonerror="true"><arg value="ci"/></exec>'),
      { plugin: 'maven-antrun-plugin', programs: ['npm'] },
    ],
  ])('%s', (_name, text, expected) => {
    expect(toolsOf(text)).toMatchObject(expected);
  });

  test('in the versions that the front end pins', () => {
    const files = { 'ui/.nvmrc': 'v22.3.0\n', 'ui/package.json': '{ "packageManager": "pnpm@9.1.0" }' };
    expect(toolsOf(exec('pnpm'), files)).toMatchObject({ line: '22', packages: ['pnpm@9.1.0'] });
  });
});

test.each([
  ['another program', exec('git')],
  [
    'nothing that the build runs',
    pom(plugins(plugin('exec-maven-plugin', '<configuration><executable>npm</executable></configuration>'))),
  ],
  ['another task of Ant', ant('<copy todir="x" file="npm"/>')],
])('no Node.js for %s', (_name, text) => {
  expect(toolsOf(text)).toBeUndefined();
});
