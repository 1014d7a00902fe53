import { expect, test } from 'vitest';
import { go } from '../../../generators/ecosystems/go/index.js';
import { mapProject } from '../../../generators/project/map.js';
import { planOf, program } from './support.js';

const mod = (path: string) => `module example.com/shop\n\ngo 1.26\n\nrequire ${path} v1.0.0\n`;
const window = (path: string) => `package ui\n\nimport "${path}"\n`;

test.each([
  ['fyne.io/fyne/v2', 'fyne.io/fyne/v2/app', 'Fyne'],
  ['github.com/hajimehoshi/ebiten/v2', 'github.com/hajimehoshi/ebiten/v2', 'Ebitengine'],
  ['github.com/wailsapp/wails/v2', 'github.com/wailsapp/wails/v2/pkg/options', 'Wails'],
  ['gioui.org', 'gioui.org/app', 'Gio'],
])('%s is refused, wherever the program imports it', (module, path, toolkit) => {
  const files = {
    'go.mod': mod(module),
    'ui/ui.go': window(path),
    'main.go': program('ui.Run()', ['example.com/shop/ui']),
  };
  expect(() => planOf(files)).toThrow(
    `ui/ui.go:3 imports ${path} (${toolkit}), so this is a desktop program`,
  );
});

test('what another program imports, or nobody, is no reason', () => {
  const files = {
    'go.mod': mod('gioui.org'),
    'ui/ui.go': window('gioui.org/app'),
    'text/text.go': window('gioui.org/layout'),
    'main.go': program('text.Run()', ['example.com/shop/text']),
  };
  expect(planOf(files).ecosystem).toBe('go');
});

test('programs without windows rank before the one with', () => {
  const files = {
    'go.mod': mod('fyne.io/fyne/v2'),
    'ui/ui.go': window('fyne.io/fyne/v2/app'),
    'cmd/shop/main.go': program('ui.Run()', ['example.com/shop/ui']),
    'cmd/text/main.go': program(''),
    'cmd/migrate/main.go': program(''),
    'examples/x/main.go': program(''),
  };
  const found = go.detect(mapProject(files)).sort((a, b) => b.standing - a.standing);
  expect(found.map(({ app }) => app)).toEqual(['cmd/text', 'cmd/migrate', 'cmd/shop', 'examples/x']);
});
