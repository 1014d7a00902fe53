import { expect, test } from 'vitest';
import { mapProject } from '../../../generators/project/map.js';
import { planOf, variable } from './support.js';

/** What of the root of a workspace goes into the image of its member `api`. */
function fromRoot(code: string, files: Record<string, string> = {}): string[] {
  const plan = planOf(
    mapProject({
      'package.json': JSON.stringify({ workspaces: ['api', 'packages/*'] }),
      'api/package.json': JSON.stringify({
        name: 'api',
        scripts: { start: 'node server.js' },
        dependencies: { express: '5' },
      }),
      'api/server.js': `${code}\napp.listen(3000);`,
      'api/views/index.html': '',
      'packages/ui/package.json': '{ "name": "ui" }',
      'packages/ui/style.css': '',
      'var/.gitkeep': '',
      'views/mail.html': '',
      'tools/release.ts': '',
      'docs/guide.html': '',
      ...files,
    }),
    {},
    'api',
  );
  const copies = variable(plan, 'copies') as { from: string }[];
  return copies
    .map(({ from }) => from.replace('/app/', ''))
    .filter((path) => !/^(package\.json|node_modules|api)(\/|$)/.test(path));
}

test.each<[string, string[]]>([
  ["open(path.join(settings.root, 'var/app.db'))", ['var']],
  ["fs.readFileSync('../data/rates.csv')", ['data/rates.csv']],
  ["app.set('views', '../views')", []],
  ["serve('packages/ui/style.css')", []],
  ["path.join(root, 'tools')", []],
  ["path.join(root, 'docs')", []],
  ["path.join(root, 'nowhere/app.db')", []],
])('%s', (code, paths) => {
  expect(fromRoot(code, { 'data/rates.csv': '' })).toEqual(paths);
});
